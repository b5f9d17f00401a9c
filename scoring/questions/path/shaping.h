// One record of an act as good as it can be: its values chosen where the actor chooses them. For finding acts.
// Internal.
//
// An inspection led may count at once for the duty, for a rate of good ones and for an award by the number of
// places; the fewest acts are those of which each does all it can.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/clauses/advice.h"
#include "scoring/questions/path/effects.h"

namespace anze {

class RecordShaper {
 public:
  RecordShaper(const Tally& tally, Date today) : tally_(tally), today_(today) {}

  // For the clause, as good as its kind lets it be; the `nth` of records of keys of their own. None when
  // nothing of that kind helps.
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
