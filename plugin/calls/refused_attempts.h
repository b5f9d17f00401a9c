// RefusedAttempts: who was refused what, counted, so that trying doors leaves a trace in the chain and not
// only in the platform's log. When one person's refusals of one act within an hour reach 20, 200, 2000 …, one
// entry tells so; no more than 20 entries an hour in all, so nobody makes the chain grow by being refused.
// What stays below is in the platform's log alone; so is, after a restart, what came before it.
//
// Threads: any.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/json/json.h"

namespace anze::plugin {

class RefusedAttempts {
 public:
  // One more. What an entry about it says, when there is to be one: act, number, since when, the codes.
  std::optional<json> note(std::string_view actor, std::string_view method, std::string_view code,
                           std::int64_t now_ms);

 private:
  struct Count {
    std::int64_t refused = 0;
    std::int64_t since_ms = 0;
    std::int64_t next_told = 0;
    std::map<std::string, std::int64_t, std::less<>> codes;
  };

  std::mutex mutex_;
  std::int64_t hour_ms_ = 0;  // when it began
  int told_ = 0;              // entries of it
  std::map<std::pair<std::string, std::string>, Count> counts_;
};

}  // namespace anze::plugin
