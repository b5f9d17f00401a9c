#include "plugin/figures/checks.h"

#include <algorithm>

#include "plugin/figures/figures.h"
#include "plugin/figures/snapshot_figures.h"
#include "plugin/records/discrepancy_record.h"

namespace anze::plugin {
namespace {

// What the finding compared; what is no figure has no name.
std::vector<DiscrepancyRecord::Number> numbers_of(const reports::Finding& finding) {
  std::vector<DiscrepancyRecord::Number> numbers;
  for (std::size_t i = 0; i < finding.numbers.size(); ++i)
    numbers.push_back(
        {i < finding.figures.size() ? std::optional(finding.figures[i]) : std::nullopt, finding.numbers[i]});
  return numbers;
}

const reports::Finding* find(const std::vector<reports::Finding>& findings, const std::string& check) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const reports::Finding& finding) { return finding.check == check; });
  return found == findings.end() ? nullptr : &*found;
}

// Every act on one declaration, oldest first.
Result<json> history_of(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<DiscrepancyVersion> versions, discrepancy_versions(reader, id));
  json history = json::array();
  for (const DiscrepancyVersion& version : versions) {
    json step = discrepancy_json(version.record);
    for (const char* known : {"period", "check"}) step.erase(known);
    step["version"] = version.version;
    step["entry"] = version.entry;
    history.push_back(std::move(step));
  }
  return history;
}

}  // namespace

Result<std::vector<reports::Finding>> check_range(Call& call, store::Reader& reader, const DateRange& range) {
  reports::Snapshot snapshot;
  ANZE_CHECK(add_figures(call, reader, range, Telling::k_all, snapshot));
  ANZE_CHECK(add_accidents(call, reader, range, snapshot));
  return reports::cross_foot_all(snapshot);
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
  DiscrepancyRecord record;
  record.period = range;
  record.check = check;
  record.explanation = call.text("explanation");
  record.difference = finding->text;
  record.numbers = numbers_of(*finding);
  record.declared_by = call.actor.principal;
  record.declared_on = call.today;
  ANZE_CHECK(put_discrepancy(writer, record));
  writer.subject("declared discrepancy " + discrepancy_id(range, check));
  return discrepancy_json(record);
}

Result<json> withdraw_declaration(Call& call, store::Writer& writer) {
  ANZE_TRY(const DateRange range, asked_range(call));
  const std::string id = discrepancy_id(range, call.text("check"));
  ANZE_TRY(const std::optional<DiscrepancyVersion> last, read_discrepancy(writer, id));
  if (!last || last->record.withdrawn())
    return Error{Code::k_not_found, "figure.not_declared", "nothing stands declared of “" + id + "”",
                 "/check", "figures.declared/1 lists what was declared, and what was withdrawn"};
  DiscrepancyRecord record = last->record;
  record.state = DiscrepancyState::k_withdrawn;
  record.withdrawal = DiscrepancyRecord::Withdrawal{call.actor.principal, call.today, call.text("reason")};
  ANZE_CHECK(put_discrepancy(writer, record));
  writer.subject("withdrawn discrepancy " + id);
  return discrepancy_json(record);
}

Result<json> list_declared(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const std::vector<reports::Finding> findings, check_range(call, reader, range));
  ANZE_TRY(const std::vector<DiscrepancyRecord> records, read_discrepancies(reader));
  json list = json::array();
  for (const DiscrepancyRecord& record : records) {
    if (record.period != range) continue;
    const reports::Finding* finding = find(findings, record.check);
    const bool fails = finding != nullptr && finding->verdict == reports::Verdict::k_fails;
    json shown = discrepancy_json(record);
    shown["standing"] = record.withdrawn()  ? "withdrawn"
                        : !fails            ? "not_needed"
                        : finding->outdated ? "outdated"
                                            : "stands";
    if (fails) shown["now"] = finding->text;
    ANZE_TRY(shown["history"], history_of(reader, discrepancy_id(range, record.check)));
    list.push_back(std::move(shown));
  }
  return json{{"period", to_text(range)}, {"declared", std::move(list)}};
}

}  // namespace anze::plugin
