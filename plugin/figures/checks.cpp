#include "plugin/figures/checks.h"

#include <algorithm>

#include "plugin/figures/figures.h"
#include "plugin/filing/snapshot_parts.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

constexpr const char* k_declared = "declared";
constexpr const char* k_withdrawn = "withdrawn";

std::string record_id(const DateRange& range, const std::string& check) {
  return to_text(range) + "/" + check;
}

// [{"figure": "fire.hazards.open", "value": 46}, …]; what is no figure has none.
json numbers_json(const reports::Finding& finding) {
  json list = json::array();
  for (std::size_t i = 0; i < finding.numbers.size(); ++i)
    list.push_back({{"figure", i < finding.figures.size() ? json(finding.figures[i]) : json(nullptr)},
                    {"value", finding.numbers[i] ? json(*finding.numbers[i]) : json(nullptr)}});
  return list;
}

std::vector<std::optional<std::int64_t>> numbers_of(const json& body) {
  std::vector<std::optional<std::int64_t>> numbers;
  for (const json& number : body.value("numbers", json::array()))
    numbers.push_back(number.at("value").is_null() ? std::nullopt
                                                   : std::optional(number.at("value").get<std::int64_t>()));
  return numbers;
}

const reports::Finding* find(const std::vector<reports::Finding>& findings, const std::string& check) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const reports::Finding& finding) { return finding.check == check; });
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace

Result<std::vector<reports::Finding>> check_range(Call& call, store::Reader& reader, const DateRange& range) {
  reports::Snapshot snapshot;
  ANZE_CHECK(add_figures(call, reader, range, Telling::k_all, snapshot));
  ANZE_CHECK(add_accidents(call, reader, range, snapshot));
  return reports::cross_foot_all(snapshot);
}

Result<std::vector<reports::Discrepancy>> declared_of(store::Reader& reader, const DateRange& range) {
  std::vector<reports::Discrepancy> discrepancies;
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_discrepancy_record));
  for (const store::Record& record : records) {
    const json body = json::parse(record.body);
    if (text_of(body, "period") == to_text(range) && text_of(body, "state") != k_withdrawn)
      discrepancies.push_back({text_of(body, "check"), text_of(body, "explanation"), numbers_of(body)});
  }
  return discrepancies;
}

Result<json> declare_difference(Call& call, store::Writer& writer) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const std::vector<reports::Finding> findings, check_range(call, writer, range));
  const std::string check = call.text("check");
  const reports::Finding* finding = find(findings, check);
  if (finding == nullptr)
    return Error{Code::k_not_found, "figure.check_unknown",
                 "no check “" + check + "” of " + to_text(range) + " fails or is defined", "/check",
                 "figures.check/1 lists them"};
  if (finding->verdict != reports::Verdict::k_fails)
    return Error{Code::k_conflict, "figure.nothing_to_declare",
                 "the check “" + check + "” does not fail in " + to_text(range) +
                     (finding->text.empty() ? "" : ": " + finding->text),
                 "/check", "a declaration is made for numbers that disagree; see figures.check/1"};
  const std::string id = record_id(range, check);
  const json body = {{"period", to_text(range)},
                     {"check", check},
                     {"state", k_declared},
                     {"explanation", call.text("explanation")},
                     {"difference", finding->text},
                     {"numbers", numbers_json(*finding)},
                     {"declared_by", call.actor.principal},
                     {"declared_on", to_text(call.today)}};
  ANZE_CHECK(writer.put(k_discrepancy_record, id, civil(range.first).year, dump(body)));
  writer.subject("declared discrepancy " + id);
  return body;
}

Result<json> withdraw_declaration(Call& call, store::Writer& writer) {
  ANZE_TRY(const DateRange range, asked_range(call));
  const std::string id = record_id(range, call.text("check"));
  ANZE_TRY(const std::optional<store::Record> record, writer.record(k_discrepancy_record, id));
  json body = record ? json::parse(record->body) : json::object();
  if (!record || text_of(body, "state") == k_withdrawn)
    return Error{Code::k_not_found, "figure.not_declared", "nothing stands declared of “" + id + "”",
                 "/check", "figures.declared/1 lists what was declared, and what was withdrawn"};
  body["state"] = k_withdrawn;
  body["withdrawn_by"] = call.actor.principal;
  body["withdrawn_on"] = to_text(call.today);
  body["reason"] = call.text("reason");
  ANZE_CHECK(writer.put(k_discrepancy_record, id, civil(range.first).year, dump(body)));
  writer.subject("withdrawn discrepancy " + id);
  return body;
}

Result<json> list_declared(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const std::vector<reports::Finding> findings, check_range(call, reader, range));
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_discrepancy_record));
  json list = json::array();
  for (const store::Record& record : records) {
    json body = json::parse(record.body);
    if (text_of(body, "period") != to_text(range)) continue;
    const reports::Finding* finding = find(findings, text_of(body, "check"));
    const bool fails = finding != nullptr && finding->verdict == reports::Verdict::k_fails;
    const char* standing = text_of(body, "state") == k_withdrawn ? k_withdrawn
                           : !fails                              ? "not_needed"
                           : finding->outdated                   ? "outdated"
                                                                 : "stands";
    body["standing"] = standing;
    if (fails) body["now"] = finding->text;
    json history = json::array();
    ANZE_TRY(const std::vector<store::Record> versions, reader.versions(k_discrepancy_record, record.id));
    for (const store::Record& version : versions) {
      json step = json::parse(version.body);
      for (const char* known : {"period", "check"}) step.erase(known);
      step["version"] = version.version;
      step["entry"] = version.entry;
      history.push_back(std::move(step));
    }
    body["history"] = std::move(history);
    list.push_back(std::move(body));
  }
  return json{{"period", to_text(range)}, {"declared", std::move(list)}};
}

}  // namespace anze::plugin
