// Clock: service anze.host.clock/1: the system's time, or a time that is set and advanced by hand so that a
// year can be played through in a second. Threads: any.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "anze/anze.h"

namespace anze::host {

class Clock {
 public:
  // Stands at `fixed_ms`, or runs on system time without.
  explicit Clock(std::optional<std::int64_t> fixed_ms = std::nullopt)
      : fixed_ms_(fixed_ms.value_or(k_system)) {}
  std::int64_t now_ms() const;
  void set(std::int64_t now_ms) { fixed_ms_ = now_ms; }  // stands still from here on
  // A clock on system time is stopped at its present time first.
  void advance(std::int64_t by_ms) { fixed_ms_ = now_ms() + by_ms; }
  anze_service service() { return {ANZE_HOST_CLOCK, &k_table, this}; }

 private:
  static constexpr std::int64_t k_system = -1;
  static const anze_host_clock k_table;
  std::atomic<std::int64_t> fixed_ms_;
};

// "2026-01-08T09:00:00+08:00" (or Z, or a date alone for midnight in Beijing) to Unix milliseconds.
std::optional<std::int64_t> parse_time(std::string_view text);
std::string to_beijing_text(std::int64_t now_ms);  // "2026-01-08T09:00:00+08:00"
std::string to_beijing_date(std::int64_t now_ms);  // "2026-01-08"

}  // namespace anze::host
