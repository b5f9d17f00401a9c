// Holds the generated district to the account it was made from, by plain counting: no reader, ledger or
// figure of ours.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

#include "scoring/days/calendar.h"
#include "tests/data/district_files.h"

namespace anze::tests {
namespace {

const std::vector<Json>& facts() {
  static const std::vector<Json> all = [] {
    std::vector<Json> out;
    for (const fs::path& file : fact_files(ANZE_TIEDONG_DATA))
      for (const std::string& line : lines_of(slurp(file))) out.push_back(Json::parse(line));
    return out;
  }();
  return all;
}

bool is(const Json& fact, const char* field, const char* value) {
  const auto at = fact["fields"].find(field);
  return at != fact["fields"].end() && *at == value;
}

using Test = std::function<bool(const Json&)>;

long count(
    const char* ledger, const Test& test = [](const Json&) { return true; }) {
  return std::ranges::count_if(facts(), [&](const Json& f) { return f["ledger"] == ledger && test(f); });
}

long count(const char* ledger, const char* source, const char* field, const char* value) {
  return count(ledger, [&](const Json& f) { return is(f, "source", source) && is(f, field, value); });
}

long sum(const char* ledger, const char* field, const Test& test) {
  long out = 0;
  for (const Json& f : facts())
    if (f["ledger"] == ledger && test(f)) out += f["fields"][field].get<long>();
  return out;
}

Test from(const char* source) {
  return [source](const Json& f) { return is(f, "source", source); };
}

std::string quarter(const Json& fact) {
  const int month = std::stoi(fact["occurred_on"].get<std::string>().substr(5, 2));
  return std::string(1, static_cast<char>('1' + (month - 1) / 3));
}

std::multiset<std::string> quarters(const char* kind, const char* post) {
  std::multiset<std::string> out;
  for (const Json& f : facts())
    if (f["ledger"] == "meeting" && is(f, "kind", kind) && f["post"] == post) out.insert(quarter(f));
  return out;
}

const std::multiset<std::string> k_once_each{"1", "2", "3", "4"};

TEST(Account, SecretaryHeldFourStandingCommitteeMeetings) {
  EXPECT_EQ(count("meeting", [](const Json& f) { return is(f, "kind", "standing_committee"); }), 4);
  EXPECT_EQ(quarters("standing_committee", "party-secretary"), k_once_each);
}

TEST(Account, DistrictHeadChairedBothMeetingsEveryQuarter) {
  EXPECT_EQ(quarters("gov_executive", "district-head"), k_once_each);
  EXPECT_EQ(quarters("committee_plenary", "district-head"), k_once_each);
}

TEST(Account, EveryDeputyStudiedAndInspectedEveryQuarter) {
  for (const char* deputy :
       {"executive-deputy", "safety-deputy", "deputy-3", "deputy-4", "deputy-5", "deputy-6"}) {
    EXPECT_EQ(quarters("field_study", deputy), k_once_each) << deputy;
    std::set<std::string> led;
    for (const Json& f : facts())
      if (f["ledger"] == "led_inspection" && f["post"] == deputy) led.insert(quarter(f));
    EXPECT_EQ(led.size(), 4U) << deputy;
  }
}

TEST(Account, MainLeadersInspectedAtEveryKeyTime) {
  for (const char* leader : {"party-secretary", "district-head"})
    for (const char* time : {"spring_festival", "labour_day", "flood_season", "national_day", "new_year"})
      EXPECT_EQ(count("led_inspection",
                      [&](const Json& f) { return f["post"] == leader && is(f, "key_time", time); }),
                1);
}

TEST(Account, CampaignFigures) {
  EXPECT_EQ(count("campaign_group", "campaign", "kind", "inspection"), 54);
  EXPECT_EQ(count("campaign_group", "campaign", "kind", "covert"), 3);
  EXPECT_EQ(count("led_inspection", "campaign", "tier", "main_leaders"), 7);
  EXPECT_EQ(count("led_inspection", "campaign", "tier", "district_leaders"), 25);
  EXPECT_EQ(count("led_inspection", "campaign", "tier", "unit_principals"), 208);
  EXPECT_EQ(count("led_inspection", from("campaign")), 7 + 25 + 208);
  EXPECT_EQ(sum("campaign_group", "people", from("campaign")), 2150);
  EXPECT_EQ(count("inspection", from("campaign")), 1164);
  EXPECT_EQ(sum("inspection", "hazards", from("campaign")), 1317);
  EXPECT_EQ(count("hazard", from("campaign")), 1317);
  EXPECT_EQ(
      count("hazard", [](const Json& f) { return is(f, "source", "campaign") && f["state"] == "rectified"; }),
      1299);
  EXPECT_EQ(count("hazard",
                  [](const Json& f) {
                    return is(f, "source", "campaign") && f["state"] == "open" &&
                           f["fields"].contains("deadline");
                  }),
            18);
  EXPECT_EQ(count("enforcement", "campaign", "kind", "suspend"), 1);
  EXPECT_EQ(count("enforcement", "campaign", "kind", "closure_request"), 2);
}

TEST(Account, FireFigures) {
  EXPECT_EQ(count("inspection", from("fire")), 868);
  EXPECT_EQ(count("hazard", from("fire")), 584);
  EXPECT_EQ(
      count("hazard", [](const Json& f) { return is(f, "source", "fire") && f["state"] == "rectified"; }),
      538);
  EXPECT_EQ(count("enforcement", "fire", "kind", "temporary_seal"), 61);
  EXPECT_EQ(count("enforcement", "fire", "kind", "three_stops"), 30);
  EXPECT_EQ(sum("enforcement", "people", [](const Json& f) { return is(f, "kind", "detention"); }), 10);
}

Json stated(const char* measure) {
  for (const Json& f : facts())
    if (f["ledger"] == "statement" && is(f, "measure", measure)) return f["fields"];
  return {};
}

TEST(Account, WhatItLeavesBlankStaysUnknown) {
  EXPECT_TRUE(stated("fire_fines")["value"].is_null());
  EXPECT_EQ(count("enforcement", [](const Json& f) { return is(f, "kind", "fine"); }), 0);
  EXPECT_EQ(count("hazard", from("industry_trade")), 0) << "200余 is a statement, not 200 rows";
  EXPECT_EQ(count("hazard",
                  [](const Json& f) { return is(f, "source", "chemicals") && f["state"] == "registered"; }),
            26);
}

TEST(Account, StatementsKeepTheirQualifier) {
  EXPECT_EQ(stated("industry_trade_hazards")["value"], 200);
  EXPECT_EQ(stated("industry_trade_hazards")["qualifier"], "over");
  EXPECT_EQ(stated("dual_prevention_funding")["value"], 70'000'000);
  EXPECT_EQ(stated("dual_prevention_funding")["qualifier"], "nearly");
}

TEST(Account, OtherFigures) {
  EXPECT_EQ(count("enforcement", "chemicals", "kind", "illegal_act"), 1);
  EXPECT_EQ(count("enforcement", "industry_trade", "kind", "ban"), 2);
  EXPECT_EQ(count("enforcement", "industry_trade", "kind", "suspend"), 1);
  EXPECT_EQ(count("plan", [](const Json& f) { return f["fields"]["revised"] == true; }), 61);
  std::set<std::string> layers;
  for (const Json& f : facts())
    if (f["ledger"] == "plan") layers.insert(f["fields"]["layer"]);
  EXPECT_EQ(layers.size(), 4U);
  EXPECT_EQ(count("dual_prevention", [](const Json& f) { return f["fields"]["above_scale"] == true; }), 28);
  EXPECT_EQ(sum("publicity", "cost_fen", [](const Json& f) { return is(f, "kind", "subscription"); }),
            2'000'000);
  for (const char* kind : {"responsibility", "power", "enforcement_plan"}) {
    std::set<std::string> units;
    for (const Json& f : facts())
      if (f["ledger"] == "duty_list" && is(f, "kind", kind)) units.insert(f["unit"]);
    EXPECT_EQ(units.size(), 17U) << kind;
  }
  for (const char* kind : {"discipline", "organisation"})
    EXPECT_EQ(count("report_filing", [&](const Json& f) { return is(f, "kind", kind); }), 4) << kind;
  for (const char* kind : {"congress", "cppcc"})
    EXPECT_EQ(count("report_filing", [&](const Json& f) { return is(f, "kind", kind); }), 1) << kind;
}

TEST(Organisation, SeventeenCommitteeMembersAndTheReferenceSize) {
  const Json org = Json::parse(slurp(fs::path(ANZE_TIEDONG_DATA) / "organisation.json"));
  EXPECT_EQ(std::ranges::count_if(org["units"], [](const Json& u) { return u["committee_member"] == true; }),
            17);
  EXPECT_EQ(org["units"].size(), 89U);
  EXPECT_EQ(org["officials"].size(), 447U);
  for (const Json& official : org["officials"])
    EXPECT_EQ(official["name"], "干部" + official["id"].get<std::string>().substr(6))
        << "people have a number for a name";
}

TEST(Facts, IdsAreUniqueAndReferencesLead) {
  std::set<std::string> ids;
  for (const Json& f : facts()) EXPECT_TRUE(ids.insert(f["id"]).second) << f["id"];
  for (const Json& f : facts())
    for (const char* field : {"inspection", "group", "accident", "plan"})
      EXPECT_TRUE(!f["fields"].contains(field) || ids.contains(f["fields"][field])) << f.dump();
}

Calendar calendar() {
  const auto days = [](std::initializer_list<const char*> texts) {
    std::vector<Date> out;
    for (const char* t : texts) out.push_back(*parse_date(t));
    return out;
  };
  Calendar out;
  EXPECT_TRUE(
      out.add_year(2025,
                   days({"2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-03",
                         "2025-02-04", "2025-04-04", "2025-05-01", "2025-05-02", "2025-05-05", "2025-06-02",
                         "2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06", "2025-10-07", "2025-10-08"}),
                   days({"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"})));
  return out;
}

TEST(Facts, LieInTheYearAndActsOnWorkingDays) {
  const Calendar worked = calendar();
  for (const Json& f : facts()) {
    const Date on = *parse_date(f["occurred_on"].get<std::string>());
    EXPECT_TRUE(make_date(2025, 1, 1) <= on && on <= make_date(2025, 12, 31)) << f.dump();
    const bool any_day = f["ledger"] == "accident" || f["ledger"] == "statement";
    EXPECT_TRUE(any_day || *worked.is_workday(on)) << f.dump();
    for (const char* field : {"done", "rectified_on", "published_on", "completed_on"}) {
      const Json value = f["fields"].value(field, Json());
      EXPECT_LE(value.is_string() ? value.get<std::string>() : "", "2026-01-19")
          << "after the account was written: " << f.dump();
    }
  }
}

// Tests run side by side: each has a folder of its own.
fs::path generate_into(const char* name, const std::string& options) {
  const std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path out = fs::temp_directory_path() / (std::to_string(::getpid()) + "-" + test + "-" + name);
  fs::remove_all(out);
  const std::string command = std::string(ANZE_TIEDONG_DISTRICT) + " " + out.string() +
                              " " ANZE_SOURCE_DIR "/scoring/rules " + options;
  EXPECT_EQ(std::system(command.c_str()), 0);
  return out;
}

auto generated(const char* name, const std::string& options) {
  const fs::path out = generate_into(name, options);
  auto files = files_of(out);
  fs::remove_all(out);
  return files;
}

TEST(Generator, WritesTheSameBytesTwice) {
  const auto first = generated("anze-tiedong-a", "");
  const auto second = generated("anze-tiedong-b", "");
  EXPECT_FALSE(first.empty());
  EXPECT_TRUE(first == second);
}

TEST(Generator, WhatIfAddsOneAccidentAndOneFindingAndNothingElse) {
  const auto base = generated("anze-tiedong-a", "");
  auto other = generated("anze-tiedong-b", "--what-if accident");
  ASSERT_EQ(base.size(), other.size());
  for (const auto& [name, text] : base) {
    const bool lines = name == "facts-accident.jsonl" || name == "facts-finding.jsonl";
    if (name == "workbooks/事故台账.xlsx" || name == "workbooks/责任认定台账.xlsx" ||
        name == "workbooks.json") {
      EXPECT_FALSE(other[name] == text) << name;
      continue;
    }
    if (!lines) {
      EXPECT_TRUE(other[name] == text) << name;
      continue;
    }
    std::vector<std::string> extra;
    std::multiset<std::string> known;
    for (const std::string& line : lines_of(text)) known.insert(line);
    for (const std::string& line : lines_of(other[name]))
      if (const auto at = known.find(line); at != known.end())
        known.erase(at);
      else
        extra.push_back(line);
    EXPECT_TRUE(known.empty()) << name;
    ASSERT_EQ(extra.size(), 1U) << name;
    EXPECT_NE(extra[0].find("虚构"), std::string::npos);
  }
}

}  // namespace
}  // namespace anze::tests
