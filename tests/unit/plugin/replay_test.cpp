// The same again gives the same: a request repeated, a quarter played twice.
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "district_test.h"
#include "host/base64.hpp"
#include "host/files.hpp"

namespace anze::district {
namespace {

// Every mutating method of one quarter, in order: who, what.
struct Step {
  const char* day;
  const char* method;
  const char* actor;
  json request;
};

std::vector<Step> quarter() {
  const json period = {{"period", "2025Q1"}};
  const auto with = [](json request, const char* name, json value) {
    request[name] = std::move(value);
    return request;
  };
  const json judgement = {{"clause", "B1"}, {"term", "T1"}, {"value", "1"}, {"reason", "传达不及时"}};
  json corrected = criticism("C1", "2025-02-11");
  const char* v1 = "2025Q1/quarterly_discipline/v1";
  json disagreeing = figures();
  disagreeing["checks"] = json::parse(
      R"([{"id": "apart", "title": "两数相等", "kind": "sum", "total": "criticism.all", "parts": ["accident.all", "accident.all"]}])");
  json renamed = disagreeing;
  renamed["checks"][0]["title"] = "两数应当相等";
  std::vector<Step> steps{{"2025-01-06", "org.import/1", "system_admin", {{"organisation", organisation()}}}};
  for (const char* name : {"accident", "criticism", "finding", "hazard", "meeting"})
    steps.push_back({"2025-01-06", "ledger.define/1", "system_admin", {{"definition", ledger(name)}}});
  const std::vector<Step> rest{
      {"2025-01-06", "rulebook.add/1", "security_admin", {{"rulebook", rulebook()}}},
      {"2025-01-06", "figures.define/1", "system_admin", {{"id", "small"}, {"figures", disagreeing}}},
      {"2025-01-06", "filing.rules/1", "system_admin", {{"rules", filing_rules()}}},
      {"2025-04-01", "ledger.append/1", "clerk", {{"fact", criticism("C1", "2025-02-10")}}},
      {"2025-04-01", "ledger.correct/1", "clerk", {{"fact", corrected}, {"reason", "日期有误"}}},
      {"2025-04-01",
       "ledger.import/1",
       "clerk",
       {{"lines", criticism("C2", "2025-02-12").dump() + "\n" + major_accident("2025-02-10").dump() + "\n" +
                      finding("2025-02-20").dump()}}},
      {"2025-04-01",
       "ledger.append/1",
       "clerk",
       {{"fact",
         {{"ledger", "hazard"},
          {"id", "H1"},
          {"occurred_on", "2025-02-11"},
          {"unit", "gov"},
          {"fields", {{"level", "general"}}}}}}},
      {"2025-04-01",
       "ledger.move/1",
       "clerk",
       {{"id", "H1"}, {"to", "rectified"}, {"fields", {{"done_on", "2025-02-12"}}}}},
      {"2025-04-01",
       "ledger.attach/1",
       "clerk",
       {{"id", "H1"}, {"name", "整改照片.jpg"}, {"content", "5a6J6Z2i"}}},
      {"2025-04-01", "ledger.withdraw/1", "clerk", {{"id", "C2"}, {"reason", "重复"}}},
      {"2025-04-01",
       "sheet.import/1",
       "clerk",
       {{"ledger", "hazard"},
        {"content", host::encode_base64("编号,发生日期,填报单位,隐患级别\nS1,2025-2-12,bureau,general\n")}}},
      {"2025-04-01", "sheet.undo/1", "clerk", {{"import", "IMP-17"}, {"reason", "重复"}}},
      {"2025-04-02", "assess.open/1", "assessor", period},
      {"2025-04-02", "score.judge/1", "assessor", with(period, "judgements", json::array({judgement}))},
      {"2025-04-02", "score.self/1", "head",
       with(period, "scores", json::array({{{"item", "A"}, {"term", "T1"}, {"value", "90"}}}))},
      {"2025-04-02", "veto.propose/1", "assessor", {{"period", "2025"}}},
      {"2025-04-02",
       "veto.decide/1",
       "assessor",
       {{"veto", "V2/head-1/X1"}, {"confirmed", true}, {"document_no", "四东组字〔2025〕1号"}}},
      {"2025-04-02",
       "veto.decide/1",
       "discipline",
       {{"veto", "V2/head-1/X1"}, {"confirmed", true}, {"document_no", "四东纪字〔2025〕1号"}}},
      {"2025-04-02",
       "veto.lift/1",
       "discipline",
       {{"veto", "V2/head-1/X1"}, {"document_no", "四东纪字〔2025〕2号"}, {"reason", "复核"}}},
      {"2025-04-03", "score.evaluate/1", "assessor", period},
      {"2025-04-03", "assess.countersign/1", "countersigner", with(period, "reason", "无其他签发人")},
      {"2025-04-03", "assess.seal/1", "signer", period},
      {"2025-04-08",
       "figures.declare/1",
       "reviewer",
       {{"period", "2025Q1"}, {"check", "apart"}, {"explanation", "口径不同"}}},
      {"2025-04-08",
       "filing.prepare/1",
       "reviewer",
       {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}}},
      {"2025-04-08", "filing.countersign/1", "countersigner", {{"id", v1}, {"reason", "无其他签发人"}}},
      {"2025-04-08", "filing.sign/1", "signer", {{"id", v1}}},
      {"2025-04-09",
       "figures.withdraw/1",
       "reviewer",
       {{"period", "2025Q1"}, {"check", "apart"}, {"reason", "说明有误"}}},
      {"2025-04-09", "filing.send/1", "registrar", {{"id", v1}}},
      {"2025-04-09", "outbox.ack/1", "registrar", {{"id", v1}, {"outcome", "later"}}},
      {"2025-04-09", "jobs.run_due/1", "system_admin", json::object()},
      {"2025-04-09",
       "figures.define/1",
       "system_admin",
       {{"id", "small"}, {"figures", renamed}, {"reason", "口径说明"}}},
      {"2025-04-09", "definition.refuse/1", "signer", {{"proposal", "P-36"}, {"reason", "不改"}}},
      {"2025-04-09",
       "figures.define/1",
       "system_admin",
       {{"id", "small"}, {"figures", renamed}, {"reason", "口径说明"}}},
      {"2025-04-09", "definition.confirm/1", "signer", {{"proposal", "P-38"}}},
      {"2025-04-09", "ledger.append/1", "clerk", {{"fact", criticism("C7", "2025-02-13")}}},
      {"2025-04-09", "assess.amend/1", "assessor",
       with(with(period, "reason", "漏登"), "facts", json::array({"C7"}))},
      {"2025-04-09", "assess.refuse/1", "signer", with(period, "reason", "尚未查实")}};
  steps.insert(steps.end(), rest.begin(), rest.end());
  return steps;
}

class ReplayTest : public DistrictTest {};

TEST_F(ReplayTest, ARepeatedRequestGetsItsFirstAnswerToTheByte) {
  std::map<std::string, bool> seen;
  std::vector<std::pair<Step, std::string>> answered;
  for (const Step& step : quarter()) {
    town().go_to(step.day);
    json request = step.request;
    request["request_id"] = "s" + std::to_string(answered.size());
    const abi::Said first = town().say(step.method, step.actor, request);
    ASSERT_TRUE(first.ok()) << step.method << ": " << first.text;
    const json head = town().head();
    const abi::Said second = town().say(step.method, step.actor, request);
    EXPECT_EQ(second.text, first.text) << step.method;
    EXPECT_EQ(town().head(), head) << step.method << " wrote again";
    seen[step.method] = true;
    answered.emplace_back(step, first.text);
  }
  // And a year later, after the store was closed and opened.
  start();
  town().go_to("2026-04-09");
  const json head = town().head();
  for (std::size_t i = 0; i < answered.size(); ++i) {
    json request = answered[i].first.request;
    request["request_id"] = "s" + std::to_string(i);
    EXPECT_EQ(town().say(answered[i].first.method, answered[i].first.actor, request).text, answered[i].second)
        << answered[i].first.method;
  }
  EXPECT_EQ(town().head(), head);
  const json methods = ask("abi.describe/1", "clerk").at("methods");
  for (const json& method :
       methods)  // sheet.step/1 moves on a job in memory: sheets/import_test.cpp repeats it; a receipt names
                 // digests that are not known before: filing_test.cpp repeats its confirmation,
                 // amend_test.cpp that of an amended version
    if (method.at("mutating").get<bool>() && method.at("name") != "sheet.step/1" &&
        method.at("name") != "outbox.confirm/1" && method.at("name") != "assess.confirm/1") {
      EXPECT_TRUE(seen[method.at("name")]) << method.at("name") << " is not replayed here";
    }
}

// All bytes of one run: answers, documents, what lies in the mailboxes, the head of the chain.
std::map<std::string, std::string> play(const fs::path& folder) {
  std::map<std::string, std::string> bytes;
  SmallDistrict town(folder);
  for (const Step& step : quarter()) {
    town.go_to(step.day);
    bytes["answer " + std::to_string(bytes.size())] = town.say(step.method, step.actor, step.request).text;
  }
  for (const char* format : {"docx", "text", "json"})
    bytes[format] = town.ask("filing.document/1", "reviewer",
                             {{"id", "2025Q1/quarterly_discipline/v1"}, {"format", format}})
                        .dump();
  for (const auto& entry : fs::recursive_directory_iterator(town.mailboxes()))
    if (entry.is_regular_file())
      bytes[fs::relative(entry.path(), folder).string()] = host::read_file(entry.path());
  bytes["head"] = town.head().dump();
  return bytes;
}

TEST_F(ReplayTest, AQuarterPlayedTwiceGivesTheSameBytes) {
  const auto first = play(folder_ / "first");
  const auto second = play(folder_ / "second");
  EXPECT_GT(first.size(), 30U);
  EXPECT_EQ(first, second);
}

}  // namespace
}  // namespace anze::district
