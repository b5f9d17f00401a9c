// Progress: how far a long piece of work is, on stderr: a line that rewrites itself on a terminal, and
// elsewhere a line each tenth of the way so that a log stays readable.
#pragma once

#include <cstdint>
#include <string>

namespace anze::host {

class Progress {
 public:
  // `total` 0 means unknown; then only the end is told off the terminal.
  Progress(std::string label, std::string unit, std::uint64_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();  // ends the line

  void at(std::uint64_t done);

 private:
  void print(std::uint64_t done, const char* end) const;
  std::string label_;
  std::string unit_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
  std::uint64_t next_ = 0;
  bool on_terminal_;
};

}  // namespace anze::host
