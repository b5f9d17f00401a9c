// Facts looked for and measured; evidence and its re-use; what a fact counts for. The register is one made
// here: a definition and nothing else.
#include <gmock/gmock.h>

#include "host/base64.hpp"
#include "tests/unit/plugin/district_test.h"
#include "tests/unit/plugin/statements.h"

namespace anze::district {
namespace {

const json k_patrol = json::parse(R"({
  "ledger": "patrol", "title": "巡查台账", "basis": ["某规定第一条"],
  "fields": [
    {"name": "kind", "title": "类别", "type": "code", "codes": [["day", "日间"], ["night", "夜间"]]},
    {"name": "places", "title": "点位", "type": "integer", "unit": "处"},
    {"name": "faults", "title": "问题", "type": "integer", "unit": "处"},
    {"name": "seen_by", "title": "巡查人员", "type": "texts"},
    {"name": "note", "title": "说明", "type": "text"}],
  "rules": [{"rule": "at_most", "fields": ["faults", "places"], "message": "问题不得多于点位"}],
  "measures": [
    {"id": "count", "title": "巡查", "unit": "次", "kind": "count", "select": {"ledger": "patrol"}},
    {"id": "places", "title": "点位", "unit": "处", "kind": "sum", "field": "places", "select": {"ledger": "patrol"}},
    {"id": "faults", "title": "问题", "unit": "处", "kind": "sum", "field": "faults", "select": {"ledger": "patrol"}},
    {"id": "rate", "title": "问题率", "unit": "处", "kind": "rate", "numerator": "faults", "denominator": "places"}],
  "credits": [
    {"title": "日常巡查", "scope": "own", "basis": ["某规定第二条"]},
    {"title": "夜间巡查", "scope": "unit", "basis": ["某规定第三条"], "when": [{"field": "kind", "op": "eq", "value": "night"}]}]})");

class ViewsTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    ask("ledger.define/1", "system_admin", {{"definition", k_patrol}});
    town().go_to("2025-03-20");
    for (int i = 1; i <= 6; ++i) {
      json fact = {{"ledger", "patrol"},
                   {"id", "P" + std::to_string(i)},
                   {"occurred_on", "2025-0" + std::to_string(i <= 3 ? 2 : 3) + "-1" + std::to_string(i)},
                   {"unit", i % 2 == 0 ? "gov" : "bureau"},
                   {"area", i == 6 ? "shanmen" : "tiedong"},
                   {"fields",
                    {{"kind", i < 5 ? "day" : "night"},
                     {"places", 10 * i},
                     {"faults", i},
                     {"seen_by", {"张三"}},
                     {"note", i == 4 ? "锅炉房漏水" : "正常"}}}};
      town().append(fact);
    }
  }
  std::string found(json request) {
    request["ledger"] = "patrol";
    std::string ids;
    const json answer = ask("ledger.search/1", "clerk", request);
    for (const json& fact : answer.at("facts"))
      ids += (ids.empty() ? "" : " ") + fact.at("id").get<std::string>();
    return ids;
  }
  json attach(const std::string& id, const std::string& name, const std::string& content) {
    return ask("ledger.attach/1", "clerk", {{"id", id}, {"name", name}, {"content", content}});
  }
};

TEST_F(ViewsTest, ANewLedgerIsAFileAndNothingElse) {
  const json ledger = ask("ledger.defined/1", "clerk", {{"ledger", "patrol"}}).at("ledgers")[0];
  EXPECT_EQ(ledger.at("title"), "巡查台账");
  EXPECT_EQ(ledger.at("fields")[0].at("codes")[1].at("title"), "夜间");
  EXPECT_EQ(ledger.at("fields")[3].at("selectable"), false);
  EXPECT_EQ(ledger.at("measures").size(), 4U);
  EXPECT_EQ(no("ledger.defined/1", "clerk", {{"ledger", "gossip"}}), "ledger.unknown /ledger");
  EXPECT_EQ(ask("ledger.schema/1", "clerk").at("schema").at("$id"), "urn:anze:ledger:1");
}

