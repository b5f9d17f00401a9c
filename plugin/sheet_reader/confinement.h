// Confinement: what a helper process gives up before it sees a byte of its work. Afterwards it can read and
// write the descriptor it was given, ask for memory, and end; anything else the kernel answers by killing it.
#pragma once

namespace anze::sheets {

enum class Work : unsigned char {
  k_reading,  // 256 MiB of memory, 10 s of processor, no descriptor but the one it has
  k_writing,  // 512 MiB, 60 s, and files in memory without a name (at most sixteen descriptors, 2 GiB each)
};

// Those limits, or the host's where they are lower; no core file, no new processes, no file with a name; then
// the filter of system calls. Returns: false when the system would not have it, in which case nothing may be
// read.
bool confine(Work work);

}  // namespace anze::sheets
