// Owed (应办未办): what a post still has to do in a period, by when, and what each missing one costs.
//
// Told of the post, for a periodic duty is the post's whoever holds it. A sub-period that has ended can no
// longer be made up for, so it is not owed any more but `missed`. Every day is given twice: the last day that
// counts, and the last working day on or before it, for nobody convenes a meeting on a holiday (none when the
// year's notice is not known).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/questions/world.h"

namespace anze {

enum class OwedState {
  k_owed,     // can still be done in time
  k_overdue,  // a dated matter past its day: costs already, and still has to be done
  k_missed,   // its sub-period is over
  k_may,      // nothing is owed; each one more would give points
  k_limit,    // nothing is owed; how much may still happen before it costs, or a gate shuts
  k_waiting,  // a judge's, not the post's: nobody has given the value yet
};

struct Owed {
  std::int32_t clause = 0;  // as in TallyKey
  CodeId post = k_no_code;
  OwedState state = OwedState::k_owed;
  Date by;                           // last day that counts
  std::optional<Date> last_workday;  // on or before `by`
  std::int64_t missing = 0;          // how many more
  std::int64_t found = 0;
  std::int64_t wanted = 0;
  std::optional<Points> each;  // what one missing costs (or one more gives); none where it follows no number
  bool this_period = true;     // false: falls due in a later period and is not counted in this one
  std::int64_t fact = 0;       // seq of the fact that waits to be closed; 0 for none
  std::string what;            // "7月还应办 1 次"
};

// By day, then clause, then fact. `count(world)` is its tally. Owed are shortfall, check for absence, a
// streak that deducts, lateness and ratio; awards for own acts may be done; baseline, gates, a streak that
// awards and an accrual that deducts have a limit; judged waits. What an event costs after it happened
// (per_event, tiers, check for presence) asks for nothing. Nothing here may say the opposite of the sign of
// one more record (sign.h).
// Requires: every post is of the organisation.  Errors: those of the tally and the source.
Result<std::vector<Owed>> owed(const World& world, const Tally& tally, const std::vector<CodeId>& posts);

}  // namespace anze
