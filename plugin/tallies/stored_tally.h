// Stored tally (计数的留存): what the facts of a period add up to, kept with the store and adjusted by every
// act that adds, corrects or withdraws a fact, so that scoring reads cells and not facts.
//
// Kept is what holds on any day, the day-free part. A fact that counts for more every day
// (Tally::day_decides) is kept apart by its version and applied for the day asked. A tally that is behind is
// brought up by the changes since; one of other definitions is made anew. All of it is derived: Tally::hits
// is the only counting there is, and sealing counts again from the facts and compares.
//
// Threads: the store's (inside one act or one read).
#pragma once

#include "plugin/definitions/model.h"
#include "plugin/store/store.h"
#include "plugin/tallies/recount.h"
#include "scoring/tally/tally.h"

namespace anze::plugin {

// SM3 of everything that shapes the tally of a period but the facts.
store::Digest tally_definitions(const Model& model, const InstalledRulebook& rulebook, const Period& period,
                                const Calendar& calendar);
// Whether the clauses ask for working days, of years the calendar does not have.
bool lacks_calendar(const Rulebook& rulebook, const Period& period, const Calendar& calendar);

enum class Stored { k_none, k_current, k_behind };
// Fills an empty tally with the kept day-free part, brought to the fact version `facts_to`, forwards or back.
// k_none: nothing is kept under these definitions, or it is of no use, and the tally may hold anything.
// k_behind: what is kept did not reach `facts_to`; what was filled in does.
Result<Stored> load_day_free(store::Reader& reader, const store::Digest& definitions, std::int64_t facts_to,
                             Tally& tally, DayBound& day_bound);
// Keeps the day-free part as the period's.
Result<void> store_day_free(store::Writer& writer, const store::Digest& definitions, std::int64_t facts_to,
                            const Tally& tally, const DayBound& day_bound);

}  // namespace anze::plugin
