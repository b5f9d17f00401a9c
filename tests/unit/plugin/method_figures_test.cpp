// Figures against each other: what holds, what fails and by how much, and the reason somebody declared.
#include <gmock/gmock.h>

#include "district_test.h"

namespace anze::district {
namespace {

class FiguresTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("figures.define/1", "system_admin", {{"id", "small"}, {"figures", json::parse(R"({"figures": [
      {"id": "all", "title": "通报批评", "unit": "次", "version": 1, "kind": "count", "select": {"ledger": "criticism"}},
      {"id": "early", "title": "二月前的", "unit": "次", "version": 1, "kind": "count",
       "select": {"ledger": "criticism", "where": [{"field": "occurred_on", "op": "lt", "value": "2025-02-01"}]}}],
      "checks": [
        {"id": "subset", "title": "部分不大于全部", "kind": "subset", "total": "all", "parts": ["early"]},
        {"id": "sum", "title": "相等", "kind": "sum", "total": "all", "parts": ["early"]}]})")}});
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-01-10"));
  }
  json checks() { return ask("figures.check/1", "reviewer", {{"period", "2025Q1"}}); }
};

TEST_F(FiguresTest, HoldsWhileTheNumbersAgree) {
  const json answer = checks();
  EXPECT_EQ(answer.at("failing"), 0);
  for (const json& check : answer.at("checks")) EXPECT_EQ(check.at("state"), "holds") << check.dump();
  EXPECT_TRUE(answer.at("missing").empty());
}

TEST_F(FiguresTest, FailsByTheGapAndKeepsTheDeclaredReason) {
  town().append(criticism("C2", "2025-02-10"));
  json answer = checks();
  EXPECT_EQ(answer.at("failing"), 1);
  EXPECT_EQ(answer["checks"][0].at("state"), "holds");
  EXPECT_EQ(answer["checks"][1].at("state"), "fails");
  EXPECT_EQ(answer["checks"][1].at("gap"), -1);
  EXPECT_EQ(answer["checks"][1]["figures"][0].at("shown"), "2次");
  EXPECT_TRUE(answer["checks"][1].at("declared").is_null());
  ask("figures.declare/1", "reviewer", {{"period", "2025Q1"}, {"check", "sum"}, {"explanation", "口径不同"}});
  answer = checks();
  EXPECT_EQ(answer["checks"][1].at("state"), "fails");
  EXPECT_EQ(answer["checks"][1]["declared"].at("explanation"), "口径不同");
}

}  // namespace
}  // namespace anze::district
