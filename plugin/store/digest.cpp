#include "plugin/store/digest.h"

#include <openssl/evp.h>

#include <new>

namespace anze::store {
namespace {

EVP_MD_CTX* as_context(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

// OpenSSL fails here only without memory, or where a policy removed SM3: then nothing may be sealed at all.
void require(int answer) {
  if (answer != 1) throw std::bad_alloc();
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Digest sm3(std::string_view bytes) {
  Sm3 hash;
  hash.add(bytes);
  return hash.finish();
}

std::string to_hex(const Digest& digest) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

bool from_hex(std::string_view text, Digest& out) {
  if (text.size() != 2 * out.size()) return false;
  Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = nibble(text[2 * i]);
    const int low = nibble(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  out = digest;
  return true;
}

Sm3::Sm3() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr) throw std::bad_alloc();
  if (EVP_DigestInit_ex(as_context(context_), EVP_sm3(), nullptr) != 1) {
    EVP_MD_CTX_free(as_context(context_));
    throw std::bad_alloc();
  }
}

Sm3::~Sm3() {
  EVP_MD_CTX_free(as_context(context_));
}

void Sm3::add(std::string_view bytes) {
  require(EVP_DigestUpdate(as_context(context_), bytes.data(), bytes.size()));
}

Digest Sm3::finish() {
  Digest digest{};
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(as_context(context_), digest.data(), &size));
  require(EVP_DigestInit_ex(as_context(context_), EVP_sm3(), nullptr));
  return digest;
}

}  // namespace anze::store
