#include "sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace district {
namespace {

std::string_view prefix_of(std::string_view ledger) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 41> prefixes{
      {{"meeting", "MT"},
       {"led_inspection", "LI"},
       {"campaign_group", "CG"},
       {"inspection", "IN"},
       {"hazard", "HZ"},
       {"enforcement", "EN"},
       {"accident", "AC"},
       {"finding", "FD"},
       {"duty_list", "DL"},
       {"responsibility_letter", "RL"},
       {"plan", "PL"},
       {"drill", "DR"},
       {"key_period", "KP"},
       {"dual_prevention", "DP"},
       {"training", "TR"},
       {"publicity", "PB"},
       {"instruction", "IS"},
       {"report_filing", "RF"},
       {"commendation", "CM"},
       {"criticism", "CR"},
       {"statement", "ST"},
       {"capacity", "CP"},
       {"campaign", "CA"},
       {"sub_plan", "SP"},
       {"enforcement_plan", "EP"},
       {"duty_roster", "RO"},
       {"risk_point", "RP"},
       {"mine", "MN"},
       {"mine_resumption", "MR"},
       {"chemical_unit", "CU"},
       {"crowded_place", "PC"},
       {"check_metallurgy", "KM"},
       {"check_ammonia", "KA"},
       {"check_dust", "KD"},
       {"check_confined", "KC"},
       {"confined_space", "CS"},
       {"road_check", "RC"},
       {"road_point", "RD"},
       {"fund", "FU"},
       {"guidance", "GD"},
       {"linkage", "LK"}}};
  for (const auto& [name, prefix] : prefixes)
    if (name == ledger) return prefix;
  throw std::logic_error("no ledger " + std::string(ledger));
}

Day quarter_last(Day on) {
  return month_last((month_of(on) + 2) / 3 * 3);
}

// A quarter's sheets are handed in when it is over: what was done by then has been done. A late rectification
// stays late by as many days as the day it was found leaves.
void keep_in_quarter(const Entry& entry, Json& fields) {
  const char* done = entry.ledger == "hazard"       ? "rectified_on"
                     : entry.ledger == "road_point" ? "treated_on"
                                                    : "";
  if (!fields.contains(done) || entry.on > month_last(12)) return;
  const Day last = quarter_last(entry.on);
  const Day said = day_of(fields.at(done).get<std::string>());
  if (said <= last) return;
  const Day deadline = day_of(fields.at("deadline").get<std::string>());
  if (said > deadline) fields["deadline"] = text(std::max(entry.on, deadline - (said - last)));
  fields[done] = text(last);
}

Json word_or_null(std::string_view word) {
  return word.empty() ? Json(nullptr) : Json(word);
}

}  // namespace

std::string Sheet::add(const Entry& entry) {
  if (!entry.post.empty() && district_.post(entry.post).holder(entry.on) == nullptr) return "";
  district_.unit(entry.unit);
  auto& facts = facts_[std::string(entry.ledger)];
  std::string id = fmt::format("{}-{}-{:04}", prefix_of(entry.ledger), k_year, facts.size() + 1);
  Json fact{{"ledger", entry.ledger}, {"id", id},           {"occurred_on", text(entry.on)},
            {"unit", entry.unit},     {"area", entry.area}, {"sector", entry.sector}};
  fact["post"] = word_or_null(entry.post);
  fact["official"] = word_or_null(entry.official);
  fact["state"] = word_or_null(entry.state);
  Json fields = entry.fields;
  keep_in_quarter(entry, fields);
  fact["fields"] = std::move(fields);
  fact["remark"] = entry.remark;
  facts.push_back(std::move(fact));
  return id;
}

std::map<std::string, std::vector<const Json*>> Sheet::by_date() const {
  std::map<std::string, std::vector<const Json*>> out;
  for (const auto& [ledger, facts] : facts_) {
    std::vector<const Json*>& sorted = out[ledger];
    for (const Json& fact : facts) sorted.push_back(&fact);
    std::ranges::stable_sort(
        sorted, {}, [](const Json* f) { return f->at("occurred_on").get_ref<const std::string&>(); });
  }
  return out;
}

}  // namespace district
