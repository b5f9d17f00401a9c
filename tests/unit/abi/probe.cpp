// probe.so: the smallest real plugin behind the guard. Each method does one thing a plugin may do, or must
// survive.
#include <atomic>
#include <memory>
#include <mutex>
#include <new>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "anze/anze.h"
#include "cpp/guard.hpp"
#include "cpp/host_proxy.hpp"
#include "probe.hpp"

namespace {

using anze::abi::Answer;
using anze::abi::Heard;
using anze::abi::OpenArgs;
using anze::abi::Opened;
using anze::abi::Problem;
using nlohmann::json;

class Probe {
 public:
  explicit Probe(const OpenArgs& args) : config_(args.config), host_(args.services) {}

  static Opened<Probe> open(const OpenArgs& args) {
    const json config = json::parse(args.config, nullptr, false);
    if (!config.is_object())
      return {
          nullptr,
          Problem{ANZE_E_INVALID, "config.json", "The config is not a JSON object.", "/", "Send {}.", {}}};
    if (config.contains("throw")) throw std::runtime_error("open threw");
    return {std::make_unique<Probe>(args)};
  }

  Answer call(std::string_view method, std::string_view request) {
    if (method == "echo/1") return {ANZE_OK, std::string(request)};
    if (method == "deferred/1") return {ANZE_DEFERRED, "{}"};
    if (method == "config/1") return {ANZE_OK, config_};
    if (method == "throw.memory/1") throw std::bad_alloc();
    if (method == "throw.standard/1") throw std::runtime_error("disk \xFF\xC0\xAF on fire \"now\"\n");
    if (method == "throw.number/1") throw 7;
    if (method == "throw.broken/1") ANZE_ABI_ASSERT(request == "the invariant");
    if (method == "refuse/1")
      return anze::abi::refuse(
          {ANZE_E_INVALID, "probe.refused", "Not like this.", "/a/0", "Like that.", "r-1"});
    if (method == "log/1") return {ANZE_OK, host_.log(ANZE_LOG_INFO, request) ? "true" : "false"};
    if (method == "now/1") return now();
    if (method == "abi.describe/1")
      return {ANZE_OK,
              R"({"methods":[{"name":"echo/1","title":"Says it back","request":{"type":"object"}}]})"};
    if (method == "received/1") {
      const std::lock_guard lock(mutex_);
      return {ANZE_OK, received_.dump()};
    }
    if (method.starts_with("ask.")) return ask(method.substr(4), json::parse(request));
    for (const char* known : {"org.import/1", "ledger.define/1", "rulebook.add/1", "figures.define/1",
                              "ledger.import/1", "jobs.run_due/1"})
      if (method == known) return receive(method, json::parse(request));
    return anze::abi::refuse({ANZE_E_NOT_FOUND, "method.unknown", "No such method.", {}, {}, {}});
  }

  const void* extension(std::string_view id) const;

  void poison() { host_.log(ANZE_LOG_ERROR, "poisoned"); }

 private:
  Answer now() const {
    std::int64_t now_ms = 0;
    const anze_status status = host_.now_ms(now_ms);
    return {ANZE_OK, json{{"status", status}, {"now_ms", now_ms}}.dump()};
  }

  Answer ask(std::string_view what, const json& request) const {
    Heard heard;
    const auto text = [&](const char* key) { return request.at(key).get<std::string>(); };
    if (what == "submit/1") heard = host_.submit(text("document"), request.at("meta").dump());
    if (what == "receipt/1") heard = host_.receipt(text("id").c_str());
    if (what == "fetch/1") heard = host_.fetch(text("id").c_str());
    if (what == "resolve/1") heard = host_.resolve(text("principal"));
    if (what == "list/1") heard = host_.list(text("unit"));
    if (what == "can/1") heard = host_.can(text("principal"), text("action").c_str(), "");
    if (what == "workday/1") heard = host_.is_workday(text("date").c_str());
    if (what == "workdays/1") heard = host_.add_workdays(text("date").c_str(), request.at("n").get<int>());
    if (what == "version/1") heard = host_.calendar_version();
    if (what == "directory/1") heard = host_.directory(text("purpose").c_str());
    if (what == "base_url/1") heard = host_.base_url();
    return {
        ANZE_OK,
        json{{"status", heard.status}, {"said", heard.said}, {"fault", heard.fault}, {"bytes", heard.bytes}}
            .dump(-1, ' ', false, json::error_handler_t::replace)};
  }

  Answer receive(std::string_view method, json request) {
    const std::lock_guard lock(mutex_);
    request["method"] = method;
    received_.push_back(request);
    return {ANZE_OK, R"({"done":true})"};
  }

  std::string config_;
  anze::abi::Host host_;
  std::mutex mutex_;
  json received_ = json::array();
};

using Door = anze::abi::Door<Probe>;

constexpr probe_table k_table = {sizeof(probe_table), 0,
                                 [](anze_plugin* plugin, int32_t wanted, anze_buf* problem) {
                                   return Door::enter(plugin, problem, [&](Probe&) {
                                     if (wanted == ANZE_E_POISONED) ANZE_ABI_ASSERT(false);
                                     return Problem{wanted, "probe.table", "As wanted.", {}, {}, {}};
                                   });
                                 }};

const void* Probe::extension(std::string_view id) const {
  if (id == "probe.throw/1") throw std::runtime_error("no table");
  return id == PROBE_TABLE ? &k_table : nullptr;
}

}  // namespace

uint32_t anze_negotiate(uint32_t host_min, uint32_t host_max) {
  return Door::negotiate(host_min, host_max);
}
const char* anze_build_info() {
  return R"({"id":"probe","version":"1.0.0"})";
}
anze_status anze_open(const anze_open_args* args, anze_plugin** out, anze_buf* problem) {
  return Door::open(args, out, problem);
}
anze_status anze_call(anze_plugin* plugin, const char* method, const uint8_t* request, uint64_t size,
                      anze_buf* response) {
  return Door::call(plugin, method, request, size, response);
}
const void* anze_extension(anze_plugin* plugin, const char* id) {
  return Door::extension(plugin, id);
}
void anze_buf_free(anze_buf* buf) {
  anze::abi::buf_free(buf);
}
anze_status anze_close(anze_plugin* plugin) {
  return Door::close(plugin);
}
