// Bare: the real library by its seven functions and nothing of a host around it, so that whatever fails fails
// in the library; and the methods that are tried so, one of each kind. ANZE_REAL_PLUGIN names the library.
#pragma once

#include <dlfcn.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "anze/all.h"
#include "tests/sim/seed.h"
#include "tests/unit/plugin/small_district.h"

namespace anze::sim {

using nlohmann::json;
namespace fs = std::filesystem;

inline anze_status the_time(void*, std::int64_t* out) {
  *out = INT64_C(1744160400000);  // 2025-04-09 09:00 in Beijing
  return ANZE_OK;
}

class Bare {
 public:
  // `names`: what the ids of its own requests begin with; each Bare on one store has other ones.
  explicit Bare(const fs::path& store, const std::string& names = "s")
      : config_(
            json{{"storage_dir", store.string()}, {"people", district::people()}, {"personal_plain", true}}
                .dump()),
        names_(names) {
    library_ = dlopen(ANZE_REAL_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    bind(library_, "anze_negotiate", negotiate_);
    bind(library_, "anze_open", open_);
    bind(library_, "anze_call", call_);
    bind(library_, "anze_buf_free", free_);
    bind(library_, "anze_close", close_);
    negotiate_(ANZE_ABI_MIN, ANZE_ABI_CURRENT);
  }
  ~Bare() {
    close();
    free_(&buffer_);
    dlclose(library_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;
  anze_status open() {
    static const anze_host_clock clock = {sizeof(anze_host_clock), 0, the_time};
    const anze_service services[] = {{ANZE_HOST_CLOCK, &clock, nullptr}};
    anze_open_args args{};
    args.struct_size = sizeof args;
    args.abi = ANZE_ABI_CURRENT;
    args.config = reinterpret_cast<const std::uint8_t*>(config_.data());
    args.config_size = config_.size();
    args.services = services;
    args.service_count = 1;
    free_(&buffer_);
    return open_(&args, &plugin_, &buffer_);
  }
  anze_status close() {
    const anze_status status = plugin_ == nullptr ? ANZE_OK : close_(plugin_);
    plugin_ = nullptr;
    return status;
  }
  anze_status call(const char* method, const std::string& request) {
    free_(&buffer_);
    return call_(plugin_, method, reinterpret_cast<const std::uint8_t*>(request.data()), request.size(),
                 &buffer_);
  }
  std::string said() const {
    return buffer_.data == nullptr ? ""
                                   : std::string(reinterpret_cast<const char*>(buffer_.data), buffer_.size);
  }
  json ask(const char* method, const char* actor, json request) {
    request["actor"] = actor;
    request["request_id"] = names_ + std::to_string(++asked_);
    if (call(method, request.dump()) < 0) throw std::runtime_error(std::string(method) + ": " + said());
    return json::parse(said());
  }

 private:
  template <class Function>
  static void bind(void* library, const char* name, Function& function) {
    void* found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr) throw std::runtime_error(dlerror());
    std::memcpy(&function, &found, sizeof found);
  }
  std::string config_;
  void* library_ = nullptr;
  anze_negotiate_fn negotiate_ = nullptr;
  anze_open_fn open_ = nullptr;
  anze_call_fn call_ = nullptr;
  anze_buf_free_fn free_ = nullptr;
  anze_close_fn close_ = nullptr;
  anze_plugin* plugin_ = nullptr;
  anze_buf buffer_{};
  int asked_ = 0;
  std::string names_;
};

inline void set_up(Bare& bare) {
  bare.ask("org.import/1", "system_admin", {{"organisation", district::organisation()}});
  for (const char* name : {"accident", "criticism", "finding", "hazard", "meeting"})
    bare.ask("ledger.define/1", "system_admin", {{"definition", district::ledger(name)}});
  bare.ask("rulebook.add/1", "security_admin", {{"rulebook", district::rulebook()}});
  bare.ask("ledger.append/1", "clerk", {{"fact", district::criticism("C1", "2025-02-10")}});
  bare.ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
}

struct Method {
  const char* name;
  const char* actor;
  json request;  // "N#" in a text is another number each time
  bool writes = false;
  bool takes_sheet = false;                // as it comes out of sheet.export/1
  std::vector<std::string> of_chain = {};  // members that tell how long the chain is, which grows meanwhile
};

inline std::vector<Method> methods() {
  json fact = district::criticism("N#", "2025-04-02");
  return {{"ledger.append/1", "clerk", {{"fact", fact}}, true},
          {"ledger.list/1", "clerk", {{"period", "2025Q1"}, {"ledger", "criticism"}}},
          {"sheet.export/1",
           "clerk",
           {{"ledger", "criticism"}, {"period", "2025Q1"}},
           false,
           false,
           {"content", "digest"}},
          {"sheet.template/1", "clerk", {{"ledger", "criticism"}}},
          {"sheet.check/1", "clerk", {{"ledger", "criticism"}}, false, true},
          {"rulebook.check/1", "security_admin", {{"rulebook", district::rulebook()}}},
          {"score.evaluate/1", "assessor", {{"period", "2025Q1"}}, true},
          {"audit.verify/1", "auditor", json::object(), false, false, {"entries", "head", "rows"}},
          {"abi.describe/1", "clerk", json::object()}};
}

// Three of them, others from day to day; all of them when more than the ordinary share is tried.
inline std::vector<Method> methods_of_the_day() {
  std::vector<Method> all = methods();
  if (times() > 1) return all;
  Chance chance = chance_of(7);
  std::shuffle(all.begin(), all.end(), chance);
  all.resize(3);
  return all;
}

// Every one of the first hundred, then ever rarer.
inline std::int64_t next_of(std::int64_t at, Chance& chance) {
  return at < 100 ? at + 1
                  : at + 1 + static_cast<std::int64_t>(below(chance, static_cast<std::uint64_t>(at) / 8));
}

inline std::string filled(const json& request, int number) {
  std::string text = request.dump();
  for (std::size_t at = text.find("N#"); at != std::string::npos; at = text.find("N#"))
    text.replace(at, 2, "N" + std::to_string(number));
  return text;
}

inline json without(const std::vector<std::string>& members, const std::string& answer) {
  json rest = json::parse(answer);
  for (const std::string& each : members) rest.erase(each);
  return rest;
}

}  // namespace anze::sim
