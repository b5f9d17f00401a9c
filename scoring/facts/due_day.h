// Due day (到期日): by which day a dated matter is to be done: the day of the matter's date field, or the day
// it was put off to (延期至) once that is filled in. The one place that says so, for clauses (lateness,
// ratio), deadline lists and hazards alike. An extension that is only asked for lies in another field and
// moves nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "scoring/days/date.h"
#include "scoring/facts/fact.h"

namespace anze {

// The day a matter is due: the one it was put off to, where there is one.
inline std::optional<Date> put_off(std::optional<Date> due, std::optional<Date> moved_to) {
  return moved_to ? moved_to : due;
}

// The due day, or minute of a clause by the clock, as its integer; none where it is not filled in.
std::optional<std::int64_t> due_value(const Fact& fact, FieldRef field,
                                      const std::optional<FieldRef>& moved_to);
std::optional<Date> due_day(const Fact& fact, FieldRef field, const std::optional<FieldRef>& moved_to);

}  // namespace anze
