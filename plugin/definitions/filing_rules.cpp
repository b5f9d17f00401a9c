#include "plugin/definitions/filing_rules.h"

#include <algorithm>

#include "plugin/json/schema.h"
#include "reports/snapshot/words.h"

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

// Everything that is not of the form goes into `all`, where it is given.
Result<void> check_form(const json& object, Problems* all) {
  if (object.is_null())
    return Error{Code::k_not_found,
                 "filing_rules.missing",
                 "nobody has said who reports to whom yet",
                 {},
                 "send it with filing.rules/1"};
  static const Schema& schema = *new Schema(rules_schema());
  Problems problems = schema.check(object);
  if (problems.empty()) return {};
  for (Error& problem : problems) {
    problem.reason = "filing_rules.schema";
    problem.help = "plugin/docs/formats/filing.md describes the rules";
    problem = problem.within("/rules");
  }
  const Error first = problems.front();
  if (all != nullptr) *all = std::move(problems);
  return first;
}

// Who files and decides; requires the form.
FilingRules read_heads(const json& object) {
  FilingRules rules;
  const json& jurisdiction = object["jurisdiction"];
  rules.jurisdiction = {text_of(jurisdiction, "code"), text_of(jurisdiction, "name"),
                        text_of(jurisdiction, "issuer"), text_of(jurisdiction, "government"),
                        text_of(jurisdiction, "number_prefix")};
  rules.government_prefix = text_of(jurisdiction, "government_prefix");
  rules.organisation_body = text_of(object["bodies"], "organisation");
  rules.discipline_body = text_of(object["bodies"], "discipline");
  return rules;
}

// What snapshot_builder and reports/ write: a quarter's letter counts each official once, a year's report
// rests on four sealed quarters. Neither can be asked for over the other's days.
PeriodKind written_every(reports::FilingKind kind) {
  return reports::is_public(kind) ? PeriodKind::k_year : PeriodKind::k_quarter;
}

// Nothing but blanks, the wide and the unbroken one among them.
bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto starts = [&](std::string_view blank) {
      if (!text.starts_with(blank)) return false;
      text.remove_prefix(blank.size());
      return true;
    };
    if (!starts(" ") && !starts("\t") && !starts("\n") && !starts("\r") && !starts("\u3000") &&
        !starts("\u00a0"))
      return false;
  }
  return true;
}

// An addressee's id names a mailbox and a part of document ids: it has to do as a file name everywhere, and
// what is not seen (direction marks, blanks) would make two of one.
bool is_mailbox(std::string_view id) {
  constexpr std::size_t k_longest = 100;
  if (id.empty() || id.size() > k_longest || id.front() == '.') return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto c = static_cast<unsigned char>(id[i]);
    if (c >= 0xE4 && c <= 0xE9 && i + 2 < id.size()) {  // U+4000 to U+9FFF; the guard saw to UTF-8
      i += 2;
      continue;
    }
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain && c != '_' && c != '-' && c != '.') return false;
  }
  return true;
}

std::optional<Error> cannot_be_built(const FilingRule& rule) {
  if (const PeriodKind every = written_every(rule.kind); rule.every != every)
    return invalid("filing_rules.every",
                   "“" + rule.kind_word + "” is made every " + std::string(to_text(every)) + ", not every " +
                       std::string(to_text(rule.every)),
                   "/every", "write \"every\": \"" + std::string(to_text(every)) + "\"");
  if (!is_mailbox(rule.addressee.id))
    return invalid("filing_rules.addressee", "“" + rule.addressee.id + "” cannot be an addressee's id",
                   "/addressee/id",
                   "use letters a-z, digits, Han characters and _ - . without spaces, at most 100 bytes, "
                   "not a . in front");
  return std::nullopt;
}

// Names and numbers that go on paper.
void check_texts(const json& rules, Problems& problems) {
  const auto told = [&](const json& text, const std::string& at) {
    if (is_blank(text.get_ref<const std::string&>()))
      problems.push_back(invalid("filing_rules.blank", "this goes on paper and is empty", at,
                                 "write it as the documents are to show it"));
  };
  for (const char* part : {"jurisdiction", "bodies"})
    for (const auto& [name, text] : rules.at(part).items()) told(text, "/" + std::string(part) + "/" + name);
  for (std::size_t i = 0; i < rules.at("filings").size(); ++i) {
    const json& rule = rules.at("filings")[i];
    const std::string at = "/filings/" + std::to_string(i);
    told(rule.at("addressee").at("name"), at + "/addressee/name");
    const json copies = rule.value("copies_to", json::array());
    for (std::size_t k = 0; k < copies.size(); ++k) told(copies[k], at + "/copies_to/" + std::to_string(k));
  }
}

