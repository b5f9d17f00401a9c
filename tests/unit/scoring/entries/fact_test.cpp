#include "scoring/facts/fact.h"

#include <gtest/gtest.h>

#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze {
namespace {

constexpr std::string_view k_accident_ledger = R"({
  "ledger": "accident", "title": "事故台账", "basis": ["国务院令第493号"],
  "fields": [
    {"name": "class", "title": "事故等级", "type": "accident_class"},
    {"name": "dead", "title": "死亡人数", "type": "integer", "unit": "人"},
    {"name": "missing", "title": "下落不明", "type": "integer", "unit": "人"},
    {"name": "injured", "title": "重伤人数", "type": "integer", "unit": "人"},
    {"name": "loss_fen", "title": "直接经济损失", "type": "integer", "unit": "fen"},
    {"name": "liability", "title": "责任事故", "type": "boolean", "required": true},
    {"name": "kind", "title": "事故类型", "type": "code", "codes": {"fall": "高处坠落", "fire": "火灾"}},
    {"name": "reported_on", "title": "上报日期", "type": "date"},
    {"name": "hazard", "title": "关联隐患", "type": "reference"},
    {"name": "temperature", "title": "气温", "type": "integer", "unit": "℃"},
    {"name": "summary", "title": "简要经过", "type": "text"}
  ],
  "initial": "reported", "states": {"reported": "已上报", "closed": "已结案"}, "moves": [["reported", "closed"]]})";

class FactJson : public testing::Test {
 protected:
  FactJson() { ledgers.put(read_ledger(k_accident_ledger, codes).value()); }

  FactRecord read(const std::string& json) {
    auto record = read_fact(json, ledgers, codes);
    EXPECT_TRUE(record) << (record ? "" : record.error().at + ": " + record.error().message);
    return record ? *record : FactRecord{};
  }
  // A fact with these members of "fields" besides the required one.
  static std::string with(const std::string& fields, const std::string& more = "") {
    return R"({"ledger": "accident", "occurred_on": "2025-08-14", "unit": "gov")" + more +
           R"(, "fields": {"liability": true)" + fields + "}}";
  }
  std::string told(const std::string& json) {
    const CodeId before = codes.size();
    Problems problems;
    EXPECT_FALSE(read_fact(json, ledgers, codes, &problems)) << json;
    EXPECT_EQ(codes.size(), before) << "a refused fact must leave no word behind";
    std::string text;
    for (const Error& error : problems)
      text += error.reason + " " + error.at + ": " + error.message + " | " + error.help + "\n";
    return text;
  }

  Codebook codes;
  LedgerSet ledgers;
};

TEST_F(FactJson, RoundTripIsExactAndCanonical) {
  const std::string digest(64, 'a');
  const std::string text =
      R"({"area":"tiedong","attachments":[{"digest":")" + digest +
      R"(","name":"报告.pdf","size":18233}],"fields":{"dead":11,"hazard":"HZ〔2025〕3号","injured":3,"kind":"fall",)"
      R"("liability":false,"loss_fen":800000000,"reported_on":"2025-08-14","summary":"一行\n两行 \"引\"","temperature":-3},)"
      R"("id":"A-1","ledger":"accident","occurred_on":"2025-08-14","official":"cadre-1","post":"district-head",)"
      R"("remark":"备注","sector":"mining","state":"closed","unit":"gov"})";
  EXPECT_EQ(write_fact(read(text), ledgers, codes), text);
  const std::string least =
      R"({"attachments":[],"fields":{"liability":true},"ledger":"accident","occurred_on":"2025-08-14","state":"reported","unit":"gov"})";
  EXPECT_EQ(write_fact(read(least), ledgers, codes), least);
}

TEST_F(FactJson, NullEmptyAndAbsentAreTheSame) {
  const std::string plain = write_fact(read(with("")), ledgers, codes);
  EXPECT_EQ(
      write_fact(read(with(R"(, "dead": null, "summary": "", "kind": null)",
                           R"(, "id": null, "area": null, "state": null, "attachments": [], "remark": "")")),
                 ledgers, codes),
      plain);
}

