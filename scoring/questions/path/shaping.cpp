#include "scoring/questions/path/shaping.h"

#include <algorithm>

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

bool same_hit(const Hit& a, const Hit& b) {
  return a.key == b.key && a.delta == b.delta;
}

// Whether all that counts for the clause still does.
bool keeps(std::int32_t clause, const std::vector<Hit>& before, const std::vector<Hit>& after) {
  return std::all_of(before.begin(), before.end(), [&](const Hit& hit) {
    return hit.key.clause != clause ||
           std::any_of(after.begin(), after.end(), [&](const Hit& other) { return same_hit(hit, other); });
  });
}

}  // namespace

std::optional<ShapedRecord> RecordShaper::shaped(std::int32_t index, const Fact& fact,
                                                 std::int64_t nth) const {
  ANZE_ASSERT(static_cast<std::size_t>(index) < tally_.plans().size());
  const Clause& clause = *tally_.plans()[static_cast<std::size_t>(index)].clause;
  const std::optional<Fact> fits = fitted(clause.select, fact, today_);
  if (!fits) return std::nullopt;
  ShapedRecord record{*fits, {}, clause.amount};
  if (clause.proof) put(record.fact, *clause.proof, 1);  // with its papers, asked for or not
  const auto shape = kind_of(clause).shape;
  if (shape != nullptr && !shape({clause, tally_.table(), index, nth}, record)) return std::nullopt;
  return record;
}

bool RecordShaper::counts(std::int32_t clause, const std::vector<Hit>& hits) const {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.key.clause == clause; });
}

std::optional<ShapedRecord> RecordShaper::rounded_out(std::int32_t index, ShapedRecord record) {
  if (!tally_.hits(record.fact, had_) || !counts(index, had_)) return std::nullopt;
  for (std::size_t i = 0; i < tally_.plans().size(); ++i) {
    const Clause& clause = *tally_.plans()[i].clause;
    if (clause.select.ledger != record.fact.ledger || static_cast<std::int32_t>(i) == index) continue;
    const std::optional<ShapedRecord> more = shaped(static_cast<std::int32_t>(i), record.fact);
    if (!more || !tally_.hits(more->fact, now_)) continue;
    const Effects gained = effects_of(had_, now_);
    if (gained.empty() || !keeps(index, had_, now_) || harmful(tally_, gained)) continue;
    record.fact = more->fact;
    if (!more->what.empty()) record.what += (record.what.empty() ? "" : "、") + more->what;
    had_ = now_;
  }
  if (harmful(tally_, effects_of({}, had_))) return std::nullopt;
  return record;
}

}  // namespace anze
