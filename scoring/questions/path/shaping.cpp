#include "scoring/questions/path/shaping.h"

#include <algorithm>

namespace anze {
namespace {

std::int64_t value_for(const Comparison& comparison, Date today) {
  if (comparison.values.empty()) return today.days;  // anything known will do
  const std::int64_t first = comparison.values.front();
  if (comparison.op == Op::k_lt) return first - 1;
  if (comparison.op == Op::k_gt || comparison.op == Op::k_ne) return first + 1;
  if (comparison.op == Op::k_not_in)
    return *std::max_element(comparison.values.begin(), comparison.values.end()) + 1;
  return first;
}

// Whether the selector still takes the record with that value: then it has it. A value it has already stays.
bool choose(ShapedRecord& record, const Selector& select, FieldRef field, std::int64_t value) {
  std::int64_t known = 0;
  if (read_field(record.fact, field, known) && known == value) return true;
  Fact chosen = record.fact;
  put(chosen, field, value);
  if (!select.matches(chosen)) return false;
  record.fact = chosen;
  return true;
}

bool choose_band(const Clause& clause, ShapedRecord& record) {
  std::vector<const Band*> bands;
  for (const Band& band : clause.bands)
    if (band.points.e4 > 0) bands.push_back(&band);
  std::stable_sort(bands.begin(), bands.end(),
                   [](const Band* a, const Band* b) { return b->points < a->points; });
  for (const Band* band : bands) {
    if (!choose(record, clause.select, clause.value_field, band->from)) continue;
    record.what = band->title;
    record.each = band->points;
    return true;
  }
  return false;
}

bool choose_level(const Clause& clause, ShapedRecord& record) {
  for (const Level& level : clause.levels) {
    if (!choose(record, clause.select, clause.level_field, level.code)) continue;
    record.what = level.title;
    record.each = level.amount;
    return true;
  }
  return clause.levels.empty();
}

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

void put(Fact& fact, FieldRef field, std::int64_t value) {
  using Kind = FieldRef::Kind;
  const auto code = static_cast<CodeId>(value);
  if (field.kind == Kind::k_unit) fact.unit = code;
  if (field.kind == Kind::k_area) fact.area = code;
  if (field.kind == Kind::k_sector) fact.sector = code;
  if (field.kind == Kind::k_state) fact.state = code;
  if (field.kind == Kind::k_slot) fact.set(field.slot, value);
}

std::optional<Fact> fitted(const Selector& selector, Fact fact, Date today) {
  for (const Comparison& comparison : selector.where) {
    if (Selector{selector.ledger, {comparison}}.matches(fact)) continue;
    if (comparison.op == Op::k_missing) {
      if (comparison.field.kind == FieldRef::Kind::k_slot)
        fact.known = static_cast<std::uint16_t>(fact.known & ~(1U << comparison.field.slot));
      continue;
    }
    put(fact, comparison.field, value_for(comparison, today));
  }
  if (!selector.matches(fact)) return std::nullopt;
  return fact;
}

std::optional<ShapedRecord> RecordShaper::shaped(std::int32_t index, const Fact& fact,
                                                 std::int64_t nth) const {
  const Clause& clause = *tally_.plans()[static_cast<std::size_t>(index)].clause;
  const std::optional<Fact> fits = fitted(clause.select, fact, today_);
  if (!fits) return std::nullopt;
  ShapedRecord record{*fits, {}, clause.amount};
  if (clause.proof) put(record.fact, *clause.proof, 1);  // with its papers, asked for or not
  if (clause.kind == ClauseKind::k_tiers && !choose_band(clause, record)) return std::nullopt;
  if (clause.kind == ClauseKind::k_per_event && clause.times_field) {
    if (!choose(record, clause.select, *clause.times_field, 1)) return std::nullopt;
    record.what = "数量 1";
  }
  if (clause.kind != ClauseKind::k_accrual) return record;
  if (!choose_level(clause, record)) return std::nullopt;
  if (!clause.key_field) return record;
  std::int32_t last_key = 0;
  for (const auto& [known, cell] : tally_.cells_of(index))
    if (known.bucket != k_unproven_key) last_key = std::max(last_key, known.bucket / accrual_width(clause));
  if (!choose(record, clause.select, *clause.key_field, last_key + 1 + nth)) return std::nullopt;
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
