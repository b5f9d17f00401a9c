// Sheets into ledgers: headings in any order, what clerks write in cells, what is refused and how it is told,
// one act for the whole import and one for its undoing.
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

TEST_F(SheetTest, ARowBecomesTheFactItSays) {
  const json answer = import(k_heading + "\n" + k_row + "\n", {{"file", "隐患.csv"}});
  EXPECT_EQ(answer.at("added"), 1);
  EXPECT_EQ(answer.at("rows"), 1);
  const json kept = fact("H1");
  EXPECT_EQ(kept.at("occurred_on"), "2025-03-01");
  EXPECT_EQ(kept.at("unit"), "bureau");
  EXPECT_EQ(kept.at("state"), "registered");
  EXPECT_EQ(
      kept.at("fields"),
      json::parse(R"({"source": "routine", "level": "general", "deadline": "2025-04-01", "cost_fen": 123450,
                                               "listed": false, "enterprise": "某厂"})"));
  EXPECT_EQ(ask("ledger.get/1", "clerk", {{"id", "H1"}}).at("origin"),
            json({{"import", answer.at("import")}, {"file", "隐患.csv"}, {"sheet", "CSV"}, {"row", 2}}));
  expect_sound();
}

// A title, an empty line, a unit line; columns in another order, strange ones between; repeated headings,
// totals, notes.
TEST_F(SheetTest, TheSheetMayLookAsClerksMakeThem) {
  const json report = check(
      "铁东区二〇二五年隐患排查治理台账,,,,,\n"
      "填报单位：区安监局,,,,2025年6月,\n"
      ",,,,,\n"
      "序号,隐患 级别*,领导签字,　单位　,\"日期\n（年月日）\",来　源\n"
      "1,一般,张,区安监局,2025.3.1,日常\n"
      "2,重大,,bureau,２０２５年３月２日,routine\n"
      "3,,,,,\n"
      "序号,隐患级别,领导签字,单位,日期,来源\n"
      "4,一般,,山门镇人民政府,20250303,道路交通\n"
      "合 计,3,,,,\n"
      "填表人：李,,审核人：王,,,\n");
  EXPECT_EQ(report.at("heading_row"), 4);
  EXPECT_EQ(report.at("rows"), 3);
  EXPECT_EQ(report.at("good"), 3) << report.dump(1);
  EXPECT_EQ(report.at("other_columns"),
            json::parse(R"([{"column": "A", "heading": "序号"}, {"column": "C", "heading": "领导签字"}])"));
  EXPECT_THAT(report.at("missing_columns").dump(), testing::HasSubstr("整改期限"));
  EXPECT_EQ(
      report.at("skipped"),
      json::parse(
          R"([{"row": 8, "what": "重复的表头"}, {"row": 10, "what": "合计行：合计"}, {"row": 11, "what": "表下说明：填表人：李"}])"));
}

