// Kind: what every kind of clause (评分条款) answers. One file a kind (kinds/), one table of them. Whoever
// wants to know something of a clause asks its kind; nobody else tells kinds apart. A null function has the
// answer that its comment gives. Threads: any; nothing is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/clauses/advice.h"
#include "scoring/clauses/case.h"
#include "scoring/clauses/check.h"
#include "scoring/clauses/contribution.h"
#include "scoring/clauses/owed.h"
#include "scoring/clauses/read.h"
#include "scoring/ledgers/condition_key.h"
#include "scoring/values/broken.h"

namespace anze {

// The fields and words a clause counts by, for the formalism guard, in the order they are told.
struct Measures {
  struct Measure {
    std::optional<FieldRef> field;  // of the selected ledger; or else
    std::string_view title;
  };
  std::vector<std::string_view> titles;  // the clause's own
  std::vector<Measure> measured;

  void add(FieldRef field) { measured.push_back({field, {}}); }
  void add(const std::optional<FieldRef>& field) {
    if (field) measured.push_back({field, {}});
  }
  void add(std::string_view title) { measured.push_back({std::nullopt, title}); }
};

// The most that one matter costs which is done, and late, and the field of the day it is done.
struct DoneLate {
  FieldRef done;
  Points most;
};

struct Kind {
  std::string_view word;     // "lateness"
  std::string_view chinese;  // "时效"

  // ---- Reading. Members are told in the published schema: each `"name": {…}`, joined by commas; `needs` is
  // what of them must be there. A member that several kinds have is told by the
  // first of them.
  std::string_view members;
  std::string_view needs;
  void (*blank)(Clause&) = nullptr;                  // makes the clause one of this kind; must be there
  bool (*only_takes)(json::Object&) = nullptr;       // whether "effect" may be left out; null: it may not
  CountsFor (*usual)(json::Object&) = nullptr;       // where "counts_for" is left out; null: the term
  void (*read)(const ReadCase&, Clause&) = nullptr;  // must be there

  // ---- Checking a draft
  void (*check)(const CheckCase&) = nullptr;    // must be there
  bool (*endless)(const Clause&) = nullptr;     // no upper end without a cap; null: it has one
  bool (*leaves_out)(const Clause&) = nullptr;  // some of those it is for are not asked; null: nobody
  bool (*gives)(const Clause&) = nullptr;       // whether it can give points; null: by its effect
  void (*condition)(const Clause&, ConditionKey&) = nullptr;  // when it moves points; null: never alike
  void (*reach)(const ReachCase&) = nullptr;  // what never comes to anything; null: the days it selects
  bool (*by_facts)(const Clause&) = nullptr;  // points move only by facts that are there; null: no
  bool (*shares)(const Clause&) = nullptr;    // what one fact moves is known by itself; null: no
  bool (*settles)(const Clause&) = nullptr;   // a single fact settles the whole item; null: no
  void (*measures)(const Clause&, Measures&) = nullptr;  // null: by nothing but what it selects
  std::optional<DoneLate> (*done_late)(const Clause&, Points item) = nullptr;  // null: it charges no delay
  std::optional<Points> (*undone)(const Clause&,
                                  Points item) = nullptr;  // of one not done; null: no fixed number

  // ---- Counting
  void (*plan)(const Clause&, const Period&, ClausePlan&) = nullptr;  // null: the days of the period
  std::int32_t (*buckets)(const ClausePlan&) = nullptr;               // 0 where facts decide; null: 1
  std::int32_t (*key_width)(const Clause&) =
      nullptr;                // of one key, those of earlier days too; there where `buckets` may be 0
  CountFact count = nullptr;  // null: it counts no facts
  bool (*holds_each)(std::int32_t bucket) = nullptr;  // the bucket has each fact once; null: any has
  std::int64_t (*fact_worth)(const Clause&, Points item, const Contribution::Part&) = nullptr;  // null: 0
  const FieldRef* (*done)(const Clause&) = nullptr;  // while it is open, what is due gets later; null: none

