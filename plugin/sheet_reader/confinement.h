// Confinement: what the reader process gives up before it sees a byte of the file. Afterwards it can read and
// write the descriptor it was given, ask for memory, and end; anything else the kernel answers by killing it.
#pragma once

namespace anze::sheets {

// 256 MiB of memory, 10 s of processor, no core file, no new files or processes; then the filter of system
// calls. Returns: false when the system would not have it, in which case nothing may be read.
bool confine();

}  // namespace anze::sheets
