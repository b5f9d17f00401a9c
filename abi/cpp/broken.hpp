// ANZE_ABI_ASSERT: a programmer's error, checked in release too. It throws a type of its own, which the guard
// turns into poison: the instance answers ANZE_E_POISONED from then on and the process lives, where a server
// of ours would stop.
#pragma once

namespace anze::abi {

// Not derived from std::exception, so that no handler of library errors swallows it by accident.
struct Broken {
  const char* condition;
  const char* file;
  int line;
};

}  // namespace anze::abi

#define ANZE_ABI_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : throw ::anze::abi::Broken{#condition, __FILE__, __LINE__})
