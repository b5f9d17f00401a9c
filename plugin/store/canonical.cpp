#include "plugin/store/canonical.h"

#include <array>
#include <bit>

namespace anze::store {
namespace {

std::string_view bytes_of(sqlite3_stmt* statement, int column) {
  const void* data = sqlite3_column_blob(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return size == 0 ? std::string_view() : std::string_view(static_cast<const char*>(data), size);
}

}  // namespace

void RowBytes::integer(std::int64_t value) {
  // As few bytes as hold the value with its sign; zero takes none.
  const auto magnitude = static_cast<std::uint64_t>(value < 0 ? ~value : value);
  const int size = value == 0 ? 0 : (64 - std::countl_zero(magnitude)) / 8 + 1;
  std::array<char, 9> encoded{static_cast<char>(0x10 + size)};
  for (int i = 1; i <= size; ++i)
    encoded[static_cast<std::size_t>(i)] =
        static_cast<char>(static_cast<std::uint64_t>(value) >> static_cast<unsigned>(8 * (size - i)) & 0xffU);
  bytes_.append(encoded.data(), static_cast<std::size_t>(size) + 1);
}

void RowBytes::sized(unsigned char tag, std::string_view value) {
  const std::size_t size = value.size();
  const std::array<char, 5> head{static_cast<char>(tag), static_cast<char>(size >> 24U & 0xffU),
                                 static_cast<char>(size >> 16U & 0xffU), static_cast<char>(size >> 8U & 0xffU),
                                 static_cast<char>(size & 0xffU)};
  bytes_.append(head.data(), head.size());
  bytes_.append(value);
}

void RowBytes::column(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return null();
    case SQLITE_INTEGER:
      return integer(sqlite3_column_int64(statement, column));
    case SQLITE_TEXT:
      return text(bytes_of(statement, column));
    case SQLITE_BLOB:
      return blob(bytes_of(statement, column));
    default:  // a strict table holds nothing else; a broken one must not pass
      return sized(0x40, bytes_of(statement, column));
  }
}

std::int64_t RowBytes::mark() const {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes_) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return static_cast<std::int64_t>(hash);
}

}  // namespace anze::store