// All that a register does, of one that no code knows.
TEST_F(ViewsTest, ANewLedgerDoesAllThatLedgersDo) {
  const json before = ask("ledger.search/1", "clerk", {{"ledger", "patrol"}});
  json second = before.at("facts")[1];
  for (const char* own : {"seq", "entry", "version", "recorded_at_ms", "recorded_by", "late"})
    second.erase(own);
  second["fields"]["places"] = 200;
  ask("ledger.correct/1", "clerk", {{"fact", second}, {"reason", "点位漏记"}});
  ask("ledger.withdraw/1", "clerk", {{"id", "P3"}, {"reason", "重复登记"}});
  EXPECT_EQ(found({}), "P1 P2 P4 P5 P6");
  EXPECT_EQ(found({{"as_of_entry", before.at("entry")}}), "P1 P2 P3 P4 P5 P6");
  json over = second;
  over["fields"]["faults"] = 201;
  EXPECT_EQ(no("ledger.correct/1", "clerk", {{"fact", over}, {"reason", "错"}}),
            "fact.rule /fact/fields/places");
  EXPECT_THAT(ask("sheet.template/1", "clerk", {{"ledger", "patrol"}}).at("name").get<std::string>(),
              testing::HasSubstr("巡查台账"));
  const json sheet =
      ask("sheet.export/1", "clerk", {{"ledger", "patrol"}, {"format", "xlsx"}, {"period", "2025"}});

  SmallDistrict other(town().folder() / "other");
  other.define();
  other.ask("ledger.define/1", "system_admin", {{"definition", k_patrol}});
  other.go_to("2025-03-20");
  other.ask("sheet.import/1", "clerk", {{"ledger", "patrol"}, {"content", sheet.at("content")}});
  const auto measures = [](SmallDistrict& where) {
    return where.ask("ledger.measures/1", "clerk", {{"ledger", "patrol"}}).at("measures");
  };
  EXPECT_EQ(measures(other), measures(town()));
  EXPECT_EQ(measures(other)[1].at("value"), 10 + 200 + 40 + 50 + 60);
}

TEST_F(ViewsTest, FindsByFieldPlaceDaysAndWords) {
  EXPECT_EQ(found({}), "P1 P2 P3 P4 P5 P6");
  EXPECT_EQ(found({{"newest_first", true}, {"limit", 2}}), "P6 P5");
  EXPECT_EQ(found({{"where", {{{"field", "kind"}, {"op", "eq"}, {"value", "night"}}}}}), "P5 P6");
  EXPECT_EQ(found({{"where", {{{"field", "places"}, {"op", "ge"}, {"value", 30}}}}, {"period", "2025-02"}}),
            "P3");
  EXPECT_EQ(found({{"from", "2025-03-15"}}), "P5 P6");
  EXPECT_EQ(found({{"to", "2025-02-11"}}), "P1");
  EXPECT_EQ(found({{"contains", "漏水"}}), "P4");
  EXPECT_EQ(found({{"contains", "P5"}}), "P5");
  EXPECT_EQ(found({{"contains", "火灾"}}), "");
  EXPECT_EQ(found({{"unit", "bureau"}}), "P1 P3 P5");
  EXPECT_EQ(found({{"unit", "gov"}}), "P1 P2 P3 P4 P5 P6") << "with the units below it";
  EXPECT_EQ(found({{"area", "shanmen"}}), "P6");
  EXPECT_EQ(found({{"area", "tiedong"}}), "P1 P2 P3 P4 P5 P6");
  EXPECT_EQ(found({{"late", true}}), "");
  const auto refused = [&](json request) {
    request["ledger"] = request.value("ledger", "patrol");
    return no("ledger.search/1", "clerk", request);
  };
  EXPECT_EQ(refused({{"ledger", "gossip"}}), "ledger.unknown /ledger");
  EXPECT_EQ(refused({{"unit", "moon"}}), "fact.unit /unit");
  EXPECT_EQ(refused({{"area", "moon"}}), "fact.area /area");
  EXPECT_EQ(refused({{"from", "2025-03-15"}, {"to", "2025-03-14"}}), "view.days /to");
  EXPECT_EQ(refused({{"from", "2025-03-15"}, {"period", "2025Q1"}}), "view.days /period");
  EXPECT_EQ(refused({{"from", "soon"}}), "date.format /from");
  EXPECT_EQ(refused({{"after", "P3"}}), "view.after /after");
  EXPECT_EQ(refused({{"where", {{{"field", "note"}, {"op", "present"}}}}}), "field.text /where/0/field");
  EXPECT_EQ(refused({{"where", {{{"field", "seen_by"}, {"op", "present"}}}}}),
            "field.documents /where/0/field");
}

