// Figures: broken down, opened to their records, set against each other; what fails, and the reason declared
// for the numbers it fails with.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

constexpr const char* k_set = R"({"figures": [
  {"id": "all", "title": "通报批评", "unit": "次", "version": 1, "kind": "count", "select": {"ledger": "criticism"}},
  {"id": "early", "title": "二月前的", "unit": "次", "version": 1, "kind": "count",
   "select": {"ledger": "criticism", "where": [{"field": "occurred_on", "op": "lt", "value": "2025-02-01"}]}},
  {"id": "share", "title": "二月前的占比", "unit": "次", "version": 1, "kind": "rate", "numerator": "early", "denominator": "all"},
  {"id": "times", "title": "通报次数", "unit": "次", "version": 3, "kind": "sum", "field": "times", "select": {"ledger": "criticism"}}],
  "checks": [
  {"id": "subset", "title": "部分不大于全部", "kind": "subset", "total": "all", "parts": ["early"]},
  {"id": "sum", "title": "相等", "kind": "sum", "total": "all", "parts": ["early"]},
  {"id": "filled", "title": "次数有数", "kind": "filled", "total": "times"},
  {"id": "jump", "title": "不超过一倍", "kind": "jump", "total": "all", "percent": 100, "least": 2}]})";

class FiguresTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("figures.define/1", "system_admin", {{"id", "checked"}, {"figures", json::parse(k_set)}});
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-01-10"));
  }
  json checks(const char* period = "2025Q1") {
    return ask("figures.check/1", "reviewer", {{"period", period}});
  }
  json check(const char* id, const char* period = "2025Q1") {
    const json answer = checks(period);
    for (const json& one : answer.at("checks"))
      if (one.at("check") == id) return one;
    return nullptr;
  }
  std::string no_declare(const char* id) {
    return no("figures.declare/1", "reviewer",
              {{"period", "2025Q1"}, {"check", id}, {"explanation", "口径不同"}});
  }
  json explain(const char* figure, json more = json::object()) {
    more["period"] = "2025Q1";
    more["figure"] = figure;
    return ask("figures.explain/1", "reviewer", more);
  }
};

TEST_F(FiguresTest, HoldsWhileTheNumbersAgree) {
  const json answer = checks();
  EXPECT_EQ(answer.at("failing"), 0);
  EXPECT_EQ(answer.at("first"), "2025-01-01");
  for (const char* id : {"subset", "sum", "filled"}) EXPECT_EQ(check(id).at("state"), "holds") << id;
  EXPECT_EQ(check("jump").at("state"), "undecided") << "last year nothing was kept";
  EXPECT_TRUE(answer.at("missing").empty());
}

TEST_F(FiguresTest, FailsByTheGapAndKeepsTheDeclaredReasonWithWhoAndWhen) {
  town().append(criticism("C2", "2025-02-10"));
  EXPECT_EQ(checks().at("failing"), 1);
  EXPECT_EQ(checks().at("unexplained"), 1);
  EXPECT_EQ(check("subset").at("state"), "holds");
  EXPECT_EQ(check("sum").at("state"), "fails");
  EXPECT_EQ(check("sum").at("gap"), -1);
  EXPECT_EQ(check("sum").at("text"), "二月前的1次，合计与通报批评2次相差1次");
  EXPECT_EQ(check("sum")["figures"][0].at("shown"), "2次");
  EXPECT_TRUE(check("sum").at("declared").is_null());
  EXPECT_EQ(no_declare("sum"), "done");
  const json declared = check("sum").at("declared");
  EXPECT_EQ(check("sum").at("state"), "fails") << "a reason makes nothing true";
  EXPECT_EQ(checks().at("unexplained"), 0);
  EXPECT_EQ(declared.at("explanation"), "口径不同");
  EXPECT_EQ(declared.at("declared_by"), "reviewer");
  EXPECT_EQ(declared.at("declared_on"), "2025-04-01");
  EXPECT_EQ(declared.at("standing"), "stands");
  EXPECT_EQ(declared.at("numbers"),
            json::parse(R"([{"figure": "all", "value": 2}, {"figure": "early", "value": 1}])"));
}

TEST_F(FiguresTest, OnlyWhatFailsIsDeclared) {
  EXPECT_EQ(no_declare("sum"), "figure.nothing_to_declare /check");
  EXPECT_EQ(no_declare("weather"), "figure.check_unknown /check");
  EXPECT_EQ(no("figures.withdraw/1", "reviewer", {{"period", "2025Q1"}, {"check", "sum"}, {"reason", "无"}}),
            "figure.not_declared /check");
}

