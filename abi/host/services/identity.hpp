// Identity: service anze.host.identity/1 from a directory file:
//   {"version":"2026-01","people":[
//     {"principal":"zhang.wei","name":"张伟","unit":"safety-bureau","roles":["clerk"],"person":"1001",
//      "deny":["assessment.seal/1"]}]}
// `person` (the official's id) may be null or absent, `addressee` names the body that letters go to of
// whoever belongs to one, `deny` lists what `can` refuses this person. Threads: any; read only after
// construction.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "anze/anze.h"

namespace anze::host {

class Identity {
 public:
  // Errors: Fault (usage) when the file is not of the form or a principal is given twice.
  explicit Identity(const std::filesystem::path& file);
  anze_service service() { return {ANZE_HOST_IDENTITY, &k_table, this}; }

 private:
  static const anze_host_identity k_table;
  const nlohmann::json& person(std::string_view principal) const;
  nlohmann::json card(const nlohmann::json& person) const;

  std::string version_;
  std::map<std::string, nlohmann::json, std::less<>> people_;  // by principal
};

}  // namespace anze::host
