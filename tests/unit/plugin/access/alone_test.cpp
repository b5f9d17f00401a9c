// Nobody does it alone: one person with an account for every subset of the roles, and every account tried at
// every step on the way from opening to sealing, from preparing to signing, from a proposal to a rule in
// force, and in a veto of two bodies. What one account did, no other account of the same person completes.
#include <algorithm>

#include "access_test.h"

namespace anze::district {
namespace {

constexpr const char* k_every_role[] = {"clerk",        "verifier",       "reviewer",  "signer",
                                        "assessor",     "discipline",     "registrar", "official",
                                        "system_admin", "security_admin", "auditor",   "countersigner"};

class AloneTest : public AccessTest {
 protected:
  void SetUp() override {
    AccessTest::SetUp();
    std::vector<json> accounts;
    for (unsigned mask = 0; mask < 1U << std::size(k_every_role); ++mask) {
      std::vector<std::string> roles;
      for (std::size_t i = 0; i < std::size(k_every_role); ++i)
        if ((mask >> i & 1U) != 0) roles.emplace_back(k_every_role[i]);
      accounts_.push_back("alone-" + std::to_string(mask));
      accounts.push_back(who(accounts_.back(), roles, "p-alone"));
    }
    open_with(accounts);
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
  }

  // How often each code came when all accounts asked the same.
  std::map<std::string, int> all_try(const std::string& method, const json& request) {
    std::map<std::string, int> came;
    for (const std::string& account : accounts_) {
      const std::string code = no(method, account, request);
      ++came[code.substr(0, code.find(' '))];
    }
    return came;
  }

  std::vector<std::string> accounts_;
};

TEST_F(AloneTest, NobodyGoesFromOpeningToSealing) {
  const json quarter = {{"period", "2025Q1"}};
  EXPECT_EQ(all_try("assess.open/1", quarter)["done"], 1);
  EXPECT_GT(all_try("score.evaluate/1", quarter)["done"], 0);
  std::map<std::string, int> came = all_try("assess.seal/1", quarter);
  EXPECT_EQ(came["done"], 0);
  EXPECT_GT(came["actor.four_eyes"], 0);  // signers among them, and the same person
  EXPECT_EQ(came["actor.four_eyes"] + came["actor.role"] + came["actor.roles"],
            static_cast<int>(accounts_.size()));
  EXPECT_EQ(no("assess.seal/1", "signer", quarter), "done");  // somebody else does
}

TEST_F(AloneTest, NobodySignsTheOwnLetter) {
  const json quarter = {{"period", "2025Q1"}};
  ask("assess.open/1", "assessor", quarter);
  ask("score.evaluate/1", "assessor", quarter);
  ask("assess.seal/1", "signer", quarter);
  std::map<std::string, int> prepared =
      all_try("filing.prepare/1", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  EXPECT_GT(prepared["done"], 0);
  const json letter = {{"id", "2025Q1/quarterly_discipline/v1"}};
  std::map<std::string, int> came = all_try("filing.sign/1", letter);
  EXPECT_EQ(came["done"], 0);
  EXPECT_GT(came["actor.four_eyes"], 0);
  EXPECT_EQ(no("filing.sign/1", "signer", letter), "done");
}

TEST_F(AloneTest, NobodyChangesARuleAlone) {
  json book = rulebook();
  book["version"] = 2;
  book["effective_from"] = "2025-07-01";
  book["items"][0]["clauses"][0]["amount"] = "0.5";
  const json request = {{"rulebook", book}, {"reason", "减轻扣分"}};
  EXPECT_GT(all_try("rulebook.add/1", request)["done"], 0);
  int confirmed = 0;
  int refused = 0;
  const json waiting = ask("definition.proposals/1", "auditor");
  for (const json& each : waiting.at("proposals")) {
    std::map<std::string, int> came = all_try("definition.confirm/1", {{"proposal", each.at("proposal")}});
    confirmed += came["done"];
    refused += came["actor.four_eyes"];
  }
  EXPECT_EQ(confirmed, 0);
  EXPECT_GT(refused, 0);
}

TEST_F(AloneTest, NobodySpeaksForBothBodies) {
  accident_with_finding();
  std::map<std::string, int> came =
      all_try("veto.decide/1", {{"veto", k_on_head}, {"confirmed", true}, {"document_no", "一号"}});
  EXPECT_GT(came["done"], 0);
  const json listed = ask("veto.list/1", "assessor", {{"period", "2025"}});
  for (const json& veto : listed.at("vetoes"))
    if (veto.at("id") == k_on_head) {
      EXPECT_EQ(veto.at("status"), "proposed") << veto.dump();  // one body has spoken, the other has not
    }
}

}  // namespace
}  // namespace anze::district
