// Facts: in, corrected, withdrawn, imported; what is refused, what is late, what was known when.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class LedgerTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-03-20");
  }
  std::string append(const json& fact) { return no("ledger.append/1", "clerk", {{"fact", fact}}); }
  // "C1 C2" of the quarter, as known at `entry` (0: now).
  std::string listed(std::int64_t entry = 0) {
    std::string ids;
    const json facts =
        ask("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"as_of_entry", entry}}).at("facts");
    for (const json& fact : facts) ids += (ids.empty() ? "" : " ") + fact.at("id").get<std::string>();
    return ids;
  }
  static json with(json fact, const char* member, const json& value) {
    fact[member] = value;
    return fact;
  }
};

TEST_F(LedgerTest, EachFaultIsNamedWithItsPlace) {
  const json good = criticism("C1", "2025-02-10");
  EXPECT_EQ(append(with(good, "occurred_on", "2025-03-21")), "fact.future /fact/occurred_on");
  EXPECT_EQ(append(with(good, "occurred_on", "2025-02-30")), "date.unreal /fact/occurred_on");
  EXPECT_EQ(append(with(good, "post", "village-head")), "fact.post /fact/post");
  EXPECT_EQ(append(with(good, "unit", "moon")), "fact.unit /fact/unit");
  EXPECT_EQ(append(with(good, "mood", "bad")), "json.unknown_field /fact/mood");
  EXPECT_EQ(append(with(good, "ledger", "gossip")), "fact.ledger /fact/ledger");
  EXPECT_EQ(append(with(good, "fields", {{"times", "many"}})), "fact.field_type /fact/fields/times");
  EXPECT_EQ(append(with(good, "occurred_on", "2021-12-31")), "fact.outside_term /fact/occurred_on");
  EXPECT_EQ(append(good), "done");
  EXPECT_EQ(append(good), "fact.exists /fact/id");
  EXPECT_EQ(listed(), "C1");
}

TEST_F(LedgerTest, AFactIsCorrectedAndWithdrawnButNeverLost) {
  town().append(criticism("C1", "2025-02-10"));
  const auto correct = [&](const json& fact) {
    return no("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "录入有误"}});
  };
  EXPECT_EQ(correct(criticism("C9", "2025-02-10")), "fact.unknown /fact/id");
  json moved = major_accident("2025-02-10");
  moved["id"] = "C1";
  EXPECT_EQ(correct(moved), "fact.ledger /fact/ledger");
  EXPECT_EQ(correct(criticism("C1", "2025-02-11")), "done");
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}}), "done");
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}}), "fact.voided /id");
  EXPECT_EQ(correct(criticism("C1", "2025-02-12")), "fact.voided /fact/id");
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C7"}, {"reason", "重复"}}), "fact.unknown /id");

  const json versions = ask("ledger.get/1", "clerk", {{"id", "C1"}}).at("versions");
  ASSERT_EQ(versions.size(), 3U);
  EXPECT_EQ(versions[0].at("occurred_on"), "2025-02-10");
  EXPECT_EQ(versions[1].at("occurred_on"), "2025-02-11");
  EXPECT_EQ(versions[1].at("reason"), "录入有误");
  EXPECT_EQ(versions[2].at("reason"), "重复");
  EXPECT_EQ(no("ledger.get/1", "clerk", {{"id", "C7"}}), "fact.unknown /id");
}

// A correction says the whole entry anew: made from an older version, it would undo unseen what others
// changed since. It is refused, with both numbers and what differs.
TEST_F(LedgerTest, WhatRestsOnAnOlderVersionIsRefused) {
  town().append(criticism("C1", "2025-02-10"));
  const auto correct = [&](const json& fact, const json& version) {
    return json{{"fact", fact}, {"reason", "录入有误"}, {"version", version}};
  };
  json first = criticism("C1", "2025-02-10");
  first["remark"] = "甲改“的”";
  EXPECT_EQ(ask("ledger.correct/1", "clerk", correct(first, 1)).at("version"), 2);
  json second = criticism("C1", "2025-02-10");
  second["fields"]["times"] = 2;
  const json why = town().problem("ledger.correct/1", "clerk", correct(second, 1));
  EXPECT_EQ(why.at("code"), "fact.changed");
  EXPECT_EQ(why.at("at"), "/version");
  EXPECT_EQ(why.at("chinese"),
            "记录“C1”已是第“2”版，您是照第“1”版填的，其间改动：“备注：空 → 甲改「的」”。"
            "请重新查看，在新版上再填。");
  EXPECT_EQ(no("ledger.correct/1", "clerk", correct(second, 3)), "fact.changed /version");
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}, {"version", 1}}),
            "fact.changed /version");
  EXPECT_EQ(no("ledger.correct/1", "clerk", correct(criticism("C9", "2025-02-10"), 1)),
            "fact.unknown /fact/id");
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "C1"}}).at("versions").size(), 2U) << "nothing was written";
  EXPECT_EQ(ask("ledger.correct/1", "clerk", correct(second, 2)).at("version"), 3);
  EXPECT_EQ(
      ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}, {"version", 3}}).at("version"), 4);
  EXPECT_EQ(no("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}, {"version", 3}}),
            "fact.voided /id");
}

