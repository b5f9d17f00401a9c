#include "plugin/store/field_cipher.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <unistd.h>

#include <memory>
#include <new>

#include "scoring/values/broken.h"

namespace anze::store {
namespace {

constexpr std::size_t k_tag_bytes = 32;
constexpr std::size_t k_most_bytes = 1U << 30U;  // of one text: OpenSSL counts in int

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// OpenSSL fails here only without memory, or where a policy removed SM3 or SM4: then nothing may be written.
void must(bool done) {
  if (!done) throw std::bad_alloc();
}

EVP_MAC_CTX* new_hmac_sm3(const std::uint8_t* key, std::size_t size) {
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr);
  must(hmac != nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(hmac);
  EVP_MAC_free(hmac);  // the context holds it
  char digest[] = "SM3";
  const OSSL_PARAM named[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                              OSSL_PARAM_construct_end()};
  if (context == nullptr || EVP_MAC_init(context, key, size, named) != 1) {
    EVP_MAC_CTX_free(context);
    throw std::bad_alloc();
  }
  return context;
}

using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

void add_part(EVP_MAC_CTX* context, std::string_view part) {
  unsigned char size[8];
  for (unsigned i = 0; i < 8; ++i)
    size[i] = static_cast<unsigned char>(std::uint64_t{part.size()} >> (56 - 8 * i));
  must(EVP_MAC_update(context, size, sizeof size) == 1);
  must(EVP_MAC_update(context, octets(part), part.size()) == 1);
}

Digest finish(EVP_MAC_CTX* context) {
  Digest tag{};
  std::size_t size = 0;
  must(EVP_MAC_final(context, tag.data(), &size, tag.size()) == 1 && size == tag.size());
  return tag;
}

}  // namespace

Digest hmac_sm3(const MasterKey& key, std::string_view label, std::string_view bytes) {
  const MacContext context(new_hmac_sm3(key.data(), key.size()), &EVP_MAC_CTX_free);
  add_part(context.get(), label);
  add_part(context.get(), bytes);
  return finish(context.get());
}

FieldCipher::FieldCipher(const MasterKey& master, std::string_view salt) : sm4_(nullptr), mac_(nullptr) {
  Digest of_cipher = hmac_sm3(master, "anze sm4-ctr", salt);
  Digest of_tags = hmac_sm3(master, "anze hmac-sm3", salt);
  std::copy_n(of_cipher.begin(), key_.size(), key_.begin());
  sm4_ = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
  must(sm4_ != nullptr);
  try {
    mac_ = new_hmac_sm3(of_tags.data(), of_tags.size());
  } catch (const std::bad_alloc&) {
    EVP_CIPHER_free(sm4_);
    throw;
  }
  forget(of_cipher.data(), of_cipher.size());
  forget(of_tags.data(), of_tags.size());
}

FieldCipher::~FieldCipher() {
  EVP_MAC_CTX_free(mac_);
  EVP_CIPHER_free(sm4_);
  forget(key_.data(), key_.size());
}

Digest FieldCipher::tag(std::string_view bound, std::string_view sealed) const {
  const MacContext context(EVP_MAC_CTX_dup(mac_), &EVP_MAC_CTX_free);
  must(context != nullptr);
  add_part(context.get(), bound);
  add_part(context.get(), sealed);
  return finish(context.get());
}

void FieldCipher::crypt(std::string_view nonce, std::string_view in, char* out) const {
  ANZE_ASSERT(in.size() < k_most_bytes && nonce.size() == k_nonce_bytes);
  const CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  must(context != nullptr);
  must(EVP_EncryptInit_ex2(context.get(), sm4_, key_.data(), octets(nonce), nullptr) == 1);
  int size = 0;  // a counter mode gives as many bytes as it takes, and the same way back
  must(EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char*>(out), &size, octets(in),
                         static_cast<int>(in.size())) == 1 &&
       static_cast<std::size_t>(size) == in.size());
}

bool FieldCipher::encrypt(std::string_view bound, std::string_view plain, std::string& out) const {
  out.resize(k_nonce_bytes + plain.size());
  if (!random_bytes(out.data(), k_nonce_bytes)) return false;
  crypt(std::string_view(out).substr(0, k_nonce_bytes), plain, out.data() + k_nonce_bytes);
  const Digest made = tag(bound, out);
  out.append(reinterpret_cast<const char*>(made.data()), made.size());
  return true;
}

bool FieldCipher::decrypt(std::string_view bound, std::string_view sealed, std::string& plain) const {
  if (sealed.size() < k_nonce_bytes + k_tag_bytes) return false;
  const std::string_view tagged = sealed.substr(0, sealed.size() - k_tag_bytes);
  const Digest made = tag(bound, tagged);
  if (CRYPTO_memcmp(made.data(), sealed.data() + tagged.size(), k_tag_bytes) != 0) return false;
  plain.resize(tagged.size() - k_nonce_bytes);
  crypt(tagged.substr(0, k_nonce_bytes), tagged.substr(k_nonce_bytes), plain.data());
  return true;
}

bool random_bytes(char* out, std::size_t size) {
  return getentropy(out, size) == 0;
}

void forget(void* bytes, std::size_t size) {
  OPENSSL_cleanse(bytes, size);
}

}  // namespace anze::store
