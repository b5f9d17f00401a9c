// Canonical bytes of a row: what the chain hashes. One value has one spelling, and no value can pass for the
// beginning of another. Format with an example: plugin/docs/formats/store.md.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace anze::store {

class RowBytes {
 public:
  void begin(std::string_view table) {
    bytes_.clear();
    bytes_.reserve(k_usual);
    text(table);
  }
  void null() { bytes_ += '\0'; }
  void integer(std::int64_t value);  // 0x10 + n, then n bytes, big-endian, as few as hold the value
  void text(std::string_view value) { sized(0x20, value); }
  void blob(std::string_view value) { sized(0x30, value); }
  void column(sqlite3_stmt* statement, int column);  // whatever is stored there

  std::string_view bytes() const { return bytes_; }
  // 64-bit FNV-1a of the bytes: finds the changed row of an entry whose digest is wrong. It proves nothing.
  std::int64_t mark() const;

 private:
  void sized(unsigned char tag, std::string_view value);  // tag, four bytes of length, the bytes

  static constexpr std::size_t k_usual = 400;  // bytes of a fact: one allocation, not six
  std::string bytes_;
};

}  // namespace anze::store