// What one rule says that an earlier one said, or said otherwise.
void check_against(const FilingRule& rule, const std::vector<FilingRule>& before, const std::string& at,
                   Problems& problems) {
  for (const FilingRule& earlier : before) {
    if (earlier.addressee.id != rule.addressee.id) continue;
    if (earlier.kind == rule.kind)
      problems.push_back(invalid("filing_rules.twice",
                                 "“" + rule.kind_word + "” goes to “" + rule.addressee.id + "” by two rules",
                                 at, "keep one rule for a kind and an addressee"));
    else if (earlier.addressee.name != rule.addressee.name)
      problems.push_back(
          invalid("filing_rules.addressee",
                  "“" + rule.addressee.id + "” is called “" + earlier.addressee.name + "” in an earlier rule",
                  at + "/addressee/name", "one id is one body: use one name, or another id"));
  }
}

}  // namespace

Result<void> must_be_built(const FilingRule& rule) {
  auto fault = cannot_be_built(rule);
  if (!fault) return {};
  fault->at = "/kind";
  fault->help = "set the rules anew with filing.rules/1: " + fault->help;
  return *std::move(fault);
}

Result<const FilingRule*> FilingRules::find(const std::string& kind_word,
                                            const std::string& addressee) const {
  std::string known;
  const FilingRule* found = nullptr;
  for (const FilingRule& rule : filings) {
    if (rule.kind_word != kind_word) continue;
    known += (known.empty() ? "" : ", ") + rule.addressee.id;
    if (found == nullptr && (addressee.empty() ? rule.alone : rule.addressee.id == addressee)) found = &rule;
  }
  if (found != nullptr) return found;
  if (known.empty())
    return Error{Code::k_not_found, "filing.kind", "no rule asks for filings of the kind “" + kind_word + "”",
                 "/kind", "filing.list/1 shows the kinds that are due"};
  if (addressee.empty())
    return invalid("filing.addressee", "“" + kind_word + "” goes to several addressees", "/addressee",
                   "say to which: " + known);
  return Error{Code::k_not_found, "filing.addressee",
               "no rule sends “" + kind_word + "” to “" + addressee + "”", "/addressee",
               "it goes to " + known};
}

Result<FilingRules> read_filing_rules(const json& object) {
  ANZE_CHECK(check_form(object, nullptr));
  FilingRules rules = read_heads(object);
  for (std::size_t i = 0; i < object["filings"].size(); ++i) {
    auto rule = read_rule(object["filings"][i]);
    if (!rule) return rule.error().within("/rules/filings/" + std::to_string(i));
    rules.filings.push_back(*std::move(rule));
  }
  for (FilingRule& rule : rules.filings)
    rule.alone = std::none_of(rules.filings.begin(), rules.filings.end(), [&](const FilingRule& other) {
      return other.kind == rule.kind && other.addressee.id != rule.addressee.id;
    });
  return rules;
}

Result<void> check_filing_rules(const json& object, Problems& problems) {
  ANZE_CHECK(check_form(object, &problems));
  if (object["filings"].empty())
    problems.push_back(invalid("filing_rules.none", "no filing is asked for", "/filings",
                               "name at least one kind with its addressee and day"));
  std::vector<FilingRule> before;
  for (std::size_t i = 0; i < object["filings"].size(); ++i) {
    const std::string at = "/filings/" + std::to_string(i);
    const auto rule = read_rule(object["filings"][i]);
    if (!rule) {
      problems.push_back(rule.error().within(at));
      continue;
    }
    if (const auto fault = cannot_be_built(*rule)) problems.push_back(fault->within(at));
    check_against(*rule, before, at, problems);
    before.push_back(*rule);
  }
  check_texts(object, problems);
  for (Error& problem : problems) problem = problem.within("/rules");
  if (!problems.empty()) return problems.front();
  return {};
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
