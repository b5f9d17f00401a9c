// Accidents, faults in reporting them, and what was found of persons, from their ledgers.
#include "plugin/filing/snapshot_parts.h"

#include <optional>

#include "plugin/figures/figures.h"
#include "plugin/json/fact.h"
#include "scoring/entries/accident_class.h"

namespace anze::plugin {
namespace {

constexpr const char* k_accident_ledger = "accident";
constexpr const char* k_finding_ledger = "finding";
constexpr const char* k_exempt = "exempt";  // 尽职免责

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

std::string accident_title(const Model& model, const Codebook& codes, const json& fields) {
  return code_title(model, codes, k_accident_ledger, "type", text_of(fields, "type")) + "事故";
}

// When it was reported, as far as it is recorded: "首次报告于2025年8月9日，用时190分钟".
std::string reported(const json& fields) {
  std::string text;
  if (const auto day = parse_date(text_of(fields, "first_reported_on")))
    text = "首次报告于" + to_chinese(*day);
  if (const auto minutes = integer_of(fields, "minutes_to_report"))
    text += (text.empty() ? "报告" : "，") + std::string("用时") + std::to_string(*minutes) + "分钟";
  return text;
}

// The accident a finding is about, as a letter names it; "" when it names none that is on record.
Result<std::string> accident_of(Call& call, store::Reader& reader, const json& fields) {
  const std::string id = text_of(fields, "accident");
  if (id.empty()) return std::string();
  ANZE_TRY(const std::optional<store::FactVersion> found, reader.fact(id));
  if (!found || found->voided) return std::string();
  const Codebook& codes = call.store.codes();
  const json accident = fact_json(*found, call.model->ledgers, codes);
  ANZE_TRY(const Date day, parse_date(text_of(accident, "occurred_on")));
  return to_chinese(day) + accident_title(*call.model, codes, accident.at("fields"));
}

// The post the finding names, else the one the person held on its day.
std::string post_of(const Call& call, const json& fact, Date day) {
  const Codebook& codes = call.store.codes();
  const Organisation& organisation = *call.model->organisation;
  const Post* post = organisation.post(codes.find(text_of(fact, "post")));
  if (post == nullptr)
    for (const Term* term : organisation.terms_of_official(codes.find(text_of(fact, "official"))))
      if (term->covers(day)) post = organisation.post(term->post);
  return post == nullptr ? std::string() : std::string(organisation.title(post->unit)) + post->title;
}

}  // namespace

Result<void> add_liabilities(Call& call, store::Reader& reader, const DateRange& range,
                             reports::Snapshot& snapshot) {
  const Codebook& codes = call.store.codes();
  const Model& model = *call.model;
  ANZE_TRY(const std::vector<json> findings, facts_of(call, reader, k_finding_ledger, range));
  snapshot.liabilities.emplace();
  for (const json& fact : findings) {
    const json& fields = fact.at("fields");
    const auto coded = [&](const char* field) {
      return code_title(model, codes, k_finding_ledger, field, text_of(fields, field));
    };
    reports::Liability liability;
    liability.id = text_of(fact, "id");
    ANZE_TRY(liability.day, parse_date(text_of(fact, "occurred_on")));
    ANZE_TRY(liability.accident, accident_of(call, reader, fields));
    liability.person_id = text_of(fact, "official");
    if (!liability.person_id.empty()) liability.person = word_title(model, codes, liability.person_id);
    liability.post = post_of(call, fact, liability.day);
    liability.outcome = coded("responsibility");
    liability.exempt = text_of(fields, "responsibility") == k_exempt;
    liability.form = coded("form");
    liability.organ = coded("organ");
    liability.document = text_of(fields, "document_no");
    for (reports::OfficialResult& official : snapshot.officials)
      if (official.id == liability.person_id) {
        liability.post = official.post;
        add_case(official, liability.document);
      }
    snapshot.liabilities->push_back(std::move(liability));
  }
  return {};
}

Result<void> add_accidents(Call& call, store::Reader& reader, const DateRange& range,
                           reports::Snapshot& snapshot) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const std::vector<json> accidents, facts_of(call, reader, k_accident_ledger, range));
  for (const json& fact : accidents) {
    const json& fields = fact.at("fields");
    reports::AccidentRow row;
    row.id = text_of(fact, "id");
    row.title = accident_title(*call.model, codes, fields);
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
          {row.id, *fault, word_title(*call.model, codes, text_of(fact, "unit")), reported(fields), {}});
    snapshot.accidents.push_back(std::move(row));
  }
  return {};
}

}  // namespace anze::plugin