// What no register counts was mistyped; a ledger may say otherwise of a field.
TEST_F(FactJson, NumbersAreOfThisWorld) {
  const auto define = [&](const std::string& more) {
    ledgers.put(read_ledger(R"({"ledger": "count", "title": "计数", "basis": ["办法"], "fields": [
                              {"name": "n", "title": "数", "type": "integer")" +
                                more + "}]}",
                            codes)
                    .value());
  };
  const auto entry = [](const std::string& n) {
    return R"({"ledger": "count", "occurred_on": "2025-08-14", "unit": "gov", "fields": {"n": )" + n + "}}";
  };
  define("");
  EXPECT_EQ(read(entry("1000000000000")).fact.slot[0], 1'000'000'000'000);
  EXPECT_EQ(
      told(entry("1000000000001")),
      "fact.range /fields/n: “数” (n) is 1000000000001: larger than any register counts | look for digits "
      "too many; leave it out while it is unknown\n");
  EXPECT_EQ(
      told(entry("-1")),
      "fact.negative /fields/n: “数” (n) is -1: it cannot be below zero | check the number; where it may "
      "be, the ledger gives the field a \"min\" or a unit\n");
  define(R"(, "min": -5)");
  EXPECT_EQ(read(entry("-5")).fact.slot[0], -5);
  EXPECT_EQ(told(entry("-6")), "fact.range /fields/n: “数” (n) is -6: out of range | give -5 or more\n");
  define(R"(, "unit": "℃")");
  EXPECT_EQ(read(entry("-40")).fact.slot[0], -40);
  EXPECT_EQ(told(entry("-1000000000001")).substr(0, 11), "fact.range ");
  define(R"(, "unit": "fen")");
  EXPECT_EQ(read(entry("10000000000000000")).fact.slot[0], 10'000'000'000'000'000);
  EXPECT_EQ(told(entry("10000000000000001")).substr(0, 11), "fact.range ");
  define(R"(, "max": 9223372036854775807)");
  EXPECT_EQ(read(entry("9223372036854775807")).fact.slot[0], 9223372036854775807);
}

// A field that only documented and is compared from a later version on: what is on record of it is still
// there.
TEST_F(FactJson, ATextOfAFieldThatWasGivenASlotStands) {
  const auto define = [&](const std::string& more) {
    ledgers.put(read_ledger(R"({"ledger": "count", "title": "计数", "basis": ["办法"], "fields": [
                              {"name": "n", "title": "数", "type": "integer")" +
                                more + "}]}",
                            codes)
                    .value());
  };
  define(R"(, "selectable": false)");
  const FactRecord before =
      read(R"({"ledger": "count", "occurred_on": "2025-08-14", "unit": "gov", "fields": {"n": 7}})");
  ASSERT_EQ(before.texts.size(), 1U);
  define("");
  const Field& field = *ledgers.find(before.fact.ledger)->field("n");
  ASSERT_TRUE(field.slot);
  EXPECT_TRUE(is_filled(before, field));
  EXPECT_NE(write_fact(before, ledgers, codes).find("\"n\":7"), std::string::npos);
  EXPECT_EQ(read(write_fact(before, ledgers, codes)).fact.slot[*field.slot], 7);
}

TEST_F(FactJson, FillsTheStateAndTheClass) {
  const FactRecord record = read(with(R"(, "dead": 2, "injured": 12, "loss_fen": 6000000000)"));
  EXPECT_EQ(record.fact.state, codes.find("reported"));
  EXPECT_TRUE(record.fact.knows(0));
  EXPECT_EQ(record.fact.slot[0], 3);  // 重大
  EXPECT_EQ(read(with(R"(, "dead": 1, "missing": 2)")).fact.slot[0], 2);
  EXPECT_FALSE(read(with("")).fact.knows(0)) << "an unknown toll has no class";
}

TEST_F(FactJson, TellsWhatIsWrongByTheColumnsHeading) {
  EXPECT_EQ(told(with(R"(, "dead": "3")")),
            "fact.field_type /fields/dead: “死亡人数” (dead) must be an integer in 人 | write digits without "
            "quotes; "
            "leave it out while it is unknown\n");
  EXPECT_EQ(told(with(R"(, "dead": -1)")),
            "fact.negative /fields/dead: “死亡人数” (dead) is -1: it cannot be below zero | check the "
            "number; leave it "
            "out while it is unknown\n");
  EXPECT_EQ(told(with(R"(, "loss_fen": -1)")).substr(0, 14), "fact.negative ");
  EXPECT_EQ(told(with(R"(, "reported_on": 20250814)")),
            "fact.field_type /fields/reported_on: “上报日期” (reported_on) must be a date | write "
            "year-month-day, for "
            "example \"2025-03-31\"\n");
  EXPECT_EQ(told(with(R"(, "reported_on": "2025-02-30")")),
            "date.unreal /fields/reported_on: “上报日期” (reported_on): there is no day 2025-02-30 in the "
            "calendar | "
            "check the day of the month\n");
  EXPECT_EQ(told(with(R"(, "kind": "flood")")),
            "fact.code /fields/kind: “flood” is not a value of “事故类型” (kind) | use \"fall\" 高处坠落, "
            "\"fire\" 火灾\n");
  EXPECT_EQ(told(with(R"(, "kind": 3)")),
            "fact.field_type /fields/kind: “事故类型” (kind) must be a word of its code list | use \"fall\" "
            "高处坠落, "
            "\"fire\" 火灾\n");
  EXPECT_EQ(told(with(R"(, "hazard": 5)")),
            "fact.field_type /fields/hazard: “关联隐患” (hazard) must be the id of another fact | write that "
            "fact's id, "
            "at most 128 bytes\n");
  EXPECT_EQ(told(with(R"(, "class": 3)")),
            "fact.derived /fields/class: “事故等级” (class) is computed, never given | remove it; it follows "
            "from the "
            "dead, missing, injured and the loss (Order 493, art. 3)\n");
  EXPECT_EQ(told(with(R"(, "summary": 1)")),
            "fact.field_type /fields/summary: “简要经过” (summary) must be a text | put it in quotes\n");
  EXPECT_EQ(told(with(R"(, "deed": 1)")).substr(0, 83),
            "json.unknown_field /fields/deed: unknown field “deed”, did you mean “dead”?");
  EXPECT_EQ(
      told(
          R"({"ledger": "accident", "occurred_on": "2025-08-14", "unit": "gov", "fields": {"liability": "yes"}})"),
      "fact.field_type /fields/liability: “责任事故” (liability) must be true or false | write true or false "
      "without quotes\n");
}

TEST_F(FactJson, TellsWhatIsMissing) {
  EXPECT_EQ(told(R"({"ledger": "accident"})"),
            "json.missing : “occurred_on” is missing | add the field \"occurred_on\"\n"
            "json.missing : “unit” is missing | add the field \"unit\"\n"
            "fact.required /fields: “责任事故” (liability) is not filled in (未填) | add the field "
            "\"liability\"\n");
  EXPECT_EQ(
      told(R"({"ledger": "acident"})"),
      "fact.ledger /ledger: there is no ledger “acident”, did you mean “accident”? | use \"accident\"\n");
  EXPECT_EQ(told("{}"), "json.missing : “ledger” is missing | add the field \"ledger\"\n");
  EXPECT_EQ(told("[1]"), "json.type : this must be an object, not a list | put the members in { }\n");
}

TEST_F(FactJson, TellsWhatIsWrongAroundTheFields) {
  EXPECT_EQ(told(with("", R"(, "state": "open")")),
            "fact.state /state: “open” is not a state of “事故台账” | use \"reported\" 已上报, \"closed\" "
            "已结案\n");
  EXPECT_EQ(told(with("", R"(, "attachments": [{"name": "a.pdf", "digest": "XYZ", "size": -1}])")),
            "json.range /attachments/0/size: -1 is out of range | give 0 or more\n"
            "fact.digest /attachments/0: the digest of “a.pdf” is not an SM3 digest | write 64 hexadecimal "
            "digits, a-f "
            "in lower case\n");
  EXPECT_EQ(
      told(with("", R"(, "id": "a\tb")")),
      "fact.id /id: this id is too long or has control characters | use at most 128 bytes of visible text\n");
  EXPECT_EQ(told(with("", R"(, "recorded_on": "2025-08-14")")).substr(0, 64),
            "json.unknown_field /recorded_on: unknown field “recorded_on”");
}

constexpr std::string_view k_risk_ledger = R"({
  "ledger": "risk", "title": "风险台账", "basis": ["《安全生产法》第四十一条"],
  "fields": [
    {"name": "l", "title": "可能性", "type": "integer", "decimals": 1, "allowed": [100, 60, 30, 10, 5, 2, 1]},
    {"name": "e", "title": "暴露频次", "type": "integer", "decimals": 1, "min": 5, "max": 100},
    {"name": "c", "title": "后果", "type": "integer", "max": 9223372036854775807},
    {"name": "d", "title": "风险值", "type": "integer", "decimals": 2, "product": ["l", "e", "c"]},
    {"name": "colour", "title": "风险等级", "type": "code", "codes": {"red": "红", "orange": "橙", "yellow": "黄", "blue": "蓝"},
     "levels": [{"of": "d", "from": {"red": 32000, "orange": 16000, "yellow": 7000, "blue": 0}}]},
    {"name": "from", "title": "开始日期", "type": "date", "selectable": false},
    {"name": "to", "title": "结束日期", "type": "date", "selectable": false},
    {"name": "part", "title": "其中", "type": "integer", "selectable": false},
    {"name": "other", "title": "其余", "type": "integer", "min": -9, "selectable": false},
    {"name": "total", "title": "合计", "type": "integer"},
    {"name": "shared", "title": "已公示", "type": "boolean", "selectable": false},
    {"name": "way", "title": "方法", "type": "code", "codes": {"lec": "LEC法", "matrix": "矩阵法"}, "selectable": false},
    {"name": "source", "title": "来源记录", "type": "reference", "selectable": false},
    {"name": "measures", "title": "管控措施", "type": "texts", "max_length": 6, "max_items": 3},
    {"name": "ticks", "title": "检查要点", "type": "codes", "codes": {"alarm": "报警", "fence": "护栏"}},
    {"name": "place", "title": "部位", "type": "text", "max_length": 4}
  ],
  "initial": "open", "states": {"open": "管控中", "ended": "已消除"}, "moves": [["open", "ended"]],
  "rules": [
    {"rule": "order", "fields": ["from", "to"], "message": "结束日期不得早于开始日期"},
    {"rule": "order", "fields": ["occurred_on", "from"], "message": "开始日期不得早于发生日期"},
    {"rule": "at_most", "fields": ["part", "other", "total"], "message": "分项之和不得大于合计"},
    {"rule": "required_when", "fields": ["to"], "when": [{"field": "state", "op": "eq", "value": "ended"}], "message": "已消除的须填结束日期"},
    {"rule": "empty_when", "fields": ["to"], "when": [{"field": "state", "op": "eq", "value": "open"}], "message": "管控中的不填结束日期"},
    {"rule": "true_when", "fields": ["shared"], "when": [{"field": "state", "op": "eq", "value": "ended"}], "message": "消除的风险须已公示"},
    {"rule": "attachment_when", "when": [{"field": "colour", "op": "eq", "value": "red"}], "message": "重大风险须附管控方案"}
  ]})";

