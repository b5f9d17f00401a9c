// Agreement: whether a letter still says what the store says, and whether the letters of one period say the
// same. A letter is made at one time and signed at another; two addressees get two letters of one quarter.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/records/filing_record.h"

namespace anze::plugin {

// One thing that two snapshots say differently: "/figures/accident.dead", "value 0, now 1".
struct Disagreement {
  std::string at;
  std::string what;
};

// What was sealed, as JSON.  Errors: filing.document.
Result<json> sealed_snapshot(store::Reader& reader, const FilingRecord& filing);

// Snapshots as their JSON; what differs by being made at another time (chain head, number, day) is left out.
std::vector<Disagreement> disagreements(const json& sealed, const json& now);

// Refuses a draft the store no longer agrees with: figures, accidents, results, vetoes, declarations, rules
// are taken anew. Every difference in `call.problems`.  Errors: filing.stale, and those of build_snapshot.
Result<void> check_current(Call& call, store::Reader& reader, const FilingRecord& filing);

// The letters about the same period that went out, or are to go out, with other figures or accidents:
// [{"id", "state", "differs": ["/figures/accident.dead value 0, now 1"]}].
Result<json> apart_from(store::Reader& reader, const std::string& id, const json& snapshot);

}  // namespace anze::plugin
