#include "scoring/ledgers/selector_check.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace anze {
namespace {

using Values = std::set<std::int64_t>;

// What one field may still be after the comparisons so far.
struct Room {
  bool known = true;    // may have a value
  bool unknown = true;  // may have none
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::optional<Values> allowed;
  Values refused;

  bool takes(std::int64_t value) const { return least <= value && value <= most && !refused.contains(value); }
  bool empty() const {
    if (unknown) return false;
    if (!known || most < least) return true;
    if (allowed)
      return std::none_of(allowed->begin(), allowed->end(), [&](auto each) { return takes(each); });
    std::int64_t value = least;
    while (refused.contains(value) && value < most) ++value;
    return refused.contains(value);
  }
};

Room room_of(const KnownField& field) {
  Room room;
  if (field.ref.kind == FieldRef::Kind::k_occurred || field.ref.kind == FieldRef::Kind::k_recorded ||
      field.ref.kind == FieldRef::Kind::k_late)
    room.unknown = false;
  if (field.type == FieldType::k_boolean) room.allowed = Values{0, 1};
  if (field.type == FieldType::k_accident_class) room.allowed = Values{1, 2, 3, 4};
  if (field.codes == nullptr) return room;
  room.allowed.emplace();
  for (const CodeTitle& code : *field.codes) room.allowed->insert(code.code);
  return room;
}

void keep_only(Room& room, const Values& values) {
  if (!room.allowed) {
    room.allowed = values;
    return;
  }
  std::erase_if(*room.allowed, [&](std::int64_t value) { return !values.contains(value); });
}

void narrow(Room& room, const Comparison& comparison) {
  if (comparison.op == Op::k_missing) {
    room.known = false;
    return;
  }
  room.unknown = false;
  if (comparison.op == Op::k_present || comparison.values.empty()) return;
  const std::int64_t value = comparison.values.front();
  const Values values(comparison.values.begin(), comparison.values.end());
  constexpr std::int64_t k_min = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t k_max = std::numeric_limits<std::int64_t>::max();
  switch (comparison.op) {
    case Op::k_eq:
    case Op::k_in:
      return keep_only(room, values);
    case Op::k_ne:
    case Op::k_not_in:
      return room.refused.insert(values.begin(), values.end());
    case Op::k_lt:
      if (value == k_min) room.known = false;
      room.most = std::min(room.most, value == k_min ? value : value - 1);
      return;
    case Op::k_le:
      room.most = std::min(room.most, value);
      return;
    case Op::k_gt:
      if (value == k_max) room.known = false;
      room.least = std::max(room.least, value == k_max ? value : value + 1);
      return;
    case Op::k_ge:
      room.least = std::max(room.least, value);
      return;
    case Op::k_present:
    case Op::k_missing:
      return;
  }
}

std::string key_of(const Comparison& comparison) {
  std::vector<std::int64_t> values = comparison.values;
  std::sort(values.begin(), values.end());
  Op op = comparison.op;
  if (op == Op::k_eq) op = Op::k_in;
  if (op == Op::k_ne) op = Op::k_not_in;
  std::string key = std::to_string(static_cast<int>(comparison.field.kind)) + "." +
                    std::to_string(comparison.field.slot) + "." + std::to_string(static_cast<int>(op));
  for (const std::int64_t value : values) key += "," + std::to_string(value);
  return key;
}

std::set<std::string> keys_of(const Selector& select) {
  std::set<std::string> keys;
  for (const Comparison& comparison : select.where) keys.insert(key_of(comparison));
  return keys;
}

}  // namespace

std::optional<KnownComparison> contradiction(const std::vector<KnownComparison>& comparisons) {
  std::map<std::pair<FieldRef::Kind, int>, Room> rooms;
  for (const KnownComparison& each : comparisons) {
    const auto [room, is_new] =
        rooms.try_emplace({each.field.ref.kind, each.field.ref.slot}, room_of(each.field));
    narrow(room->second, each.comparison);
    if (room->second.empty()) return each;
  }
  return std::nullopt;
}

std::string key_of(const Selector& select) {
  std::string key = std::to_string(select.ledger);
  for (const std::string& comparison : keys_of(select)) key += "|" + comparison;
  return key;
}

bool within(const Selector& narrow, const Selector& wide) {
  const std::set<std::string> said = keys_of(narrow);
  const std::set<std::string> wanted = keys_of(wide);
  return narrow.ledger == wide.ledger &&
         std::includes(said.begin(), said.end(), wanted.begin(), wanted.end());
}

}  // namespace anze
