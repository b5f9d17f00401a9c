// A store held against the heads that are kept outside it: in store.lock, and by the host.
//
// Everything inside the database can be put back to an older state that is sound in itself; only what
// somebody else remembers shows it. Threads: one at a time.
#pragma once

#include <optional>
#include <span>

#include "plugin/store/audit_chain.h"
#include "plugin/store/sqlite/connection.h"

namespace anze::store {

// The highest head that the store, which ends at `head`, does not hold, when `accept` names the store's own;
// none when it holds all of them.  Errors: store.rolled_back (it ends before one), store.other_history (its
// entry of that number is another).
Result<std::optional<KnownHead>> head_unheld(Connection& connection, const ChainHead& head,
                                             std::span<const KnownHead> known,
                                             const std::optional<ChainHead>& accept);

// What is said of it.
Error unheld_error(const KnownHead& known, const ChainHead& head);

}  // namespace anze::store
