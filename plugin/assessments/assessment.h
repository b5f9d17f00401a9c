// Assessment (考核): one rulebook over one period, counted and evaluated: as things stand, or as they stood
// when the period was scored (its record: plugin/records).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/judgement_record.h"
#include "plugin/tallies/recount.h"
#include "scoring/scorecards/evaluate.h"

namespace anze::plugin {

// A period's facts, counted under the definitions of one moment.
struct Counted {
  Period period;
  Date as_of;                          // the period's last day, or the day of the question when earlier
  std::int64_t entry = 0;              // facts and judgements known at it; 0: now
  std::shared_ptr<const Model> model;  // owns the two below
  const InstalledRulebook* rulebook = nullptr;
  const Organisation* organisation = nullptr;
  std::unique_ptr<Tally> tally;
  std::vector<std::int64_t> waiting;  // fact versions not done yet, whose count the day decides
  std::vector<Judgement> judgements;
  std::vector<QuarterResult> quarters;  // of a year whose rulebook takes them in
  std::vector<Period> unsealed;         // quarters that should be sealed and are not
};

struct Assessed : Counted {
  Evaluation evaluation;
};

// Counts the period with everything known now, as of its last day, or of today when that is earlier: from the
// kept tally (stored_tally.h), or from the facts where none is kept.
// Requires: the call outlives what is counted.
Result<Counted> count_now(Call& call, store::Reader& reader, const Period& period);
// The same inside an act, which leaves the period's kept tally up to date; from the facts when asked.
enum class Source { k_stored, k_facts };
Result<Counted> count_and_store(Call& call, store::Writer& writer, const Period& period, Source source);
// From the facts alone; keeps nothing.
Result<Counted> count_facts(Call& call, store::Reader& reader, const Period& period);
// What was counted from the facts against the kept tally.  Errors: tally.differs.
Result<void> compare_stored(Call& call, store::Reader& reader, const Counted& counted);
// The same as it was when the assessment was scored: by the facts, the definitions and the day of then.
// Requires: a scored assessment.
Result<Counted> count_then(Call& call, store::Reader& reader, const AssessmentRecord& assessment);
// The whole period by the facts and definitions of an entry.
Result<Counted> count_at(Call& call, store::Reader& reader, const Period& period, std::int64_t entry);

// As it was when the period was scored (in a version of the sealed result; 0: as it stands), or as things
// stand when it has not been.  Errors: assessment.version.
Result<Counted> count_scored(Call& call, store::Reader& reader, const Period& period,
                             std::int64_t version = 0);

// What score.evaluate/1 keeps: the canonical sheets (sheet.h), and SM3 over the rulebook's digest and them.
struct ScorecardTexts {
  std::vector<std::string> texts;  // by person
  std::string digest;              // hex
};
ScorecardTexts scorecard_texts(const Assessed& assessed, const Codebook& codes, const Lanes& lanes);

// One person's result with its scorecards, without facts: the answer of score.explain/1.
json result_json(const Assessed& assessed, const PersonResult& person, const Codebook& codes);

// The facts each line of a result (of result_json) counted, put into it as "facts" of each line.
Result<void> add_facts(Call& call, store::Reader& reader, const Counted& counted, json& result);

}  // namespace anze::plugin
