// Reports on their way: prepared, signed, sent, answered in every way an addressee answers.
#include <gmock/gmock.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

constexpr const char* k_discipline_v1 = "2025Q1/quarterly_discipline/v1";

class FilingTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    quarter();
  }
  void quarter() {
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
  }
  std::string file() { return town().file("2025Q1", "quarterly_discipline"); }
  json send(const std::string& id) { return ask("filing.send/1", "registrar", {{"id", id}}); }
  std::string no_send(const std::string& id) { return no("filing.send/1", "registrar", {{"id", id}}); }
  std::string state(const std::string& id) {
    return ask("filing.get/1", "reviewer", {{"id", id}}).at("state");
  }
  std::size_t delivered() {
    std::size_t count = 0;
    if (!fs::exists(town().mailboxes() / "discipline")) return 0;
    for (const auto& entry : fs::directory_iterator(town().mailboxes() / "discipline"))
      if (entry.path().filename().string().front() != '.') ++count;
    return count;
  }
  static json scan(char letter = 'c') {
    return {{"name", "回执.pdf"}, {"digest", std::string(64, letter)}, {"size", 12}};
  }
  static json confirming(const std::string& id, bool confirmed = true, const char* reason = "") {
    json request = {{"id", id}, {"confirmed", confirmed}, {"digest", scan().at("digest")}};
    if (*reason != 0) request["reason"] = reason;
    return request;
  }
  static json asking(json more = json::object()) {
    more["period"] = "2025Q1";
    more["kind"] = "quarterly_discipline";
    return more;
  }
};

TEST_F(FilingTest, PreparedSignedSentReceived) {
  const json prepared = ask("filing.prepare/1", "reviewer", asking());
  EXPECT_EQ(prepared.at("id"), k_discipline_v1);
  EXPECT_EQ(prepared.at("state"), "sealed");
  EXPECT_EQ(prepared.at("document_number"), "四东安委办函〔2025〕1号");
  EXPECT_EQ(prepared.at("due_on"), "2025-04-10");
  EXPECT_EQ(no_send(k_discipline_v1), "filing.unsigned /id");
  EXPECT_EQ(ask("filing.sign/1", "signer", {{"id", k_discipline_v1}}).at("state"), "queued");
  const json sent = send(k_discipline_v1);
  EXPECT_EQ(sent.at("state"), "accepted");
  EXPECT_EQ(sent.at("receipt").at("digest"), prepared.at("package").at("digest"));
  EXPECT_EQ(delivered(), 1U);

  std::vector<std::string> history;
  const json steps = ask("filing.get/1", "reviewer", {{"id", k_discipline_v1}}).at("history");
  for (const json& step : steps) history.push_back(step.at("state"));
  EXPECT_THAT(history, testing::ElementsAre("sealed", "queued", "accepted"));
  for (const json& document : prepared.at("documents")) {
    const json opened =
        ask("filing.document/1", "signer", {{"id", k_discipline_v1}, {"format", document.at("format")}});
    EXPECT_EQ(opened.at("digest"), document.at("digest"));
    EXPECT_NE(opened.at("base64"), "");
  }
  expect_sound();
}

TEST_F(FilingTest, WhatMustNotBePrepared) {
  EXPECT_EQ(no("filing.prepare/1", "reviewer", {{"period", "2025Q2"}, {"kind", "quarterly_discipline"}}),
            "assessment.missing /period");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", {{"period", "2025"}, {"kind", "quarterly_discipline"}}),
            "filing.period /period");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "monthly_poem"}}),
            "filing.kind /kind");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", asking({{"passages", {{{"slot", "margin"}, {"text", "…"}}}}})),
            "filing.slot /passages/0/slot");
  EXPECT_EQ(
      no("filing.prepare/1", "reviewer", asking({{"amendment", {{"manner", "更正"}, {"reason", "无"}}}})),
      "filing.unknown /amendment");
  town().go_to("2025-07-01");
  town().score("2025Q2");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", {{"period", "2025Q2"}, {"kind", "quarterly_discipline"}}),
            "filing.unsealed /period");
  EXPECT_EQ(no("filing.get/1", "reviewer", {{"id", k_discipline_v1}}), "filing.unknown /id");
}

