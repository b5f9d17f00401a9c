// What is held against a record at every door: whether it could be counted, its days, its id; and that one
// event entered twice is told.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::HasSubstr;
using testing::Not;

// A register without rules between its fields, and clauses that count it by working days and by its number.
constexpr const char* k_replies = R"({
  "ledger": "reply", "title": "回复台账", "version": 1, "basis": ["考核办法第四条"],
  "fields": [{"name": "due", "title": "应回复日", "type": "date"}, {"name": "done", "title": "回复日", "type": "date", "max": "today"},
             {"name": "share", "title": "份数", "type": "integer", "max": 9223372036854775807},
             {"name": "topic", "title": "事由", "type": "text"}]})";
constexpr const char* k_clauses = R"([
  {"id": "A2", "title": "回复不及时", "basis": ["考核办法第四条"], "kind": "lateness", "effect": "deduct", "scope": "named",
   "select": {"ledger": "reply"}, "due": "due", "by": "due", "done": "done", "unit": "workday", "amount": "1", "event_cap": "5", "missing": "5"},
  {"id": "A3", "title": "回复份数不足", "basis": ["考核办法第四条"], "kind": "per_event", "effect": "deduct", "scope": "named",
   "select": {"ledger": "reply", "where": [{"field": "share", "op": "present"}]}, "amount": "2", "times": "share"}])";

json reply(const std::string& id, const json& fields, const std::string& day = "2025-03-03") {
  return {{"ledger", "reply"},    {"id", id},        {"occurred_on", day}, {"unit", "gov"},
          {"official", "head-1"}, {"fields", fields}};
}

class EntryTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("ledger.define/1", "system_admin", {{"definition", json::parse(k_replies)}});
    town().go_to("2025-03-20");
  }
  // Those clauses come into force, in place of the rulebook that the district began with.
  void count_replies() {
    json book = rulebook();
    book["version"] = 2;
    for (const json& clause : json::parse(k_clauses)) book["items"][0]["clauses"].push_back(clause);
    enact("rulebook.add/1", "security_admin", {{"rulebook", book}});
  }
  std::string append(const json& fact) { return no("ledger.append/1", "clerk", {{"fact", fact}}); }
  std::string correct(const json& fact) {
    return no("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "录入有误"}});
  }
  std::string import(const json& fact) { return no("ledger.import/1", "clerk", {{"lines", fact.dump()}}); }
  json repeats_of(const json& fact) {
    return ask("ledger.append/1", "clerk", {{"fact", fact}}).value("repeats", json());
  }
};

constexpr std::int64_t k_mistyped = 9'000'000'000'000'000'000;

TEST_F(EntryTest, ARecordThatNoClauseCouldCountIsRefusedAtEveryDoor) {
  count_replies();
  const json by_day = reply("R1", {{"due", "2023-05-08"}, {"done", "2025-03-03"}});
  const json by_number = reply("R1", {{"share", k_mistyped}});
  EXPECT_EQ(append(by_day), "fact.uncountable /fact/fields/due");
  EXPECT_EQ(append(by_number), "fact.uncountable /fact/fields/share");
  EXPECT_EQ(import(by_day), "fact.uncountable line 1 /fields/due");
  EXPECT_EQ(append(reply("R1", {{"due", "2025-03-04"}, {"share", 3}})), "done");
  EXPECT_EQ(correct(by_number), "fact.uncountable /fact/fields/share");
  EXPECT_EQ(correct(by_day), "fact.uncountable /fact/fields/due");
  const json why = town().problem("ledger.append/1", "clerk", {{"fact", by_number}});
  EXPECT_THAT(why.at("message").get<std::string>(), HasSubstr("cannot be counted under “回复份数不足” (A3)"));
  EXPECT_EQ(
      why.at("chinese"),
      "“份数”为9000000000000000000，无法计入考核。请核对更正；日期没有错的，请把该年的放假通知载入日历。");
  // Of a ledger that no clause counts nothing is asked.
  json meeting = criticism("M1", "2025-03-03");
  EXPECT_EQ(append(meeting), "done");
}

