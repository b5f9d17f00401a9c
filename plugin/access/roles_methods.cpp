// A directory looked over before it bites: who has roles that exclude each other, which words are no roles,
// who works nowhere, what nobody does.
#include <algorithm>
#include <map>
#include <set>

#include "plugin/access/roles.h"

namespace anze::plugin {
namespace {

struct Holder {
  std::vector<std::string> principals, roles;
};

class Findings {
 public:
  void add(const char* kind, std::vector<std::string> principals, std::vector<std::string> roles,
           std::string what) {
    list_.push_back({{"kind", kind},
                     {"principals", std::move(principals)},
                     {"roles", std::move(roles)},
                     {"what", std::move(what)}});
  }
  json take() { return std::move(list_); }

 private:
  json list_ = json::array();
};

std::vector<std::string> texts(const json& person, const char* member) {
  return person.value(member, std::vector<std::string>());
}

// Accounts that name one person are one.
std::map<std::string, Holder> holders_of(const json& people) {
  std::map<std::string, Holder> holders;
  for (const json& person : people) {
    const std::string principal = text_of(person, "principal");
    const std::string human = text_of(person, "person");
    Holder& holder = holders[human.empty() ? "account " + principal : "person " + human];
    holder.principals.push_back(principal);
    for (std::string& role : texts(person, "roles")) holder.roles.push_back(std::move(role));
  }
  return holders;
}

bool has(const std::vector<std::string>& roles, std::string_view role) {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

void check_person(const json& person, const Model& model, const Codebook& codes, Findings& findings) {
  const std::string principal = text_of(person, "principal");
  const std::vector<std::string> roles = texts(person, "roles");
  for (const std::string& role : roles)
    if (!is_role(role))
      findings.add("unknown_role", {principal}, {role}, "“" + role + "”不是本系统的角色，不起作用");
  std::vector<std::string> units = texts(person, "units");
  if (const std::string unit = text_of(person, "unit"); !unit.empty()) units.push_back(unit);
  const bool bound = has(roles, k_clerk) || has(roles, k_verifier);
  const std::vector<std::string> of(1, std::string(has(roles, k_clerk) ? k_clerk : k_verifier));
  if (bound && units.empty() && texts(person, "sectors").empty())
    findings.add("no_place", {principal}, of, "没有单位，无法确定其管辖范围");
  if (!bound || !model.organisation) return;
  for (const std::string& unit : units)
    if (model.organisation->unit(codes.find(unit)) == nullptr)
      findings.add("unknown_unit", {principal}, of, "机构数据中没有单位“" + unit + "”");
}

void check_holder(const Holder& holder, Findings& findings) {
  if (const std::vector<std::string> both = exclusive_in(holder.roles); !both.empty())
    findings.add("exclusive_roles", holder.principals, both,
                 holder.principals.size() == 1 ? "同一账号兼有不相容的角色，任何事项都不予办理"
                                               : "同一人的几个账号兼有不相容的角色");
  if (has(holder.roles, k_assessor) && has(holder.roles, k_discipline))
    findings.add("two_bodies", holder.principals, {std::string(k_assessor), std::string(k_discipline)},
                 "同一人代表组织部门和纪检机关，不能认定一票否决");
}

Result<json> check_roles(Call& call, store::Reader&) {
  const json& people = call.request.at("people");
  Findings findings;
  std::set<std::string> seen;
  std::set<std::string> held;
  for (const json& person : people) {
    const std::string principal = text_of(person, "principal");
    if (!seen.insert(principal).second)
      findings.add("principal_twice", {principal}, {}, "同一账号在名录中出现两次");
    for (const std::string& role : texts(person, "roles")) held.insert(role);
    check_person(person, *call.model, call.store.codes(), findings);
  }
  for (const auto& [who, holder] : holders_of(people)) check_holder(holder, findings);
  for (const std::string_view role : k_roles)
    if (role != k_countersigner &&
        !held.contains(std::string(role)))  // that one only where nobody else signs
      findings.add("nobody", {}, {std::string(role)}, "没有人担任角色“" + std::string(role) + "”");
  return json{{"people", people.size()}, {"conflicts", findings.take()}};
}

}  // namespace

std::span<const Method> roles_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "roles.check/1",
       .title = "核对角色",
       .summary =
           "Looks a directory over before it is used: roles that exclude each other, words that are no "
           "roles, clerks without a place, both deciding bodies in one person, roles nobody has.",
       .roles = {k_security_admin, k_auditor},
       .members = {ask::list(
                       "people",
                       ask::object(
                           "",
                           {ask::text("principal", 1).needed(), ask::text("name"), ask::text("unit"),
                            ask::text("person"), ask::text("addressee"), ask::text("directory_version"),
                            ask::list("roles", ask::text("")).needed(), ask::list("units", ask::text("")),
                            ask::list("sectors", ask::text("")), ask::list("superior_of", ask::text("")),
                            ask::list("deputy_of", ask::text("")), ask::list("delegate_of", ask::text(""))}),
                       0, 10000)
                       .needed()
                       .says("as the directory answers them (abi/anze/ext/identity.h)")},
       .answer = {tell::count("people"),
                  tell::list("conflicts",
                             tell::object(
                                 "", {tell::word("kind",
                                                 {"exclusive_roles", "two_bodies", "unknown_role",
                                                  "no_place", "unknown_unit", "principal_twice", "nobody"}),
                                      tell::texts("principals"), tell::texts("roles"), tell::text("what")}))},
       .function = check_roles},
  };
  return methods;
}

}  // namespace anze::plugin
