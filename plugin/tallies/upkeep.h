// TallyKeeper: keeps the kept tallies (stored_tally.h) in step with the facts, act by act.
//
// Threads: belongs to the store's writer: used inside acts only, which are one after the other.
#pragma once

#include <map>
#include <memory>

#include "plugin/tallies/in_time.h"
#include "plugin/tallies/stored_tally.h"

namespace anze::plugin {

class TallyKeeper {
 public:
  // At the end of an act: adjusts every kept tally by what the act did to the facts, and begins those of the
  // periods its facts lie in. A sealed period's is left as it was. One that cannot be adjusted (an overflow,
  // a calendar year nobody knows) is dropped: scoring counts the period and says why it cannot. Errors:
  // store.*.
  Result<void> follow(store::Writer& writer, const std::shared_ptr<const Model>& model,
                      const Calendar& calendar);

 private:
  struct Counter;

  Result<void> follow(store::Writer& writer, const std::vector<FactChange>& changes, std::int64_t before,
                      std::int64_t now, const Period& period);
  Counter* counter(const Period& period);

  std::shared_ptr<const Model> model_;
  Calendar calendar_;
  std::map<std::string, std::shared_ptr<Counter>> counters_;  // by period; each walks the organisation once
};

}  // namespace anze::plugin
