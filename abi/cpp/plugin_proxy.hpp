// Plugin: the host's view of one open instance. It closes itself, and it checks the plugin as the plugin
// checks the host: a version that was not offered, an answer without bytes or a table without a size is
// misbehaviour.
//
// Threads: call and extension [any]; the rest [exclusive].
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "anze/plugin.h"

namespace anze::abi {

// The seven functions, from a loader or from the linker.
struct Entrance {
  anze_negotiate_fn negotiate = nullptr;
  anze_build_info_fn build_info = nullptr;
  anze_open_fn open = nullptr;
  anze_call_fn call = nullptr;
  anze_extension_fn extension = nullptr;
  anze_buf_free_fn buf_free = nullptr;
  anze_close_fn close = nullptr;
};

// The plugin broke a rule P-nn.
struct Misbehaved : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Said {
  anze_status status = ANZE_OK;
  std::string text;  // the answer, or the problem when status is negative

  bool ok() const { return status >= 0; }
};

class Plugin {
 public:
  explicit Plugin(const Entrance& entrance) : entrance_(entrance) {}
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;
  ~Plugin() {
    if (handle_ != nullptr) entrance_.close(handle_);
  }

  // Negotiates and opens. `services` is copied by the plugin; tables and contexts must outlive this object.
  // Returns the problem when the plugin refuses. Errors: Misbehaved.
  Said open(std::string_view config, const std::vector<anze_service>& services) {
    const std::uint32_t version = entrance_.negotiate(ANZE_ABI_MIN, ANZE_ABI_CURRENT);
    if (version == 0) return {ANZE_E_ABI_VERSION, R"({"code":"open.abi","message":"No version in common."})"};
    if (version < ANZE_ABI_MIN || version > ANZE_ABI_CURRENT)
      throw Misbehaved("anze_negotiate answered a version that was not offered (P-02)");
    anze_open_args args{};
    args.struct_size = sizeof args;
    args.abi = version;
    args.config = reinterpret_cast<const std::uint8_t*>(config.data());
    args.config_size = config.size();
    args.services = services.data();
    args.service_count = services.size();
    anze_buf problem{};
    const anze_status status = entrance_.open(&args, &handle_, &problem);
    Said said{status, take(problem)};
    if (status >= 0 && handle_ == nullptr) throw Misbehaved("anze_open answered OK without a handle (P-03)");
    if (status < 0 && handle_ != nullptr) throw Misbehaved("anze_open failed and left a handle (P-03)");
    return said;
  }

  // Errors: Misbehaved.
  Said call(const std::string& method, std::string_view request) {
    anze_buf response{};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(request.data());
    const anze_status status = entrance_.call(handle_, method.c_str(), bytes, request.size(), &response);
    if (response.data == nullptr && response.size != 0)
      throw Misbehaved("a buffer has a size and no bytes (P-05)");
    if (response.data != nullptr && response.data[response.size] != 0)
      throw Misbehaved("a buffer does not end in a NUL byte (P-05)");
    return {status, take(response)};
  }

  // Returns the table as T when the plugin has it.  Errors: Misbehaved when the table is shorter than its own
  // head.
  template <class T>
  const T* extension(const char* id) {
    const auto* table = static_cast<const T*>(entrance_.extension(handle_, id));
    if (table != nullptr && table->struct_size < sizeof(std::uint32_t))
      throw Misbehaved("an extension table has no struct_size (P-06)");
    return table;
  }

  // For hosts that want to know; the destructor ignores the answer.
  anze_status close() {
    const anze_status status = entrance_.close(handle_);
    if (status == ANZE_OK) handle_ = nullptr;
    return status;
  }

  anze_plugin* handle() const { return handle_; }
  const Entrance& entrance() const { return entrance_; }

 private:
  std::string take(anze_buf& buf) {
    std::string text(reinterpret_cast<const char*>(buf.data), buf.size);
    entrance_.buf_free(&buf);
    return text;
  }

  Entrance entrance_;
  anze_plugin* handle_ = nullptr;
};

}  // namespace anze::abi