TEST_F(FilingTest, WhoPreparesDoesNotSign) {
  ask("filing.prepare/1", "one-woman-show", asking());
  EXPECT_EQ(no("filing.sign/1", "one-woman-show", {{"id", k_discipline_v1}}), "actor.four_eyes /actor");
  ask("filing.sign/1", "signer", {{"id", k_discipline_v1}});
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", k_discipline_v1}}), "filing.state /id");
}

TEST_F(FilingTest, ALateReceiptIsAskedFor) {
  town().exchange().behave("discipline", {{"mode", "late"}, {"polls", 2}});
  const std::string id = file();
  EXPECT_EQ(send(id).at("state"), "sent");
  EXPECT_EQ(send(id).at("state"), "sent");
  EXPECT_EQ(send(id).at("state"), "accepted");
  EXPECT_EQ(delivered(), 1U);
}

TEST_F(FilingTest, ARefusalIsKeptWithItsReasonAndIsNoFiling) {
  town().exchange().behave("discipline", {{"mode", "refuse"}, {"reason", "缺少附件"}});
  const json answer = send(file());
  EXPECT_EQ(answer.at("state"), "rejected");
  EXPECT_EQ(answer.at("reason"), "缺少附件");
  EXPECT_EQ(delivered(), 0U);
  town().go_to("2025-04-11");
  const json rows = ask("filing.list/1", "clerk", {{"period", "2025Q1"}}).at("filings");
  for (const json& row : rows) EXPECT_EQ(row.at("overdue"), true) << row;
}

TEST_F(FilingTest, ALostAnswerIsAskedAgainAndDeliversOnce) {
  town().exchange().behave("discipline", {{"mode", "lost_answer"}});
  const std::string id = file();
  EXPECT_EQ(no_send(id), "exchange.failed");
  EXPECT_EQ(state(id), "queued");
  EXPECT_EQ(delivered(), 1U);
  EXPECT_EQ(send(id).at("state"), "accepted");
  EXPECT_EQ(delivered(), 1U);
}

TEST_F(FilingTest, TheSchedulerSendsWhatWaitsAndOneFailureKeepsNobodyBack) {
  town().exchange().behave("discipline", {{"mode", "lost_answer"}});
  file();
  town().file("2025Q1", "quarterly_organisation");
  const json turn = ask("jobs.run_due/1", "system_admin");
  ASSERT_EQ(turn.at("failed").size(), 1U);
  EXPECT_EQ(turn.at("failed")[0].at("code"), "exchange.failed");
  ASSERT_EQ(turn.at("sent").size(), 1U);
  EXPECT_EQ(turn.at("sent")[0].at("addressee").at("id"), "organisation");
  EXPECT_EQ(ask("jobs.run_due/1", "system_admin").at("sent")[0].at("state"), "accepted");
  EXPECT_EQ(ask("jobs.run_due/1", "system_admin"),
            (json{{"sent", json::array()}, {"failed", json::array()}}));
}

TEST_F(FilingTest, AReceiptForSomethingElseIsRefusedInEveryState) {
  const json prepared = ask("filing.prepare/1", "reviewer", asking());
  const json right = {{"receipt_no", "1"},
                      {"document_id", prepared["package"]["document_id"]},
                      {"digest", prepared["package"]["digest"]},
                      {"addressee", "discipline"}};
  const auto acknowledge = [&](const json& receipt) {
    return no("outbox.ack/1", "registrar",
              {{"id", k_discipline_v1}, {"outcome", "accepted"}, {"receipt", receipt}, {"scan", scan()}});
  };
  const auto wrong_ones_are_refused = [&](const char* when) {
    for (const char* member : {"document_id", "digest", "addressee"}) {
      json wrong = right;
      wrong[member] = "something-else";
      EXPECT_EQ(acknowledge(wrong), "receipt.mismatch /receipt") << when << " " << member;
    }
    EXPECT_EQ(acknowledge(nullptr), "receipt.mismatch /receipt") << when;
  };
  EXPECT_EQ(acknowledge(right), "filing.unsigned /id");
  EXPECT_EQ(state(k_discipline_v1), "sealed");
  ask("filing.sign/1", "signer", {{"id", k_discipline_v1}});
  wrong_ones_are_refused("queued");
  EXPECT_EQ(state(k_discipline_v1), "queued");
  EXPECT_EQ(acknowledge(right), "done");
  EXPECT_EQ(acknowledge(right), "done");
  wrong_ones_are_refused("noted");
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", confirming(k_discipline_v1)), "done");
  wrong_ones_are_refused("accepted");
  EXPECT_EQ(state(k_discipline_v1), "accepted");
  EXPECT_EQ(no("outbox.ack/1", "registrar",
               {{"id", k_discipline_v1}, {"outcome", "refused"}, {"reason", "改主意"}}),
            "receipt.mismatch /outcome");
  EXPECT_EQ(no("outbox.ack/1", "registrar", {{"id", "2025Q1/x/v1"}, {"outcome", "later"}}),
            "filing.unknown /id");
}