TEST_F(ViewsTest, PagesStayAsTheFirstOneWas) {
  const json first = ask("ledger.search/1", "clerk", {{"ledger", "patrol"}, {"limit", 2}});
  EXPECT_EQ(first.at("total"), 6);
  EXPECT_EQ(first.at("facts")[1].at("id"), "P2");
  // In between one is withdrawn and one is entered among those already shown.
  ask("ledger.withdraw/1", "clerk", {{"id", "P3"}, {"reason", "重复"}});
  town().append({{"ledger", "patrol"},
                 {"id", "P0"},
                 {"occurred_on", "2025-02-11"},
                 {"unit", "gov"},
                 {"fields", json::object()}});
  const json second =
      ask("ledger.search/1", "clerk", {{"ledger", "patrol"}, {"limit", 2}, {"after", first.at("next")}});
  EXPECT_EQ(second.at("facts")[0].at("id"), "P3");
  EXPECT_EQ(second.at("facts")[1].at("id"), "P4");
  const json third =
      ask("ledger.search/1", "clerk", {{"ledger", "patrol"}, {"limit", 2}, {"after", second.at("next")}});
  EXPECT_EQ(third.at("facts")[1].at("id"), "P6");
  EXPECT_EQ(third.at("next"), nullptr);
  EXPECT_EQ(found({}), "P1 P0 P2 P4 P5 P6") << "by day, then as written";
  EXPECT_EQ(found({{"as_of_entry", first.at("entry")}}), "P1 P2 P3 P4 P5 P6");
}

TEST_F(ViewsTest, AViewIsMeasured) {
  const auto measured = [&](json request) {
    request["ledger"] = "patrol";
    std::string text;
    const json answer = ask("ledger.measures/1", "clerk", request);
    for (const json& measure : answer.at("measures"))
      text += (text.empty() ? "" : " ") + measure.at("shown").get<std::string>();
    return text;
  };
  EXPECT_EQ(measured({}), "6次 210处 21处 10.00%（21/210处）");
  EXPECT_EQ(measured({{"unit", "bureau"}, {"period", "2025-02"}}), "2次 40处 4处 10.00%（4/40处）");
  // Missing is not zero.
  town().append({{"ledger", "patrol"},
                 {"id", "P7"},
                 {"occurred_on", "2025-03-18"},
                 {"unit", "gov"},
                 {"fields", {{"faults", 1}}}});
  EXPECT_EQ(measured({{"from", "2025-03-17"}}), "1次 未填 1处 未填");
}

