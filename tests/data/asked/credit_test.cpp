// Entered once: one led inspection is read in the leader's duty, the unit's register, the campaign's table,
// the quarter's form and the year's report.
#include "tiedong.h"

namespace anze {
namespace {

using testing::HasSubstr;

class Credit : public Tiedong {
 protected:
  static json inspection() {
    return {{"ledger", "led_inspection"},
            {"id", "LI-ONCE"},
            {"occurred_on", "2025-03-31"},
            {"post", "town-3-head"},
            {"unit", "town-3"},
            {"area", "town-3"},
            {"sector", "general"},
            {"fields",
             {{"kind", "led"},
              {"tier", "unit_principals"},
              {"source", "campaign"},
              {"units", 2},
              {"record", true}}}};
  }
  // How often the head of town-3 still has to go out this quarter.
  std::int64_t owed() {
    std::int64_t missing = 0;
    const json answer = ask("duty.owed/1", "clerk-01", {{"period", "2025Q1"}, {"post", "town-3-head"}});
    for (const json& duty : answer.at("owed"))
      if (duty.at("title").get<std::string>().find("带队检查") != std::string::npos)
        missing += duty.at("missing").get<std::int64_t>();
    return missing;
  }
  std::size_t in_register() {
    const json answer = ask("ledger.list/1", "clerk-01",
                            {{"period", "2025Q1"}, {"ledger", "led_inspection"}, {"limit", 1000}});
    std::size_t count = 0;
    for (const json& fact : answer.at("facts"))
      if (fact.at("unit") == "town-3") ++count;
    return count;
  }
  std::int64_t in_campaign_table() {
    const json table = ask("figures.table/1", "reviewer-01",
                           {{"period", "2025"}, {"by", "unit"}, {"prefix", "campaign.led.unit_principals"}});
    for (const json& row : table.at("rows"))
      if (row.at("key") == "town-3") return row["cells"][0].at("value");
    return 0;
  }
  std::int64_t in_quarterly_form() { return figure("campaign.led.unit_principals", "2025Q1").at("value"); }
  std::string report(const char* period, const char* kind) {
    return ask("report.render/1", "reviewer-01", {{"period", period}, {"kind", kind}, {"format", "text"}})
        .at("text");
  }
};

TEST_F(Credit, OneInspectionIsReadInAllFive) {
  year().go_to("2025-03-31");
  year().enter("2025Q1");
  const std::int64_t duty = owed();
  const std::size_t registered = in_register();
  const std::int64_t campaign = in_campaign_table();
  const std::int64_t quarter = in_quarterly_form();
  ASSERT_GT(duty, 0);

  ask("ledger.append/1", "clerk-01", {{"fact", inspection()}});

  EXPECT_EQ(owed(), duty - 1) << "the leader's duty";
  EXPECT_EQ(in_register(), registered + 1) << "the unit's register";
  EXPECT_EQ(in_campaign_table(), campaign + 1) << "the campaign's table";
  EXPECT_EQ(in_quarterly_form(), quarter + 1) << "the quarter's form";
  const json behind =
      ask("figures.explain/1", "reviewer-01",
          {{"period", "2025Q1"}, {"figure", "campaign.led.unit_principals"}, {"unit", "town-3"}});
  EXPECT_THAT(behind.at("facts").dump(), HasSubstr("LI-ONCE"));

  for (const char* q : {"2025Q2", "2025Q3", "2025Q4"}) {
    year().go_to(q == std::string("2025Q4")   ? "2026-01-05"
                 : q == std::string("2025Q3") ? "2025-10-09"
                                              : "2025-07-01");
    year().enter(q);
  }
  for (const char* q : {"2025Q1", "2025Q2", "2025Q3", "2025Q4"}) {
    year().assess(q);
    year().seal(q);
  }
  EXPECT_THAT(report("2025Q1", "quarterly_organisation"),
              HasSubstr("乡镇街道开发区及行管部门主要领导带队检查" + std::to_string(quarter + 1) + "次"));
  EXPECT_THAT(report("2025", "yearly_congress"), HasSubstr("行管部门主要领导带队检查209次"))
      << "208 and this one";
}

TEST_F(Credit, WhatComesAfterItsTimeIsListed) {
  year().go_to("2025-04-01");
  year().enter("2025Q1");
  year().assess("2025Q1");
  json late = ask("ledger.late/1", "reviewer-01", {{"period", "2025Q1"}});
  EXPECT_EQ(late.at("late"), 0);
  EXPECT_EQ(late.at("back_dated"), 0);
  ask("ledger.append/1", "clerk-01", {{"fact", inspection()}});
  year().go_to("2025-08-01");
  json again = inspection();
  again["id"] = "LI-BACK";
  ask("ledger.append/1", "clerk-01", {{"fact", again}});
  late = ask("ledger.late/1", "reviewer-01", {{"period", "2025Q1"}});
  EXPECT_EQ(late.at("late"), 2);
  EXPECT_EQ(late.at("back_dated"), 1);
  const json& back = late.at("list").back();
  EXPECT_EQ(back.at("id"), "LI-BACK");
  EXPECT_EQ(back.at("days"), 123);
  EXPECT_TRUE(back.at("back_dated").get<bool>());
  EXPECT_EQ(late["ledgers"][0].at("ledger"), "led_inspection");
}

}  // namespace
}  // namespace anze
