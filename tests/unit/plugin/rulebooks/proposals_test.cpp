// Four eyes for rules: who proposes a change of them does not put it in force, what it loosens and reaches is
// said before and after, and one person can set a district up.
#include <gmock/gmock.h>

#include "tests/unit/plugin/access/access_test.h"

namespace anze::district {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const json k_repair = json::parse(R"({"ledger": "repair", "title": "维修台账", "basis": ["制度"],
  "fields": [{"name": "done_on", "title": "完成日期", "type": "date"},
             {"name": "cost", "title": "费用", "type": "integer", "required": true}],
  "initial": "open", "states": [["open", "待修"], ["done", "已修"], ["checked", "已验收"]],
  "rules": [{"rule": "required_when", "fields": ["done_on"], "when": [{"field": "state", "op": "eq", "value": "done"}],
             "message": "已修的写明完成日期"}],
  "moves": [{"from": "open", "to": "done", "title": "修好", "needs": ["done_on"]},
            {"from": "done", "to": "checked", "title": "验收", "roles": ["verifier"], "other_person": true, "attachment": true}]})");

class ProposalsTest : public AccessTest {
 protected:
  json define(const json& definition, const char* reason = nullptr) {
    return ask("ledger.define/1", "system_admin", request(definition, reason));
  }
  std::string define_no(const json& definition, const char* reason = nullptr) {
    return no("ledger.define/1", "system_admin", request(definition, reason));
  }
  std::string confirm(const json& proposal, const char* actor = "signer") {
    return no("definition.confirm/1", actor, {{"proposal", proposal}});
  }
  json shown(const json& proposal) {
    return ask("definition.proposals/1", "signer", {{"proposal", proposal}}).at("proposals").at(0);
  }
  std::size_t fields_of(const char* ledger) {
    return ask("ledger.defined/1", "clerk", {{"ledger", ledger}}).at("ledgers")[0].at("fields").size();
  }
  static json request(const json& definition, const char* reason) {
    json request = {{"definition", definition}};
    if (reason != nullptr) request["reason"] = reason;
    return request;
  }
  // Of a list of answers: the places.
  static std::vector<std::string> places(const json& list) {
    std::vector<std::string> at;
    for (const json& each : list) at.push_back(each.at("at"));
    return at;
  }
  // A second field, which loosens nothing.
  static json grown() {
    json definition = ledger("meeting");
    definition["fields"].push_back(
        {{"name", "note"}, {"title", "备注"}, {"type", "text"}, {"max_length", 50}});
    return definition;
  }
};