TEST_F(ViewsTest, SaysWhatAFactCountsFor) {
  json draft = criticism("C1", "2025-02-10");
  const json criticised = ask("ledger.credits/1", "clerk", {{"fact", draft}});
  ASSERT_EQ(criticised.at("clauses").size(), 1U);
  EXPECT_EQ(criticised.at("clauses")[0].at("clause"), "A1");
  EXPECT_EQ(criticised.at("clauses")[0].at("period"), "2025Q1");
  EXPECT_EQ(criticised.at("clauses")[0].at("for")[0].at("post"), "district-head");
  const json patrol = ask("ledger.credits/1", "clerk", {{"id", "P5"}});
  EXPECT_TRUE(patrol.at("clauses").empty());
  ASSERT_EQ(patrol.at("duties").size(), 2U);
  EXPECT_EQ(patrol.at("duties")[1].at("title"), "夜间巡查");
  EXPECT_EQ(patrol.at("duties")[0].at("counted"), false) << "no clause in force counts it";
  EXPECT_EQ(ask("ledger.credits/1", "clerk", {{"id", "P1"}}).at("duties").size(), 1U);
  EXPECT_EQ(no("ledger.credits/1", "clerk", {{"id", "P99"}}), "fact.unknown /id");
  EXPECT_EQ(no("ledger.credits/1", "clerk"), "request.missing_member /fact");
  draft["mood"] = "bad";
  EXPECT_EQ(no("ledger.credits/1", "clerk", {{"fact", draft}}), "json.unknown_field /fact/mood");
}

// Heard from before the library opens its store.
struct Heard {
  Statements statements;
};
class ReuseTest : private Heard, public ViewsTest {
 protected:
  // The records are of days of their own: no two may be one event.
  std::size_t cost_of_naming(int number, const std::string& digest) {
    const std::string id = "M" + std::to_string(number);
    const std::string day =
        "-0" + std::to_string(1 + number / 28) + std::to_string(-101 - number % 28).erase(1, 1);
    const json fact = {{"ledger", "patrol"},
                       {"id", id},
                       {"occurred_on", "2025" + day},
                       {"unit", "gov"},
                       {"fields", json::object()},
                       {"attachments", {{{"name", "文件.pdf"}, {"digest", digest}, {"size", 6}}}}};
    statements.take();
    EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", fact}}), "done") << id;
    return statements.take().size();
  }
};

// One document of very many records: the next one asks no more of the store than the third did.
TEST_F(ReuseTest, AFileOfManyRecordsIsNotGoneThroughForEachNewOne) {
  const std::string digest = attach("P1", "文件.pdf", "5a6J6Z2i").at("digest");
  cost_of_naming(1, digest);
  const std::size_t third = cost_of_naming(2, digest);
  for (int i = 3; i < 40; ++i) cost_of_naming(i, digest);
  EXPECT_LE(cost_of_naming(40, digest), third);
}

