#include "plugin/json/fact.h"

#include "plugin/json/tree.h"
#include "scoring/entries/record_reader.h"

namespace anze::plugin {

json record_json(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes) {
  return tree_of(fact_tree(record, ledgers, codes));
}

json fact_json(const store::FactVersion& version, const LedgerSet& ledgers, const Codebook& codes) {
  json object = record_json(version.record, ledgers, codes);
  object["seq"] = version.record.fact.seq;
  object["version"] = version.version;
  object["late"] = version.record.fact.late;
  object["recorded_by"] = version.recorded_by;
  object["recorded_at_ms"] = version.recorded_at_ms;
  object["entry"] = version.entry;
  if (version.voided) object["voided"] = true;
  if (!version.reason.empty()) object["reason"] = version.reason;
  return object;
}

}  // namespace anze::plugin
