// kit: what several of these tests need: the probe's seven functions, an open instance, a folder that goes
// away.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "anze/anze.h"
#include "cpp/plugin_proxy.hpp"
#include "host/loader.hpp"
#include "tests/own_folder.h"

namespace anze::kit {

namespace fs = std::filesystem;
using nlohmann::json;

inline const abi::Entrance& probe() {
  static const abi::Entrance entrance = host::load(ANZE_PROBE, [](const std::string&) {}).entrance;
  return entrance;
}

// The bytes of a filled buffer, which is freed.
inline std::string take(anze_buf& buf) {
  std::string text(reinterpret_cast<const char*>(buf.data), buf.size);
  probe().buf_free(&buf);
  return text;
}

inline anze_open_args args_with(const std::vector<anze_service>& services) {
  anze_open_args args{};
  args.struct_size = sizeof args;
  args.abi = ANZE_ABI_1_0;
  args.services = services.data();
  args.service_count = services.size();
  return args;
}

// One open probe, spoken to through the bare functions.
class Opened {
 public:
  explicit Opened(const std::vector<anze_service>& services = {}) {
    const anze_open_args args = args_with(services);
    EXPECT_EQ(probe().open(&args, &handle, nullptr), ANZE_OK);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() { probe().close(handle); }

  abi::Said call(const char* method, std::string_view request = "{}") const {
    anze_buf response{};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(request.data());
    const anze_status status = probe().call(handle, method, bytes, request.size(), &response);
    return {status, take(response)};
  }
  json ask(const char* method, const json& request = json::object()) const {
    return json::parse(call(method, request.dump()).text);
  }

  anze_plugin* handle = nullptr;
};

class Folder {
 public:
  Folder() : path(tests::own_folder("abi")) {}
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  fs::path write(const std::string& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }

  fs::path path;
};

}  // namespace anze::kit
