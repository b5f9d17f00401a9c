#include "reports/check.h"

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
  snapshot.discrepancies = {{"hazard.closed_loop", "1处隐患所在企业已注销"}};
  const auto findings = cross_foot(snapshot);
  EXPECT_TRUE(unexplained(findings).empty());
  EXPECT_EQ(found(findings, "hazard.closed_loop")->explanation, "1处隐患所在企业已注销");
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
