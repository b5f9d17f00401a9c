// Canonical bytes of a row: what the chain hashes. One value has one spelling, and no value can pass for the
// beginning of another. Format with an example: plugin/docs/formats/store.md.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace anze::store {

// Kept and used again, row after row: an act writes a million of them.
class RowBytes {
 public:
  void begin(std::string_view table) {
    size_ = 0;
    text(table);
  }
  void null() { *take(1) = '\0'; }
  void integer(std::int64_t value);  // 0x10 + n, then n bytes, big-endian, as few as hold the value
  void text(std::string_view value) { sized(0x20, value); }
  void blob(std::string_view value) { sized(0x30, value); }
  // What a strict table cannot hold; of a broken one it must not pass for anything else.
  void foreign(std::string_view value) { sized(0x40, value); }

  std::string_view bytes() const { return {buffer_.data(), size_}; }
  // 64-bit FNV-1a of the bytes: finds the changed row of an entry whose digest is wrong. It proves nothing.
  std::int64_t mark() const;

 private:
  void sized(unsigned char tag, std::string_view value);  // tag, four bytes of length, the bytes
  // The place of the next `size` bytes.
  char* take(std::size_t size) {
    if (buffer_.size() - size_ < size) grow(size);
    char* place = buffer_.data() + size_;
    size_ += size;
    return place;
  }
  void grow(std::size_t size);

  std::string buffer_;  // longer than what is in it
  std::size_t size_ = 0;
};

inline void RowBytes::integer(std::int64_t value) {
  // As few bytes as hold the value with its sign; zero takes none.
  static_assert(std::endian::native == std::endian::little);
  const auto magnitude = static_cast<std::uint64_t>(value < 0 ? ~value : value);
  const auto size = value == 0 ? 0U : (64U - static_cast<unsigned>(std::countl_zero(magnitude))) / 8 + 1;
  const std::uint64_t big = __builtin_bswap64(static_cast<std::uint64_t>(value) << ((64 - 8 * size) & 63U));
  char* place = take(9);
  *place = static_cast<char>(0x10 + size);
  std::memcpy(place + 1, &big, sizeof big);
  size_ -= 8 - size;
}

}  // namespace anze::store
