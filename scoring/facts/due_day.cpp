#include "scoring/facts/due_day.h"

namespace anze {

std::optional<std::int64_t> due_value(const Fact& fact, FieldRef field,
                                      const std::optional<FieldRef>& moved_to) {
  std::int64_t value = 0;
  if ((moved_to && read_field(fact, *moved_to, value)) || read_field(fact, field, value)) return value;
  return std::nullopt;
}

std::optional<Date> due_day(const Fact& fact, FieldRef field, const std::optional<FieldRef>& moved_to) {
  const std::optional<std::int64_t> days = due_value(fact, field, moved_to);
  if (!days) return std::nullopt;
  return Date{static_cast<std::int32_t>(*days)};
}

}  // namespace anze