class RiskJson : public FactJson {
 protected:
  RiskJson() { ledgers.put(read_ledger(k_risk_ledger, codes).value()); }
  static std::string risk(const std::string& fields, const std::string& more = "") {
    return R"({"ledger": "risk", "occurred_on": "2025-03-01", "unit": "gov")" + more + R"(, "fields": {)" +
           fields + "}}";
  }
};

TEST_F(RiskJson, FieldsThatOnlyDocumentGoRoundLikeTheOthers) {
  const std::string text =
      R"({"attachments":[],"fields":{"c":15,"e":60,"from":"2025-03-01","l":5,"measures":["上锁","挂牌"],"other":-2,"part":3,)"
      R"("shared":false,"source":"HZ〔2025〕3号","ticks":["alarm","fence"],"total":4,"way":"lec"},)"
      R"("ledger":"risk","occurred_on":"2025-03-01","state":"open","unit":"gov"})";
  EXPECT_EQ(write_fact(read(text), ledgers, codes), text);
  // By Chinese title, as a sheet gives it.
  EXPECT_EQ(
      write_fact(read(risk(R"("way": "矩阵法", "ticks": ["护栏"])")), ledgers, codes),
      R"({"attachments":[],"fields":{"ticks":["fence"],"way":"matrix"},"ledger":"risk","occurred_on":"2025-03-01","state":"open","unit":"gov"})");
}

