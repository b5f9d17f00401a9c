// Reading: whether a definition is new or was accepted before.
//
// A draft is held to everything we know to be wrong with definitions. What a store already holds was held to
// what an earlier library knew, and people were scored by it: it is read by the rules that keep the
// arithmetic sound, so that a stricter library never makes a store unreadable (plugin/docs/decisions/0012).
#pragma once

namespace anze {

// A draft on trial is held to all a draft is held to but its own tests: they are told beside what it would
// do, for whoever tries another amount has not rewritten the tests of the old one yet.
enum class Reading { k_draft, k_stored, k_trial };

}  // namespace anze
