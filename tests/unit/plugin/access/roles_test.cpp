// Roles that exclude each other in one person, refused at the door; and a directory looked over before it
// bites.
#include <gmock/gmock.h>

#include <algorithm>

#include "access_test.h"

namespace anze::district {
namespace {

using RolesTest = AccessTest;

constexpr const char* k_admins[] = {"system_admin", "security_admin", "auditor"};
constexpr const char* k_business[] = {"clerk",    "verifier",   "reviewer", "signer",
                                      "assessor", "discipline", "registrar"};

TEST_F(RolesTest, AdministratorsAreThreePeopleAndDoNoBusiness) {
  std::vector<json> more;
  std::vector<std::string> refused;
  std::vector<std::string> fine;
  const auto pair = [&](const std::string& one, const std::string& other, std::vector<std::string>& list) {
    more.push_back(who(one + "+" + other, {one, other}, other == "official" ? json("head-1") : json()));
    list.push_back(one + "+" + other);
  };
  for (const std::string one : k_admins) {
    for (const std::string other : k_admins)
      if (one != other) pair(one, other, refused);
    for (const std::string other : k_business) pair(one, other, refused);
    pair(one, "official", fine);
  }
  for (const std::string one : k_business)
    for (const std::string other : k_business)
      if (one != other) pair(one, other, fine);
  open_with(more);
  for (const std::string& both : refused) EXPECT_EQ(no("audit.head/1", both), "actor.roles /actor") << both;
  for (const std::string& both : fine) EXPECT_EQ(no("audit.head/1", both), "done") << both;
  EXPECT_EQ(refused.size(), 27U);
}

TEST_F(RolesTest, ADirectoryIsLookedOverBeforeItBites) {
  open_with({});
  const json people = json::parse(R"([
    {"principal": "all", "unit": "gov", "roles": ["system_admin", "auditor"]},
    {"principal": "li", "unit": "gov", "person": "p-77", "roles": ["signer"]},
    {"principal": "li-2", "unit": "gov", "person": "p-77", "roles": ["security_admin"]},
    {"principal": "zhao", "unit": "bureau", "person": "p-78", "roles": ["assessor"]},
    {"principal": "zhao-2", "unit": "bureau", "person": "p-78", "roles": ["discipline"]},
    {"principal": "wang", "roles": ["clerk"], "unit": null},
    {"principal": "sun", "unit": "moon", "roles": ["verifier"]},
    {"principal": "qian", "unit": "gov", "roles": ["leader", "reviewer"]},
    {"principal": "qian", "unit": "gov", "roles": ["reviewer"]}])");
  const json answer = ask("roles.check/1", "security_admin", {{"people", people}});
  EXPECT_EQ(answer.at("people"), 9);
  std::vector<std::string> found;
  for (const json& each : answer.at("conflicts"))
    found.push_back(each.at("kind").get<std::string>() + " " + each.at("principals").dump() + " " +
                    each.at("roles").dump());
  EXPECT_THAT(found, testing::UnorderedElementsAre(
                         R"(exclusive_roles ["all"] ["system_admin","auditor"])",
                         R"(exclusive_roles ["li","li-2"] ["security_admin","signer"])",
                         R"(two_bodies ["zhao","zhao-2"] ["assessor","discipline"])",
                         R"(no_place ["wang"] ["clerk"])", R"(unknown_unit ["sun"] ["verifier"])",
                         R"(unknown_role ["qian"] ["leader"])", R"(principal_twice ["qian"] [])",
                         R"(nobody [] ["registrar"])", R"(nobody [] ["official"])"));
  EXPECT_EQ(no("roles.check/1", "system_admin", {{"people", people}}), "actor.role /actor");
}

// Persons are compared by whatever id the directory gives, also of those who are no officials.
TEST_F(RolesTest, APersonWhoIsNoOfficialIsOnePersonToo) {
  open_with({who("li", {"assessor"}, "p-77"), who("li-2", {"signer"}, "p-77")});
  town().go_to("2025-04-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  ask("score.evaluate/1", "li", {{"period", "2025Q1"}});
  EXPECT_EQ(no("assess.seal/1", "li-2", {{"period", "2025Q1"}}), "actor.four_eyes /actor");
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q1"}}), "done");
}

}  // namespace
}  // namespace anze::district
