// Owed (应办未办): what one clause still asks of a post, as its kind tells it, and the hands they tell it
// with. Which clauses and posts are asked: questions/owed.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/clauses/cell_table.h"
#include "scoring/clauses/judgement.h"
#include "scoring/clauses/plan.h"
#include "scoring/days/calendar.h"
#include "scoring/organisation/organisation.h"

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

// One clause of one post.
struct OwedCase {
  const CellTable& cells;
  const ClausePlan& plan;
  std::int32_t index = 0;
  Points item_points;
  const Post& post;
  const Organisation& organisation;
  const Calendar& calendar;
  Period period;
  Date today;
  std::span<const Judgement> judgements;

  const Clause& clause() const { return *plan.clause; }
  // What was counted for the post; of a clause that counts for terms, for all terms of the period together.
  TallyCell cell(std::int32_t bucket) const;
};

// A clause's word of the post, by that day.
Owed make_owed(const OwedCase& a, Date by);
// "，每缺 1 次扣 2 分"
std::string cost_text(const Clause& clause, Points each);
// How much may still happen.
void tell_limit(const OwedCase& a, std::int64_t happened, std::int64_t most, std::string what,
                std::vector<Owed>& out);
// An award for each own act: how much it gives, and how much there is still to be had.
void may_award(const OwedCase& a, std::int64_t done, Points each, std::vector<Owed>& out);

// What is given, or taken, so far, and what one more comes to, of a clause that counts records one by one.
struct Running {
  std::int64_t count = 0;
  Exact sum{};
  std::optional<Points> next{};  // none: the record decides, up to `most`
  Points most{};
  std::string terms{};  // "按级别"
  std::string once{};   // what holds a repeated one back, in words
};

void tell_running(const OwedCase& a, const Running& running, std::string_view measure,
                  std::vector<Owed>& out);

}  // namespace anze
