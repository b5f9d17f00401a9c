#include "reports/checks/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/reports/sample.h"

namespace anze::reports {
namespace {

using test::sample;
using ::testing::HasSubstr;

Snapshot quarter() {
  return sample(FilingKind::k_quarterly_discipline);
}

Figure& figure(Snapshot& snapshot, const std::string& id) {
  return *std::find_if(snapshot.figures.begin(), snapshot.figures.end(),
                       [&](const Figure& f) { return f.id == id; });
}

const Finding* found(const std::vector<Finding>& findings, const std::string& check) {
  const auto at =
      std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.check == check; });
  return at == findings.end() ? nullptr : &*at;
}

TEST(Check, SampleBalancesExceptWhatIsApproximate) {
  const auto findings = cross_foot(quarter());
  EXPECT_TRUE(unexplained(findings).empty());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].verdict, Verdict::k_undecided);
  EXPECT_THAT(findings[0].text, HasSubstr("200余项为约数"));
}

TEST(Check, SumNamesBothNumbers) {
  Snapshot snapshot = quarter();
  figure(snapshot, "hazard.open").value = 17;
  const auto findings = cross_foot(snapshot);
  const Problems problems = unexplained(findings);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].reason, "report.cross_footing");
  EXPECT_EQ(problems[0].at, "hazard.closed_loop");
  EXPECT_EQ(problems[0].message, "已整改1299处、限期整改17处，合计与排查隐患1317处相差1处");
  EXPECT_THAT(found(findings, "hazard.closed_loop")->figures,
              ::testing::ElementsAre("hazard.found", "hazard.rectified", "hazard.open"));
}

TEST(Check, DeclaredDifferenceIsAllowedAndShown) {
  Snapshot snapshot = quarter();
  figure(snapshot, "hazard.open").value = 17;
  snapshot.discrepancies = {{"hazard.closed_loop", "1处隐患所在企业已注销", {1317, 1299, 17}}};
  const auto findings = cross_foot(snapshot);
  EXPECT_TRUE(unexplained(findings).empty());
  EXPECT_EQ(found(findings, "hazard.closed_loop")->explanation, "1处隐患所在企业已注销");
  EXPECT_FALSE(found(findings, "hazard.closed_loop")->outdated);
}

TEST(Check, ADeclarationIsForItsNumbersAlone) {
  Snapshot snapshot = quarter();
  figure(snapshot, "hazard.open").value = 16;
  snapshot.discrepancies = {{"hazard.closed_loop", "1处隐患所在企业已注销", {1317, 1299, 17}}};
  const auto findings = cross_foot(snapshot);
  const Finding& finding = *found(findings, "hazard.closed_loop");
  EXPECT_TRUE(finding.outdated);
  EXPECT_EQ(finding.explanation, "");
  const Problems problems = unexplained(findings);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].message,
            "已整改1299处、限期整改16处，合计与排查隐患1317处相差2处（原说明针对的数已变化，需重新说明）");
}

TEST(Check, WhatHoldsIsToldWhereAllIsAsked) {
  const auto all = cross_foot_all(quarter());
  ASSERT_NE(found(all, "hazard.closed_loop"), nullptr);
  EXPECT_EQ(found(all, "hazard.closed_loop")->verdict, Verdict::k_holds);
  EXPECT_EQ(found(all, "hazard.closed_loop")->gap, 0);
  EXPECT_EQ(found(cross_foot(quarter()), "hazard.closed_loop"), nullptr);
}

