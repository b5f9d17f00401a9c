// Persons: who is behind an account. Where an act needs two people, two accounts of one person are one: the
// directory says so with `person`. Accounts without one are compared as they are.
//
// What is on record names principals (who scored, prepared, decided, entered). So each act of an account with
// a person leaves a record of the account (plugin/records). No question is put to the
// directory inside a transaction, and what was so on the day of the act stays known when the directory
// changes. An account handed on to another person has several versions; any of them counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/calls/method.h"

namespace anze::plugin {

// Notes the actor's person, once. Part of every act.
Result<void> note_account(const Call& call, store::Writer& writer);

// Whether the actor is the person of that principal.
Result<bool> is_same_person(const Call& call, store::Reader& reader, std::string_view principal);
Result<bool> is_one_of(const Call& call, store::Reader& reader, const std::vector<std::string>& principals);

}  // namespace anze::plugin