TEST_F(ProposalsTest, OnePersonSetsADistrictUp) {
  EXPECT_EQ(define(ledger("meeting")).at("in_force"), true);
  town().define();
  EXPECT_EQ(define(ledger("meeting")).at("in_force"), true) << "the same text changes nothing";
  EXPECT_EQ(define(k_repair).at("in_force"), true) << "another ledger stands beside";
  EXPECT_EQ(ask("definition.proposals/1", "auditor").at("proposals"), json::array());
  town().go_to("2025-02-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  json other = k_repair;
  other["ledger"] = "repair_2";
  const json late = define(other, "新设台账");
  EXPECT_EQ(late.at("in_force"), false) << "once somebody is assessed it takes two";
  EXPECT_EQ(late.at("reaches").at(0).at("period"), "2025Q1");
  EXPECT_EQ(no("ledger.defined/1", "clerk", {{"ledger", "repair_2"}}), "ledger.unknown /ledger");
  EXPECT_EQ(confirm(late.at("proposal")), "done");
  EXPECT_EQ(no("ledger.defined/1", "clerk", {{"ledger", "repair_2"}}), "done");
  expect_sound();
}

TEST_F(ProposalsTest, AChangeWaitsForASecondPerson) {
  open_with({});
  const std::size_t before = fields_of("meeting");
  const json proposed = define(grown());
  EXPECT_EQ(proposed.at("in_force"), false);
  EXPECT_FALSE(proposed.contains("version"));
  EXPECT_EQ(proposed.at("loosens"), json::array());
  EXPECT_EQ(proposed.at("reaches"), json::array());
  EXPECT_EQ(fields_of("meeting"), before);
  const json waiting = shown(proposed.at("proposal"));
  EXPECT_EQ(waiting.at("state"), "open");
  EXPECT_EQ(waiting.at("proposed_by"), "system_admin");
  EXPECT_EQ(waiting.at("replaces"), json({{"id", "meeting"}, {"version", 1}}));
  ASSERT_EQ(waiting.at("changes").size(), 1U);
  EXPECT_EQ(waiting.at("changes")[0].at("to").at("name"), "note");
  EXPECT_FALSE(waiting.at("changes")[0].contains("from"));
  EXPECT_EQ(waiting.at("document"), grown());

  EXPECT_EQ(confirm(proposed.at("proposal"), "assessor"), "actor.role /actor");
  EXPECT_EQ(confirm(proposed.at("proposal"), "security_admin"), "done") << "the other administrator";
  EXPECT_EQ(fields_of("meeting"), before + 1);
  EXPECT_EQ(confirm(proposed.at("proposal")), "proposal.decided /proposal");
  EXPECT_EQ(confirm("P-0"), "proposal.unknown /proposal");
  const json done = shown(proposed.at("proposal"));
  EXPECT_EQ(done.at("state"), "confirmed");
  EXPECT_EQ(done.at("decided_by"), "security_admin");
  EXPECT_EQ(done.at("changes").size(), 1U) << "still against what it replaced";
  expect_sound();
}

TEST_F(ProposalsTest, TheSamePersonDoesNotConfirmUnderAnyAccount) {
  const auto admin = [](const char* name, std::vector<std::string> roles, const json& official) {
    json who = people()[0];
    who["principal"] = who["name"] = name;
    who["roles"] = std::move(roles);
    who["person"] = official;
    return who;
  };
  open_with({admin("wu", {"system_admin"}, "deputy-1"), admin("wu-2", {"signer"}, "deputy-1"),
             admin("both", {"system_admin"}, "deputy-2"), admin("both-2", {"signer"}, "deputy-2"),
             admin("sys-2", {"system_admin"}, nullptr)});
  const json of_wu = ask("ledger.define/1", "wu", {{"definition", grown()}});
  EXPECT_EQ(confirm(of_wu.at("proposal"), "wu-2"), "actor.four_eyes /actor");
  EXPECT_EQ(confirm(of_wu.at("proposal"), "sys-2"), "actor.role /actor") << "of the same office";
  const json of_both = ask("ledger.define/1", "both", {{"definition", grown()}});
  EXPECT_EQ(confirm(of_wu.at("proposal")), "proposal.decided /proposal") << "replaced by the later one";
  EXPECT_EQ(shown(of_wu.at("proposal")).at("decision_reason"), of_both.at("proposal"));
  EXPECT_EQ(confirm(of_both.at("proposal"), "both-2"), "actor.four_eyes /actor");
  EXPECT_EQ(confirm(of_both.at("proposal")), "done");
}

TEST_F(ProposalsTest, AllFiveKindsTakeTwo) {
  open_with({});
  json book = rulebook();
  book["version"] = 2;
  book["effective_from"] = "2025-04-01";
  json more = organisation();  // what is in force has a second term: T2
  more["terms"].push_back(
      {{"id", "T2"}, {"post", "shanmen-head"}, {"official", "head-2"}, {"from", "2022-01-01"}});
  more["posts"].push_back({{"id", "spare"}, {"title", "备用"}, {"unit", "bureau"}, {"archetype", "clerk"}});
  json set = figures();
  set["figures"][0]["title"] = "通报批评次数";
  json rules = filing_rules();
  rules["filings"][0]["copies_to"] = {"区委办公室"};
  const std::vector<std::tuple<const char*, const char*, const char*, json>> calls = {
      {"organisation", "org.import/1", "system_admin", {{"organisation", more}}},
      {"ledger", "ledger.define/1", "system_admin", {{"definition", grown()}}},
      {"rulebook", "rulebook.add/1", "security_admin", {{"rulebook", book}}},
      {"figures", "figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}}},
      {"filing_rules", "filing.rules/1", "system_admin", {{"rules", rules}}}};
  for (const auto& [kind, method, by, request] : calls) {
    const json proposed = ask(method, by, request);
    EXPECT_EQ(proposed.at("in_force"), false) << kind;
    EXPECT_EQ(shown(proposed.at("proposal")).at("definition"), kind);
    EXPECT_EQ(confirm(proposed.at("proposal"), by), "actor.four_eyes /actor") << kind;
    EXPECT_EQ(confirm(proposed.at("proposal")), "done") << kind;
  }
  EXPECT_EQ(ask("rulebook.list/1", "clerk").at("rulebooks").size(), 2U);
  EXPECT_EQ(ask("definition.proposals/1", "signer", {{"state", "confirmed"}}).at("proposals").size(), 6U)
      << "and the second head's term, which every such town begins with";
  expect_sound();
}

// What was fit when it was proposed is looked at again when it takes effect.
TEST_F(ProposalsTest, AConfirmationRestsOnWhatIsInForceThen) {
  open_with({});
  json first = grown();
  const json stale = define(first);
  ASSERT_EQ(ask("definition.proposals/1", "auditor", {{"state", "open"}}).at("proposals").size(), 1U);
  json softer = rulebook();
  softer["version"] = 2;
  softer["effective_from"] = "2025-02-01";
  const json late = ask("rulebook.add/1", "security_admin", {{"rulebook", softer}});
  town().go_to("2025-04-02");
  EXPECT_EQ(confirm(late.at("proposal")), "rulebook.dated_back /proposal/rulebook/effective_from");
  // The period was opened in between: the proposal had not said so.
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  EXPECT_EQ(confirm(stale.at("proposal")), "proposal.stale /proposal");
  EXPECT_EQ(define_no(first), "proposal.reason /reason");
  EXPECT_EQ(confirm(define(first, "补充字段").at("proposal")), "done");
}

TEST_F(ProposalsTest, OneThatWouldMakeAnotherUnreadableIsRefusedAtTheLatestThen) {
  open_with({});
  json unread = organisation();
  unread["terms"].push_back(
      {{"id", "T2"}, {"post", "shanmen-head"}, {"official", "head-2"}, {"from", "2022-01-01"}});
  json kinds = json::array();
  for (const json& kind : unread["archetypes"])
    if (kind["id"] != "other_deputy") kinds.push_back(kind);
  unread["archetypes"] = kinds;
  for (json& post : unread["posts"])
    if (post["archetype"] == "other_deputy") post["archetype"] = "clerk";
  const json proposed = ask("org.import/1", "system_admin", {{"organisation", unread}, {"reason", "精简"}});
  EXPECT_THAT(confirm(proposed.at("proposal")), HasSubstr("model.conflict"));
  EXPECT_EQ(shown(proposed.at("proposal")).at("state"), "open") << "nothing of the act was kept";
}

TEST_F(ProposalsTest, ARefusalSaysWhy) {
  open_with({});
  const json proposed = define(grown());
  EXPECT_EQ(no("definition.refuse/1", "signer", {{"proposal", proposed.at("proposal")}}),
            "json.missing /reason");
  EXPECT_EQ(
      no("definition.refuse/1", "signer", {{"proposal", proposed.at("proposal")}, {"reason", "没有必要"}}),
      "done");
  EXPECT_EQ(confirm(proposed.at("proposal")), "proposal.decided /proposal");
  EXPECT_EQ(shown(proposed.at("proposal")).at("decision_reason"), "没有必要");
  const json again = define(grown());
  EXPECT_EQ(
      no("definition.refuse/1", "system_admin", {{"proposal", again.at("proposal")}, {"reason", "撤回"}}),
      "done")
      << "the own one is taken back";
}

TEST_F(ProposalsTest, ALedgerThatIsHeldLessTightlySaysWhere) {
  open_with({});
  define(k_repair);
  json softer = k_repair;
  softer["moves"][1]["roles"] = {"verifier", "clerk"};
  softer["moves"][1]["other_person"] = false;
  softer["moves"][1]["attachment"] = false;
  softer["moves"][0].erase("needs");
  softer["moves"].push_back({{"from", "open"}, {"to", "checked"}, {"title", "直接验收"}});
  softer["fields"][1]["required"] = false;
  softer["enter"] = {"clerk", "verifier"};
  softer["rules"] = json::array();
  EXPECT_EQ(define_no(softer), "proposal.reason /reason");
  const json proposed = define(softer, "人手不足");
  EXPECT_THAT(places(proposed.at("loosens")),
              ElementsAre("/enter", "/change", "/fields/1/required", "/moves/0/needs", "/moves/1/roles",
                          "/moves/1/other_person", "/moves/1/attachment", "/moves/2", "/rules/0"));
  EXPECT_EQ(proposed.at("loosens")[5].at("text"), "办理“验收”不再要求由另一人办理");
  EXPECT_EQ(confirm(proposed.at("proposal")), "done");
  EXPECT_THAT(define(k_repair).at("loosens"), IsEmpty()) << "tightened again";
}

TEST_F(ProposalsTest, ARulebookThatIsSofterSaysWhere) {
  open_with({});
  json softer = rulebook();
  softer["version"] = 2;
  softer["effective_from"] = "2025-04-01";
  softer["items"][0]["clauses"][0]["amount"] = "0.5";
  softer["vetoes"].erase(1);
  softer["grades"][0]["from"] = "85";
  softer["grades"][1]["below"] = "85";
  const json proposed =
      ask("rulebook.add/1", "security_admin", {{"rulebook", softer}, {"reason", "减轻基层负担"}});
  EXPECT_THAT(places(proposed.at("loosens")),
              ElementsAre("/items/0/clauses/0/amount", "/vetoes/1", "/grades/0/from"));
  EXPECT_EQ(proposed.at("loosens")[0].at("text"), "条款 A1 被通报批评 的扣分由 2 改为 0.5");
}

// A clause that takes points without saying "effect", and members that only some kinds have.
TEST_F(ProposalsTest, EveryMemberThatAsksForLessIsTold) {
  open_with({});
  json strict = rulebook();
  strict["version"] = 2;
  strict["effective_from"] = "2025-04-01";
  strict["policies"]["over_quota"] = "document";
  strict["items"][0]["clauses"].push_back({{"id", "A9"},
                                           {"title", "超过控制数"},
                                           {"basis", {"一"}},
                                           {"kind", "baseline"},
                                           {"scope", "unit"},
                                           {"select", {{"ledger", "criticism"}}},
                                           {"quota", 3},
                                           {"mode", "percent"},
                                           {"none_before", 100},
                                           {"minus", "2"}});
  enact("rulebook.add/1", "security_admin", {{"rulebook", strict}});
  json softer = strict;
  softer["version"] = 3;
  softer["policies"]["part_term"] = "half";
  softer["policies"].erase("over_quota");
  json& clause = softer["items"][0]["clauses"].back();
  clause["quota"] = 4;
  clause["percent"] = "10";
  clause["minus"] = "1";
  clause["minus_cap"] = "5";
  const json proposed =
      ask("rulebook.add/1", "security_admin", {{"rulebook", softer}, {"reason", "减轻基层负担"}});
  const std::string at = "/items/0/clauses/" + std::to_string(softer["items"][0]["clauses"].size() - 1);
  EXPECT_THAT(places(proposed.at("loosens")),
              ElementsAre(at + "/minus", at + "/minus_cap", at + "/quota", at + "/percent",
                          "/policies/part_term", "/policies/over_quota"));
  EXPECT_EQ(proposed.at("loosens")[1].at("text"), "条款 A9 超过控制数 的扣分封顶由 （无） 改为 5");
}

// The next year's document has an id of its own and comes after the last one all the same.
TEST_F(ProposalsTest, ASofterRulebookUnderAnotherIdIsHeldAgainstTheOneBefore) {
  open_with({});
  town().go_to("2025-04-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  json ended = rulebook();
  ended["version"] = 2;
  ended["effective_from"] = "2025-04-01";
  ended["effective_to"] = "2025-12-31";
  enact("rulebook.add/1", "security_admin", {{"rulebook", ended}});
  json next = rulebook();
  next["rulebook"] = "small_2026";
  next["effective_from"] = "2026-01-01";
  next["items"][0]["clauses"][0]["amount"] = "0.5";
  next["vetoes"].erase(1);
  EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", next}}), "proposal.reason /reason");
  const json proposed = ask("rulebook.add/1", "security_admin", {{"rulebook", next}, {"reason", "减负"}});
  EXPECT_THAT(places(proposed.at("loosens")), ElementsAre("/items/0/clauses/0/amount", "/vetoes/1"));
  EXPECT_EQ(confirm(proposed.at("proposal")), "done");
}

TEST_F(ProposalsTest, AnActUnderAnotherNameIsHeldAgainstTheOneItReplaces) {
  open_with({});
  json before = k_repair;
  before["fields"].push_back({{"name", "accepted"}, {"title", "已认可"}, {"type", "boolean"}});
  before["acts"] = {{{"act", "accept"},
                     {"title", "认可"},
                     {"in", {"done"}},
                     {"sets", {"accepted"}},
                     {"roles", {"verifier"}},
                     {"other_person", true}}};
  define(before);
  json after = before;
  after["acts"][0]["act"] = "agree";
  after["acts"][0]["roles"] = {"clerk", "verifier"};
  after["acts"][0]["other_person"] = false;
  EXPECT_THAT(places(define(after, "人手不足").at("loosens")),
              ElementsAre("/acts/0/roles", "/acts/0/other_person"));
}

TEST_F(ProposalsTest, TheTextInForceOnceMoreMakesNoProposalStale) {
  open_with({});
  const json proposed = define(grown());
  EXPECT_EQ(define(ledger("meeting")).at("version"), 1);
  EXPECT_EQ(confirm(proposed.at("proposal")), "done");
}

TEST_F(ProposalsTest, FiguresAndFilingRulesThatAskForLessSayWhere) {
  open_with({});
  json set = figures();
  set["checks"] = json::parse(
      R"([{"id": "same", "title": "相等", "kind": "sum", "total": "criticism.all", "parts": ["criticism.all"]}])");
  set["entry"] = {{"within_days", 10}, {"ledgers", {{"criticism", 3}}}};
  enact("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}});
  set["checks"] = json::array();
  set["entry"] = {{"within_days", 30}, {"ledgers", {{"criticism", 300}}}};
  const json fewer =
      ask("figures.define/1", "system_admin", {{"id", "small"}, {"figures", set}, {"reason", "简化"}});
  EXPECT_THAT(places(fewer.at("loosens")),
              ElementsAre("/checks/0", "/entry/within_days", "/entry/ledgers/criticism"));
  json rules = filing_rules();
  rules["filings"][0]["due"]["day"] = 20;
  rules["filings"].erase(3);
  const json later = ask("filing.rules/1", "system_admin", {{"rules", rules}, {"reason", "顺延"}});
  EXPECT_THAT(places(later.at("loosens")), ElementsAre("/filings/0/due", "/filings/3"));
}

// The organisation has no control to loosen; a term moved under a result reaches into it.
TEST_F(ProposalsTest, ATermMovedInASealedQuarterIsSaidInResultsAndLetters) {
  open_with({});
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  town().score("2025Q1");
  town().seal("2025Q1");
  EXPECT_FALSE(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).contains("rule_changes"));
  json moved = organisation();
  moved["terms"][0]["to"] = "2025-02-01";
  moved["terms"].push_back({{"id", "T2"},
                            {"post", "shanmen-head"},
                            {"official", "head-2"},
                            {"from", "2022-01-01"},
                            {"to", nullptr},
                            {"kind", "full"},
                            {"weight", 1}});
  EXPECT_EQ(no("org.import/1", "system_admin", {{"organisation", moved}}), "proposal.reason /reason");
  const json proposed =
      ask("org.import/1", "system_admin", {{"organisation", moved}, {"reason", "任免文件迟到"}});
  ASSERT_EQ(proposed.at("reaches").size(), 1U) << proposed;
  const json& reach = proposed.at("reaches")[0];
  EXPECT_EQ(reach.at("at"), "/terms/0/to");
  EXPECT_EQ(reach.at("state"), "sealed");
  EXPECT_EQ(reach.at("period"), "2025Q1");
  EXPECT_EQ(reach.at("from"), "2025-02-02");
  EXPECT_EQ(reach.at("to"), "2025-03-31");
  EXPECT_FALSE(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).contains("rule_changes"))
      << "nothing is in force yet";
  town().go_to("2025-04-02");
  EXPECT_EQ(confirm(proposed.at("proposal")), "done");

  const json list = ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("rule_changes");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].at("proposed_by"), "system_admin");
  EXPECT_EQ(list[0].at("confirmed_by"), "signer");
  const std::string text = list[0].at("text");
  EXPECT_THAT(text, HasSubstr("本期规则于2025年4月2日经系统管理员提议、签发人确认修改（组织机构“铁东区”）"));
  EXPECT_THAT(text, HasSubstr("修改任期T1，涉及2025年第一季度（已封存）。理由：任免文件迟到。"));
  EXPECT_EQ(
      ask("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}}).at("rule_changes"),
      list);
  const json letter =
      ask("report.render/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_organisation"}});
  EXPECT_THAT(letter.dump(), HasSubstr("规则修改：本期规则于2025年4月2日"));
  expect_sound();
}

// By one administrator, softer, for a quarter that is over, opened and scored.
TEST_F(ProposalsTest, SofterRulesAfterTheOpeningAreNoOnesAct) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  town().score("2025Q1");
  json softer = rulebook();
  softer["version"] = 2;
  softer["items"][0]["clauses"][0]["amount"] = "0.5";
  EXPECT_EQ(no("rulebook.add/1", "security_admin", {{"rulebook", softer}, {"reason", "从宽"}}),
            "rulebook.dated_back /rulebook/effective_from");
  // And a ledger whose check loses its second person while the quarter is open.
  json loose = ledger("criticism");
  loose["enter"] = {"clerk", "verifier"};
  EXPECT_EQ(define_no(loose), "proposal.reason /reason");
  const json proposed = define(loose, "分担登记");
  EXPECT_EQ(proposed.at("reaches")[0].at("state"), "scored");
  EXPECT_EQ(confirm(proposed.at("proposal")), "done");
  town().seal("2025Q1");
  EXPECT_THAT(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("rule_changes")[0].at("text").dump(),
              HasSubstr("登记增加可办角色 verifier"));
}

}  // namespace
}  // namespace anze::district