TEST_F(SheetTest, EachFaultIsToldWithRowColumnAndRemedy) {
  const std::string heading = k_heading;
  const auto row = [&](const std::string& text) { return row_fault(heading, text); };
  EXPECT_EQ(row(k_row), "");
  EXPECT_EQ(row("H1,2025-13-1,区安监局,日常,一般,,,,"), "2 B sheet.date");
  EXPECT_EQ(row("H1,2025年3月,区安监局,日常,一般,,,,"), "2 B sheet.date");
  EXPECT_EQ(row("H1,3月1日,区安监局,日常,一般,,,,"), "2 B sheet.date");
  EXPECT_EQ(row("H1,45717,区安监局,日常,一般,,,,"), "2 B sheet.date");
  EXPECT_EQ(row("H1,,区安监局,日常,一般,,,,"), "2 B fact.required");
  EXPECT_EQ(row("H1,2025-3-1,,日常,一般,,,,"), "2 C fact.required");
  EXPECT_EQ(row("H1,2025-3-1,火星局,日常,一般,,,,"), "2 C sheet.name");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,偶尔,一般,,,,"), "2 D sheet.code");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,,,,,"), "2 E fact.required");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,近5000,,"), "2 G sheet.number");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,12.345,,"), "2 G sheet.number");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,\"12,34\",,"), "2 G sheet.number");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,无,,"), "2 G sheet.number");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,-5,,"), "2 G fact.negative");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,,,也许,"), "2 H sheet.boolean");
  EXPECT_EQ(row("H1,2025-6-21,区安监局,日常,一般,,,,"), "2 B fact.future");
  EXPECT_EQ(row("H1,2025-3-1,火星局,日常,,也许,,,"), "2 C sheet.name, 2 E fact.required, 2 F sheet.date");
  EXPECT_EQ(row("H1,2025-3-1,区安监局,日常,一般,—,/,,"), "");

  EXPECT_EQ(row_fault(k_heading + ",岗位", k_row + ",山门镇镇长"), "2 B fact.outside_term");
  EXPECT_EQ(row_fault(k_heading + ",状态", k_row + ",天知道"), "2 J sheet.code");

  const json report = check(heading + "\nH1,2025-13-1,区安监局,偶尔,一般,,,,\n");
  EXPECT_EQ(report.at("faults").at(0),
            json::parse(R"({"sheet": "CSV", "row": 2, "column": "B", "heading": "日期", "code": "sheet.date",
      "message": "“2025-13-1” is no day of the calendar", "help": "write a day with its year: 2025-3-1, 2025/3/1, 2025年3月1日",
      "chinese": "第2行B列“日期”：“2025-13-1”不是完整、真实的日期。请写成2025-3-1、2025/3/1或2025年3月1日。"})"));
  EXPECT_THAT(report.at("faults").at(1).at("chinese").get<std::string>(),
              testing::StartsWith("第2行D列“来源”：“偶尔”不在可填的词中。可填：全区安全生产大检查、"));
}

// A row with an id of its own is never a known row, but the event may be on record all the same.
TEST_F(SheetTest, AnEventThatIsOnRecordAlreadyIsTold) {
  const std::string rest = ",2025-3-1,区安监局,日常,一般,2025/4/1,,否,某厂\n";
  EXPECT_FALSE(import(k_heading + "\nH1" + rest).contains("repeats"));
  const json answer =
      import(k_heading + "\nH2" + rest + "H3,2025-3-2,区安监局,日常,一般,2025/4/1,,否,某厂\n");
  EXPECT_EQ(answer.at("repeats"), json::parse(R"([{"row": 2, "id": "H2", "of": ["H1"]}])"));
  const std::string job = ask("sheet.start/1", "clerk", file(k_heading + "\nH4" + rest)).at("job");
  json step;
  do step = ask("sheet.step/1", "clerk", {{"job", job}});
  while (step.at("state") != "done");
  EXPECT_EQ(step.at("answer").at("repeats"), json::parse(R"([{"row": 2, "id": "H4", "of": ["H1", "H2"]}])"));
}

TEST_F(SheetTest, NumbersAreExactInEveryUnit) {
  const auto fen = [&](const std::string& unit, const std::string& said) {
    const json answer = import("编号,日期,单位,来源,隐患级别,整改资金" + unit + "\nM" +
                               std::to_string(std::hash<std::string>{}(unit + said)) +
                               ",2025-3-1,区安监局,日常,一般,\"" + said + "\"\n");
    const json facts = listed("hazard");
    const json added =
        ask("ledger.get/1", "clerk", {{"id", "M" + std::to_string(std::hash<std::string>{}(unit + said))}});
    return added.at("versions").at(0).at("fields").at("cost_fen").get<std::int64_t>();
  };
  EXPECT_EQ(fen("", "0.01"), 1);
  EXPECT_EQ(fen("（元）", "１，２３４．５"), 123450);
  EXPECT_EQ(fen("(万元)", "70.000001"), 70000001);
  EXPECT_EQ(fen("/万元", "0.1万元"), 100000);
  EXPECT_EQ(fen("【亿元】", "1.5"), 15000000000);
  EXPECT_EQ(fen("（分）", "7"), 7);
  EXPECT_EQ(fen("（元）", "￥90071992547409.93"), 9007199254740993);  // no binary fraction could hold it
  EXPECT_EQ(import_no("日期,单位,来源,隐患级别,整改资金（美元）\n2025-3-1,区安监局,日常,一般,1\n"),
            "sheet.unit sheet CSV row 1 column E");
}