// What was brought and refused is evidence: the chain says who brought it and the whole of what it said,
// once, however often the same is brought, under new request ids too.
TEST_F(FilingTest, AReceiptThatDoesNotFitIsKept) {
  const std::string id = file();
  const auto misfits = [&] {
    std::vector<std::string> kept;
    const json listed = ask("audit.list/1", "auditor", {{"limit", 1000}});
    for (const json& entry : listed.at("entries"))
      if (entry.at("subject").get<std::string>().find("receipt that does not fit") != std::string::npos)
        kept.push_back(entry.at("actor").get<std::string>() + ": " + entry.at("subject").get<std::string>());
    return kept;
  };
  const json wrong = {
      {"id", id}, {"outcome", "accepted"}, {"reason", "电话告知"}, {"receipt", {{"digest", "别的"}}}};
  json again = wrong;
  again["request_id"] = "wrong";
  for (const json& each : {again, again, wrong, wrong})
    EXPECT_EQ(no("outbox.ack/1", "registrar", each), "receipt.mismatch /receipt");
  ASSERT_EQ(misfits().size(), 1U);
  EXPECT_THAT(misfits()[0], testing::StartsWith("registrar: " + id));
  EXPECT_THAT(misfits()[0], testing::HasSubstr(R"({"digest":"别的"})"));
  EXPECT_THAT(misfits()[0], testing::HasSubstr("\"outcome\":\"accepted\",\"reason\":\"电话告知\""));
  EXPECT_EQ(no("outbox.ack/1", "clerk", wrong), "actor.role /actor");
  EXPECT_EQ(misfits().size(), 1U);
  EXPECT_EQ(state(id), "queued");
  expect_sound();
}

