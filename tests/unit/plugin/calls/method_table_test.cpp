// The method table as abi.describe/1 tells it: roles, schemas.
#include "tests/unit/plugin/district_test.h"
#include "tests/unit/plugin/example.h"

namespace anze::district {
namespace {

class MethodTableTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    methods_ = ask("abi.describe/1", "clerk").at("methods");
    ASSERT_GT(methods_.size(), 35U);
  }
  json methods_;
};

TEST_F(MethodTableTest, EachMethodRefusesWhoLacksTheRole) {
  town().define();
  const std::vector<std::string> roles{"clerk",        "verifier",       "reviewer",  "signer",
                                       "assessor",     "discipline",     "registrar", "official",
                                       "system_admin", "security_admin", "auditor",   "countersigner"};
  int refused = 0;
  for (const json& method : methods_) {
    const json& allowed = method.at("roles");
    for (const json& role : allowed)
      EXPECT_NE(std::find(roles.begin(), roles.end(), role), roles.end())
          << method.at("name") << " names a role nobody has: " << role;
    if (allowed.empty()) continue;
    json request = example(method.at("request"));
    request.erase("request_id");
    for (const std::string& role : roles) {
      const bool may = std::find(allowed.begin(), allowed.end(), role) != allowed.end();
      const std::string said = no(method.at("name"), role == "official" ? "head" : role, request);
      if (may) {
        EXPECT_NE(said, "actor.role /actor") << method.at("name") << " as " << role;
      } else {
        EXPECT_EQ(said, "actor.role /actor") << method.at("name") << " as " << role;
      }
      refused += may ? 0 : 1;
    }
  }
  EXPECT_GT(refused, 200);
}

TEST_F(MethodTableTest, EachMethodRefusesAMemberItDoesNotKnow) {
  for (const json& method : methods_) {
    json request = example(method.at("request"));
    request["surprise"] = 1;
    EXPECT_EQ(no(method.at("name"), "clerk", request), "json.unknown_field /surprise") << method.at("name");
  }
}

TEST_F(MethodTableTest, EachMethodNamesTheMemberItMisses) {
  for (const json& method : methods_)
    for (const json& name : method.at("request").at("required")) {
      json request = example(method.at("request"));
      request["actor"] = "clerk";
      request["request_id"] = "missing";
      request.erase(name.get<std::string>());
      const abi::Said said = town().session().call(method.at("name"), request.dump());
      ASSERT_FALSE(said.ok()) << method.at("name") << " without " << name;
      EXPECT_EQ(json::parse(said.text).value("at", ""), "/" + name.get<std::string>()) << method.at("name");
    }
}

void expect_no_keyword(const json& schema, const std::string& keyword, const std::string& where) {
  if (schema.is_array())
    for (const json& each : schema) expect_no_keyword(each, keyword, where);
  if (!schema.is_object()) return;
  for (const auto& [name, value] : schema.items()) {
    if (name == keyword && value.is_string()) ADD_FAILURE() << where << " has " << keyword;
    // Names under "properties" are the document's, not keywords.
    if (name != "properties" || !value.is_object())
      expect_no_keyword(value, keyword, where);
    else
      for (const auto& [property, of] : value.items()) expect_no_keyword(of, keyword, where + "/" + property);
  }
}

// Valijson runs both with std::regex, which recurses until the stack ends.
TEST_F(MethodTableTest, NoSchemaUsesPatternOrFormat) {
  const json description = ask("abi.describe/1", "clerk");
  for (const char* keyword : {"pattern", "format", "patternProperties"}) {
    for (const json& method : methods_) expect_no_keyword(method.at("request"), keyword, method.at("name"));
    expect_no_keyword(description.at("config"), keyword, "config");
    expect_no_keyword(ask("rulebook.schema/1", "clerk").at("schema"), keyword, "rulebook");
  }
}

TEST_F(MethodTableTest, AnUnknownMethodIsToldItsNeighbours) {
  const json problem = town().problem("ledger.burn/1", "clerk");
  EXPECT_EQ(problem.at("code"), "method.unknown");
  EXPECT_NE(problem.at("help").get<std::string>().find("ledger.append/1"), std::string::npos);
}

}  // namespace
}  // namespace anze::district