TEST_F(SheetTest, YesAndNoInTheirManyForms) {
  for (const char* yes : {"是", "√", "有", "Y", "１", "TRUE", "✓"}) {
    const json report =
        ask("sheet.check/1", "reviewer",
            file(k_heading + "\nH1,2025-3-1,区安监局,日常,一般,,," + yes + ",\n", {{"history", true}}));
    EXPECT_EQ(report.at("good"), 1) << yes;
  }
  for (const char* no : {"否", "×", "无", "n", "0", "False"})
    EXPECT_EQ(check(k_heading + "\nH1,2025-3-1,区安监局,日常,一般,,," + no + ",\n").at("good"), 1) << no;
}

TEST_F(SheetTest, ASheetThatIsNoneIsToldWhatItLacks) {
  EXPECT_EQ(import_no("甲,乙\n1,2\n"), "sheet.heading");
  EXPECT_EQ(import_no("日期,来源,隐患级别\n2025-3-1,日常,一般\n"), "sheet.column_missing sheet CSV row 1");
  EXPECT_EQ(import_no("日期,单位,来源,隐患级别,级别,隐患 级别\n2025-3-1,区安监局,日常,一般,,\n"),
            "sheet.column_twice sheet CSV row 1 column F");
  EXPECT_EQ(import_no(k_heading + "\n"), "sheet.nothing");
  EXPECT_EQ(no("sheet.import/1", "clerk", {{"ledger", "hazard"}}), "sheet.content");
  EXPECT_EQ(no("sheet.import/1", "clerk", {{"ledger", "hazard"}, {"content", "§§§§"}}),
            "sheet.content /content");
  EXPECT_EQ(no("sheet.import/1", "clerk", {{"ledger", "hazard"}, {"digest", "12"}}), "sheet.digest /digest");
  EXPECT_EQ(no("sheet.import/1", "clerk", {{"ledger", "hazard"}, {"digest", std::string(64, 'a')}}),
            "sheet.digest /digest");
  EXPECT_EQ(import_no(k_heading + "\n", {{"ledger", "gossip"}}), "ledger.unknown /ledger");
  EXPECT_EQ(import_no("%PDF-1.4"), "sheet.format");
  EXPECT_EQ(no("sheet.import/1", "auditor", file(k_heading)), "actor.role /actor");
}

TEST_F(SheetTest, DefaultsFillWhatNoColumnSays) {
  EXPECT_EQ(import_no("日期,来源,隐患级别\n2025-3-1,日常,一般\n",
                      {{"defaults", {{"unit", "山门镇人民政府"}, {"area", "shanmen"}}}}),
            "done");
  const json kept = listed("hazard").at(0);
  EXPECT_EQ(kept.at("unit"), "shanmen-gov");
  EXPECT_EQ(kept.at("area"), "shanmen");
  EXPECT_EQ(faults(check("日期,来源,隐患级别\n2025-3-2,日常,一般\n", {{"defaults", {{"unit", "月亮"}}}})),
            "2 - sheet.name");
}

TEST_F(SheetTest, ATitleThatSeveralHaveIsRefused) {
  json town_hall = organisation();
  town_hall["units"].push_back({{"id", "bureau-2"},
                                {"title", "区安监局"},
                                {"kind", "department"},
                                {"parent", "gov"},
                                {"area", "tiedong"},
                                {"committee_member", false}});
  enact("org.import/1", "system_admin", {{"organisation", town_hall}});
  const json report = check(k_heading + "\n" + k_row + "\n");
  EXPECT_EQ(faults(report), "2 C sheet.ambiguous");
  EXPECT_EQ(report.at("faults").at(0).at("help"), "write the code of the one you mean: bureau、bureau-2");
  EXPECT_EQ(check(k_heading + "\nH1,2025-3-1,bureau-2,日常,一般,,,,\n").at("good"), 1);
}

TEST_F(SheetTest, AllRowsOrOnlyTheGoodOnes) {
  const std::string sheet =
      k_heading + "\n" + k_row + "\nH2,昨天,区安监局,日常,一般,,,,\nH3,2025-3-3,区安监局,日常,重大,,,,\n";
  EXPECT_EQ(import_no(sheet), "sheet.date sheet CSV row 3 column B");
  EXPECT_EQ(listed("hazard").size(), 0U);
  const json answer = import(sheet, {{"keep_good", true}});
  EXPECT_EQ(answer.at("added"), 2);
  EXPECT_EQ(faults(answer), "3 B sheet.date");
  EXPECT_EQ(listed("hazard").size(), 2U);
  // The file again, put right: what is in already is noticed, and the rest goes in.
  const std::string better =
      k_heading + "\n" + k_row + "\nH2,2025-3-2,区安监局,日常,一般,,,,\nH3,2025-3-3,区安监局,日常,重大,,,,\n";
  const json again = import(better, {{"keep_good", true}});
  EXPECT_EQ(again.at("added"), 1);
  EXPECT_EQ(faults(again), "2 A fact.exists, 4 A fact.exists");
  expect_sound();
}