// Of many corrections made from one version exactly one is done.
TEST_F(LedgerTest, OfCorrectionsAtOnceOneIsDone) {
  town().append(criticism("C1", "2025-02-10"));
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      json fact = criticism("C1", "2025-02-10");
      fact["fields"]["times"] = i + 2;
      const json request = {{"actor", "clerk"},
                            {"request_id", "at once " + std::to_string(i)},
                            {"fact", fact},
                            {"reason", "更正"},
                            {"version", 1}};
      const abi::Said said = town().session().call("ledger.correct/1", request.dump());
      if (said.ok())
        ++done;
      else if (json::parse(said.text).at("code") == "fact.changed")
        ++refused;
    });
  for (std::thread& each : threads) each.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(refused, 7);
}

// What one record may bring is bounded, and what it costs grows with it and no faster.
TEST_F(LedgerTest, ARecordIsBounded) {
  json fact = criticism("C1", "2025-02-10");
  fact["remark"] = std::string(10'001, 'x');
  EXPECT_EQ(append(fact), "fact.too_long /fact/remark");
  fact["remark"] = std::string(10'000, 'x');
  for (int i = 0; i < 201; ++i) {
    std::string digest(64, '0');
    for (int k = 0, rest = i; rest > 0; rest /= 10, ++k)
      digest[static_cast<std::size_t>(k)] = static_cast<char>('0' + rest % 10);
    fact["attachments"].push_back({{"name", std::to_string(i) + ".pdf"}, {"digest", digest}, {"size", i}});
  }
  EXPECT_EQ(append(fact), "json.too_many /fact/attachments");
  fact["attachments"].erase(200);
  EXPECT_EQ(append(fact), "done");
  json wide = criticism("C2", "2025-02-10");
  for (int i = 0; i < 10'001; ++i) wide["fields"]["f" + std::to_string(i)] = 1;
  EXPECT_EQ(append(wide).substr(0, 9), "json.size");
}

// Who reads leaves an entry that says what was asked: a megabyte of cursor neither goes in nor stays.
TEST_F(LedgerTest, WhatWasAskedIsKeptShort) {
  EXPECT_EQ(no("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"after", std::string(1'000'000, 'x')}}),
            "json.length /after");
  json where = json::array();
  for (int i = 0; i < 50; ++i) where.push_back({{"field", "times"}, {"op", "ge"}, {"value", 1}});
  ask("ledger.search/1", "clerk", {{"ledger", "criticism"}, {"period", "2025Q1"}, {"where", where}});
  const std::string subject =
      ask("audit.list/1", "auditor", {{"limit", 1000}}).at("entries").back().at("subject");
  EXPECT_LT(subject.size(), 400U);
  const json kept = json::parse(subject);
  EXPECT_EQ(kept.at("period"), "2025Q1");
  EXPECT_EQ(kept.at("where").at("bytes"), where.dump().size());
  EXPECT_EQ(kept.at("where").at("sm3").get<std::string>().size(), 64U);
}

TEST_F(LedgerTest, AnImportIsKeptWholeOrNotAtAll) {
  json broken = criticism("C3", "2025-02-12");
  broken["post"] = "village-head";
  const std::string lines = criticism("C1", "2025-02-10").dump() + "\n\n" + broken.dump() + "\n{not json\n" +
                            criticism("C1", "2025-02-10").dump() + "\n";
  const json before = town().head();
  const json problem = town().problem("ledger.import/1", "clerk", {{"lines", lines}, {"first_line", 100}});
  EXPECT_EQ(problem.at("code"), "fact.post");
  EXPECT_EQ(problem.at("at"), "line 102 /post");
  EXPECT_THAT(problem.at("help").get<std::string>(), testing::HasSubstr("nothing of this import was kept"));
  std::vector<std::string> places;
  for (const json& each : problem.at("problems"))
    places.push_back(each.at("code").get<std::string>() + " " + each.at("at").get<std::string>());
  EXPECT_THAT(places,
              testing::ElementsAre("fact.post line 102 /post", testing::StartsWith("json.syntax line 103"),
                                   "fact.exists line 104 /id"));
  EXPECT_EQ(town().head(), before);

  const json done =
      ask("ledger.import/1", "clerk",
          {{"lines", criticism("C1", "2025-02-10").dump() + "\r\n" + criticism("C2", "2025-02-11").dump()}});
  EXPECT_EQ(done, (json{{"added", 2}, {"late", 0}}));
  EXPECT_EQ(listed(), "C1 C2");
}

TEST_F(LedgerTest, WhatComesAfterTheAssessmentOpenedIsLate) {
  town().append(criticism("C1", "2025-02-10"));
  town().go_to("2025-04-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(ask("ledger.append/1", "clerk", {{"fact", criticism("C2", "2025-03-31")}}).at("late"), true);
  EXPECT_EQ(ask("ledger.append/1", "clerk", {{"fact", criticism("C3", "2025-04-01")}}).at("late"), false);
  // Moved out of the open period: it was counted there, so this too is late.
  EXPECT_EQ(
      ask("ledger.correct/1", "clerk", {{"fact", criticism("C1", "2025-04-01")}, {"reason", "日期有误"}})
          .at("late"),
      true);
}

TEST_F(LedgerTest, WhatHappensAfterAnEarlyOpeningIsNotLate) {
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});  // on 20 March
  town().go_to("2025-03-25");
  const auto late = [&](const char* id, const char* day) {
    return ask("ledger.append/1", "clerk", {{"fact", criticism(id, day)}}).at("late");
  };
  EXPECT_EQ(late("C1", "2025-03-19"), true);
  EXPECT_EQ(late("C2", "2025-03-20"), false);
  EXPECT_EQ(late("C3", "2025-03-24"), false);
}

TEST_F(LedgerTest, AMendedRecordStaysKnownSinceItsFirstVersion) {
  town().append(criticism("C1", "2025-02-10"));
  town().go_to("2025-03-25");
  ask("ledger.correct/1", "clerk", {{"fact", criticism("C1", "2025-02-11")}, {"reason", "日期有误"}});
  const json search = {{"ledger", "criticism"},
                       {"where", {{{"field", "recorded_on"}, {"op", "eq"}, {"value", "2025-03-20"}}}}};
  EXPECT_EQ(ask("ledger.search/1", "clerk", search).at("total"), 1);
}

TEST_F(LedgerTest, TheListIsPagedAndRemembersWhatWasKnown) {
  town().append(criticism("C1", "2025-02-10"));
  town().append(criticism("C2", "2025-02-11"));
  const std::int64_t then = town().head().at("seq");
  town().append(criticism("C3", "2025-02-12"));
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "重复"}});
  EXPECT_EQ(listed(), "C2 C3");
  EXPECT_EQ(listed(then), "C1 C2");

  const json first = ask("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"limit", 1}});
  EXPECT_EQ(first.at("next"), "C2");
  const json second = ask("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"limit", 1}, {"after", "C2"}});
  EXPECT_EQ(second.at("facts")[0].at("id"), "C3");
  EXPECT_EQ(ask("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"ledger", "meeting"}}).at("facts"),
            json::array());
  EXPECT_EQ(no("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"ledger", "gossip"}}),
            "ledger.unknown /ledger");
  EXPECT_EQ(no("ledger.list/1", "clerk", {{"period", "2025Q5"}}), "period.format /period");
}

TEST_F(LedgerTest, FiguresCountWhatTheLedgersHold) {
  town().append(criticism("C1", "2025-02-10"));
  const json computed = ask("figures.compute/1", "clerk", {{"period", "2025Q1"}, {"prefix", "criticism"}});
  EXPECT_EQ(computed.at("figures")[0].at("shown"), "1次");
  EXPECT_EQ(ask("figures.explain/1", "clerk", {{"period", "2025Q1"}, {"figure", "criticism.all"}})
                .at("facts")[0]
                .at("id"),
            "C1");
  EXPECT_EQ(no("figures.explain/1", "clerk", {{"period", "2025Q1"}, {"figure", "gossip"}}),
            "figure.unknown /figure");
}

}  // namespace
}  // namespace anze::district
