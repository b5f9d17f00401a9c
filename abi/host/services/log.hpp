// Log: service anze.host.log/1 on stderr or into a file, one line each, from a level on.
// Threads: any; lines do not mix.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

#include "anze/anze.h"
#include "host/services/clock.hpp"

namespace anze::host {

class Log {
 public:
  // An empty file name means stderr. The misbehaviour levels are always written.
  Log(std::int32_t lowest_level, const std::filesystem::path& file, const Clock& clock);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  void write(std::int32_t level, std::string_view text);
  anze_service service() { return {ANZE_HOST_LOG, &k_table, this}; }

 private:
  static const anze_host_log k_table;
  const Clock& clock_;
  std::mutex mutex_;
  std::int32_t lowest_level_;
  int fd_;
};

// "debug", "info", "warning", "error".  Errors: Fault (usage).
std::int32_t parse_log_level(std::string_view text);

}  // namespace anze::host
