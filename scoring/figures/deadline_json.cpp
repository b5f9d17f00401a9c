#include "scoring/figures/deadline.h"
#include "scoring/json/reader.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/ledgers/select_json.h"

namespace anze {
namespace {

constexpr std::int32_t k_months_max = 1200;
constexpr std::int32_t k_added_days_max = 3660;

// "06-15". Asked of a year that has no 29 February, so that it is a day of
// every year.
void read_day_of_year(const json::Place& place, DeadlineRule& rule) {
  const std::optional<std::string> text = place.as<std::string>();
  if (!text) return;
  const Result<Date> date = parse_date("2025-" + *text);
  if (!date)
    return place.problem("deadline.by", "“" + *text + "” is no day of every year", "write it as \"06-15\"");
  const YearMonthDay day = civil(*date);
  rule.month = day.month;
  rule.day = day.day;
}

DeadlineRule read_deadline(const json::Place& place, const LedgerSet& ledgers, StagedCodes& words) {
  DeadlineRule rule;
  json::Object object(place);
  rule.id = object.need_id("id");
  rule.title = object.need_text("title");
  rule.basis = object.need_basis("basis");
  const Ledger* ledger = nullptr;
  if (const std::optional<json::Place> select = object.need("select"))
    rule.select = read_selector(*select, ledgers, words, &ledger);
  if (const std::optional<json::Place> by = object.find("by")) {
    rule.expected = true;
    read_day_of_year(*by, rule);
    for (const json::Place& kind : object.need_list("unit_kinds"))
      if (const std::optional<std::string> word = kind.id()) rule.unit_kinds.push_back(words.intern(*word));
  } else {
    if (const std::optional<json::Place> name = object.need("field"); name && ledger != nullptr)
      if (const auto field = read_field_name(*name, *ledger, {FieldType::k_date})) rule.field = field->ref;
    if (const std::optional<json::Place> name = object.find("moved_to"); name && ledger != nullptr)
      if (const auto field = read_field_name(*name, *ledger, {FieldType::k_date})) rule.moved_to = field->ref;
    rule.add_days = object.get_integer<std::int32_t>("add_days", 0, 0, k_added_days_max);
    rule.add_months = object.get_integer<std::int32_t>("add_months", 0, 0, k_months_max);
  }
  object.close();
  return rule;
}

}  // namespace

Result<std::vector<DeadlineRule>> read_deadlines(std::string_view json, const LedgerSet& ledgers,
                                                 Codebook& codes, Problems* problems) {
  json::Document document(json);
  StagedCodes words(codes);
  std::vector<DeadlineRule> rules;
  if (document) {
    json::Object object(document.root());
    for (const json::Place& place : object.get_list("deadlines")) {
      DeadlineRule rule = read_deadline(place, ledgers, words);
      for (const DeadlineRule& before : rules)
        if (before.id == rule.id && !rule.id.empty())
          place.problem("deadline.duplicate", "the id “" + rule.id + "” is given twice", "choose another id");
      rules.push_back(std::move(rule));
    }
  }
  ANZE_CHECK(document.finish(problems));
  words.commit();
  return rules;
}

}  // namespace anze
