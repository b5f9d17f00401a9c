// What people see of each other: an assessed official the own facts, a body's officer the own body's letters.
#include <gmock/gmock.h>

#include <set>

#include "access_test.h"

namespace anze::district {
namespace {

class PrivacyTest : public AccessTest {
 protected:
  // A criticism of the head with an attachment, one of the second head, one of the bureau as a whole, a
  // finding.
  void facts() {
    town().go_to("2025-04-01");
    json mine = criticism("C1", "2025-02-10");
    mine["attachments"] = json::array({paper("a")});
    town().append(mine);
    json other = criticism("C2", "2025-02-11");
    other["post"] = "shanmen-head";
    other["unit"] = "shanmen-gov";
    other["official"] = "head-2";
    other["attachments"] = json::array({paper("a"), paper("b")});
    town().append(other);
    other["id"] = "C3";  // by the post alone
    other.erase("official");
    other.erase("attachments");
    town().append(other);
    town().append(major_accident("2025-02-03"));
    town().append(finding("2025-03-03"));
  }
  static json paper(const char* letter) {
    std::string digest;
    for (int i = 0; i < 64; ++i) digest += letter;
    return {{"name", std::string(letter) + ".pdf"}, {"digest", digest}, {"size", 10}};
  }
  std::set<std::string> ids(const std::string& method, const std::string& actor, json request,
                            const char* list = "facts", const char* id = "id") {
    std::set<std::string> found;
    const json answer = ask(method, actor, std::move(request));
    for (const json& one : answer.at(list)) found.insert(one.at(id).get<std::string>());
    return found;
  }
};

const std::set<std::string> k_of_head{"C1"};
const std::set<std::string> k_all{"C1", "C2", "C3"};

TEST_F(PrivacyTest, AnAssessedOfficialFindsTheOwnFactsByEveryMethod) {
  open_with({who("nobody", {}), who("gate", {"registrar"}),
             who("head-and-clerk", {"official", "clerk"}, "head-1")});
  facts();
  const json year = {{"period", "2025"}, {"ledger", "criticism"}};
  EXPECT_EQ(ids("ledger.list/1", "head", year), k_of_head);
  EXPECT_EQ(ids("ledger.list/1", "clerk", year), k_all);
  EXPECT_EQ(ids("ledger.list/1", "head-and-clerk", year), k_all);
  EXPECT_EQ(ids("ledger.list/1", "nobody", year), std::set<std::string>{});
  EXPECT_EQ(ids("ledger.list/1", "gate", year), std::set<std::string>{});
  // A fact that names no person is everybody's of the place.
  EXPECT_EQ(ids("ledger.list/1", "nobody", {{"period", "2025"}, {"ledger", "accident"}}),
            std::set<std::string>{"X1"});
  EXPECT_EQ(ids("ledger.search/1", "head", {{"ledger", "criticism"}}), k_of_head);
  EXPECT_EQ(ask("ledger.search/1", "head", {{"ledger", "criticism"}}).at("total"), 1);
  EXPECT_EQ(ids("ledger.search/1", "verifier", {{"ledger", "criticism"}}), k_all);
  EXPECT_EQ(ask("sheet.export/1", "head", {{"ledger", "criticism"}, {"period", "2025"}, {"format", "csv"}})
                .at("rows"),
            1);
  EXPECT_EQ(ask("sheet.export/1", "clerk", {{"ledger", "criticism"}, {"period", "2025"}, {"format", "csv"}})
                .at("rows"),
            3);
  // How many others there are is no answer to a question about one of them.
  EXPECT_EQ(ask("ledger.measures/1", "head", {{"ledger", "criticism"}}).at("facts"), 1);
  EXPECT_EQ(ask("ledger.measures/1", "clerk", {{"ledger", "criticism"}}).at("facts"), 3);
}

TEST_F(PrivacyTest, AnAssessedOfficialOpensTheOwnFactsOnly) {
  open_with({});
  facts();
  for (const char* id : {"C2", "C3"}) {
    EXPECT_EQ(no("ledger.get/1", "head", {{"id", id}}), "fact.unknown /id") << id;
    EXPECT_EQ(no("ledger.credits/1", "head", {{"id", id}}), "fact.unknown /id") << id;
    EXPECT_EQ(no("ledger.get/1", "clerk", {{"id", id}}), "done") << id;
  }
  for (const char* id : {"C1", "F1", "X1"}) EXPECT_EQ(no("ledger.get/1", "head", {{"id", id}}), "done") << id;

  const std::string shared = paper("a").at("digest");
  const std::string others = paper("b").at("digest");
  EXPECT_EQ(no("ledger.attachment/1", "head", {{"digest", others}}), "attachment.unknown /digest");
  EXPECT_EQ(ids("ledger.attachment/1", "head", {{"digest", shared}}, "uses", "fact"), k_of_head);
  EXPECT_EQ(ids("ledger.attachment/1", "clerk", {{"digest", shared}}, "uses", "fact"),
            (std::set<std::string>{"C1", "C2"}));
  EXPECT_EQ(ask("ledger.reused/1", "head").at("total"), 0);
  EXPECT_EQ(ask("ledger.reused/1", "clerk").at("total"), 1);
  EXPECT_EQ(ids("figures.explain/1", "head", {{"period", "2025"}, {"figure", "criticism.all"}}), k_of_head);
  EXPECT_EQ(ids("figures.explain/1", "clerk", {{"period", "2025"}, {"figure", "criticism.all"}}), k_all);
}

// A record first entered about one person and corrected to be about another.
TEST_F(PrivacyTest, EachSeesTheVersionsAboutThemselves) {
  open_with({who("second", {"official"}, "head-2")});
  facts();
  json wrong = criticism("C1", "2025-02-10");
  wrong["official"] = "head-2";
  wrong["post"] = "shanmen-head";
  ask("ledger.correct/1", "clerk", {{"fact", wrong}, {"reason", "张冠李戴"}});
  EXPECT_EQ(ask("ledger.get/1", "head", {{"id", "C1"}}).at("versions").size(), 1U);
  EXPECT_EQ(ask("ledger.get/1", "second", {{"id", "C1"}}).at("versions").size(), 1U);
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "C1"}}).at("versions").size(), 2U);
  EXPECT_EQ(ids("ledger.list/1", "head", {{"period", "2025"}, {"ledger", "criticism"}}),
            std::set<std::string>{});
}

