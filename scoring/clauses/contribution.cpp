#include "scoring/clauses/contribution.h"

namespace anze {

Error tally_overflow() {
  return {Code::k_limit,
          "tally.overflow",
          "a count or amount is larger than can be kept",
          {},
          "look for a mistyped amount in the records of the period"};
}

}  // namespace anze