TEST_F(SheetTest, WhatIsInAlreadyIsNoticed) {
  const std::string plain =
      "日期,单位,来源,隐患级别,隐患单位\n2025-3-1,区安监局,日常,一般,甲厂\n2025-3-1,区安监局,日常,一般,"
      "乙厂\n";
  const json first = import(plain, {{"file", "三月.csv"}});
  EXPECT_EQ(first.at("added"), 2);
  EXPECT_EQ(check(plain).at("same_file"), json::array({first.at("import")}));
  EXPECT_EQ(import_no(plain), "sheet.same_file");
  EXPECT_EQ(faults(check("日期,单位,来源,隐患级别,隐患单位\n2025-3-1,区安监局,日常,一般,丙厂\n2025-3-1,"
                         "区安监局,日常,一般,乙厂\n")),
            "3 - sheet.known_row");
  EXPECT_EQ(
      faults(check("日期,单位,来源,隐患级别\n2025-3-2,区安监局,日常,一般\n2025-3-2,区安监局,日常,一般\n")),
      "3 - sheet.repeated_row");
  EXPECT_EQ(
      faults(check(
          "编号,日期,单位,来源,隐患级别\nX,2025-3-2,区安监局,日常,一般\nX,2025-3-3,区安监局,日常,一般\n")),
      "3 A sheet.repeated_id");
  EXPECT_EQ(import(plain, {{"repeats", true}}).at("added"), 2);
  EXPECT_EQ(listed("hazard").size(), 4U);
}

TEST_F(SheetTest, TheSameRequestTwiceImportsOnce) {
  const json request = file(k_heading + "\n" + k_row + "\n", {{"request_id", "import-1"}});
  const json first = ask("sheet.import/1", "clerk", request);
  EXPECT_EQ(ask("sheet.import/1", "clerk", request), first);
  EXPECT_EQ(listed("hazard").size(), 1U);
  EXPECT_EQ(no("sheet.import/1", "clerk", file(k_heading + "\n", {{"request_id", "import-1"}})),
            "request.conflict /request_id");
}

TEST_F(SheetTest, AnImportIsOneActAndIsUndoneAsOne) {
  const auto entry = [&] { return ask("audit.head/1", "clerk").at("seq").get<int>(); };
  const int before = entry();
  const json answer = import(k_heading + "\n" + k_row + "\nH2,2025-3-2,区安监局,日常,一般,,,,\n");
  const int after = entry();
  EXPECT_EQ(after, before + 1);
  EXPECT_EQ(answer.at("import"), "IMP-" + std::to_string(after));
  EXPECT_EQ(fact("H1").at("entry"), fact("H2").at("entry"));

  const std::string id = answer.at("import");
  const auto undo = [&](json more = json::object()) {
    more["import"] = id;
    more["reason"] = "传错了文件";
    return more;
  };
  ask("ledger.correct/1", "clerk",
      {{"reason", "改"},
       {"fact",
        {{"ledger", "hazard"},
         {"id", "H2"},
         {"occurred_on", "2025-03-03"},
         {"unit", "bureau"},
         {"fields", {{"source", "routine"}, {"level", "general"}}}}}});
  EXPECT_EQ(no("sheet.undo/1", "clerk", undo()), "sheet.corrected sheet CSV row 3");
  EXPECT_FALSE(fact("H1").contains("voided"));
  EXPECT_EQ(ask("sheet.undo/1", "clerk", undo({{"leave_corrected", true}})),
            json({{"import", id}, {"withdrawn", 1}, {"left", 1}}));
  EXPECT_EQ(fact("H1").at("reason"), "传错了文件");
  EXPECT_TRUE(fact("H1").at("voided"));
  EXPECT_FALSE(fact("H2").contains("voided"));
  EXPECT_EQ(no("sheet.undo/1", "clerk", undo()), "sheet.import_undone /import");
  EXPECT_EQ(no("sheet.undo/1", "clerk", {{"import", "IMP-0"}, {"reason", "x"}}),
            "sheet.import_unknown /import");
  EXPECT_EQ(ask("sheet.imports/1", "clerk").at("imports").at(0).at("state"), "undone");
  expect_sound();
}

