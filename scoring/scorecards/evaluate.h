// evaluate: tallies and judgements to scorecards. Pure and exact: the same input gives the same bytes on any
// machine. Rules: plugin/docs/formats/rulebook.md; the calculation in words, with a worked example:
// scoring/README.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scoring/clauses/judgement.h"
#include "scoring/rulebook/rulebook.h"
#include "scoring/scorecards/scorecard.h"
#include "scoring/tally/tally.h"

namespace anze {

// Whether lines also say in words how they came about. The numbers are the same either way; the words cost
// ten times as much, so who reads them asks for them.
enum class Detail { k_words, k_numbers };

// Scores every term of an assessed archetype that meets the tally's period.
// Errors: points.overflow, judgement.unknown (clause or term), judgement.range (outside [min, max] or off the
// step), judgement.duplicate (two for one clause and term).
Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            Detail detail = Detail::k_words);
// The same for some officials only: whom one more fact concerns. Costs by their number, not by everybody's.
// Requires: no official twice. Judgements of other terms are passed over.
Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const CodeId> officials, Detail detail = Detail::k_words);
// The same by a yearly rulebook that takes the results of the year's quarters in.
Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const QuarterResult> quarters, Detail detail = Detail::k_words);
Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const QuarterResult> quarters, std::span<const CodeId> officials,
                            Detail detail = Detail::k_words);

// Whether the rulebook takes them: clause or item, term, range, step, one of each. Nothing need be counted.
// Errors: judgement.*, at "/judgements/3/value".
Result<void> check_judgements(const Tally& tally, std::span<const Judgement> judgements);

// Events that fell on a vacant post: nobody is blamed, and nobody may overlook them. In key order.
struct VacantCount {
  std::int32_t clause = 0;
  CodeId post = k_no_code;
  std::int64_t count = 0;
};
std::vector<VacantCount> vacant_events(const Tally& tally);

// The grade of a score by the rulebook's table. Requires: a checked rulebook, whose table has no gap.
const Grade& grade_of(const Rulebook& rulebook, Points score);
const Grade& grade_of(const Rulebook& rulebook, const Exact& score);  // the same, of an unrounded score

// The clause at a TallyKey's index, and its item's index.
const Clause& clause_at(const Rulebook& rulebook, std::int32_t index, std::size_t* item = nullptr);

}  // namespace anze
