#include "host/services/clock.hpp"

#include <fmt/format.h>

#include <chrono>

#include "host/day.hpp"

namespace anze::host {
namespace {

constexpr std::int64_t k_day_ms = 86'400'000;
constexpr std::int64_t k_beijing_ms = 8 * 3'600'000;  // no daylight saving since 1991

// Returns the two digits at text[at] when they are digits and below `limit`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int limit) {
  if (at + 2 > text.size()) return std::nullopt;
  const int tens = text[at] - '0';
  const int ones = text[at + 1] - '0';
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || tens * 10 + ones >= limit) return std::nullopt;
  return tens * 10 + ones;
}

std::optional<std::int64_t> offset_ms(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = two_digits(text, 1, 15);
  const auto minutes = two_digits(text, 4, 60);
  if (!hours || !minutes) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 3'600'000LL + *minutes * 60'000LL);
}

}  // namespace

const anze_host_clock Clock::k_table = {sizeof(anze_host_clock), 0,
                                        [](void* ctx, std::int64_t* out) -> anze_status {
                                          *out = static_cast<Clock*>(ctx)->now_ms();
                                          return ANZE_OK;
                                        }};

std::int64_t Clock::now_ms() const {
  const std::int64_t fixed = fixed_ms_;
  if (fixed != k_system) return fixed;
  using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  const std::int64_t midnight = day->time_since_epoch().count() * k_day_ms;
  if (text.size() == 10) return midnight - k_beijing_ms;
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto hour = two_digits(text, 11, 24);
  const auto minute = two_digits(text, 14, 60);
  const auto second = two_digits(text, 17, 60);
  const auto offset = offset_ms(text.substr(19));
  if (!hour || !minute || !second || !offset) return std::nullopt;
  return midnight + ((*hour * 60LL + *minute) * 60 + *second) * 1000 - *offset;
}

std::string to_beijing_date(std::int64_t now_ms) {
  return to_beijing_text(now_ms).substr(0, 10);
}

std::string to_beijing_text(std::int64_t now_ms) {
  const auto local =
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms + k_beijing_ms));
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::int64_t seconds = (local - day).count() / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", to_text(day), seconds / 3600, seconds / 60 % 60,
                     seconds % 60);
}

}  // namespace anze::host
