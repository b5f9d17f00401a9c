// ANZE_ASSERT: what may never happen, checked in release too. It throws a type of its own, which the plugin
// hands to the contract's guard: the instance writes nothing more and answers POISONED from then on, and the
// process lives (abi/cpp/broken.hpp). For programmers' errors only; what comes from outside is refused with
// an Error.
//
// Asserted are, where it costs next to nothing: each "Requires" at a function's start; what it promises
// before it returns (in order, adds up, within range); a whole that was read or built. What is written is
// asserted before and again when it is read. tests/tidy/required.py holds the headers of scoring and reports
// to it.
//
// Never asserted: what a request, a definition, a stored row or a host can bring about (a wrong assert
// poisons an instance for somebody's typing error); lifetimes, which cannot be seen; more than a compare in
// what runs once a fact; a walk over a list in a function that takes none. In doubt it is left out.
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
