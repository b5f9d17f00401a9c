// ANZE_ASSERT: what may never happen, checked in release too. It throws a type of its own, which the plugin
// hands to the contract's guard: the instance writes nothing more and answers POISONED from then on, and the
// process lives (abi/cpp/broken.hpp). For programmers' errors only; what comes from outside is refused with
// an Error.
//
// Every "Requires" that costs nothing is asserted, and what is written is asserted before and again when it
// is read.
#pragma once

namespace anze {

// Not derived from std::exception, so that no handler of library errors swallows it by accident.
struct Broken {
  const char* condition;
  const char* file;
  int line;
};

}  // namespace anze

#define ANZE_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : throw ::anze::Broken{#condition, __FILE__, __LINE__})
