// Keys: service anze.host.crypto/1 out of one file that must not lie in the store's folder: a key a line, 64
// hexadecimal digits, the newest first; lines that begin with # are passed over. Threads: any.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "anze/all.h"

namespace anze::host {

// Where the reference host looks for them when nobody says: "/var/lib/oa/store" has "/var/lib/oa/store.key".
std::filesystem::path key_file_beside(const std::filesystem::path& store);

class Keys {
 public:
  // Makes the file with one new key, private to this account, when it is not there.
  // Errors: Fault (usage) when it cannot be read or made, or others may read it.
  explicit Keys(const std::filesystem::path& file);
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;
  anze_service service() { return {ANZE_HOST_CRYPTO, &k_table, this}; }

 private:
  static const anze_host_crypto k_table;
  std::vector<std::string> keys_;
};

}  // namespace anze::host