TEST_F(FiguresTest, ADeclarationIsOutdatedByAnotherNumberAndRenewed) {
  town().append(criticism("C2", "2025-02-10"));
  EXPECT_EQ(no_declare("sum"), "done");
  town().append(criticism("C3", "2025-02-11"));
  EXPECT_EQ(check("sum")["declared"].at("standing"), "outdated");
  EXPECT_EQ(checks().at("unexplained"), 1);
  town().score("2025Q1");
  town().seal("2025Q1");
  town().go_to("2025-04-08");
  const json filing = {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}};
  const json problem = town().problem("filing.prepare/1", "reviewer", filing);
  EXPECT_EQ(problem.at("code"), "report.cross_footing");
  EXPECT_THAT(problem.at("message").get<std::string>(), testing::HasSubstr("需重新说明"));
  EXPECT_EQ(no_declare("sum"), "done");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", filing), "done");

  const json answer = ask("figures.declared/1", "auditor", {{"period", "2025Q1"}});
  ASSERT_EQ(answer.at("declared").size(), 1U);
  const json& row = answer["declared"][0];
  EXPECT_EQ(row.at("standing"), "stands");
  ASSERT_EQ(row.at("history").size(), 2U);
  EXPECT_EQ(row["history"][0]["numbers"][0].at("value"), 2);
  EXPECT_EQ(row["history"][1]["numbers"][0].at("value"), 3);
}

TEST_F(FiguresTest, AWithdrawnDeclarationExplainsNothingAndStaysReadable) {
  town().append(criticism("C2", "2025-02-10"));
  EXPECT_EQ(no_declare("sum"), "done");
  ask("figures.withdraw/1", "reviewer",
      {{"period", "2025Q1"}, {"check", "sum"}, {"reason", "查明为重复登记"}});
  EXPECT_TRUE(check("sum").at("declared").is_null());
  EXPECT_EQ(checks().at("unexplained"), 1);
  json row = ask("figures.declared/1", "auditor", {{"period", "2025Q1"}})["declared"][0];
  EXPECT_EQ(row.at("standing"), "withdrawn");
  EXPECT_EQ(row.at("reason"), "查明为重复登记");
  EXPECT_EQ(row.at("withdrawn_by"), "reviewer");
  ask("ledger.withdraw/1", "clerk", {{"id", "C2"}, {"reason", "重复"}});
  EXPECT_EQ(no_declare("sum"), "figure.nothing_to_declare /check");
}

TEST_F(FiguresTest, AnAmountNobodyGaveIsRaised) {
  json blank = criticism("C2", "2025-01-11");
  blank["fields"]["times"] = nullptr;
  town().append(blank);
  EXPECT_EQ(check("filled").at("state"), "fails");
  EXPECT_EQ(check("filled").at("text"), "通报次数未填，有记录2条而没有数");
  const json missing = checks().at("missing");
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].at("unknown_parts"), 1);
  EXPECT_TRUE(missing[0].at("value").is_null());
  EXPECT_EQ(no_declare("filled"), "done");
  EXPECT_EQ(checks().at("unexplained"), 0);
}

TEST_F(FiguresTest, AJumpIsAgainstThePeriodBefore) {
  town().go_to("2025-07-01");
  for (const char* id : {"C2", "C3"}) town().append(criticism(id, "2025-05-06"));
  EXPECT_EQ(check("jump", "2025Q2").at("state"), "holds") << "one more is less than two";
  town().append(criticism("C4", "2025-05-07"));
  const json jump = check("jump", "2025Q2");
  EXPECT_EQ(jump.at("state"), "fails");
  EXPECT_EQ(jump.at("gap"), 2);
  EXPECT_EQ(jump.at("text"), "通报批评3次，2025年第一季度1次，增加200.00%，超过100%");
}

TEST_F(FiguresTest, ANumberOpensToItsRecordsAndTheirHistory) {
  json corrected = criticism("C1", "2025-01-12");
  corrected["fields"]["times"] = 4;
  town().go_to("2025-04-02");
  ask("ledger.correct/1", "clerk", {{"fact", corrected}, {"reason", "次数有误"}});
  const json answer = explain("times");
  EXPECT_EQ(answer.at("value"), 4);
  EXPECT_EQ(answer.at("version"), 3);
  EXPECT_EQ(answer["definition"].at("set"), "checked");
  EXPECT_EQ(answer["definition"]["figure"].at("field"), "times");
  ASSERT_EQ(answer.at("facts").size(), 1U);
  const json& fact = answer["facts"][0];
  EXPECT_EQ(fact.at("id"), "C1");
  EXPECT_EQ(fact.at("amount"), 4);
  EXPECT_EQ(fact.at("counted"), 2);
  ASSERT_EQ(fact.at("versions").size(), 2U);
  EXPECT_EQ(fact["versions"][0].at("recorded_on"), "2025-04-01");
  EXPECT_EQ(fact["versions"][1].at("recorded_on"), "2025-04-02");
  EXPECT_EQ(fact["versions"][1].at("reason"), "次数有误");
  EXPECT_EQ(fact["versions"][1].at("recorded_by"), "clerk");

  const std::int64_t before = fact["versions"][0].at("entry");
  EXPECT_EQ(explain("times", {{"as_of_entry", before}}).at("value"), 1);
  EXPECT_EQ(no("figures.explain/1", "reviewer", {{"period", "2025Q1"}, {"figure", "weather"}}),
            "figure.unknown /figure");
}

