// One record of an act as good as it can be: its values chosen where the actor chooses them. For acts.h.
// Internal.
//
// An inspection led may count at once for the duty, for a rate of good ones and for an award by the number of
// places; the fewest acts are those of which each does all it can.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/questions/path/effects.h"

namespace anze {

// Sets a field an act decides; who acted and when stay as they are.
void put(Fact& fact, FieldRef field, std::int64_t value);

// `fact` changed so that the selector takes it; none where that cannot be told.
std::optional<Fact> fitted(const Selector& selector, Fact fact, Date today);

// A record shaped for one clause.
struct ShapedRecord {
  Fact fact;
  std::string what;  // the level, the band, the number; "" where the clause asks for none
  Points each;       // what an award gives for it, where that is fixed
};

class RecordShaper {
 public:
  RecordShaper(const Tally& tally, Date today) : tally_(tally), today_(today) {}

  // For the clause: a number of 1 where each is paid by number (how it is spread over records is no matter),
  // the best band, the highest level, and the `nth` key not credited yet. None when nothing of that kind
  // helps.
  std::optional<ShapedRecord> shaped(std::int32_t clause, const Fact& fact, std::int64_t nth = 0) const;

  // The shaped record with what else it can count for. None when its clause would not count it, or when it
  // would cost elsewhere.
  std::optional<ShapedRecord> rounded_out(std::int32_t clause, ShapedRecord record);

 private:
  bool counts(std::int32_t clause, const std::vector<Hit>& hits) const;

  const Tally& tally_;
  Date today_;
  std::vector<Hit> had_;
  std::vector<Hit> now_;
};

}  // namespace anze
