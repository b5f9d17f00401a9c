// OpenArgs: the plugin's own copy of what the host passed to anze_open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "anze/plugin.h"
#include "cpp/problem.hpp"

namespace anze::abi {

inline constexpr std::uint64_t k_services_max = 1024;
inline constexpr std::uint64_t k_config_bytes_max = 16ULL << 20U;
inline constexpr std::uint32_t k_struct_size_max = 4096;  // more is not a newer host but garbage

struct Service {
  std::string id;
  const void* table = nullptr;  // the host's, valid until close
  void* ctx = nullptr;
};

struct OpenArgs {
  std::uint32_t abi = 0;
  std::string config;  // JSON text, "{}" when the host gave none
  std::vector<Service> services;

  // Returns the service with exactly this id, or null.
  const Service* find(std::string_view id) const {
    for (const Service& service : services)
      if (service.id == id) return &service;
    return nullptr;
  }
};

// The newest version both sides speak, 0 for none. Within a major version the host's range may end beyond
// ours.
inline std::uint32_t negotiate(std::uint32_t host_min, std::uint32_t host_max) {
  const std::uint32_t chosen = host_max < ANZE_ABI_CURRENT ? host_max : ANZE_ABI_CURRENT;
  return host_min <= host_max && chosen >= host_min && chosen >= ANZE_ABI_MIN ? chosen : 0;
}

// Copies `args` into `out` by the struct_size rules of plugin.h.
// Returns a problem whose status is ANZE_OK when all is well.
inline Problem copy_open_args(const anze_open_args* args, OpenArgs& out) {
  const auto wrong = [](anze_status status, const char* code, const char* message, std::string at = {}) {
    return Problem{status, code, message, std::move(at), "See anze/plugin.h.", {}};
  };
  if (args == nullptr) return wrong(ANZE_E_ARGUMENT, "open.args", "anze_open was called without arguments.");
  const std::uint32_t size = args->struct_size;
  if (size < offsetof(anze_open_args, config) || size > k_struct_size_max)
    return wrong(ANZE_E_STRUCT_SIZE, "open.struct_size", "struct_size is not the size of an anze_open_args.");
  anze_open_args known{};
  std::memcpy(&known, args, size < sizeof known ? size : sizeof known);
  const auto* bytes = reinterpret_cast<const unsigned char*>(args);
  for (std::size_t i = sizeof known; i < size; ++i)
    if (bytes[i] != 0)
      return wrong(ANZE_E_STRUCT_SIZE, "open.struct_size",
                   "The host asks for something this version does not know.");
  if (known.abi == 0 || negotiate(known.abi, known.abi) != known.abi)
    return wrong(ANZE_E_ABI_VERSION, "open.abi", "abi is not a version that anze_negotiate answers.");

  if (known.config == nullptr && known.config_size != 0)
    return wrong(ANZE_E_ARGUMENT, "open.config", "config is NULL but has a size.");
  if (known.config_size > k_config_bytes_max)
    return wrong(ANZE_E_LIMIT, "open.config", "config is longer than 16 MiB.");
  if (known.services == nullptr && known.service_count != 0)
    return wrong(ANZE_E_ARGUMENT, "open.services", "services is NULL but has a count.");
  if (known.service_count > k_services_max)
    return wrong(ANZE_E_LIMIT, "open.services", "More than 1024 services.");

  out.abi = known.abi;
  out.config = known.config_size == 0
                   ? "{}"
                   : std::string(reinterpret_cast<const char*>(known.config), known.config_size);
  out.services.reserve(known.service_count);
  for (std::uint64_t i = 0; i < known.service_count; ++i) {
    const anze_service& service = known.services[i];
    const std::string at = "/services/" + std::to_string(i);
    if (service.id == nullptr || service.table == nullptr)
      return wrong(ANZE_E_ARGUMENT, "open.service", "A service needs an id and a table.", at);
    if (out.find(service.id) != nullptr)
      return wrong(ANZE_E_ARGUMENT, "open.service", "The service is given twice.", at);
    out.services.push_back({service.id, service.table, service.ctx});
  }
  return Problem{ANZE_OK, {}, {}, {}, {}, {}};
}

}  // namespace anze::abi
