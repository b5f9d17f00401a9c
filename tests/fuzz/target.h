// A fuzz target: one reader of foreign bytes, and what must hold whatever they are.
//
// Each *_target.cpp defines fuzz_one. entry.cpp hangs it into libFuzzer (clang), standalone.cpp plays files
// through it with any compiler: so the committed corpus runs in every build, as regression tests.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace anze::fuzz {

// Must return for every input. What must not be is told by broken().
void fuzz_one(std::string_view input);

// How the mutator should see an input: as one JSON document, or as lines of which each may be one.
enum class Shape { k_document, k_lines };
extern const Shape k_shape;
// Words worth trying in this target's documents: names of members, codes, ids.
const std::vector<std::string>& words();

// Ends the process where a debugger or libFuzzer sees it.
[[noreturn]] inline void broken(const std::string& what) {
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::abort();
}
inline void expect(bool holds, const std::string& what) {
  if (!holds) broken(what);
}

}  // namespace anze::fuzz