// 200余 is 200 or more, 近70万 at most 70万, 不足3 at most 2.
TEST(Check, AnApproximateNumberIsARange) {
  struct Case {
    std::int64_t total, part;
    NumberQualifier of_total, of_part;
    Verdict subset, sum;
  };
  constexpr auto k_exact = NumberQualifier::k_exact, k_over = NumberQualifier::k_over,
                 k_nearly = NumberQualifier::k_nearly, k_under = NumberQualifier::k_under;
  constexpr auto k_holds = Verdict::k_holds, k_fails = Verdict::k_fails, k_open = Verdict::k_undecided;
  for (const Case& each :
       {Case{100, 200, k_exact, k_over, k_fails, k_fails}, Case{200, 200, k_exact, k_over, k_open, k_open},
        Case{300, 200, k_exact, k_over, k_open, k_open}, Case{200, 100, k_over, k_exact, k_holds, k_fails},
        Case{200, 300, k_over, k_exact, k_open, k_open}, Case{100, 100, k_exact, k_nearly, k_holds, k_open},
        Case{100, 70, k_exact, k_nearly, k_holds, k_fails},
        Case{70, 100, k_nearly, k_exact, k_fails, k_fails}, Case{70, 60, k_nearly, k_exact, k_open, k_open},
        Case{2, 3, k_exact, k_under, k_holds, k_open}, Case{3, 3, k_under, k_exact, k_fails, k_fails},
        Case{200, 200, k_over, k_over, k_open, k_open}, Case{200, 200, k_over, k_nearly, k_holds, k_open}}) {
    Snapshot snapshot = quarter();
    Figure& total = figure(snapshot, "hazard.found");
    Figure& part = figure(snapshot, "hazard.rectified");
    total.value = each.total, total.qualifier = each.of_total;
    part.value = each.part, part.qualifier = each.of_part;
    for (const auto& [kind, verdict] :
         {std::pair{RelationKind::k_subset, each.subset}, std::pair{RelationKind::k_sum, each.sum}}) {
      snapshot.relations = {{"r", kind, "hazard.found", {"hazard.rectified"}}};
      const auto findings = cross_foot_all(snapshot);
      EXPECT_EQ(found(findings, "r")->verdict, verdict)
          << each.part << " of " << each.total << ": " << found(findings, "r")->text;
    }
  }
}

TEST(Check, AJumpIsMoreThanTheShareAndAtLeastTheNumber) {
  const auto verdict = [](std::int64_t now, std::optional<std::int64_t> before, std::int64_t least) {
    Snapshot snapshot = quarter();
    figure(snapshot, "hazard.open").value = now;
    snapshot.relations = {
        {"j", RelationKind::k_jump, "hazard.open", {}, "2025年第二季度", before, 50, least}};
    return *found(cross_foot_all(snapshot), "j");
  };
  EXPECT_EQ(verdict(150, 100, 1).verdict, Verdict::k_holds);
  EXPECT_EQ(verdict(151, 100, 1).verdict, Verdict::k_fails);
  EXPECT_EQ(verdict(151, 100, 52).verdict, Verdict::k_holds);
  EXPECT_EQ(verdict(49, 100, 1).text, "限期整改49处，2025年第二季度100处，减少51.00%，超过50%");
  EXPECT_EQ(verdict(7, 0, 1).text, "限期整改7处，2025年第二季度0处，增加7处，超过50%");
  EXPECT_EQ(verdict(0, 0, 1).verdict, Verdict::k_holds);
  EXPECT_EQ(verdict(7, std::nullopt, 1).verdict, Verdict::k_undecided);
  EXPECT_EQ(verdict(151, 100, 1).numbers, (std::vector<std::optional<std::int64_t>>{151, 100}));
  EXPECT_EQ(verdict(INT64_MAX, 1, 1).verdict, Verdict::k_fails);
}

TEST(Check, WhatHasRecordsHasANumber) {
  Snapshot snapshot = quarter();
  snapshot.relations = {{"f", RelationKind::k_filled, "hazard.open", {}}};
  EXPECT_EQ(found(cross_foot_all(snapshot), "f")->verdict, Verdict::k_holds);
  figure(snapshot, "hazard.open").value.reset();
  figure(snapshot, "hazard.open").records = 1;
  EXPECT_EQ(found(cross_foot(snapshot), "f")->text, "限期整改未填，有记录1条而没有数");
  snapshot.discrepancies = {{"f", "原件空缺，已函询", {std::nullopt}}};
  EXPECT_TRUE(unexplained(cross_foot(snapshot)).empty());
  figure(snapshot, "hazard.open").records = 0;
  EXPECT_EQ(found(cross_foot_all(snapshot), "f")->verdict, Verdict::k_holds);
}

TEST(Check, UnknownIsUndecidedNotZero) {
  Snapshot snapshot = quarter();
  figure(snapshot, "hazard.open").value.reset();
  const auto findings = cross_foot(snapshot);
  EXPECT_TRUE(unexplained(findings).empty());
  EXPECT_EQ(found(findings, "hazard.closed_loop")->verdict, Verdict::k_undecided);
  EXPECT_THAT(found(findings, "hazard.closed_loop")->text, HasSubstr("未填"));
}

