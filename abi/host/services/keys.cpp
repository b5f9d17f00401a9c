#include "host/services/keys.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <sstream>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/reply.hpp"

namespace anze::host {
namespace {

constexpr std::size_t k_key_bytes = 32;

std::string new_key() {
  unsigned char bytes[k_key_bytes];
  if (getentropy(bytes, sizeof bytes) != 0)
    throw Fault(k_exit_usage, "The machine gives no random bytes for a key.");
  static constexpr char k_digits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) {
    text += k_digits[byte >> 4U];
    text += k_digits[byte & 15U];
  }
  return text;
}

// Readable for nobody else from the first moment, and on the disk before anything is encrypted with it.
void make_key_file(const std::filesystem::path& file) {
  const std::string text = new_key() + "\n";
  const int made = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written = made >= 0 &&
                       write(made, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(made) == 0;
  if (made >= 0) close(made);
  if (!written)
    throw Fault(k_exit_usage, "The key file " + file.string() + " cannot be made.",
                "Name with --keys a file in a folder that can be written, not in the store's.");
}

}  // namespace

std::filesystem::path key_file_beside(const std::filesystem::path& store) {
  std::filesystem::path folder = std::filesystem::absolute(store).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  return folder += ".key";
}

const anze_host_crypto Keys::k_table = {
    sizeof(anze_host_crypto), 0, [](void* ctx, const char*, const anze_reply* reply) {
      respond(reply, [&] { return nlohmann::json{{"keys", static_cast<Keys*>(ctx)->keys_}}; });
    }};

Keys::Keys(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) make_key_file(file);
  constexpr auto k_others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  if ((std::filesystem::status(file).permissions() & k_others) != std::filesystem::perms::none)
    throw Fault(k_exit_usage, "Others may read the key file " + file.string() + ".",
                "chmod 600 it; where somebody has read it, put a new key on its first line.");
  std::istringstream lines(read_file(file));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && !line.starts_with('#')) keys_.push_back(line);
}

}  // namespace anze::host
