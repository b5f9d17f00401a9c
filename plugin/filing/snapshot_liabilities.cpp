// What was found of persons, from its ledger.
#include "plugin/figures/told_facts.h"
#include "plugin/filing/snapshot_parts.h"
#include "plugin/json/fact.h"

namespace anze::plugin {
namespace {

constexpr const char* k_exempt = "exempt";  // 尽职免责

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

}  // namespace anze::plugin
