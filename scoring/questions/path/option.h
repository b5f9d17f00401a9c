// What finding, trying and telling of acts share: a kind of act, the doings of a step, and what is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/values/code.h"
#include "scoring/values/points.h"

namespace anze {

enum class DeedKind { k_record, k_close, k_prove };  // one more; bring one to an end; attach what proves it

// One thing to do: `before` (an open matter) is replaced by `after`; a new record has no `before`.
struct Deed {
  std::optional<Fact> before;
  Fact after;
  Date by;
  std::string what;         // which of the clause's: the entry of its list, the level, the band
  std::int64_t relief = 0;  // points_e4 of lateness it takes away: the dearest matters come first
};

// Doings of the same effect; any number of them can be done, from the first.
struct Option {
  DeedKind kind = DeedKind::k_record;
  std::int32_t clause = 0;
  CodeId post = k_no_code;
  std::vector<Deed> doings;
};

// What a clause takes, or does not give, for good.
struct Lost {
  std::int32_t clause = 0;
  CodeId post = k_no_code;
  std::optional<Exact> points;  // how much, above zero; none where the clause has no upper end
  std::string why;
};

}  // namespace anze
