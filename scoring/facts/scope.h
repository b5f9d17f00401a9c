// Scope (范围): whose facts a clause counts for a post; a ledger says by it what its facts count for.
#pragma once

namespace anze {

enum class Scope {
  k_own,        // acts of the post (fact.post)
  k_named,      // facts about the official in person (fact.official)
  k_unit,       // facts of the post's unit and the units below it
  k_portfolio,  // facts in the area and sector of the post's portfolio on the fact's day
};

}  // namespace anze