// A receipt that somebody typed comes with its scan, and is one when a second person has seen it; it says who
// both were. One of the exchange says nothing of the kind.
TEST_F(FilingTest, ATypedReceiptIsTwoPersons) {
  const std::string id = file();
  const json package = ask("filing.get/1", "reviewer", {{"id", id}}).at("package");
  const json receipt = {{"document_id", package.at("document_id")},
                        {"digest", package.at("digest")},
                        {"addressee", "discipline"}};
  json typed = {{"id", id}, {"outcome", "accepted"}, {"receipt", receipt}};
  EXPECT_EQ(no("outbox.ack/1", "registrar", typed), "receipt.scan /scan");
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", confirming(id)), "receipt.none /id");
  typed["scan"] = scan();
  EXPECT_EQ(
      ask("outbox.ack/1", "registrar", {{"id", id}, {"outcome", "later"}, {"reason", "邮寄中"}}).at("reason"),
      "邮寄中");
  json noted = ask("outbox.ack/1", "registrar", typed);
  EXPECT_EQ(noted.at("state"), "sent");
  EXPECT_EQ(noted.at("noted").at("by"), "registrar");
  EXPECT_FALSE(noted.contains("receipt"));
  EXPECT_EQ(ask("outbox.ack/1", "registrar", typed).at("noted"), noted.at("noted"));
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("noted").at("scan"), scan());
  EXPECT_EQ(ask("filing.list/1", "reviewer", {{"period", "2025Q1"}}).at("filings")[0].at("state"), "sent");
  EXPECT_TRUE(ask("filing.list/1", "reviewer", {{"period", "2025Q1"}}).at("filings")[0].contains("noted"));

  EXPECT_EQ(no("outbox.confirm/1", "registrar", confirming(id)), "actor.four_eyes /actor");
  json other = confirming(id);
  other["digest"] = scan('d').at("digest");
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", other), "receipt.scan /digest");
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", confirming(id, false)), "receipt.reason /reason");
  EXPECT_EQ(ask("outbox.confirm/1", "reviewer", confirming(id, false, "章不清")).at("state"), "sent");
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", confirming(id)), "receipt.none /id");
  ask("outbox.ack/1", "registrar", typed);
  json confirm = confirming(id);
  confirm["request_id"] = "confirm";
  const json answer = ask("outbox.confirm/1", "reviewer", confirm);
  EXPECT_EQ(ask("outbox.confirm/1", "reviewer", confirm), answer);
  EXPECT_EQ(answer.at("state"), "accepted");
  EXPECT_EQ(answer.at("receipt"), receipt);
  EXPECT_EQ(answer.at("receipt_noted_by"), "registrar");
  EXPECT_EQ(answer.at("receipt_confirmed_by"), "reviewer");
  EXPECT_EQ(answer.at("scan"), scan());
  EXPECT_EQ(ask("outbox.ack/1", "registrar", typed), answer) << "nothing waits any more";
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("receipt_confirmed_by"), "reviewer");
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("scan"), scan());
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("receipt_noted_by"), "registrar");
  EXPECT_EQ(send(id).at("receipt_noted_by"), "registrar") << "there is nothing more to send";
  const json listed = ask("filing.list/1", "reviewer", {{"period", "2025Q1"}});
  EXPECT_EQ(listed.at("filings")[0].at("receipt_noted_by"), "registrar");
  EXPECT_EQ(listed.at("filings")[0].at("receipt_confirmed_by"), "reviewer");
  EXPECT_EQ(listed.at("filings")[0].at("scan"), scan());
  const std::string sent = town().file("2025Q1", "quarterly_organisation");
  EXPECT_FALSE(send(sent).contains("receipt_noted_by"));
  expect_sound();
}

// The exchange's own receipt goes before one that somebody typed and nobody confirmed.
TEST_F(FilingTest, TheExchangesReceiptGoesBeforeATypedOne) {
  town().exchange().behave("discipline", {{"mode", "late"}, {"polls", 1}});
  const std::string id = file();
  EXPECT_EQ(send(id).at("state"), "sent");
  const json package = ask("filing.get/1", "reviewer", {{"id", id}}).at("package");
  ask("outbox.ack/1", "registrar",
      {{"id", id},
       {"outcome", "accepted"},
       {"receipt",
        {{"document_id", package.at("document_id")},
         {"digest", package.at("digest")},
         {"addressee", "discipline"}}},
       {"scan", scan()}});
  EXPECT_EQ(send(id).at("state"), "accepted");
  const json after = ask("filing.get/1", "reviewer", {{"id", id}});
  EXPECT_FALSE(after.contains("noted"));
  EXPECT_FALSE(after.contains("receipt_noted_by"));
  EXPECT_EQ(no("outbox.confirm/1", "reviewer", confirming(id)), "receipt.none /id");
}

// What one wrote for a draft is not lost to another who had read the draft before it.
TEST_F(FilingTest, PassagesOfADraftThatWasNotReadAreNotReplaced) {
  const auto passages = [](const char* text) { return json::array({{{"slot", "problem"}, {"text", text}}}); };
  const json first = ask("filing.prepare/1", "reviewer", asking({{"passages", passages("甲的意见")}}));
  ask("filing.prepare/1", "reviewer",
      asking({{"passages", passages("乙的意见")}, {"digest", first["package"]["digest"]}}));
  const json late = town().problem(
      "filing.prepare/1", "one-woman-show",
      asking({{"passages", passages("甲的意见，改一字")}, {"digest", first["package"]["digest"]}}));
  EXPECT_EQ(late.at("code"), "filing.changed");
  EXPECT_EQ(late.at("at"), "/digest");
  const std::string said = late.at("chinese");
  EXPECT_THAT(said, testing::HasSubstr("problem：甲的意见"));
  EXPECT_THAT(said, testing::HasSubstr("problem：乙的意见"));
  const json now = ask("filing.get/1", "reviewer", {{"id", k_discipline_v1}});
  EXPECT_EQ(no("filing.prepare/1", "reviewer",
               asking({{"passages", passages("甲乙的意见")}, {"digest", now["package"]["digest"]}})),
            "done");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", asking({{"digest", std::string(64, '0')}})),
            "filing.changed /digest");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", asking()), "done") << "without the member, as ever";
}

