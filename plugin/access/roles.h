// Roles that exclude each other in one person (三员分立, 不相容岗位), and what a directory has of them.
//
// The three administrators are three people, and none of them does business: who sets up, who gives rules and
// who audits neither enters, counts nor signs. Being assessed (official) excludes nothing.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"

namespace anze::plugin {

// Two roles of these that exclude each other; empty when none do.
std::vector<std::string> exclusive_in(const std::vector<std::string>& roles);

// Errors: actor.roles.
Result<void> check_exclusive(const Person& actor);

bool is_role(std::string_view word);

}  // namespace anze::plugin
