// The table of kinds: one row a file of this room. Adding a kind: its file, a row here and in table.cpp, its
// struct in OfKind (clause.h), its cases.
#pragma once

#include "scoring/clauses/kind.h"

namespace anze {

extern const Kind k_shortfall;
extern const Kind k_per_event;
extern const Kind k_check;
extern const Kind k_tiers;
extern const Kind k_ratio;
extern const Kind k_lateness;
extern const Kind k_judged;
extern const Kind k_gate;
extern const Kind k_baseline;
extern const Kind k_accrual;
extern const Kind k_judged_event;
extern const Kind k_minimum;

}  // namespace anze
