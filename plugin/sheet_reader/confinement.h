// Confinement: what a helper process gives up before it sees a byte of its work. Afterwards it can read and
// write the descriptor it was given, ask for memory, and end; anything else the kernel answers by killing it.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace anze::sheets {

enum class Work : unsigned char {
  k_reading,  // 256 MiB of memory, 10 s of processor, no descriptor but the one it has
  k_writing,  // 512 MiB, 60 s, and files in memory without a name (at most sixteen descriptors, 2 GiB each)
};

// Those limits, or the host's where they are lower; no core file, no new processes, no file with a name; then
// the filter of system calls. Returns: false when the system would not have it, in which case nothing may be
// read.
bool confine(Work work);

// The end of the socket that a helper program finds as its standard input, and what it ends with.
inline constexpr int k_socket = 0;
inline constexpr int k_exit_protocol = 3;
inline constexpr int k_exit_unconfined = 4;   // not of a sanitized build, which is not confined
inline constexpr int k_exit_descriptors = 5;  // the host may open too few files

inline void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(k_socket, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) _exit(k_exit_protocol);  // nobody listens any more
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

}  // namespace anze::sheets