// D = L × E × C, in hundredths because L and E are in tenths: 6 × 6 × 3 = 108 is yellow, 10 × 6 × 15 red.
TEST_F(RiskJson, ComputesTheRiskAndItsColour) {
  const auto colour = [&](int l, int e, int c) {
    const FactRecord record = read(risk(
        "\"l\": " + std::to_string(l) + ", \"e\": " + std::to_string(e) + ", \"c\": " + std::to_string(c),
        l * e * c >= 32000 ? R"(, "attachments": [{"name": "方案.pdf", "digest": ")" + std::string(64, 'a') +
                                 R"(", "size": 1}])"
                           : ""));
    return std::to_string(record.fact.slot[3]) + " " + codes.text(static_cast<CodeId>(record.fact.slot[4]));
  };
  EXPECT_EQ(colour(60, 60, 3), "10800 yellow");
  EXPECT_EQ(colour(60, 60, 7), "25200 orange");
  EXPECT_EQ(colour(30, 100, 15), "45000 red");
  EXPECT_EQ(colour(10, 100, 1), "1000 blue");
  EXPECT_EQ(colour(1, 5, 1), "5 blue");
  EXPECT_FALSE(read(risk(R"("l": 60, "e": 60)")).fact.knows(4)) << "unknown while a factor is";
}