TEST_F(SheetTest, AWorkbookWithMergedCellsDatesAndFormulas) {
  using namespace anze::sheets;
  MadeBook book;
  book.styles =
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf "
      "numFmtId=\"0\"/><xf "
      "numFmtId=\"14\"/></cellXfs></styleSheet>";
  const auto text = [](const char* at, const std::string& said) {
    return "<c r=\"" + std::string(at) + "\" t=\"inlineStr\"><is><t>" + said + "</t></is></c>";
  };
  book.sheet =
      worksheet("<row r=\"1\">" + text("A1", "隐患台账") + "</row><row r=\"2\">" + text("A2", "填报单位") +
                    text("B2", "日期") + text("C2", "来源") + text("D2", "隐患级别") +
                    text("E2", "整改资金（万元）") + "</row><row r=\"3\">" + text("A3", "区安监局") +
                    "<c r=\"B3\" s=\"1\"><v>45717</v></c>" + text("C3", "日常") + text("D3", "一般") +
                    "<c r=\"E3\"><v>64.099999999999994</v></c></row><row r=\"4\">" +
                    "<c r=\"B4\" s=\"1\"><v>45718</v></c>" + text("C4", "日常") + text("D4", "重大") +
                    "<c r=\"E4\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c></row>",
                "<mergeCells count=\"2\"><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A3:A4\"/></mergeCells>");
  const json report = check(book.bytes());
  EXPECT_EQ(report.at("heading_row"), 2);
  EXPECT_EQ(faults(report), "4 E sheet.formula");
  import(book.bytes(), {{ "keep_good", true }});
  const json kept = listed("hazard").at(0);
  EXPECT_EQ(kept.at("occurred_on"), "2025-03-01");
  EXPECT_EQ(kept.at("fields").at("cost_fen"), 64100000);
}

// In parts, step by step, and given up without a trace.
TEST_F(SheetTest, ALargeFileGoesStepByStep) {
  std::string sheet = k_heading + "\n";
  for (int i = 1; i <= 5000; ++i)
    sheet += "S" + std::to_string(i) + ",2025-3-1,区安监局,日常,一般,,,,第" + std::to_string(i) + "厂\n";
  const auto send = [&]() -> std::string {
    const std::size_t half = sheet.size() / 2;
    const json part =
        ask("sheet.upload/1", "clerk", {{"content", host::encode_base64(sheet.substr(0, half))}});
    const std::string id = part.at("upload");
    const json rest = {{"upload", id}, {"at", half}, {"content", host::encode_base64(sheet.substr(half))}};
    EXPECT_EQ(no("sheet.upload/1", "clerk", {{"upload", id}, {"at", half + 1}, {"content", "AAAA"}}),
              "sheet.upload_gap /at");
    EXPECT_EQ(ask("sheet.upload/1", "clerk", rest).at("bytes"), sheet.size());
    EXPECT_EQ(ask("sheet.upload/1", "clerk", rest).at("bytes"), sheet.size());  // a repeat adds nothing
    return id;
  };
  const auto start = [&] {
    return ask("sheet.start/1", "clerk", {{"ledger", "hazard"}, {"upload", send()}}).at("job");
  };
  const auto step = [&](const json& job) {
    return ask("sheet.step/1", "clerk", {{"job", job}, {"rows", 2500}});
  };
  const auto entry = [&] { return ask("audit.head/1", "clerk").at("seq").get<int>(); };

  const json given_up = start();
  const int before = entry();
  step(given_up);
  EXPECT_EQ(step(given_up).at("done"), 2501);
  EXPECT_EQ(ask("sheet.cancel/1", "clerk", {{"job", given_up}}).at("state"), "cancelled");
  EXPECT_EQ(no("sheet.step/1", "clerk", {{"job", given_up}}), "sheet.job_unknown /job");
  EXPECT_EQ(entry(), before);

  const json job = start();
  const json first = {{"job", job}, {"request_id", "the first step"}};
  const json begun = ask("sheet.step/1", "clerk", first);
  EXPECT_EQ(begun.at("state"), "checking");
  EXPECT_EQ(ask("sheet.step/1", "clerk", first), begun);
  EXPECT_EQ(step(job).at("total"), 5001);
  const json checked = step(job);
  EXPECT_EQ(checked.at("state"), "checked");
  EXPECT_EQ(checked.at("report").at("good"), 5000);
  const json last = {{"job", job}, {"request_id", "the last step"}};
  const json done = ask("sheet.step/1", "clerk", last);
  EXPECT_EQ(ask("sheet.step/1", "clerk", last), done);  // a repeat is answered and does nothing
  EXPECT_EQ(done.at("state"), "done");
  EXPECT_EQ(done.at("answer").at("added"), 5000);
  EXPECT_EQ(entry(), before + 1);
  EXPECT_EQ(no("sheet.check/1", "clerk", {{"ledger", "hazard"}, {"upload", "U-99"}}),
            "sheet.upload_unknown /upload");
  expect_sound();
}

