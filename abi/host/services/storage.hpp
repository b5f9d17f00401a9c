// Storage: service anze.host.storage/1: one directory, with a folder for each purpose but "store" itself.
// Threads: any.
#pragma once

#include <filesystem>
#include <string_view>

#include "anze/anze.h"
#include "host/fault.hpp"
#include "host/reply.hpp"

namespace anze::host {

class Storage {
 public:
  explicit Storage(const std::filesystem::path& root) : root_(std::filesystem::absolute(root)) {
    std::error_code failed;
    if (std::filesystem::create_directories(root_, failed))  // private, whatever the umask says
      std::filesystem::permissions(root_, std::filesystem::perms::owner_all, failed);
    if (failed)
      throw Fault(k_exit_usage, "The folder " + root_.string() + " cannot be made: " + failed.message() + ".",
                  "Name with --store a folder that can be made and written.");
  }
  anze_service service() { return {ANZE_HOST_STORAGE, &k_table, this}; }

 private:
  static void directory(void* ctx, const char* purpose, const anze_reply* reply) {
    respond(reply, [&]() -> nlohmann::json {
      const std::filesystem::path& root = static_cast<Storage*>(ctx)->root_;
      const std::string_view wanted = purpose == nullptr ? "" : purpose;
      if (wanted == "store") return {{"path", root.string()}};
      if (wanted != "backup" && wanted != "temporary")
        throw Refusal{ANZE_E_UNSUPPORTED, "Directories are kept for store, backup and temporary."};
      std::filesystem::create_directories(root / wanted);
      return {{"path", (root / wanted).string()}};
    });
  }
  static constexpr anze_host_storage k_table = {sizeof(anze_host_storage), 0, &Storage::directory};
  std::filesystem::path root_;
};

}  // namespace anze::host