// Entered before a rulebook counted it, such a record stops the assessment: it is named, one after the other.
TEST_F(EntryTest, TheRecordThatStopsAnAssessmentIsNamed) {
  town().append(reply("R1", {{"due", "2023-05-08"}, {"done", "2025-03-03"}}));
  town().append(reply("R2", {{"share", k_mistyped}}));
  town().append(reply("R3", {{"share", k_mistyped / 9}}));
  count_replies();
  town().go_to("2025-04-02");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  const auto evaluate = [&] {
    return town().problem("score.evaluate/1", "assessor", {{"period", "2025Q1"}});
  };
  json why = evaluate();
  EXPECT_EQ(why.at("code"), "calendar.unknown");
  EXPECT_EQ(why.at("at"), "fact R1");
  EXPECT_THAT(why.at("message").get<std::string>(),
              HasSubstr("it is record R1 of the ledger reply, field due = 2023-05-08"));
  EXPECT_EQ(
      why.at("chinese"),
      "有年份的放假调休安排没有载入日历，无法判断工作日。所涉记录：R1，回复台账，「应回复日」为2023-05-08。"
      "请载入该年的通知，或更正日期。");
  EXPECT_THAT(why.at("help").get<std::string>(), HasSubstr("ledger.correct/1"));
  // A question over the same facts names it too; who does not see it is sent to who does.
  why = town().problem("duty.owed/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}});
  EXPECT_EQ(why.value("at", ""), "fact R1");
  why = town().problem("duty.owed/1", "clerk-of-town", {{"period", "2025Q1"}, {"post", "shanmen-head"}});
  EXPECT_EQ(why.at("code"), "calendar.unknown");
  EXPECT_EQ(why.value("at", ""), "");
  EXPECT_THAT(why.at("chinese").get<std::string>(), HasSubstr("所涉记录不在您的查看范围内。"));
  EXPECT_THAT(why.dump(), Not(HasSubstr("R1")));

  ask("ledger.withdraw/1", "clerk", {{"id", "R1"}, {"reason", "录入有误"}});
  why = evaluate();
  EXPECT_EQ(why.at("code"), "tally.overflow");
  EXPECT_EQ(why.at("at"), "fact R2");
  EXPECT_EQ(
      why.at("chinese"),
      "有数值大得无法计入考核。所涉记录：R2，回复台账，「份数」为9000000000000000000。请更正或作废该记录。");
  EXPECT_EQ(correct(reply("R2", {{"share", 2}})), "done");
  EXPECT_TRUE(evaluate().is_null());
  expect_sound();
}

TEST_F(EntryTest, ADayOfSomethingDoneHasCome) {
  const json early = reply("R1", {{"due", "2025-06-30"}, {"done", "2025-03-21"}});
  EXPECT_EQ(append(early), "fact.future /fact/fields/done");
  EXPECT_EQ(import(early), "fact.future line 1 /fields/done");
  EXPECT_EQ(append(reply("R1", {{"due", "2025-06-30"}, {"done", "2025-03-20"}})), "done")
      << "a due day is free";
  EXPECT_EQ(correct(early), "fact.future /fact/fields/done");
}

TEST_F(EntryTest, AWithdrawnIdIsUsedUp) {
  town().append(criticism("C1", "2025-02-10"));
  const auto why = [&] {
    return town().problem("ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-02-10")}});
  };
  EXPECT_EQ(why().at("help"), "to change it, send a correction; a new record needs an id of its own");
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "录入有误"}});
  EXPECT_EQ(why().at("code"), "fact.exists");
  EXPECT_EQ(why().at("help"),
            "it was withdrawn and stays so: enter the record anew, without an id or under another");
  EXPECT_EQ(why().at("chinese"),
            "编号“C1”已经用过。要改那条记录请用“更正”；已作废的，或是另一件事，请换一个编号登记。");
}

