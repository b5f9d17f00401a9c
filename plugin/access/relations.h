// Relations (回避): how the actor stands to whom an act concerns. By the organisation's terms, and by what
// the directory says of the actor (anze.host.identity/2). No rule is here, only what is so.
#pragma once

#include <optional>
#include <string>

#include "plugin/calls/method.h"

namespace anze::plugin {

// Whoever held the fact's post that day.
CodeId holder_of(const Model& model, const Fact& fact);

bool is_self(const Call& call, CodeId official);

// The actor's post that the period assesses, or a period it is made of; none when it assesses no post of
// theirs.
std::optional<std::string> assessed_as(const Call& call, const Period& period);

// Whether the actor belongs to the unit: by the directory, or by a post held between that day and today.
bool serves_in(const Call& call, CodeId unit, Date from);

// What the actor is to the official: "a superior of", "a deputy of", "a delegate of"; "of the same unit as"
// by a post the official held since that day; "" for none of them, and for the official.
std::string relation_to(const Call& call, CodeId official, Date since);

}  // namespace anze::plugin
