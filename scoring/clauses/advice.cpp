#include "scoring/clauses/advice.h"

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

}  // namespace

std::int64_t WantCase::counted(std::int32_t bucket) const {
  const CodeId subject = clause().counts_for == CountsFor::k_post ? term.post : term.id;
  return cell_of(cells, plan, {index, subject, bucket}).count;
}

bool choose(ShapedRecord& record, const Selector& select, FieldRef field, std::int64_t value) {
  std::int64_t known = 0;
  if (read_field(record.fact, field, known) && known == value) return true;
  Fact chosen = record.fact;
  put(chosen, field, value);
  if (!select.matches(chosen)) return false;
  record.fact = chosen;
  return true;
}

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

std::string why_over(const LostCase& lost) {
  return lost.period.last < lost.today ? to_chinese(lost.period) + "已经结束，不能再补办" : std::string();
}

std::string why_wanted(const LostCase& lost, const std::string& ended) {
  const Term& term = lost.c.term;
  if (!ended.empty()) return ended + "已经结束，不能再补办";
  if (std::string over = why_over(lost); !over.empty()) return over;
  if (term.to && *term.to < lost.today) return "任期已于" + to_chinese(*term.to) + "结束，不能再补办";
  return "以本人此时的岗位和分管，补办的记录不计入本条款，或会在其他条款扣分";
}

std::string why_of_records(const LostCase& lost) {
  if (lost.clause().effect == Effect::k_deduct) return k_happened;
  if (lost.clause().scope == Scope::k_own) return why_wanted(lost, {});
  return "不按本人办理的记录计分，要由他人给予或认定";
}

}  // namespace anze
