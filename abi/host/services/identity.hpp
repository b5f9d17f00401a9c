// Identity: services anze.host.identity/1 and /2 from a directory file:
//   {"version":"2026-01","people":[
//     {"principal":"zhang.wei","name":"张伟","unit":"safety-bureau","roles":["clerk"],"person":"1001",
//      "units":["gov"],"sectors":["mining"],"deputy_of":["1002"],"deny":["assess.seal/1"]}]}
// `person` (the official's id) may be null or absent, `addressee` names the body that letters go to of
// whoever belongs to one, `deny` lists what `can` refuses this person. Place and relations (ext/identity.h)
// are optional, and answered by /2 only. Threads: any; read only after construction.
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
  anze_service service_2() { return {ANZE_HOST_IDENTITY_2, &k_table_2, this}; }

 private:
  static const anze_host_identity k_table, k_table_2;
  template <bool second>
  static void resolve(void* ctx, const std::uint8_t* principal, std::uint64_t size, const anze_reply* reply);
  template <bool second>
  static void list(void* ctx, const std::uint8_t* unit, std::uint64_t size, const anze_reply* reply);
  static void can(void* ctx, const std::uint8_t* principal, std::uint64_t size, const char* action,
                  const std::uint8_t* object, std::uint64_t object_size, const anze_reply* reply);
  const nlohmann::json& person(std::string_view principal) const;
  nlohmann::json card(const nlohmann::json& person, bool second = false) const;

  std::string version_;
  std::map<std::string, nlohmann::json, std::less<>> people_;  // by principal
};

}  // namespace anze::host
