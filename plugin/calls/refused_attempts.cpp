#include "plugin/calls/refused_attempts.h"

namespace anze::plugin {
namespace {

constexpr std::int64_t k_hour_ms = 3'600'000;
constexpr std::int64_t k_many = 20;
constexpr int k_most_told = 20;
constexpr std::size_t k_most_counted = 1000;  // persons and acts apart; the others of the hour together

}  // namespace

std::optional<json> RefusedAttempts::note(std::string_view actor, std::string_view method,
                                          std::string_view code, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (now_ms < hour_ms_ || now_ms - hour_ms_ >= k_hour_ms) {
    counts_.clear();
    told_ = 0;
    hour_ms_ = now_ms;
  }
  std::pair<std::string, std::string> key{actor, method};
  if (counts_.size() >= k_most_counted && !counts_.contains(key)) key = {"", ""};
  Count& count = counts_[key];
  if (count.refused == 0) {
    count.since_ms = now_ms;
    count.next_told = k_many;
  }
  ++count.refused;
  if (const auto known = count.codes.find(code); known != count.codes.end())
    ++known->second;
  else
    count.codes.emplace(code, 1);
  if (count.refused < count.next_told || told_ >= k_most_told) return std::nullopt;
  count.next_told *= 10;
  ++told_;
  return json{{"act", method},
              {"refused", count.refused},
              {"since_ms", count.since_ms},
              {"codes", json(count.codes)},
              {"several_persons", key.first.empty()},
              {"no_more_this_hour", told_ == k_most_told}};
}

}  // namespace anze::plugin