TEST_F(SheetTest, AnImportCheckedByOtherDefinitionsIsBegunAnew) {
  const std::string sheet = k_heading + "\nS1,2025-3-1,区安监局,日常,一般,,,,第一厂\n";
  const json job =
      ask("sheet.start/1", "clerk", {{"ledger", "hazard"}, {"content", host::encode_base64(sheet)}})
          .at("job");
  json report;
  for (std::string state; state != "checked"; state = report.at("state"))
    report = ask("sheet.step/1", "clerk", {{"job", job}});
  json definition =
      json::parse(host::read_file(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers/hazard.json"));
  definition["enter"] = json::array({"verifier"});
  enact("ledger.define/1", "system_admin", {{"definition", definition}});
  EXPECT_EQ(no("sheet.step/1", "clerk", {{"job", job}}), "sheet.definitions");
  EXPECT_EQ(ask("ledger.list/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}}).at("facts"),
            json::array());
  expect_sound();
}

// A person's third import takes the place of the first of the same person, and nobody holds the desk alone:
// where all places are taken, whoever has two gives one. Two accounts of one person are one person.
TEST_F(SheetTest, TheDeskIsShared) {
  const auto sheet = [] { return file(k_heading + "\n" + k_row); };
  const auto started = [&](const char* actor) { return ask("sheet.start/1", actor, sheet()).at("job"); };
  const auto is_there = [&](const char* actor, const json& job) {
    return no("sheet.step/1", actor, {{"job", job}}) != "sheet.job_unknown /job";
  };
  const json first = started("clerk");
  const json second = started("clerk");
  started("clerk");
  EXPECT_FALSE(is_there("clerk", first));
  EXPECT_TRUE(is_there("clerk", second));
  const json of_head = started("clerk-of-himself");
  started("judge-and-judged");
  started("judge-and-judged");
  EXPECT_FALSE(is_there("clerk-of-himself", of_head)) << "a second account is no second share";
  started("verifier");  // the fifth of four: those who have two give one each
  started("reviewer");
  EXPECT_EQ(no("sheet.start/1", "signer", sheet()), "sheet.busy") << "everybody has one";
  town().session().clock().set(*host::parse_time("2025-06-20T09:06:00+08:00"));
  EXPECT_EQ(no("sheet.start/1", "signer", sheet()), "done") << "five minutes untouched give way";
}

TEST_F(SheetTest, UploadsAreShared) {
  const auto upload = [&](const char* actor) {
    return no("sheet.upload/1", actor, {{"content", host::encode_base64("a,b\n")}});
  };
  const json first = ask("sheet.upload/1", "clerk", {{"content", host::encode_base64("a,b\n")}});
  for (int i = 0; i < 4; ++i) EXPECT_EQ(upload("clerk"), "done");  // the first goes for the fifth
  EXPECT_EQ(no("sheet.check/1", "clerk", {{"ledger", "hazard"}, {"upload", first.at("upload")}}),
            "sheet.upload_unknown /upload");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(upload("clerk-verifier"), "done");
  EXPECT_EQ(upload("clerk-of-himself"), "done");  // all eight places were taken: one of theirs gives way
}

}  // namespace
}  // namespace anze::district
