#include "scoring/facts/fact.h"

#include <algorithm>

namespace anze {
namespace {

bool coded(CodeId code, std::int64_t& value) {
  value = code;
  return code != k_no_code;
}

bool holds(const Comparison& comparison, const Fact& fact) {
  std::int64_t value = 0;
  const bool known = read_field(fact, comparison.field, value);
  if (comparison.op == Op::k_present) return known;
  if (comparison.op == Op::k_missing) return !known;
  if (!known || comparison.values.empty()) return false;

  const std::vector<std::int64_t>& values = comparison.values;
  const std::int64_t wanted = values.front();
  switch (comparison.op) {
    case Op::k_eq:
      return value == wanted;
    case Op::k_ne:
      return value != wanted;
    case Op::k_lt:
      return value < wanted;
    case Op::k_le:
      return value <= wanted;
    case Op::k_gt:
      return value > wanted;
    case Op::k_ge:
      return value >= wanted;
    case Op::k_in:
      return std::find(values.begin(), values.end(), value) != values.end();
    case Op::k_not_in:
      return std::find(values.begin(), values.end(), value) == values.end();
    case Op::k_present:
    case Op::k_missing:
      break;
  }
  return false;
}

}  // namespace

bool read_field(const Fact& fact, FieldRef field, std::int64_t& value) {
  switch (field.kind) {
    case FieldRef::Kind::k_slot:
      value = fact.slot[field.slot];
      return fact.knows(field.slot);
    case FieldRef::Kind::k_occurred:
      value = fact.occurred.days;
      return true;
    case FieldRef::Kind::k_recorded:
      value = fact.recorded.days;
      return true;
    case FieldRef::Kind::k_unit:
      return coded(fact.unit, value);
    case FieldRef::Kind::k_area:
      return coded(fact.area, value);
    case FieldRef::Kind::k_sector:
      return coded(fact.sector, value);
    case FieldRef::Kind::k_post:
      return coded(fact.post, value);
    case FieldRef::Kind::k_official:
      return coded(fact.official, value);
    case FieldRef::Kind::k_state:
      return coded(fact.state, value);
    case FieldRef::Kind::k_late:
      value = fact.late ? 1 : 0;
      return true;
  }
  return false;
}

bool all_hold(const std::vector<Comparison>& comparisons, const Fact& fact) {
  return std::all_of(comparisons.begin(), comparisons.end(),
                     [&](const Comparison& comparison) { return holds(comparison, fact); });
}

bool Selector::matches(const Fact& fact) const {
  return fact.ledger == ledger && all_hold(where, fact);
}

}  // namespace anze
