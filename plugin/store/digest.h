// SM3 digests (GB/T 32905-2016) through OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace anze::store {

using Digest = std::array<std::uint8_t, 32>;

// Threads: any.
Digest sm3(std::string_view bytes);
std::string to_hex(const Digest& digest);
// false when `text` is not 64 lower-case hex digits.
bool from_hex(std::string_view text, Digest& out);

// Digest of many parts without joining them.
class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(const Sm3&) = delete;
  Sm3& operator=(const Sm3&) = delete;
  void add(std::string_view bytes);
  Digest finish();

 private:
  void* context_;
};

}  // namespace anze::store
