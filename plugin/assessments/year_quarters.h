// Year: the results of a year's quarters as they were kept, for a yearly rulebook that takes them in.
//
// A quarter is wanted when a quarterly rulebook was in force on its last day: a district that began in July
// has two. What is wanted and not sealed is named; whether that stops the year's scoring is the rulebook's to
// say (Quarters::unsealed), and a year is never sealed on it.
#pragma once

#include <vector>

#include "plugin/definitions/model.h"
#include "plugin/store/store.h"
#include "scoring/scorecards/year.h"

namespace anze::plugin {

struct YearQuarters {
  std::vector<QuarterResult> results;
  std::vector<Period> unsealed;  // wanted; their scores are among the results when they have any
};

// Nothing for a rulebook that takes no quarters in. `model` and records as known at `entry` (0: now).
// Errors: store.*, sheet.corrupt.
Result<YearQuarters> quarters_of(store::Reader& reader, const Model& model, const Rulebook& rulebook,
                                 const Period& year, const Codebook& codes, std::int64_t entry);

// Refuses to score a year on unsealed quarters where its rulebook does.  Errors: quarters.unsealed.
Result<void> may_score(const Rulebook& rulebook, const std::vector<Period>& unsealed);
// Errors: quarters.unsealed.
Result<void> may_seal(const std::vector<Period>& unsealed);

// {"policy", "points", "how", "start", "list": [{"period", "points", "base", "days", "grade", "weight",
// "brings"}]}: the person's year, for the answer of score.explain/1.
json year_json(const Quarters& rule, const YearPart& part);

}  // namespace anze::plugin