TEST_F(FiguresTest, ARateOpensToBothItsCounts) {
  town().append(criticism("C2", "2025-02-10"));
  const json answer = explain("share");
  EXPECT_EQ(answer.at("shown"), "50.00%（1/2次）");
  ASSERT_EQ(answer.at("parts").size(), 2U);
  EXPECT_EQ(answer["parts"][0]["facts"].size(), 1U);
  EXPECT_EQ(answer["parts"][1]["facts"].size(), 2U);
  EXPECT_EQ(explain("all", {{"skip", 1}})["facts"][0].at("id"), "C2");
}

TEST_F(FiguresTest, RowsAddUpToTheTotal) {
  json elsewhere = criticism("C2", "2025-02-10");
  elsewhere["unit"] = "bureau";
  town().append(elsewhere);
  const json table =
      ask("figures.table/1", "reviewer", {{"period", "2025"}, {"by", "unit"}, {"prefix", "all"}});
  ASSERT_EQ(table.at("figures").size(), 1U);
  ASSERT_EQ(table.at("rows").size(), 2U);
  for (const json& row : table.at("rows")) EXPECT_EQ(row["cells"][0].at("value"), 1) << row;
  EXPECT_EQ(table["total"]["cells"][0].at("value"), 2);
  const json months =
      ask("figures.table/1", "reviewer", {{"period", "2025"}, {"by", "month"}, {"prefix", "all"}});
  EXPECT_EQ(months["rows"][0].at("key"), "2025-01");
  EXPECT_EQ(months["rows"][1].at("title"), "2025年2月");
  EXPECT_EQ(no("figures.table/1", "reviewer", {{"period", "2025-01"}, {"by", "quarter"}}),
            "figure.table_by /by");
}

// Three centuries by month cost what they hold, and say what the one year says.
TEST_F(FiguresTest, ALongRangeTellsTheSameRows) {
  const auto rows = [&](const json& asked) {
    json request = asked;
    request["by"] = "month";
    return ask("figures.table/1", "clerk", request).at("rows");
  };
  const json year = rows({{"period", "2025"}});
  EXPECT_FALSE(year.empty());
  EXPECT_EQ(rows({{"from", "1900-01-01"}, {"to", "2199-12-31"}}), year);
}

TEST_F(FiguresTest, APartOfTheDistrictHasFiguresOfItsOwn) {
  json elsewhere = criticism("C2", "2025-02-10");
  elsewhere["unit"] = "bureau";
  town().append(elsewhere);
  const auto value = [&](json within) {
    within["period"] = "2025Q1";
    within["prefix"] = "all";
    return ask("figures.compute/1", "reviewer", within)["figures"][0].at("value");
  };
  EXPECT_EQ(value(json::object()), 2);
  EXPECT_EQ(value({{"unit", "bureau"}}), 1);
  EXPECT_EQ(no("figures.compute/1", "reviewer", {{"period", "2025Q1"}, {"unit", "nowhere"}}),
            "figure.scope /unit");
  EXPECT_EQ(no("figures.compute/1", "reviewer", {{"period", "2025Q1"}, {"sector", "gov"}}),
            "figure.scope /sector");
}

