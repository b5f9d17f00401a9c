// The end of the socket that a helper program of sheets finds as its standard input, and what it ends with.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace anze::sheets {

inline constexpr int k_socket = 0;
inline constexpr int k_exit_protocol = 3;
inline constexpr int k_exit_unconfined = 4;  // not of a sanitized build, which is not confined

inline void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(k_socket, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) _exit(k_exit_protocol);  // nobody listens any more
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace anze::sheets
