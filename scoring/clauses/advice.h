// Advice: what a person can still do under a clause, and why what is gone stays gone. Each kind answers for
// itself; the path (questions/path) puts the records into the tally and finds the fewest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/clauses/case.h"
#include "scoring/clauses/cell_table.h"
#include "scoring/clauses/plan.h"
#include "scoring/facts/fact.h"
#include "scoring/organisation/organisation.h"

namespace anze {

// ---- Records that would help

// One clause of one term that is asked for them.
struct WantCase {
  const CellTable& cells;
  const ClausePlan& plan;
  std::int32_t index = 0;
  const Post& post;
  const Term& term;

  const Clause& clause() const { return *plan.clause; }
  std::int64_t counted(std::int32_t bucket) const;
};

// Records of the post within [from, by] that the clause asks for.
struct Want {
  Date from;
  Date by;
  std::optional<std::int64_t> times{};  // none: until the clause, or its item, is full
  bool apart = false;                   // each is another matter (a key of its own)
  std::optional<FieldRef> field{};      // has this value; none: the record is shaped by its kind
  std::int64_t value = 0;
  std::string what{};  // the entry of the list
};

inline constexpr std::int64_t k_most_awards = 20;  // of one clause: more own acts than that are no advice

// A record shaped for one clause.
struct ShapedRecord {
  Fact fact;
  std::string what;  // the level, the band, the number; "" where the clause asks for none
  Points each;       // what an award gives for it, where that is fixed
};

// What a record is shaped for: the clause, and what of it was counted. `nth`: of records apart, from 0.
struct ShapeCase {
  const Clause& clause;
  const CellTable& cells;
  std::int32_t index = 0;
  std::int64_t nth = 0;
};

// Sets a field an act decides; who acted and when stay as they are.
void put(Fact& fact, FieldRef field, std::int64_t value);

// `fact` changed so that the selector takes it; none where that cannot be told.
std::optional<Fact> fitted(const Selector& selector, Fact fact, Date today);

// Whether the selector still takes the record with that value: then it has it. A value it has already stays.
bool choose(ShapedRecord& record, const Selector& select, FieldRef field, std::int64_t value);

// ---- What no record brings back

struct LostCase {
  const ClauseCase& c;
  Date today;
  Period period;

  const Clause& clause() const { return c.clause(); }
};

inline constexpr const char* k_happened = "已经发生，不能撤销；记录有误的，更正后重算";

// A record was wanted, and none counts any more; `ended`: the sub-periods that ended short of it, in words.
std::string why_wanted(const LostCase& lost, const std::string& ended);
// What happened cannot be undone; what would be given is given by others, or for a record no longer counted.
std::string why_of_records(const LostCase& lost);
std::string why_over(const LostCase& lost);  // "2025年第三季度已经结束，不能再补办"; "" while it runs

}  // namespace anze
