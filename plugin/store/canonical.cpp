#include "plugin/store/canonical.h"

#include <algorithm>
#include <array>

namespace anze::store {

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

std::int64_t RowBytes::mark() const {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes()) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return static_cast<std::int64_t>(hash);
}

}  // namespace anze::store