TEST_F(FiguresTest, CountsOverTheReportingMonthOfAPlace) {
  town().go_to("2025-07-01");
  town().append(criticism("C2", "2025-05-24"));
  for (const char* id : {"C3", "C4"}) town().append(criticism(id, "2025-05-25"));
  town().append(criticism("C5", "2025-06-24"));
  town().append(criticism("C6", "2025-06-25"));
  const json answer =
      ask("figures.compute/1", "reviewer", {{"from", "2025-05-25"}, {"to", "2025-06-24"}, {"prefix", "all"}});
  EXPECT_EQ(answer["figures"][0].at("value"), 3);
  EXPECT_EQ(answer["figures"][0].at("version"), 1);
  EXPECT_EQ(answer.at("period"), "2025-05-25..2025-06-24");
  EXPECT_EQ(answer.at("title"), "2025年5月25日至6月24日");
  EXPECT_EQ(answer.at("within"), json::object());
  EXPECT_EQ(ask("figures.compute/1", "reviewer", {{"period", answer.at("period")}, {"prefix", "all"}}),
            answer)
      << "the days may be given as they are answered";
  EXPECT_EQ(ask("figures.compute/1", "reviewer", {{"from", "2025-04-01"}, {"to", "2025-06-30"}}),
            ask("figures.compute/1", "reviewer", {{"period", "2025Q2"}}))
      << "days that are a quarter are that quarter";
  const json opened =
      ask("figures.explain/1", "reviewer", {{"period", answer.at("period")}, {"figure", "all"}});
  EXPECT_EQ(opened.at("facts").size(), 3U);
  EXPECT_EQ(opened["facts"][0].at("id"), "C3");
}

TEST_F(FiguresTest, ARangeIsCheckedAgainstTheDaysBeforeAndDeclaredByItself) {
  town().go_to("2025-07-01");
  town().append(criticism("C2", "2025-04-25"));
  for (const char* id : {"C3", "C4", "C5"}) town().append(criticism(id, "2025-06-24"));
  const char* days = "2025-05-25..2025-06-24";
  const json jump = check("jump", days);
  EXPECT_EQ(jump.at("state"), "fails");
  EXPECT_EQ(jump.at("text"), "通报批评3次，2025年4月25日至5月24日1次，增加200.00%，超过100%");
  ask("figures.declare/1", "reviewer",
      {{"from", "2025-05-25"}, {"to", "2025-06-24"}, {"check", "jump"}, {"explanation", "专项整治期间"}});
  EXPECT_EQ(check("jump", days)["declared"].at("standing"), "stands");
  EXPECT_TRUE(check("jump", "2025Q2")["declared"].is_null());
  EXPECT_EQ(ask("figures.declared/1", "auditor", {{"period", days}})["declared"][0].at("period"), days);
  EXPECT_TRUE(ask("figures.declared/1", "auditor", {{"period", "2025Q2"}}).at("declared").empty());
  ask("figures.withdraw/1", "reviewer", {{"period", days}, {"check", "jump"}, {"reason", "已并入季度说明"}});
  EXPECT_TRUE(check("jump", days)["declared"].is_null());
}

TEST_F(FiguresTest, ARangeIsBrokenDownFromItsFirstDay) {
  town().append(criticism("C2", "2025-01-24"));
  town().append(criticism("C3", "2025-01-25"));
  const auto table = [&](const char* from, const char* to, const char* by) {
    return ask("figures.table/1", "reviewer", {{"from", from}, {"to", to}, {"by", by}, {"prefix", "all"}});
  };
  const json months = table("2024-12-25", "2025-02-10", "month");
  ASSERT_EQ(months.at("rows").size(), 2U);
  EXPECT_EQ(months["rows"][0].at("title"), "2024年12月25日至2025年1月24日");
  EXPECT_EQ(months["rows"][0]["cells"][0].at("value"), 2);
  EXPECT_EQ(months["rows"][1].at("key"), "2025-01-25..2025-02-10") << "cut where the range ends";
  EXPECT_EQ(months["total"]["cells"][0].at("value"), 3);
  const auto refused = [&](json days) { return no("figures.compute/1", "reviewer", std::move(days)); };
  EXPECT_EQ(refused(json::object()), "figure.range /period");
  EXPECT_EQ(refused({{"period", "2025"}, {"from", "2025-01-01"}}), "figure.range /period");
  EXPECT_EQ(refused({{"from", "2025-01-01"}}), "figure.range /to");
  EXPECT_EQ(refused({{"to", "2025-01-01"}}), "figure.range /from");
  EXPECT_EQ(refused({{"from", "2025-02-30"}, {"to", "2025-03-01"}}), "date.unreal /from");
  EXPECT_EQ(refused({{"from", "2025-02-01"}, {"to", "1 March"}}), "date.format /to");
  EXPECT_EQ(refused({{"from", "2025-03-01"}, {"to", "2025-02-01"}}), "range.order /to");
  EXPECT_EQ(refused({{"period", "2025-03-01..2025-02-01"}}), "range.order /period");
  EXPECT_EQ(refused({{"period", "2025-02-30..2025-03-01"}}), "date.unreal /period");
  EXPECT_EQ(
      no("figures.table/1", "reviewer", {{"from", "2025-01-25"}, {"to", "2025-02-10"}, {"by", "month"}}),
      "figure.table_by /by");
}

}  // namespace
}  // namespace anze::district