TEST_F(RiskJson, TellsWhatBreaksARule) {
  EXPECT_EQ(
      told(risk(R"("l": 7)")),
      "fact.range /fields/l: “可能性” (l) cannot be 0.7 | it may be 10.0, 6.0, 3.0, 1.0, 0.5, 0.2, 0.1\n");
  EXPECT_EQ(told(risk(R"("e": 101)")),
            "fact.range /fields/e: “暴露频次” (e) is 10.1: out of range | give 10.0 or less\n");
  EXPECT_EQ(told(risk(R"("e": 4)")),
            "fact.range /fields/e: “暴露频次” (e) is 0.4: out of range | give 0.5 or more\n");
  EXPECT_EQ(told(risk(R"("d": 5)")),
            "fact.derived /fields/d: “风险值” (d) is computed, never given | remove it; it follows from "
            "other fields of "
            "this fact\n");
  EXPECT_EQ(
      told(risk(R"("place": "二号车间东")")),
      "fact.too_long /fields/place: “部位” (place) has 5 characters | at most 4: say it shorter, or attach a "
      "paper\n");
  EXPECT_EQ(
      told(risk(R"("measures": ["一", "二", "三", "四"])")),
      "fact.list /fields/measures: “管控措施” (measures) has 4 entries | at most 3: make more facts of it\n");
  EXPECT_EQ(told(risk(R"("ticks": ["fence", "护栏"])")),
            "fact.list /fields/ticks/1: “fence” is twice in “检查要点” (ticks) | keep one\n");
  EXPECT_EQ(told(risk(R"("measures": "一")")),
            "fact.field_type /fields/measures: “管控措施” (measures) must be a list | write it in [ ], even "
            "a single "
            "entry\n");
  EXPECT_EQ(told(risk(R"("measures": ["一\n二"])")).substr(0, 89),
            "fact.field_type /fields/measures/0: “管控措施” (measures) must be a list of texts");
  EXPECT_EQ(told(risk(R"("c": 9223372036854775807, "l": 100, "e": 100)")).substr(0, 22),
            "fact.computed /fields/");
  EXPECT_EQ(
      told(risk(R"("from": "2025-03-05", "to": "2025-03-04", "shared": true)", R"(, "state": "ended")")),
      "fact.rule /fields/to: 结束日期不得早于开始日期 | “开始日期” 2025-03-05 must not be after “结束日期” "
      "2025-03-04: correct one of them\n");
  EXPECT_EQ(
      told(risk(R"("from": "2025-02-28")")),
      "fact.rule /fields/from: 开始日期不得早于发生日期 | “发生日期” 2025-03-01 must not be after “开始日期” "
      "2025-02-28: correct one of them\n");
  EXPECT_EQ(told(risk(R"("part": 3, "other": 2, "total": 4)")),
            "fact.rule /fields/total: 分项之和不得大于合计 | “其中” 3 + “其余” 2 is more than “合计” 4: "
            "correct one of "
            "them\n");
  EXPECT_EQ(told(risk("", R"(, "state": "ended")")),
            "fact.required /fields/to: 已消除的须填结束日期 | fill in “结束日期” (to)\n"
            "fact.rule /fields/shared: 消除的风险须已公示 | “已公示” (shared) is not filled in (未填)\n");
  EXPECT_EQ(told(risk(R"("to": "2025-03-04", "shared": false)", R"(, "state": "ended")")),
            "fact.rule /fields/shared: 消除的风险须已公示 | “已公示” (shared) is not so\n");
  EXPECT_EQ(told(risk(R"("to": "2025-03-04")")),
            "fact.rule /fields/to: 管控中的不填结束日期 | leave “结束日期” (to) out\n");
  EXPECT_EQ(
      told(risk(R"("l": 100, "e": 100, "c": 100)")),
      "fact.attachment /attachments: 重大风险须附管控方案 | add the paper or picture as an attachment\n");
  EXPECT_EQ(told(risk("", R"(, "attachments": [{"name": "\u202Egpj.exe", "digest": ")" +
                              std::string(64, 'a') + R"(", "size": 1}])")),
            "fact.attachment_name /attachments/0: the name of an attachment has characters that cannot be "
            "seen | give "
            "it a plain name\n");
}

