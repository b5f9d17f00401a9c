// buffer: filling and freeing anze_buf. Memory comes from malloc and goes back through anze_buf_free, so the
// host's C++ runtime, if it has one, is never involved.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "anze/base.h"

namespace anze::abi {

// A buffer that still holds something is the caller's mistake: overwriting it would leak.
inline bool is_empty(const anze_buf& buf) {
  return buf.data == nullptr && buf.size == 0 && buf.reserved == nullptr;
}

// Copies `bytes` and a NUL behind them. `reserved` keeps what is to be freed, so that a literal, which must
// not be, is told apart by its zero. Returns false when there is no memory; `buf` is untouched then.
inline bool fill(anze_buf& buf, std::string_view bytes) noexcept {
  auto* copy = static_cast<std::uint8_t*>(std::malloc(bytes.size() + 1));
  if (copy == nullptr) return false;
  if (!bytes.empty()) std::memcpy(copy, bytes.data(), bytes.size());
  copy[bytes.size()] = 0;
  buf.data = copy;
  buf.size = bytes.size();
  buf.reserved = copy;
  return true;
}

// The last resort: points `buf` at a text that lives as long as the library.
template <std::size_t n>
void fill_literal(anze_buf& buf, const char (&text)[n]) noexcept {
  buf.data = reinterpret_cast<std::uint8_t*>(const_cast<char*>(text));
  buf.size = n - 1;
  buf.reserved = nullptr;
}

inline void buf_free(anze_buf* buf) noexcept {
  if (buf == nullptr) return;
  std::free(buf->reserved);
  *buf = anze_buf{};
}

}  // namespace anze::abi