TEST_F(ViewsTest, EvidenceIsKeptOnceAndItsReuseIsSeen) {
  const json first = attach("P1", "现场照片.jpg", "5a6J6Z2i");
  EXPECT_FALSE(first.contains("reused"));
  EXPECT_EQ(first.at("version"), 2);
  const std::string digest = first.at("digest");
  EXPECT_EQ(no("ledger.attach/1", "clerk", {{"id", "P1"}, {"name", "另一名.jpg"}, {"content", "5a6J6Z2i"}}),
            "attachment.exists /content");
  // The same bytes under another name, in another unit's record.
  const json second = attach("P2", "整改后.jpg", "5a6J6Z2i");
  ASSERT_EQ(second.at("reused").size(), 1U);
  EXPECT_EQ(second.at("reused")[0].at("first").at("fact"), "P1");
  // And by digest alone, as a platform that keeps the file sends it.
  json third = {{"ledger", "patrol"},
                {"id", "P8"},
                {"occurred_on", "2025-03-18"},
                {"unit", "gov"},
                {"fields", json::object()},
                {"attachments", {{{"name", "旧照片.jpg"}, {"digest", digest}, {"size", 6}}}}};
  EXPECT_EQ(ask("ledger.append/1", "clerk", {{"fact", third}}).at("reused")[0].at("name"), "旧照片.jpg");

  const json shown = ask("ledger.attachment/1", "clerk", {{"digest", digest}});
  EXPECT_EQ(shown.at("content"), "5a6J6Z2i");
  EXPECT_EQ(shown.at("uses").size(), 3U);
  const json listed = ask("ledger.reused/1", "clerk", {{"across_units", true}});
  ASSERT_EQ(listed.at("attachments").size(), 1U);
  EXPECT_EQ(listed.at("attachments")[0].at("facts"), 3);
  EXPECT_EQ(listed.at("attachments")[0].at("units"), 2);
  // A correction that keeps its attachments is no further use.
  third["fields"]["note"] = "补充";
  ask("ledger.correct/1", "clerk", {{"fact", third}, {"reason", "补充说明"}});
  EXPECT_EQ(ask("ledger.attachment/1", "clerk", {{"digest", digest}, {"content", false}}).at("uses").size(),
            3U);

  // A larger file comes in parts; nobody takes what another one sent.
  const json up = ask("sheet.upload/1", "clerk", {{"content", "QUJD"}}).at("upload");
  ask("sheet.upload/1", "clerk", {{"upload", up}, {"content", "REVG"}, {"at", 3}});
  const json large = {{"id", "P1"}, {"name", "验收报告.pdf"}, {"upload", up}};
  EXPECT_EQ(no("ledger.attach/1", "verifier", large), "sheet.upload_unknown /upload");
  const json whole = ask("ledger.attach/1", "clerk", large).at("digest");
  EXPECT_EQ(ask("ledger.attachment/1", "clerk", {{"digest", whole}}).at("content"), "QUJDREVG");
  EXPECT_EQ(
      no("ledger.attach/1", "clerk", {{"id", "P1"}, {"name", "x"}, {"content", "AAAA"}, {"upload", up}}),
      "attachment.content /upload");
  EXPECT_EQ(no("ledger.attach/1", "clerk", {{"id", "P1"}, {"name", "x"}, {"content", "?"}}),
            "attachment.content /content");
  EXPECT_EQ(no("ledger.attach/1", "clerk", {{"id", "P1"}, {"name", "x"}}), "request.missing_member /content");
  EXPECT_EQ(
      no("ledger.attach/1", "clerk", {{"id", "P1"}, {"name", "x"}, {"content", "AAAA"}, {"digest", digest}}),
      "attachment.digest /digest");
  EXPECT_EQ(no("ledger.attach/1", "clerk", {{"id", "P9"}, {"name", "x"}, {"content", "AAAA"}}),
            "fact.unknown /id");
  EXPECT_EQ(no("ledger.attachment/1", "clerk", {{"digest", std::string(64, 'c')}}),
            "attachment.unknown /digest");
  EXPECT_TRUE(ask("audit.verify/1", "auditor").at("ok"));
}

// A name is data here and a file's name for whoever keeps the bytes: what would lead a file elsewhere is
// refused with the way, and nothing of the record changes.
TEST_F(ViewsTest, ANameIsNeverAPath) {
  const auto attached = [&](const std::string& name) {
    return no("ledger.attach/1", "clerk", {{"id", "P3"}, {"name", name}, {"content", "AAAA"}});
  };
  for (const char* name : {"../../etc/passwd", "C:\\Windows\\x", "/dev/null", "a/b", "CON", "con.txt",
                           "Lpt1.pdf", "nul .pdf", "..", ".", "x.", "x ", "a:b"})
    EXPECT_EQ(attached(name), "fact.attachment_name /attachments") << name;
  json fact = ask("ledger.get/1", "clerk", {{"id", "P3"}}).at("versions").back();
  EXPECT_EQ(fact.at("attachments"), json::array());
  EXPECT_EQ(attached("x\u202Egpj.exe"), "fact.attachment_name /attachments/0");
  EXPECT_EQ(attached(std::string(201, 'x')), "json.length /name");
  for (const char* name : {"context.pdf", "整改后照片〔2〕.jpg", "com.pdf", ".profile", "lpt10"}) {
    const std::string content = host::encode_base64(name);
    EXPECT_EQ(no("ledger.attach/1", "clerk", {{"id", "P3"}, {"name", name}, {"content", content}}), "done")
        << name;
  }
}

}  // namespace
}  // namespace anze::district
