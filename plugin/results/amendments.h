// Amended versions (更正版本): version n+1 of a sealed result, by two persons, on a ground. The first
// proposes it and is answered exactly what it would change; the second confirms those scores and no others,
// and a full recount must give them once more. The version before stays as it was sealed, readable by its
// number.
//
// An amended version counts everything known by then, not the ground's facts alone: a result that took in one
// of two known facts would be of no day. What else comes in is in the difference.
//
// Source: plugin/docs/decisions/0059-a-sealed-result-has-a-next-version.md.
#pragma once

#include <vector>

#include "plugin/calls/method.h"

namespace anze::plugin {

// assess.amend/1, confirm, refuse, versions, uncounted.
void add_amendment_methods(std::vector<Method>& methods);

std::vector<Told> amendment_answer();
std::vector<Told> amendment_confirmed_answer();
std::vector<Told> versions_answer();
std::vector<Told> uncounted_answer();

}  // namespace anze::plugin
