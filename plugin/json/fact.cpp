#include "plugin/json/fact.h"
#include "scoring/entries/record.h"

namespace anze::plugin {

json fact_json(const store::FactVersion& version, const LedgerSet& ledgers, const Codebook& codes) {
  json object = json::parse(write_fact(version.record, ledgers, codes));
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
