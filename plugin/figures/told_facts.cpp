#include "plugin/figures/told_facts.h"

#include "plugin/json/fact.h"

namespace anze::plugin {

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

std::string word_title(const Model& model, const Codebook& codes, const std::string& id) {
  const CodeId code = codes.find(id);
  return code == k_no_code ? id : std::string(model.organisation->title(code));
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

}  // namespace anze::plugin
