#include "plugin/filing/rules.h"

#include <array>

#include "plugin/schema.h"
#include "reports/words.h"

namespace anze::plugin {
namespace {

const json& rules_schema() {
  static const json& schema = *new json(json::parse(R"({
    "type": "object", "additionalProperties": false, "required": ["jurisdiction", "bodies", "filings"],
    "properties": {
      "jurisdiction": {"type": "object", "additionalProperties": false,
        "required": ["code", "name", "issuer", "government", "number_prefix", "government_prefix"],
        "properties": {"code": {"type": "string"}, "name": {"type": "string"}, "issuer": {"type": "string"}, "government": {"type": "string"},
                       "number_prefix": {"type": "string"}, "government_prefix": {"type": "string"}}},
      "bodies": {"type": "object", "additionalProperties": false, "required": ["organisation", "discipline"],
        "properties": {"organisation": {"type": "string"}, "discipline": {"type": "string"}}},
      "filings": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["kind", "addressee", "every", "due"],
        "properties": {
          "kind": {"type": "string"},
          "addressee": {"type": "object", "additionalProperties": false, "required": ["id", "name"],
                        "properties": {"id": {"type": "string"}, "name": {"type": "string"}}},
          "every": {"enum": ["quarter", "year"]},
          "due": {"type": "object", "additionalProperties": false, "required": ["months_after", "day", "roll"],
                  "properties": {"months_after": {"type": "integer", "minimum": 1, "maximum": 12}, "day": {"type": "integer", "minimum": 1, "maximum": 31},
                                 "roll": {"enum": ["none", "next", "previous"]}}},
          "copies_to": {"type": "array", "items": {"type": "string"}}}}}
    }})"));
  return schema;
}

Result<reports::FilingKind> parse_kind(const std::string& word) {
  const auto words = reports::words(reports::FilingKind{});
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].code == word) return static_cast<reports::FilingKind>(i);
  return invalid("filing_rules.kind", "“" + word + "” is not a kind of filing", "/kind",
                 "use quarterly_discipline, quarterly_organisation, yearly_congress or yearly_cppcc");
}

Result<FilingRule> read_rule(const json& object) {
  FilingRule rule;
  rule.kind_word = text_of(object, "kind");
  ANZE_TRY(rule.kind, parse_kind(rule.kind_word));
  rule.addressee = {text_of(object["addressee"], "id"), text_of(object["addressee"], "name")};
  ANZE_TRY(rule.every, parse_period_kind(text_of(object, "every")));
  const json& due = object["due"];
  rule.months_after = due["months_after"].get<int>();
  rule.day = due["day"].get<int>();
  const std::string roll = text_of(due, "roll");
  rule.roll = roll == "next" ? Roll::k_next : roll == "previous" ? Roll::k_previous : Roll::k_none;
  if (const auto copies = object.find("copies_to"); copies != object.end())
    rule.copies_to = copies->get<std::vector<std::string>>();
  return rule;
}

}  // namespace

const FilingRule* FilingRules::find(std::string_view kind_word) const {
  for (const FilingRule& rule : filings)
    if (rule.kind_word == kind_word) return &rule;
  return nullptr;
}

Result<FilingRules> read_filing_rules(const json& object) {
  if (object.is_null())
    return Error{Code::k_not_found,
                 "filing_rules.missing",
                 "nobody has said who reports to whom yet",
                 {},
                 "send it with filing.rules/1"};
  static const Schema& schema = *new Schema(rules_schema());
  if (Problems problems = schema.check(object); !problems.empty()) {
    problems.front().reason = "filing_rules.schema";
    problems.front().help = "plugin/docs/formats/filing.md describes the rules";
    return problems.front().within("/rules");
  }
  FilingRules rules;
  const json& jurisdiction = object["jurisdiction"];
  rules.jurisdiction = {text_of(jurisdiction, "code"), text_of(jurisdiction, "name"),
                        text_of(jurisdiction, "issuer"), text_of(jurisdiction, "government"),
                        text_of(jurisdiction, "number_prefix")};
  rules.government_prefix = text_of(jurisdiction, "government_prefix");
  rules.organisation_body = text_of(object["bodies"], "organisation");
  rules.discipline_body = text_of(object["bodies"], "discipline");
  for (std::size_t i = 0; i < object["filings"].size(); ++i) {
    auto rule = read_rule(object["filings"][i]);
    if (!rule) return rule.error().within("/rules/filings/" + std::to_string(i));
    rules.filings.push_back(*std::move(rule));
  }
  return rules;
}

Result<Date> due_day(const FilingRule& rule, const Period& period, const Calendar& calendar) {
  const Date month = add_months(period.last + 1, rule.months_after - 1);  // the first of that month
  const Date month_end = add_months(month, 1) - 1;
  const Date day = std::min(month + (rule.day - 1), month_end);
  if (rule.roll == Roll::k_none) return day;
  if (rule.roll == Roll::k_next) return calendar.next_workday(day);
  ANZE_TRY(const bool worked, calendar.is_workday(day));
  if (worked) return day;
  return calendar.add_workdays(day, -1);
}

}  // namespace anze::plugin