  // ---- Points
  void (*score)(const ClauseCase&, Line&) = nullptr;           // must be there
  std::optional<Exact> (*worth)(const ClauseCase&) = nullptr;  // the most it can move, uncapped; null: no end
  const Range* (*judged)(const Clause&) = nullptr;  // what a person gives; null, or nullptr: no person does

  // ---- One more record: +1 helps the assessed, -1 costs, 0 where a record by itself says nothing
  int (*sign)(const Clause&) = nullptr;          // null: 0
  bool (*one_will_do)(const Clause&) = nullptr;  // one more after the first moves nothing; null: no
  int128 (*each)(const Clause&, Points item, std::int32_t bucket) = nullptr;  // in points_e4; null: 0
  bool (*lowers)(std::int64_t selected, std::int64_t beside) = nullptr;   // so many more of both; null: no
  std::int64_t (*cost)(std::int32_t bucket, const TallyCell&) = nullptr;  // its cells are points; null: 0

  // ---- Questions
  void (*owed)(const OwedCase&, std::vector<Owed>&) = nullptr;  // null: asks for nothing
  Result<void> (*owed_fact)(const OwedCase&, const Fact&,
                            std::vector<Owed>&) = nullptr;       // of an open one; null: none
  std::string (*lost)(const LostCase&) = nullptr;                // why nothing brings it back; must be there
  void (*wants)(const WantCase&, std::vector<Want>&) = nullptr;  // records that would help; null: none
  bool (*shape)(const ShapeCase&, ShapedRecord&) = nullptr;      // one as good as it can be; null: as it is
  // Brings an open matter as far as today allows, in `after`; null: it asks for none.
  void (*close)(const Clause&, const Fact& open, Date today, Fact& after) = nullptr;
};

// All kinds, as they are named to people.
std::span<const Kind* const> all_kinds();
const Kind& kind_of(const Clause& clause);

// What is the clause's own. Requires: the clause is of the kind.
template <class T>
const T& own_of(const Clause& clause) {
  const T* own = std::get_if<T>(&clause.own);
  ANZE_ASSERT(own != nullptr);
  return *own;
}
template <class T>
T& own_of(Clause& clause) {
  T* own = std::get_if<T>(&clause.own);
  ANZE_ASSERT(own != nullptr);
  return *own;
}
template <class T>
void make_blank(Clause& clause) {
  clause.own.emplace<T>();
}

// ---- The answers, of any clause

// Fills an empty line: what was counted, to points and the calculation in words.
void score_clause(const ClauseCase& c, Line& line);

// What its earlier days came to, of a clause whose amounts run on over several periods; else nothing. Those
// periods took or gave it.
Line line_of_early_days(const ClauseCase& c);

// The most the clause can take or give, when there is a limit: what "not applicable" leaves out or fills up.
std::optional<Exact> worth_of(const ClauseCase& c);

bool gives_points(const Clause& clause);
// What a person decides under the clause; nullptr where nobody does.
const Range* judged_range(const Clause& clause);
// Whether it is a person's to give the value: within the range, on its steps.
bool may_be_given(const Clause& clause, Points value);

// Sign: which way one more record moves the score. Evidence, advice, what is owed and what is lost all ask
// here, so that none of them says the opposite of the score.

// One more record of what the clause selects: +1 helps the assessed, -1 costs, 0 where a record by itself
// says nothing (lateness goes by its days, judgement by a person). A cap, a target already met or an item
// already empty may make it move nothing; it never moves the other way.
int sign_of_one(const Clause& clause);
// Whether it asks for a record: one is enough, and without any the clause takes, or does not give.
bool wants_one(const Clause& clause);
// One more in a bucket of its cells (cell.h), in points_e4 where the clause says how many, with the
// sign above; 0 where two counts decide together (ratio).
int128 worth_of_one(const Clause& clause, Points item, std::int32_t bucket);

}  // namespace anze
