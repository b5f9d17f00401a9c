// Accidents and faults in reporting them, from their ledger.
#include "plugin/filing/snapshot_parts.h"

#include <optional>

#include "plugin/fact_json.h"
#include "plugin/figures.h"
#include "scoring/accident.h"

namespace anze::plugin {
namespace {

constexpr const char* k_accident_ledger = "accident";

std::optional<std::int64_t> integer_of(const json& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                             : std::nullopt;
}

std::string word_title(const Model& model, const Codebook& codes, const std::string& id) {
  const CodeId code = codes.find(id);
  return code == k_no_code ? id : std::string(model.organisation->title(code));
}

// Every fact of one ledger in a day range, as the methods answer it.
Result<std::vector<json>> facts_of(Call& call, store::Reader& reader, const char* ledger,
                                   const DateRange& range) {
  std::vector<json> facts;
  const Codebook& codes = call.store.codes();
  const CodeId code = codes.find(ledger);
  if (code == k_no_code) return facts;
  ANZE_TRY(const std::vector<store::FactVersion> versions,
           reader.list({range.first, range.last, {code}, 0}, "", 100'000));
  for (const store::FactVersion& version : versions)
    facts.push_back(fact_json(version, call.model->ledgers, codes));
  return facts;
}

// Which fault in reporting an accident's "reporting" word is, if any (former Order 13, art. 5: 迟报 漏报 谎报
// 瞒报).
std::optional<reports::FaultKind> fault_of(std::string_view word) {
  if (word == "late") return reports::FaultKind::k_late;
  if (word == "omitted") return reports::FaultKind::k_missed;
  if (word == "falsified") return reports::FaultKind::k_false;
  if (word == "concealed") return reports::FaultKind::k_concealed;
  return std::nullopt;
}

std::string code_title(const Model& model, const Codebook& codes, const char* ledger_id,
                       const char* field_name, const std::string& word) {
  const Ledger* ledger = model.ledgers.find(codes.find(ledger_id));
  const Field* field = ledger != nullptr ? ledger->field(field_name) : nullptr;
  if (field != nullptr)
    for (const CodeTitle& code : field->codes)
      if (codes.text(code.code) == word) return code.title;
  return word;
}

}  // namespace

Result<void> add_accidents(Call& call, store::Reader& reader, const DateRange& range,
                           reports::Snapshot& snapshot) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const std::vector<json> accidents, facts_of(call, reader, k_accident_ledger, range));
  for (const json& fact : accidents) {
    const json& fields = fact.at("fields");
    reports::AccidentRow row;
    row.id = text_of(fact, "id");
    row.title = code_title(*call.model, codes, k_accident_ledger, "type", text_of(fields, "type")) + "事故";
    ANZE_TRY(row.day, parse_date(text_of(fact, "occurred_on")));
    row.dead = integer_of(fields, "dead");
    row.injured = integer_of(fields, "injured");
    row.loss_yuan = whole_yuan(integer_of(fields, "loss_fen"));
    const AccidentClass grade =
        classify({row.dead, integer_of(fields, "missing"), row.injured, integer_of(fields, "loss_fen")});
    row.grade = static_cast<reports::AccidentClass>(static_cast<int>(grade) - 1);
    row.area = word_title(*call.model, codes, text_of(fact, "area"));
    row.sector = word_title(*call.model, codes, text_of(fact, "sector"));
    const Date settled = toll_window_end(row.day, fields.value("road_or_fire", json(false)) == json(true));
    if (call.today <= settled) row.provisional_until = settled;
    if (const auto fault = fault_of(text_of(fields, "reporting")))
      snapshot.reporting_faults.push_back(
          {row.id, *fault, word_title(*call.model, codes, text_of(fact, "unit")), {}, {}});
    snapshot.accidents.push_back(std::move(row));
  }
  return {};
}

}  // namespace anze::plugin