// Nobody but a signer ends what a signer signed: while an amendment is only prepared, the letter stays queued
// and goes out.
TEST_F(FilingTest, AnAmendmentThatIsNotSignedVoidsNothing) {
  const std::string first = file();
  ask("filing.prepare/1", "reviewer", asking({{"amendment", {{"manner", "更正"}, {"reason", "数字有误"}}}}));
  EXPECT_EQ(state(first), "queued");
  EXPECT_EQ(send(first).at("state"), "accepted");
  EXPECT_EQ(delivered(), 1U);
}

// 密级: what bears the mark of a state secret is not filed through this platform, wherever the mark stands.
TEST_F(FilingTest, WhatIsClassifiedIsNotFiled) {
  const auto prepare = [&](const std::string& text) {
    return no("filing.prepare/1", "reviewer",
              asking({{"passages", {{{"slot", "note"}, {"heading", "情况"}, {"text", text}}}}}));
  };
  for (const char* text :
       {"机密★20年", "密级：秘密", "【绝密】某企业储备情况", "甲\n机　密\n乙", "机 密 ★", "(秘密)",
        "等级：机密", "「秘密」", "见《绝密》", "标为秘密★5年", "本件机密★长期", "甲\n秘密10年\n乙", "机密★"})
    EXPECT_EQ(prepare(text), "filing.classified /passages/0/text") << text;
  EXPECT_EQ(ask("outbox.take/1", "registrar").at("documents"), json::array());
  for (const char* text :
       {"企业以商业秘密为由拒绝提供，已依法告知；机密文件柜已加锁，注意保守国家秘密。",
        "企业称涉及商业秘密*（见附注）", "按绝密、机密、秘密分类保管", "按密级机密文件办理"})
    EXPECT_EQ(prepare(text), "done") << text;

  json fact = criticism("C2", "2025-02-11");
  fact["remark"] = "秘密★5年";
  town().append(fact);
  const json why = town().problem("filing.prepare/1", "reviewer", asking());
  EXPECT_EQ(why.at("code"), "filing.classified");
  EXPECT_EQ(
      why.at("chinese"),
      "“通报批评 C2”带有密级标志“秘密”，不能经本平台报送。请按保密规定移出，走机要渠道；其余内容另行编制。");
}

// Nor signed, where it was sealed before the mark came.
TEST_F(FilingTest, WhatBecameClassifiedIsNotSigned) {
  ask("filing.prepare/1", "reviewer", asking());
  json fact = criticism("C1", "2025-02-10");
  fact["remark"] = "秘密★5年";
  ask("ledger.correct/1", "clerk", {{"fact", fact}, {"reason", "补记"}});
  EXPECT_EQ(no("filing.sign/1", "signer", {{"id", k_discipline_v1}}), "filing.classified /id");
  EXPECT_EQ(state(k_discipline_v1), "sealed");
}

TEST_F(FilingTest, AnAmendmentTakesTheEarlierVersionsPlace) {
  const std::string first = file();
  send(first);
  EXPECT_EQ(no("filing.prepare/1", "reviewer", asking()), "filing.exists /period");
  const json second = ask("filing.prepare/1", "reviewer",
                          asking({{"amendment", {{"manner", "更正"}, {"reason", "数字有误"}}}}));
  EXPECT_EQ(second.at("id"), "2025Q1/quarterly_discipline/v2");
  EXPECT_EQ(second.at("document_number"), "四东安委办函〔2025〕2号");
  EXPECT_EQ(state(first), "accepted");
  ask("filing.sign/1", "signer", {{"id", second.at("id")}});
  EXPECT_EQ(state(first), "superseded");
  EXPECT_EQ(send(second.at("id")).at("state"), "accepted");
  EXPECT_EQ(delivered(), 2U);
  // The old one may be asked for again; nothing is sent.
  EXPECT_EQ(send(first).at("state"), "superseded");
  EXPECT_EQ(delivered(), 2U);
}

