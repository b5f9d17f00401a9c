#include "plugin/store/canonical.h"

#include <algorithm>
#include <array>

namespace anze::store {
namespace {

std::string_view bytes_of(sqlite3_value* value) {
  const void* data = sqlite3_value_blob(value);
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  return size == 0 ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

}  // namespace

void RowBytes::grow(std::size_t size) {
  constexpr std::size_t k_usual = 512;  // a fact's
  buffer_.resize(std::max({k_usual, size_ + size, 2 * buffer_.size()}));
}

void RowBytes::sized(unsigned char tag, std::string_view value) {
  const std::size_t size = value.size();
  const std::array<char, 5> head{static_cast<char>(tag), static_cast<char>(size >> 24U & 0xffU),
                                 static_cast<char>(size >> 16U & 0xffU),
                                 static_cast<char>(size >> 8U & 0xffU), static_cast<char>(size & 0xffU)};
  char* place = take(head.size() + size);
  std::copy(head.begin(), head.end(), place);
  std::copy(value.begin(), value.end(), place + head.size());
}

// The value is asked for once instead of its type, number and bytes: a third of the calls. Our connections
// have no mutex, so it is as good as a protected one.
void RowBytes::column(sqlite3_stmt* statement, int column) {
  sqlite3_value* value = sqlite3_column_value(statement, column);
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return null();
    case SQLITE_INTEGER:
      return integer(sqlite3_value_int64(value));
    case SQLITE_TEXT:
      return text(bytes_of(value));
    case SQLITE_BLOB:
      return blob(bytes_of(value));
    default:  // a strict table holds nothing else; a broken one must not pass
      return sized(0x40, bytes_of(value));
  }
}

std::int64_t RowBytes::mark() const {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes()) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return static_cast<std::int64_t>(hash);
}

}  // namespace anze::store
