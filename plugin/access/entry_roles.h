// Entry roles: who may enter, correct and withdraw the facts of a ledger. The methods let everybody in whom
// some ledger may name; which of them, each ledger's definition says (formats/ledger.md). A finding of
// responsibility decides a career: the clerk of any unit neither enters nor withdraws one.
#pragma once

#include "plugin/calls/method.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

// Errors of all: actor.role, with the roles the ledger names; with a fact also those of check_act_on
// (acts.h). `history`: an older register is taken over, where a reviewer stands in for the clerk who keeps
// the ledger.
Result<void> check_enters(const Call& call, const Ledger& ledger, bool history, const Fact* fact = nullptr);
// Corrections and withdrawals, also those of a whole import.
Result<void> check_changes(const Call& call, const Ledger& ledger, const Fact* fact = nullptr);
// Evidence beside a fact: whoever enters, changes or handles facts of the ledger.
Result<void> check_attaches(const Call& call, const Ledger& ledger, const Fact& fact);

}  // namespace anze::plugin
