#include "host/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "host/fault.hpp"

namespace anze::host {
namespace {

class Hash {
 public:
  explicit Hash(const char* algorithm) : ctx_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    const EVP_MD* md = EVP_get_digestbyname(algorithm);
    if (md == nullptr || ctx_ == nullptr || EVP_DigestInit_ex(ctx_.get(), md, nullptr) != 1)
      throw std::runtime_error(std::string("OpenSSL has no ") + algorithm);
  }
  void add(std::string_view bytes) { EVP_DigestUpdate(ctx_.get(), bytes.data(), bytes.size()); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned size = 0;
    EVP_DigestFinal_ex(ctx_.get(), raw.data(), &size);
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
      out += "0123456789abcdef"[raw[i] >> 4U];
      out += "0123456789abcdef"[raw[i] & 15U];
    }
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> ctx_;
};

}  // namespace

std::string digest(const char* algorithm, std::string_view bytes) {
  Hash hash(algorithm);
  hash.add(bytes);
  return hash.hex();
}

std::string digest_file(const char* algorithm, const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Fault(k_exit_no_plugin, "Cannot read " + path.string() + ".");
  Hash hash(algorithm);
  std::array<char, 65536> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0)
    hash.add({block.data(), static_cast<std::size_t>(in.gcount())});
  return hash.hex();
}

}  // namespace anze::host
