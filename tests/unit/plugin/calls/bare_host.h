// BareHost: a plugin on a store of its own with just the services given.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {

inline constexpr std::int64_t k_march = 1'742'000'000'000;  // 2025-03-15 in Beijing

// A plugin on a store of its own with just the services given.
class BareHost {
 public:
  BareHost(const fs::path& folder, const std::vector<anze_service>& services, json more = json::object())
      : loaded_(host::load(ANZE_PLUGIN, [](const std::string&) {})), plugin_(loaded_.entrance) {
    fs::create_directories(folder / "store");
    more["storage_dir"] = (folder / "store").string();
    if (!more.contains("people")) more["people"] = people();
    if (!more.contains("keys")) more["personal_plain"] = true;
    const abi::Said said = plugin_.open(more.dump(), services);
    EXPECT_TRUE(said.ok()) << said.text;
  }
  json ask(const char* method, const char* actor, json request = json::object()) {
    request["actor"] = actor;
    if (!request.contains("request_id")) request["request_id"] = "b" + std::to_string(++requests_);
    if (now_ >= 0 && !request.contains("now")) request["now"] = now_;
    const abi::Said said = plugin_.call(method, request.dump());
    return json::parse(said.text);
  }
  std::string no(const char* method, const char* actor, const json& request = json::object()) {
    const json answer = ask(method, actor, request);
    return answer.value("code", "done") + (answer.contains("at") ? " " + answer.value("at", "") : "");
  }
  void at(std::int64_t now) { now_ = now; }

 private:
  host::Loaded loaded_;
  abi::Plugin plugin_;
  std::int64_t now_ = -1;
  inline static int requests_ = 0;  // of all hosts of a test: a store knows the ids of the one before
};

}  // namespace anze::district
