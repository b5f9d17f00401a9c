#include "plugin/store/errors.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace anze::store {

Error store_corrupt(std::string message) {
  return {Code::k_corrupt,
          "store.corrupt",
          std::move(message),
          {},
          "stop using this store; keep its directory as it is, and restore the newest backup that verifies"};
}

Error forked() {
  return {Code::k_unsupported,
          "store.forked",
          "this process was forked from the one that opened the store",
          {},
          "open stores after the fork, in one process"};
}

Error given_up() {
  return {Code::k_internal,
          "store.abandoned",
          "the store was given up after a fault in the program",
          {},
          "open it again: it verifies what was recorded"};
}

Error another_region(std::int64_t asked, std::int64_t kept) {
  return {Code::k_conflict,
          "store.region",
          "the store keeps the rows of region " + std::to_string(kept) + ", the configuration says " +
              std::to_string(asked),
          {},
          kept == 0 ? "leave the region out of the configuration: the store was made without one"
                    : "name the directory of that region's store, or correct the region"};
}

Error no_more_files() {
  return {Code::k_io,
          "store.io",
          "the platform's process may not open enough files (RLIMIT_NOFILE)",
          {},
          "give the process more open files (ulimit -n), then do it again"};
}

bool is_short_of_files() {
  std::array<int, 4> opened{};
  bool is_short = false;
  for (int& each : opened) {
    each = open("/dev/null", O_RDONLY | O_CLOEXEC);
    is_short = is_short || (each < 0 && (errno == EMFILE || errno == ENFILE));
  }
  for (const int each : opened)
    if (each >= 0) close(each);
  return is_short;
}

}  // namespace anze::store