TEST(Check, RateMustComeFromItsCounts) {
  Snapshot snapshot = quarter();
  figure(snapshot, "hazard.rate").value = 1300;
  EXPECT_EQ(unexplained(cross_foot(snapshot)).size(), 1U);
  figure(snapshot, "hazard.rate").value = 1400;
  EXPECT_NE(found(cross_foot(snapshot), "rate.range"), nullptr);
  snapshot.relations[1].parts.pop_back();
  EXPECT_NE(found(cross_foot(snapshot), "hazard.rate"), nullptr);
}

TEST(Check, PartGreaterThanTotal) {
  Snapshot snapshot = quarter();
  figure(snapshot, "fire.rectified").value = 585;
  const auto findings = cross_foot(snapshot);
  ASSERT_NE(found(findings, "fire.subset"), nullptr);
  EXPECT_EQ(found(findings, "fire.subset")->text,
            "人员密集场所消防·已整改585处，大于人员密集场所消防·发现隐患584处");
}

TEST(Check, IndicesAgainstRows) {
  Snapshot snapshot = quarter();
  snapshot.accidents.pop_back();
  const auto findings = cross_foot(snapshot);
  EXPECT_NE(found(findings, "accident.rows"), nullptr);
  EXPECT_NE(found(findings, "accident.injured"), nullptr);
  EXPECT_NE(found(findings, "accident.loss"), nullptr);
  EXPECT_EQ(found(findings, "accident.dead"), nullptr);
  snapshot.accidents[0].dead.reset();
  EXPECT_EQ(found(cross_foot(snapshot), "accident.dead")->verdict, Verdict::k_undecided);
}

TEST(Check, TheTollOfTheRowsIsTheIndices) {
  Snapshot snapshot = quarter();
  snapshot.accidents[0].dead = 11;
  snapshot.accidents[0].grade = AccidentGrade::k_major;
  const auto findings = cross_foot(snapshot);
  ASSERT_NE(found(findings, "accident.dead"), nullptr);
  EXPECT_EQ(found(findings, "accident.dead")->text, "死亡1人，事故明细合计11人");
  EXPECT_EQ(found(findings, "accident.class"), nullptr);
}

TEST(Check, ARowIsNotBelowTheClassOfItsToll) {
  Snapshot snapshot = quarter();
  snapshot.accidents[0].dead = 11;
  ASSERT_NE(found(cross_foot(snapshot), "accident.class"), nullptr);
  EXPECT_THAT(found(cross_foot(snapshot), "accident.class")->text,
              HasSubstr("列为一般事故，按伤亡和损失应为重大事故"));
  snapshot.accidents[0].grade = AccidentGrade::k_extraordinary;
  EXPECT_EQ(found(cross_foot(snapshot), "accident.class"), nullptr) << "persons missing may raise it";
  snapshot.accidents[0].dead = -1;
  EXPECT_NE(found(cross_foot(snapshot), "accident.class"), nullptr);
}

TEST(Check, AReportingFaultIsOfAListedAccident) {
  Snapshot snapshot = quarter();
  snapshot.reporting_faults[0].accident = "A9";
  ASSERT_EQ(unexplained(cross_foot(snapshot)).size(), 1U);
  EXPECT_EQ(found(cross_foot(snapshot), "accident.fault")->text,
            "事故明细中没有开发区管理委员会迟报的那起事故");
}

TEST(Check, MalformedFiguresAndExtremes) {
  Snapshot snapshot = quarter();
  snapshot.figures.push_back(snapshot.figures[5]);
  snapshot.relations.push_back({"nowhere", RelationKind::k_sum, "no.such", {"hazard.open"}});
  figure(snapshot, "hazard.open").value = -1;
  figure(snapshot, "hazard.rectified").value = INT64_MAX;
  const auto findings = cross_foot(snapshot);
  for (const char* check : {"figure.duplicate", "figure.negative", "nowhere", "hazard.closed_loop"})
    EXPECT_NE(found(findings, check), nullptr) << check;
}

}  // namespace
}  // namespace anze::reports