TEST_F(EntryTest, AnAccidentIsNotMovedPastItsFinding) {
  town().append(major_accident("2025-02-10"));
  town().append(finding("2025-02-20"));
  const auto moved = [&](const std::string& day) { return correct(major_accident(day)); };
  EXPECT_EQ(moved("2025-02-21"), "finding.before_accident /fact/occurred_on");
  EXPECT_EQ(moved("2025-02-20"), "done");
  EXPECT_EQ(moved("2025-02-09"), "done");
  json early = finding("2025-02-08");
  EXPECT_EQ(correct(early), "finding.before_accident /fact/occurred_on");
}

TEST_F(EntryTest, OneEventEnteredTwiceIsTold) {
  EXPECT_EQ(repeats_of(reply("R1", {{"share", 3}, {"topic", "甲"}})), json());
  EXPECT_EQ(repeats_of(reply("R2", {{"share", 3}, {"topic", "甲"}})), json::array({"R1"}));
  EXPECT_EQ(repeats_of(reply("R3", {{"share", 3}, {"topic", "乙"}})), json()) << "another matter";
  EXPECT_EQ(repeats_of(reply("R4", {{"share", 4}})), json());
  EXPECT_EQ(repeats_of(reply("R5", {{"share", 3}}, "2025-03-04")), json()) << "another day";
  EXPECT_EQ(repeats_of(reply("R6", {{"topic", "乙"}})), json::array({"R3", "R4"})) << "nothing contradicts";
  json elsewhere = reply("R7", {{"share", 3}});
  elsewhere["unit"] = "bureau";
  EXPECT_EQ(repeats_of(elsewhere), json());
  // A withdrawn one is no event.
  ask("ledger.withdraw/1", "clerk", {{"id", "R1"}, {"reason", "重复"}});
  json corrected = ask("ledger.correct/1", "clerk",
                       {{"fact", reply("R5", {{"share", 3}, {"topic", "甲"}})}, {"reason", "日期有误"}});
  EXPECT_EQ(corrected.at("repeats"), json::array({"R2"}));
  const json lines =
      ask("ledger.import/1", "clerk",
          {{"lines", reply("L1", {{"share", 9}}).dump() + "\n\n" + reply("L2", {{"share", 9}}).dump() + "\n" +
                         reply("L3", {{"share", 8}, {"topic", "丙"}}).dump()}});
  EXPECT_EQ(lines.at("repeats"), json::parse(R"([{"line": 1, "id": "L1", "of": ["R6"]},
    {"line": 3, "id": "L2", "of": ["R6", "L1"]}])"));
  EXPECT_FALSE(
      ask("ledger.import/1", "clerk", {{"lines", reply("L4", {}, "2025-01-08").dump()}}).contains("repeats"));
}

TEST_F(EntryTest, RepeatsAreListedForAPeriod) {
  town().append(criticism("C1", "2025-02-10"));
  town().append(criticism("C2", "2025-02-10"));
  town().append(criticism("C3", "2025-02-11"));
  town().append(reply("R1", {{"share", 3}}));
  town().append(reply("R2", {{"share", 3}}));
  const auto events = [&](json request) {
    request["period"] = "2025Q1";
    std::string text;
    const json answer = ask("ledger.repeats/1", "reviewer", request);
    for (const json& event : answer.at("events"))
      text += event.at("occurred_on").get<std::string>() + " " + event.at("ids").dump() + "\n";
    return text;
  };
  const std::string two = "2025-02-10 [\"C1\",\"C2\"]\n";
  EXPECT_EQ(events({}), two + "2025-03-03 [\"R1\",\"R2\"]\n");
  EXPECT_EQ(events({{"limit", 1}}), two);
  EXPECT_EQ(events({{"ledger", "criticism"}}), two);
  EXPECT_EQ(events({{"unit", "bureau"}}), "");
  EXPECT_EQ(no("ledger.repeats/1", "reviewer", {{"period", "2025Q1"}, {"ledger", "gossip"}}),
            "ledger.unknown /ledger");
  // Who does not see the records is told of no repeats.
  EXPECT_EQ(ask("ledger.repeats/1", "clerk-of-town", {{"period", "2025Q1"}}).at("total"), 0);
  EXPECT_EQ(ask("ledger.repeats/1", "reviewer", {{"period", "2025Q1"}}).at("total"), 2);
}

}  // namespace
}  // namespace anze::district
