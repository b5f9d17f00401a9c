// One key of the texts (field_keys.h) at work: SM4-CTR and HMAC-SM3 through OpenSSL, encrypt then MAC.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/store/digest.h"
#include "plugin/store/store.h"

struct evp_cipher_st;
struct evp_mac_ctx_st;

namespace anze::store {

inline constexpr std::size_t k_nonce_bytes = 16;

// HMAC-SM3 (RFC 2104) of the parts, each behind its length.
Digest hmac_sm3(const MasterKey& key, std::string_view label, std::string_view bytes);

class FieldCipher {
 public:
  // Keys of its own for both tasks, of the host's key and the salt. Throws std::bad_alloc.
  FieldCipher(const MasterKey& master, std::string_view salt);
  ~FieldCipher();
  FieldCipher(const FieldCipher&) = delete;
  FieldCipher& operator=(const FieldCipher&) = delete;

  // Nonce, ciphertext, tag. false: the machine gave no randomness.
  bool encrypt(std::string_view bound, std::string_view plain, std::string& out) const;
  // false: it is not what was encrypted for that place.
  bool decrypt(std::string_view bound, std::string_view sealed, std::string& plain) const;

 private:
  Digest tag(std::string_view bound, std::string_view sealed) const;
  void crypt(std::string_view nonce, std::string_view in, char* out) const;

  evp_cipher_st* sm4_;
  evp_mac_ctx_st* mac_;  // keyed; copied for each text
  std::array<std::uint8_t, 16> key_;
};

// Fills it from the machine's generator, without allocating.
bool random_bytes(char* out, std::size_t size);
// For keys that are not needed any more.
void forget(void* bytes, std::size_t size);

}  // namespace anze::store
