// Assessment (考核): one rulebook over one period: opened, scored, sealed. Its record names the audit entry
// up to which facts and judgements were taken in, so that it can be computed again, to the same bytes, at any
// later time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/method.h"
#include "scoring/evaluate.h"

namespace anze::plugin {

inline constexpr const char* k_assessment_record = "assessment";
inline constexpr const char* k_scorecard_record = "scorecard";
inline constexpr const char* k_judgement_record = "judgement";

struct Assessed {
  Period period;
  Date as_of;  // the period's last day, or today when that is earlier
  const InstalledRulebook* rulebook = nullptr;
  const Organisation* organisation = nullptr;
  Evaluation evaluation;
  std::vector<std::string> sheets;  // canonical JSON of each person's result (result_json), as it is kept
  std::string digest;               // SM3 over the rulebook's digest and all sheets, hex
};

// Scores the period with the facts and judgements known at `as_of_entry` (0: now), as things stood on
// `as_of`.
Result<Assessed> assess(Call& call, store::Reader& reader, const Period& period, std::int64_t as_of_entry,
                        Date as_of);
// The same with everything known now: as of the period's last day, or of today when that is earlier.
Result<Assessed> assess(Call& call, store::Reader& reader, const Period& period);

// The judgements of the period as known at `as_of_entry` (0: now).
Result<std::vector<Judgement>> judgements_of(store::Reader& reader, const Period& period,
                                             const Codebook& codes, std::int64_t as_of_entry);

// One person's result with its scorecards, without facts.
json result_json(const Assessed& assessed, const PersonResult& person, const Codebook& codes);

// The facts each line of the person's scorecards counted, put into `result` (of result_json) as "facts" of
// each line.
Result<void> add_facts(Call& call, store::Reader& reader, const Assessed& assessed,
                       const PersonResult& person, std::int64_t as_of_entry, json& result);

// The period's assessment record, parsed.  Errors: assessment.missing.
Result<json> need_assessment(store::Reader& reader, const Period& period);

}  // namespace anze::plugin
