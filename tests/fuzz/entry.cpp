// libFuzzer's door to a target.
#include <cstdint>

#include "mutate.h"
#include "target.h"

extern "C" {
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  anze::fuzz::fuzz_one({reinterpret_cast<const char*>(data), size});
  return 0;
}

// Bytes alone hardly ever come past a JSON parser; a changed tree does. Every fourth change is of bytes.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string changed = seed % 4 == 0 ? std::string() : anze::fuzz::mutated(input, seed);
  if (changed.empty() || changed.size() > most) return LLVMFuzzerMutate(data, size, most);
  changed.copy(reinterpret_cast<char*>(data), changed.size());
  return changed.size();
}
