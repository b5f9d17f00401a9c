// Verified where it matters: a check that exists lies on the path where it counts. Before results are sealed
// and before a letter is made or signed, the whole chain and every row under it are read and compared, inside
// the act that rests on them.
#pragma once

#include <string_view>

#include "plugin/calls/method.h"

namespace anze::plugin {

// Requires: inside a write, before it writes.  Errors: store.corrupt, at the first bad row:
// "entry 3, fact 17".
Result<void> verify_before(const Call& call, std::string_view what);

// What a reader that stumbled over stored bytes should say: which row is damaged, or, when all are as they
// were sealed, `error` itself.
Error damage_or(store::Store& store, const Error& error);

// Whether an error is the store's own, and so stops a caller that passes over what a request got wrong.
inline bool is_of_store(const Error& error) {
  return error.reason.starts_with("store.") || error.reason == "record.corrupt";
}

// Runs what reads stored bytes. They were checked when they came in, so an exception of the JSON library
// means damage (store.corrupt) or, when every row is as it was sealed, a fault of ours: then it passes. A
// record that does not read (record.corrupt) is damage likewise, and stays what it is when no row is.
template <class Body>
auto reading_stored(store::Store& store, const Body& body) -> decltype(body()) {
  try {
    auto done = body();
    if (!done && done.error().reason == "record.corrupt") return damage_or(store, done.error());
    return done;
  } catch (const json::exception& exception) {
    Error damage = damage_or(store, {Code::k_internal, {}, exception.what(), {}, {}});
    if (damage.code != Code::k_corrupt) throw;
    return damage;
  }
}

}  // namespace anze::plugin
