// World: everything one evaluation is made of, so that a question can exchange one part of it (the rulebook,
// the organisation, the facts) and ask again. Owns nothing but judgements; facts are streamed, because a
// province's do not fit twice in memory.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "scoring/ledgers/ledger.h"
#include "scoring/scorecards/evaluate.h"

namespace anze {

using FactVisitor = std::function<Result<void>(const Fact&)>;
// Calls the visitor with every fact that may matter, always in the same order; stops at its first error.
using FactSource = std::function<Result<void>(const FactVisitor&)>;

struct World {
  const Rulebook* rulebook = nullptr;
  const Organisation* organisation = nullptr;
  const Calendar* calendar = nullptr;
  Period period;
  Date as_of;  // facts are known up to this day; never after the period
  Date today;  // the day of the question: what lies before it can no longer be done
  FactSource facts;
  std::vector<Judgement> judgements;
  std::vector<QuarterResult> quarters;  // of a year
  const LedgerSet* ledgers = nullptr;   // for what an open matter may become; null: nothing is known of it
};

// Requires: what the world points to outlives the tally.  Errors: those of Tally::apply and of the source.
Result<std::unique_ptr<Tally>> count(const World& world);

// What the world comes to, once counted.  Errors: those of evaluate.
Result<Evaluation> evaluate(const World& world, const Tally& tally, Detail detail = Detail::k_words);

// The organisation with only the terms that can matter to one person's result: the person's own and those of
// the posts the person held in the period (who holds a post that day decides whom a fact is counted for).
// Errors: those of Organisation::build.
Result<Organisation> around(const Organisation& organisation, CodeId official, const Period& period,
                            const Codebook& codes);

// The judgements about terms that `organisation` has and that meet the period.
std::vector<Judgement> judgements_within(const std::vector<Judgement>& judgements,
                                         const Organisation& organisation, const Period& period);

// nullptr when the person is not assessed.
const PersonResult* person_of(const Evaluation& evaluation, CodeId official);

}  // namespace anze
