// The generated district read as the plugin would read it, and scored: what the tests of the data share.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scoring/entries/record.h"
#include "scoring/figures/figure.h"
#include "scoring/scorecards/evaluate.h"
#include "scoring/trials/read_rulebook.h"
#include "tests/data/district_files.h"

namespace anze::tests {

inline std::string told(const Problems& problems) {
  std::string out;
  for (const Error& p : problems) out += p.at + ": " + p.message + "\n";
  return out;
}

// Everything of one generated folder, read as the plugin would.
struct World {
  Codebook codes;
  LedgerSet ledgers;
  OrganisationData data;
  std::optional<Organisation> organisation;
  std::optional<Rulebook> rulebook;
  FigureSet figures;
  std::vector<Fact> facts;
  std::vector<CodeId> fact_ids;
  Calendar calendar;
  Json judgements;
  std::string problems;

  explicit World(const fs::path& folder) {
    Problems found;
    for (const auto& entry : fs::directory_iterator(folder / "ledgers"))
      if (auto ledger = read_ledger(slurp(entry.path()), codes, &found)) ledgers.put(*ledger);
    if (auto read = read_organisation(slurp(folder / "organisation.json"), codes, &found)) data = *read;
    if (auto built = Organisation::build(data, codes, &found)) organisation = *built;
    if (auto read = read_rulebook(slurp(folder / "rulebooks/tiedong-leaders-2025.json"), ledgers, data, codes,
                                  &found))
      rulebook = *read;
    if (auto read = read_figures(slurp(folder / "figures/tiedong.json"), ledgers, codes, &found))
      figures = *read;
    for (const fs::path& file : fact_files(folder))
      for (const std::string& line : lines_of(slurp(file))) read_one(line, found);
    judgements = Json::parse(slurp(folder / "judgements.json"));
    for (const int year : {2025, 2026}) calendar.add_year(year, weekdays_of(year));
    problems = told(found);
  }

  void read_one(const std::string& line, Problems& found) {
    auto record = read_fact(line, ledgers, codes, &found);
    if (!record) return;
    record->fact.seq = static_cast<std::int64_t>(facts.size()) + 1;
    record->fact.recorded = record->fact.occurred;
    if (organisation)
      if (const auto checked = organisation->check(record->fact, codes); !checked)
        found.push_back(checked.error().within(record->id));
    facts.push_back(record->fact);
    fact_ids.push_back(codes.intern(record->id));
  }

  // Holidays are left out: they would move a late filing by a day or two, no score by more than its half
  // point.
  static std::vector<bool> weekdays_of(int year) {
    std::vector<bool> out;
    for (Date d = make_date(year, 1, 1); d <= make_date(year, 12, 31); d = d + 1)
      out.push_back((d.days + 3) % 7 < 5);
    return out;
  }

  // Counts some of the facts, in the order given.
  Tally counted(const char* period, Date as_of, std::span<const Fact> some) const {
    Tally tally(*rulebook, *organisation, calendar, *parse_period(period), as_of);
    for (const Fact& fact : some) {
      const auto applied = tally.apply(fact, 1);
      EXPECT_TRUE(applied) << applied.error().message;
    }
    return tally;
  }

  Evaluation scored(const char* period, Date as_of) const {
    return scored(period, counted(period, as_of, facts));
  }

  Evaluation scored(const char* period, const Tally& tally) const {
    std::vector<Judgement> values;
    for (const Json& j : judgements)
      if (j["period"] == period)
        values.push_back({j["clause"], codes.find(j["term"].get<std::string>()), codes.find("party"),
                          *parse_points(j["value"].get<std::string>()), j["reason"]});
    auto out = evaluate(tally, values);
    EXPECT_TRUE(out) << out.error().message;
    return out ? *out : Evaluation{};
  }
};

inline const World& world() {  // read once a program
  static const World it{ANZE_TIEDONG_DATA};
  return it;
}

}  // namespace anze::tests
