// Anchor: service anze.host.anchor/1 in one file of its own, which must not lie in the store's folder:
// {"/var/lib/anze": {"seq": 318, "hash": "…"}}. Written durably after each head, so it is no slower than a
// commit and no faster. Threads: any.
#pragma once

#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>

#include "anze/all.h"

namespace anze::host {

class Anchor {
 public:
  // Errors: Fault (usage) when the file is there and cannot be read.
  explicit Anchor(std::filesystem::path file);
  Anchor(const Anchor&) = delete;
  Anchor& operator=(const Anchor&) = delete;
  anze_service service() { return {ANZE_HOST_ANCHOR, &k_table, this}; }

 private:
  void keep(const nlohmann::json& head);

  static const anze_host_anchor k_table;
  const std::filesystem::path file_;
  std::mutex mutex_;
  nlohmann::json heads_ = nlohmann::json::object();  // by store
};

}  // namespace anze::host
