#include "plugin/access/roles.h"

#include <algorithm>

namespace anze::plugin {
namespace {

bool is_administrator(std::string_view role) {
  return role == k_system_admin || role == k_security_admin || role == k_auditor;
}

bool is_business(std::string_view role) {
  return is_role(role) && role != k_official && !is_administrator(role);
}

}  // namespace

bool is_role(std::string_view word) {
  return std::find(std::begin(k_roles), std::end(k_roles), word) != std::end(k_roles);
}

std::vector<std::string> exclusive_in(const std::vector<std::string>& roles) {
  for (const std::string& one : roles) {
    if (!is_administrator(one)) continue;
    for (const std::string& other : roles)
      if (other != one && (is_administrator(other) || is_business(other))) return {one, other};
  }
  return {};
}

Result<void> check_exclusive(const Person& actor) {
  const std::vector<std::string> both = exclusive_in(actor.roles);
  if (both.empty()) return {};
  return Error{Code::k_forbidden, "actor.roles",
               "the directory gives this person the roles “" + both[0] + "” and “" + both[1] +
                   "”, which exclude each other",
               "/actor",
               "let the security administrator give them to two people; roles.check/1 lists all cases"};
}

}  // namespace anze::plugin
