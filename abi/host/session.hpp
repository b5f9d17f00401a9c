// Session: a plugin, the services it is given and the one who acts, in one object. The command line, the
// tests and the benchmarks all drive a plugin through it. Threads: call and ask from any thread; the rest
// from one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cpp/plugin_proxy.hpp"
#include "host/loader.hpp"
#include "host/services/anchor.hpp"
#include "host/services/calendar.hpp"
#include "host/services/clock.hpp"
#include "host/services/exchange.hpp"
#include "host/services/identity.hpp"
#include "host/services/keys.hpp"
#include "host/services/log.hpp"
#include "host/services/storage.hpp"
#include "host/services/workers.hpp"

namespace anze::host {

// An empty path leaves the service out; the plugin then uses its fallback.
struct SessionOptions {
  std::filesystem::path plugin;
  std::filesystem::path store;
  std::filesystem::path directory;   // people
  std::filesystem::path calendar;    // notices
  std::filesystem::path mailboxes;   // official document exchange
  std::filesystem::path behaviours;  // how addressees behave; with mailboxes only
  std::filesystem::path anchor;      // how far the store had come, kept outside it
  std::filesystem::path keys;      // of the store's texts; without, they are kept plain, and the log is told
  std::filesystem::path log_file;  // stderr when empty
  std::int32_t log_level = ANZE_LOG_WARNING;
  std::uint32_t workers = 0;           // threads lent to the plugin; 0: as many as there are cores
  std::optional<std::int64_t> now_ms;  // a clock that stands still; system time without
  std::string actor;                   // principal put into requests that name none
  nlohmann::json config = nlohmann::json::object();  // passed on; storage_dir is added
};

// The plugin's no, with its problem object.
struct Refused : std::runtime_error {
  Refused(const std::string& method, anze_status said, nlohmann::json why);
  anze_status status;
  nlohmann::json problem;
};

class Session {
 public:
  // Loads and opens.  Errors: Fault.
  explicit Session(const SessionOptions& options);

  // Sends the bytes as they are.  Errors: abi::Misbehaved.
  abi::Said call(const std::string& method, std::string_view request) {
    return plugin_.call(method, request);
  }

  // Sends an object with `actor` and `request_id` filled in where absent (a random id), returns the answer.
  // Errors: Refused; abi::Misbehaved, also for an answer that is not JSON.
  nlohmann::json ask(const std::string& method, nlohmann::json request = nlohmann::json::object());

  // Fills in `actor` and a random `request_id`.
  nlohmann::json complete(nlohmann::json request) const;

  const Loaded& loaded() const { return loaded_; }
  abi::Plugin& plugin() { return plugin_; }
  Clock& clock() { return clock_; }
  Log& log() { return log_; }
  // Null without mailboxes.
  Exchange* exchange() { return exchange_.get(); }

 private:
  Loaded load_with_warnings(const std::filesystem::path& file);

  std::string actor_;
  Clock clock_;
  Log log_;
  Workers workers_;
  std::unique_ptr<Storage> storage_;
  std::unique_ptr<Identity> identity_;
  std::unique_ptr<Calendar> calendar_;
  std::unique_ptr<Exchange> exchange_;
  std::unique_ptr<Anchor> anchor_;
  std::unique_ptr<Keys> keys_;
  Loaded loaded_;
  abi::Plugin plugin_;  // last: closed before the services go
};

// "INVALID" for ANZE_E_INVALID; the number for one it does not know.
std::string status_name(anze_status status);

}  // namespace anze::host