TEST_F(FilingTest, AReceiptThatComesAfterTheAmendmentIsKept) {
  const json prepared = ask("filing.prepare/1", "reviewer", asking());
  ask("filing.sign/1", "signer", {{"id", k_discipline_v1}});
  ask("filing.prepare/1", "reviewer",
      asking({{"amendment", {{"manner", "撤回重报"}, {"reason", "数字有误"}}}}));
  ask("filing.sign/1", "signer", {{"id", "2025Q1/quarterly_discipline/v2"}});
  const json receipt = {{"receipt_no", "1"},
                        {"document_id", prepared["package"]["document_id"]},
                        {"digest", prepared["package"]["digest"]},
                        {"addressee", "discipline"}};
  const json answer =
      ask("outbox.ack/1", "registrar",
          {{"id", k_discipline_v1}, {"outcome", "accepted"}, {"receipt", receipt}, {"scan", scan()}});
  EXPECT_EQ(answer.at("state"), "superseded");
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", k_discipline_v1}}).at("receipt"), receipt);
}

TEST_F(FilingTest, DueDaysRollOverDaysOff) {
  town().go_to("2025-04-11");
  std::vector<std::string> rows;
  const json listed = ask("filing.list/1", "clerk", {{"period", "2025"}}).at("filings");
  for (const json& row : listed)
    rows.push_back(row.at("period").get<std::string>() + " " + row.at("due_on").get<std::string>() + " " +
                   row.at("state").get<std::string>() + (row.at("overdue").get<bool>() ? " overdue" : ""));
  EXPECT_THAT(rows,
              testing::ElementsAre("2025Q1 2025-04-10 missing overdue", "2025Q2 2025-07-10 missing",
                                   "2025Q3 2025-10-10 missing",
                                   "2025Q4 2026-01-12 missing",  // the 10th is a Saturday
                                   "2025Q1 2025-04-10 missing overdue", "2025Q2 2025-07-10 missing",
                                   "2025Q3 2025-10-10 missing", "2025Q4 2026-01-12 missing",
                                   "2025 2026-02-02 missing", "2025 2026-02-02 missing"));  // the 31st too
  EXPECT_EQ(ask("filing.prepare/1", "reviewer", asking()).at("late"), true);
}

TEST_F(FilingTest, ADraftIsShownAndNothingIsKept) {
  const json draft = ask("report.render/1", "reviewer", asking());
  EXPECT_THAT(draft.at("text").get<std::string>(), testing::HasSubstr("草稿"));
  EXPECT_EQ(no("filing.get/1", "reviewer", {{"id", k_discipline_v1}}), "filing.unknown /id");
}

class OutboxTest : public FilingTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    start({.exchange = false});
    quarter();
  }
};

TEST_F(OutboxTest, AHostWithoutAnExchangePullsAndConfirms) {
  const std::string id = file();
  EXPECT_EQ(no_send(id), "exchange.absent");
  EXPECT_EQ(ask("jobs.run_due/1", "system_admin").at("sent"), json::array());
  const json taken = ask("outbox.take/1", "registrar").at("documents");
  ASSERT_EQ(taken.size(), 1U);
  const json& meta = taken[0].at("meta");
  EXPECT_EQ(meta.at("addressee"), "discipline");
  EXPECT_EQ(taken, ask("outbox.take/1", "registrar").at("documents")) << "taking is not yet sending";
  EXPECT_EQ(ask("outbox.ack/1", "registrar", {{"id", id}, {"outcome", "later"}}).at("state"), "sent");
  EXPECT_EQ(ask("outbox.take/1", "registrar").at("documents"), json::array());
  const json receipt = {{"document_id", meta.at("document_id")},
                        {"digest", meta.at("digest_sm3")},
                        {"addressee", "discipline"}};
  EXPECT_EQ(ask("outbox.ack/1", "registrar",
                {{"id", id}, {"outcome", "accepted"}, {"receipt", receipt}, {"scan", scan()}})
                .at("state"),
            "sent");
  EXPECT_EQ(ask("outbox.confirm/1", "signer", confirming(id)).at("state"), "accepted");
}

}  // namespace
}  // namespace anze::district
