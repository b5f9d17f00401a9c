#include "host/session.hpp"

#include <fmt/format.h>

#include <random>
#include <utility>
#include <vector>

#include "host/fault.hpp"

namespace anze::host {
namespace {

using nlohmann::json;

json parse_problem(const std::string& text) {
  json problem = json::parse(text, nullptr, false);
  return problem.is_object() ? problem : json{{"code", "unknown"}, {"message", text}};
}

// Not from a seed: two processes must not make the same id.
std::string random_id() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

}  // namespace

std::string status_name(anze_status status) {
  static constexpr std::pair<anze_status, const char*> k_names[] = {
      {ANZE_OK, "OK"},
      {ANZE_DEFERRED, "DEFERRED"},
      {ANZE_E_ARGUMENT, "ARGUMENT"},
      {ANZE_E_NO_MEMORY, "NO_MEMORY"},
      {ANZE_E_INTERNAL, "INTERNAL"},
      {ANZE_E_NOT_FOUND, "NOT_FOUND"},
      {ANZE_E_CONFLICT, "CONFLICT"},
      {ANZE_E_FORBIDDEN, "FORBIDDEN"},
      {ANZE_E_INVALID, "INVALID"},
      {ANZE_E_UNSUPPORTED, "UNSUPPORTED"},
      {ANZE_E_BUSY, "BUSY"},
      {ANZE_E_CANCELLED, "CANCELLED"},
      {ANZE_E_IO, "IO"},
      {ANZE_E_CORRUPT, "CORRUPT"},
      {ANZE_E_LIMIT, "LIMIT"},
      {ANZE_E_ABI_VERSION, "ABI_VERSION"},
      {ANZE_E_STRUCT_SIZE, "STRUCT_SIZE"},
      {ANZE_E_WRONG_THREAD, "WRONG_THREAD"},
      {ANZE_E_REENTRANT, "REENTRANT"},
      {ANZE_E_FORKED, "FORKED"},
      {ANZE_E_CLOSED, "CLOSED"},
      {ANZE_E_POISONED, "POISONED"},
      {ANZE_E_HOST_FAILED, "HOST_FAILED"},
      {ANZE_E_HOST_NO_ANSWER, "HOST_NO_ANSWER"},
      {ANZE_E_HOST_MISBEHAVED, "HOST_MISBEHAVED"},
      {ANZE_E_HOST_REFUSED, "HOST_REFUSED"},
  };
  for (const auto& [number, name] : k_names)
    if (number == status) return name;
  return std::to_string(status);
}

Refused::Refused(const std::string& method, anze_status said, json why)
    : std::runtime_error(fmt::format("{} was refused ({}): {}", method, status_name(said),
                                     why.value("message", std::string()))),
      status(said),
      problem(std::move(why)) {}

Session::Session(const SessionOptions& options)
    : actor_(options.actor),
      clock_(options.now_ms),
      log_(options.log_level, options.log_file, clock_),
      workers_(options.workers),
      loaded_(load_with_warnings(options.plugin)),
      plugin_(loaded_.entrance) {
  std::vector<anze_service> services = {log_.service(), clock_.service(), workers_.service()};
  json config = options.config;
  if (!options.store.empty()) {
    storage_ = std::make_unique<Storage>(options.store);
    services.push_back(storage_->service());
    config["storage_dir"] = std::filesystem::absolute(options.store).string();
  }
  if (!options.directory.empty()) {
    identity_ = std::make_unique<Identity>(options.directory);
    services.push_back(identity_->service());
    services.push_back(identity_->service_2());
  }
  if (!options.calendar.empty()) {
    calendar_ = std::make_unique<Calendar>(options.calendar);
    services.push_back(calendar_->service());
  }
  if (!options.mailboxes.empty()) {
    exchange_ = std::make_unique<Exchange>(options.mailboxes, options.behaviours, clock_);
    services.push_back(exchange_->service());
  }
  if (!options.anchor.empty()) {
    anchor_ = std::make_unique<Anchor>(options.anchor);
    services.push_back(anchor_->service());
  }
  if (!options.keys.empty()) {
    keys_ = std::make_unique<Keys>(options.keys);
    services.push_back(keys_->service());
  } else if (config.is_object() && !config.contains("keys")) {
    config["personal_plain"] = true;
  }
  const abi::Said opened = plugin_.open(config.dump(), services);
  if (opened.ok()) return;
  const json problem = parse_problem(opened.text);
  throw Fault(k_exit_no_plugin,
              fmt::format("The plugin does not open ({}): {}", status_name(opened.status),
                          problem.value("message", std::string())),
              problem.value("help", std::string()));
}

Loaded Session::load_with_warnings(const std::filesystem::path& file) {
  return load(file, [this](const std::string& text) { log_.write(ANZE_LOG_WARNING, text); });
}

json Session::complete(json request) const {
  if (!actor_.empty() && !request.contains("actor")) request["actor"] = actor_;
  if (!request.contains("request_id")) request["request_id"] = random_id();
  return request;
}

json Session::ask(const std::string& method, json request) {
  const abi::Said said = call(method, complete(std::move(request)).dump());
  if (!said.ok()) throw Refused(method, said.status, parse_problem(said.text));
  json answer = json::parse(said.text, nullptr, false);
  if (answer.is_discarded()) {
    log_.write(ANZE_LOG_PLUGIN_MISBEHAVING, method + " answered what is not JSON (P-08)");
    throw abi::Misbehaved(method + " answered what is not JSON (P-08)");
  }
  return answer;
}

}  // namespace anze::host