TEST_F(PrivacyTest, LateEntriesAboutOthersAreNotListed) {
  open_with({});
  town().go_to("2025-04-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
  facts();
  EXPECT_EQ(ids("ledger.late/1", "head", {{"period", "2025Q1"}}, "list"),
            (std::set<std::string>{"C1", "F1", "X1"}));
  EXPECT_EQ(ids("ledger.late/1", "clerk", {{"period", "2025Q1"}}, "list").size(), 5U);
}

// A ledger about persons as a whole: also a fact that names nobody.
TEST_F(PrivacyTest, ALedgerMayBeAboutPersonsAsAWhole) {
  open_with({});
  json definition = ledger("criticism");
  definition["personal"] = true;
  enact("ledger.define/1", "system_admin", {{"definition", definition}});
  json unnamed = criticism("C9", "2025-02-10");
  unnamed.erase("official");
  unnamed.erase("post");
  town().go_to("2025-04-01");
  town().append(unnamed);
  EXPECT_EQ(no("ledger.get/1", "head", {{"id", "C9"}}), "fact.unknown /id");
  EXPECT_EQ(no("ledger.get/1", "assessor", {{"id", "C9"}}), "done");
  EXPECT_EQ(ask("ledger.defined/1", "head", {{"ledger", "criticism"}}).at("ledgers")[0].at("personal"), true);
}

class BodiesTest : public AccessTest {
 protected:
  static json of_body(const char* principal, const char* role, const char* body, bool by_unit) {
    json person = who(principal, {role});
    person[by_unit ? "unit" : "addressee"] = body;
    return person;
  }
  void SetUp() override {
    AccessTest::SetUp();
    open_with({of_body("gate-discipline", "registrar", "discipline", true),
               of_body("gate-organisation", "registrar", "organisation", false),
               of_body("officer", "discipline", "discipline", true), who("office", {"registrar"})},
              {.exchange = false});
    town().go_to("2025-04-01");
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
  }
};

TEST_F(BodiesTest, ABodysRegistrarOpensAndAcknowledgesItsOwnLetters) {
  const std::string ours = town().file("2025Q1", "quarterly_discipline");
  const std::string theirs = town().file("2025Q1", "quarterly_organisation");
  for (const char* method : {"filing.get/1", "filing.document/1"}) {
    EXPECT_EQ(no(method, "gate-discipline", {{"id", ours}}), "done") << method;
    EXPECT_EQ(no(method, "gate-discipline", {{"id", theirs}}), "actor.addressee /id") << method;
    EXPECT_EQ(no(method, "gate-organisation", {{"id", ours}}), "actor.addressee /id") << method;
    EXPECT_EQ(no(method, "office", {{"id", ours}}), "done") << method;
    EXPECT_EQ(no(method, "office", {{"id", theirs}}), "done") << method;
  }
  EXPECT_EQ(no("filing.document/1", "officer", {{"id", theirs}}), "actor.addressee /id");
  EXPECT_EQ(ask("filing.list/1", "gate-discipline", {{"period", "2025Q1"}}).at("filings").size(), 1U);
  EXPECT_EQ(ask("filing.list/1", "office", {{"period", "2025Q1"}}).at("filings").size(), 2U);
  const json taken = ask("outbox.take/1", "gate-discipline").at("documents");
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].at("meta").at("addressee"), "discipline");
  EXPECT_EQ(ask("outbox.take/1", "office").at("documents").size(), 2U);
  const json meta = ask("outbox.take/1", "gate-organisation").at("documents")[0].at("meta");
  const json receipt = {{"document_id", meta.at("document_id")},
                        {"digest", meta.at("digest_sm3")},
                        {"addressee", "organisation"}};
  const json scan = {{"name", "回执.pdf"}, {"digest", std::string(64, 'c')}, {"size", 12}};
  const json accepted = {{"id", theirs}, {"outcome", "accepted"}, {"receipt", receipt}, {"scan", scan}};
  EXPECT_EQ(no("outbox.ack/1", "gate-discipline", accepted), "actor.addressee /id");
  EXPECT_EQ(no("filing.send/1", "gate-discipline", {{"id", theirs}}), "actor.addressee /id");
  EXPECT_EQ(no("outbox.ack/1", "gate-organisation", accepted), "done");
  const json confirm = {{"id", theirs}, {"confirmed", true}, {"digest", scan.at("digest")}};
  EXPECT_EQ(no("outbox.confirm/1", "gate-discipline", confirm), "actor.addressee /id");
  EXPECT_EQ(no("outbox.confirm/1", "office", confirm), "done");
}

TEST_F(BodiesTest, WhatConcernsAllLettersIsTheIssuingOffices) {
  EXPECT_EQ(no("jobs.run_due/1", "gate-discipline"), "actor.addressee /actor");
  EXPECT_EQ(no("log.take/1", "gate-organisation"), "actor.addressee /actor");
  EXPECT_EQ(no("jobs.run_due/1", "office"), "done");
  EXPECT_EQ(no("jobs.run_due/1", "system_admin"), "done");
}

TEST_F(BodiesTest, NoBodyReadsALetterBeforeItIsSigned) {
  const json letter =
      ask("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}});
  EXPECT_EQ(no("filing.document/1", "gate-discipline", {{"id", letter.at("id")}}), "actor.addressee /id");
  EXPECT_EQ(no("filing.document/1", "officer", {{"id", letter.at("id")}}), "actor.addressee /id");
  ask("filing.sign/1", "signer", {{"id", letter.at("id")}});
  EXPECT_EQ(no("filing.document/1", "officer", {{"id", letter.at("id")}}), "done");
}

}  // namespace
}  // namespace anze::district
