#include "host/commands/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace anze::host {

Progress::Progress(std::string label, std::string unit, std::uint64_t total)
    : label_(std::move(label)),
      unit_(std::move(unit)),
      total_(total),
      on_terminal_(isatty(STDERR_FILENO) == 1) {
  next_ = on_terminal_ ? 0 : std::max<std::uint64_t>(total_ / 10, 1);
}

Progress::~Progress() {
  try {
    print(done_, "\n");
  } catch (...) {  // a line less
  }
}

void Progress::at(std::uint64_t done) {
  done_ = done;
  if (on_terminal_) return print(done, "");
  if (total_ == 0 || done < next_ || done >= total_) return;
  next_ = done + std::max<std::uint64_t>(total_ / 10, 1);
  print(done, "\n");
}

void Progress::print(std::uint64_t done, const char* end) const {
  const std::string of = total_ == 0 ? "" : fmt::format(" of {}", total_);
  fmt::print(stderr, "{}{}: {}{} {}{}", on_terminal_ ? "\r" : "", label_, done, of, unit_, end);
  std::fflush(stderr);
}

}  // namespace anze::host
