// What a person gives (酌情), for the kinds that leave a line, or a part of it, to somebody to judge.
#pragma once

#include "scoring/clauses/case.h"

namespace anze {

// Several raters.
struct Raters {
  std::int64_t least = 0;      // 0: one person judges
  std::int64_t trim_from = 0;  // 0: never
};

// The line of what was given within the range, or of its lack, added to the words that are there already.
void score_by_person(const ClauseCase& c, const Range& range, const Raters& raters, Line& line);

}  // namespace anze