TEST(Selector, UnknownFailsEveryComparisonButMissing) {
  Fact fact;
  fact.ledger = 1;
  for (const Op op :
       {Op::k_eq, Op::k_ne, Op::k_lt, Op::k_le, Op::k_gt, Op::k_ge, Op::k_in, Op::k_not_in, Op::k_present})
    for (const auto kind : {FieldRef::Kind::k_slot, FieldRef::Kind::k_area, FieldRef::Kind::k_state})
      EXPECT_FALSE((Selector{1, {{{kind, 3}, op, {0}}}}.matches(fact)));
  EXPECT_TRUE((Selector{1, {{{FieldRef::Kind::k_slot, 3}, Op::k_missing, {}}}}.matches(fact)));
  EXPECT_FALSE((Selector{2, {}}.matches(fact)));
}

TEST(Selector, ComparesKnownFields) {
  Fact fact;
  fact.ledger = 1;
  fact.occurred = make_date(2025, 3, 31);
  fact.late = true;
  fact.set(0, 5);
  const auto holds = [&](FieldRef field, Op op, std::vector<std::int64_t> values) {
    return Selector{1, {{field, op, std::move(values)}}}.matches(fact);
  };
  const FieldRef slot{FieldRef::Kind::k_slot, 0};
  EXPECT_TRUE(holds(slot, Op::k_eq, {5}));
  EXPECT_FALSE(holds(slot, Op::k_ne, {5}));
  EXPECT_TRUE(holds(slot, Op::k_le, {5}));
  EXPECT_FALSE(holds(slot, Op::k_lt, {5}));
  EXPECT_TRUE(holds(slot, Op::k_ge, {5}));
  EXPECT_FALSE(holds(slot, Op::k_gt, {5}));
  EXPECT_TRUE(holds(slot, Op::k_in, {1, 5}));
  EXPECT_FALSE(holds(slot, Op::k_not_in, {1, 5}));
  EXPECT_TRUE(holds(slot, Op::k_not_in, {1, 2}));
  EXPECT_TRUE(holds(slot, Op::k_present, {}));
  EXPECT_FALSE(holds(slot, Op::k_missing, {}));
  EXPECT_TRUE(holds({FieldRef::Kind::k_late, 0}, Op::k_eq, {1}));
  EXPECT_TRUE(holds({FieldRef::Kind::k_occurred, 0}, Op::k_le, {make_date(2025, 3, 31).days}));
}

}  // namespace
}  // namespace anze
