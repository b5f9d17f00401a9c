// Sheets out: what an export says comes back unchanged through every format, through LibreOffice too; no text
// ever becomes a formula; the blank sheet, filled in, imports.
#include <cstdlib>
#include <fstream>

#include "plugin/sheet_reader/zip_archive.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

class ExportTest : public SheetTest {
 protected:
  std::string exported(const std::string& ledger, const std::string& format, json more = json::object()) {
    more["ledger"] = ledger;
    more["format"] = format;
    if (!more.contains("period")) more["period"] = "2025";
    return host::decode_base64(ask("sheet.export/1", "clerk", more).at("content").get<std::string>());
  }
  // What the ledger says, without what the store adds.
  json said(const std::string& ledger) {
    json facts = listed(ledger);
    for (json& fact : facts)
      for (const char* own : {"seq", "entry", "version", "recorded_at_ms", "recorded_by", "late"})
        fact.erase(own);
    return facts;
  }
  // The same district with nothing in it.
  void begin_anew() {
    district_.reset();
    folder_ /= "anew";
    fs::create_directories(folder_);
    start();
    set_up_district();
  }
  void TearDown() override {
    while (folder_.filename() == "anew") folder_ = folder_.parent_path();
    SheetTest::TearDown();
  }
  // 01.05 as text, quotes, commas, line ends; every payload in a text; an attachment; sums to the fen.
  void fill() {
    int number = 0;
    for (const char* text : k_payloads) {
      const std::string id = "H" + std::to_string(++number);
      append({{"id", id},
              {"occurred_on", "2025-03-0" + std::to_string(number % 9 + 1)},
              {"remark", text},
              {"fields",
               {{"source", "routine"},
                {"level", "general"},
                {"cost_fen", number * 12345679LL},
                {"listed", false},
                {"enterprise", text}}}});
    }
    append({{"id", "=HYPERLINK(\"x\")"},
            {"occurred_on", "2025-02-28"},
            {"area", "shanmen"},
            {"sector", "mining"},
            {"post", "district-head"},
            {"official", "head-1"},
            {"attachments",
             {{{"name", "照片，一〔2〕.jpg"}, {"digest", std::string(64, 'a')}, {"size", 7}},
              {{"name", "b.pdf"}, {"digest", std::string(64, 'b')}, {"size", 0}}}},
            {"fields",
             {{"source", "fire"},
              {"level", "major"},
              {"deadline", "2025-03-31"},
              {"cost_fen", 123456789012345}}}});
    append({{"occurred_on", "2025-01-01"}, {"fields", {{"source", "routine"}, {"level", "general"}}}});
  }
  void append(json fact) {
    fact["ledger"] = "hazard";
    fact["unit"] = "bureau";
    ask("ledger.append/1", "clerk", {{"fact", fact}});
  }
  static constexpr const char* k_payloads[] = {"=1+1",
                                               "=HYPERLINK(\"http://example.invalid\",\"点\")",
                                               "+1",
                                               "-1",
                                               "@SUM(A1)",
                                               "\t=1",
                                               "=cmd|' /C calc'!A0",
                                               "＝1+1",
                                               "'=1",
                                               "''=1",
                                               "'甲",
                                               "-",
                                               "=",
                                               "0012",
                                               "1E5",
                                               "2025-3-1",
                                               "\"引号\",逗号\n第二行",
                                               "_x000D_",
                                               "_x0041_",
                                               "a_x005F_b",
                                               "😀𠀀",
                                               "<b>&amp;</b>",
                                               "http://example.invalid/",
                                               "=\"a\"&\"b\"",
                                               "合计",
                                               "true",
                                               "#REF!",
                                               "  两边有空格  ",
                                               " =2+2",
                                               "\u3000=2+2",
                                               "\u00A0+1",
                                               "\u200B@SUM(A1)",
                                               "' =1",
                                               "'\t甲",
                                               "\t甲"};
};
constexpr const char* ExportTest::k_payloads[];

TEST_F(ExportTest, EveryFormatComesBackUnchanged) {
  fill();
  const json before = said("hazard");
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* format : {"xlsx", "csv", "csv_gb18030"})
    files.emplace_back(format, exported("hazard", format));
  for (const auto& [format, bytes] : files) {
    begin_anew();
    const json answer = import(bytes, {{"ledger", "hazard"}});
    EXPECT_EQ(answer.at("other_columns"), json::array()) << format;
    const json after = said("hazard");
    ASSERT_EQ(after.size(), before.size()) << format;
    std::map<std::string, json> by_id;
    for (const json& fact : before) by_id[fact.at("id")] = fact;
    for (const json& fact : after) EXPECT_EQ(fact, by_id[fact.at("id")]) << format;
  }
}

TEST_F(ExportTest, LibreOfficeOpensItAndSavesWhatItSays) {
  fill();
  const json before = said("hazard");
  const std::string workbook = exported("hazard", "xlsx");
  const std::string saved = through_office(workbook, "xlsx", "xlsx:Calc MS Excel 2007 XML", "xlsx");
  const std::string text = through_office(
      workbook, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "csv");
  begin_anew();
  import(saved);
  EXPECT_EQ(said("hazard"), before);
  // As text the cells are as they are seen: sums to the fen, days as days. No text has become a value.
  EXPECT_NE(text.find("2025-02-28"), std::string::npos);
  EXPECT_NE(text.find(",1234567890123.45,"), std::string::npos) << text;
  EXPECT_NE(text.find("=1+1"), std::string::npos);
  EXPECT_NE(text.find("0012"), std::string::npos);
  EXPECT_EQ(text.find("Err:"), std::string::npos);
}

TEST_F(ExportTest, NoTextBecomesAFormula) {
  fill();
  const std::string bytes = exported("hazard", "xlsx");
  auto archive = sheets::ZipArchive::open(bytes, {});
  ASSERT_TRUE(archive) << archive.error().message;
  for (const sheets::ZipEntry& entry : archive->entries()) {
    std::string part;
    ASSERT_TRUE(archive->inflate(entry, [&](std::string_view piece) -> Result<void> {
      part += piece;
      return {};
    }));
    EXPECT_EQ(part.find("<f>"), std::string::npos) << entry.name;
    EXPECT_EQ(part.find("<hyperlink"), std::string::npos) << entry.name;
  }
  // Bare, no cell of the text begins as a formula does.
  for (const std::string& line : {exported("hazard", "csv"), exported("hazard", "csv_gb18030")}) {
    for (const char* start : {",=", ",+", ",@", ",-1", "\n=", ",\"=", ",\"+", ",\"@", ",\"\t",
                              ", =", ",\" =", ",\u3000=", ",\u00A0+", ",\u200B@"})
      EXPECT_EQ(line.find(start), std::string::npos) << start;
  }
}

// A text that a workbook's XML has no place for comes out alike in every format, and is told of in each.
TEST_F(ExportTest, EveryFormatLeavesOutTheSameCharacters) {
  append({{"id", "N1"},
          {"occurred_on", "2025-03-01"},
          {"remark", "x\xEF\xBF\xBEy\x01z\x7F"},
          {"fields", {{"source", "routine"}, {"level", "general"}}}});
  for (const char* format : {"xlsx", "csv", "csv_gb18030"})
    EXPECT_EQ(ask("sheet.export/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}, {"format", format}})
                  .at("shortened"),
              json({"N1"}))
        << format;
  const std::string csv = exported("hazard", "csv");
  EXPECT_NE(csv.find("xyz"), std::string::npos);
}

TEST_F(ExportTest, OnlyWhatIsAskedFor) {
  fill();
  const auto rows = [&](json more) {
    more["ledger"] = "hazard";
    more["period"] = more.value("period", "2025");
    return ask("sheet.export/1", "clerk", more).at("rows").get<std::size_t>();
  };
  const std::size_t all = std::size(k_payloads) + 2;
  EXPECT_EQ(rows({}), all);
  EXPECT_EQ(rows({{"unit", "区安监局"}}), all);
  EXPECT_EQ(rows({{"unit", "gov"}}), all);  // and below
  EXPECT_EQ(rows({{"unit", "shanmen-gov"}}), 0U);
  EXPECT_EQ(rows({{"area", "山门镇"}}), 1U);
  EXPECT_EQ(rows({{"area", "铁东区"}}), 1U);
  EXPECT_EQ(rows({{"official", "干部甲"}, {"post", "区长"}, {"sector", "非煤矿山"}}), 1U);
  EXPECT_EQ(rows({{"period", "2024"}}), 0U);
  EXPECT_EQ(rows({{"as_of_entry", 1}}), 0U);
  EXPECT_EQ(no("sheet.export/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}, {"unit", "月亮"}}),
            "sheet.name /unit");
  EXPECT_EQ(no("sheet.export/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}, {"state", "月亮"}}),
            "sheet.code /state");
  EXPECT_EQ(no("sheet.export/1", "clerk", {{"ledger", "gossip"}, {"period", "2025"}}),
            "ledger.unknown /ledger");
  EXPECT_EQ(no("sheet.template/1", "clerk", {{"ledger", "gossip"}}), "ledger.unknown /ledger");
}

TEST_F(ExportTest, AViewTwiceGivesTheSameBytes) {
  fill();
  // The second export knows one entry more of the audit chain: that of the first.
  EXPECT_EQ(exported("hazard", "csv"), exported("hazard", "csv"));
  EXPECT_EQ(host::decode_base64(
                ask("sheet.template/1", "clerk", {{"ledger", "hazard"}}).at("content").get<std::string>()),
            host::decode_base64(
                ask("sheet.template/1", "clerk", {{"ledger", "hazard"}}).at("content").get<std::string>()));
}

TEST_F(ExportTest, AnAttachmentThatIsNoneOfOursIsRefused) {
  EXPECT_EQ(row_fault(k_heading + ",附件", k_row + ",见邮件"), "2 J sheet.attachment");
}

// A photograph named in two rows is seen, as it is when facts come one by one.
TEST_F(ExportTest, AttachmentsOfASheetAreOnRecord) {
  const std::string digest(64, 'c');
  const std::string photo = "整改前.jpg〔18233，" + digest + "〕";
  const json answer =
      import(k_heading + ",附件\n" + k_row + "," + photo +
             "\nH2,2025-3-2,区安监局,日常,一般,,,,乙厂,\"别名.jpg〔18233，" + digest + "〕\"\n");
  ASSERT_EQ(answer.at("reused").size(), 1U);
  EXPECT_EQ(answer.at("reused").at(0).at("row"), 3);
  EXPECT_EQ(answer.at("reused").at(0).at("first").at("fact"), "H1");
  EXPECT_EQ(fact("H1").at("attachments").at(0).at("name"), "整改前.jpg");
  const json uses = ask("ledger.attachment/1", "clerk", {{"digest", digest}}).at("uses");
  EXPECT_EQ(uses.size(), 2U);
  EXPECT_EQ(ask("ledger.reused/1", "clerk").at("total"), 1);
}

// The blank sheet of each register: opened by our reader, every heading known; filled in, it imports.
TEST_F(ExportTest, TheBlankSheetOfEveryLedgerIsUnderstood) {
  const json defined = ask("ledger.defined/1", "clerk");
  for (const json& ledger : defined.at("ledgers")) {
    const std::string id = ledger.at("ledger");
    const std::string bytes = host::decode_base64(
        ask("sheet.template/1", "clerk", {{"ledger", id}}).at("content").get<std::string>());
    const json report = check(bytes, {{"ledger", id}});
    EXPECT_EQ(report.at("sheet"), ledger.at("title")) << id;
    EXPECT_EQ(report.at("other_columns"), json::array()) << id;
    EXPECT_EQ(report.at("missing_columns"), json::array({"附件"})) << id;
    EXPECT_EQ(report.at("rows"), 0) << id;
  }
}

// A register of forty columns goes over several pages, each with the first columns again; each kind of field
// has its own check.
TEST_F(ExportTest, ABlankSheetIsPrintedReadablyAndChecksWhatIsTyped) {
  const auto part = [&](const std::string& ledger, const char* name) {
    const std::string blank = host::decode_base64(
        ask("sheet.template/1", "clerk", {{"ledger", ledger}}).at("content").get<std::string>());
    auto archive = sheets::ZipArchive::open(blank, {});
    EXPECT_TRUE(archive);
    std::string text;
    EXPECT_TRUE(archive->inflate(*archive->find(name), [&](std::string_view piece) -> Result<void> {
      text += piece;
      return {};
    }));
    return text;
  };
  const std::string wide = part("hazard", "xl/worksheets/sheet1.xml");
  EXPECT_THAT(wide, testing::HasSubstr("orientation=\"landscape\""));
  EXPECT_THAT(wide, testing::ContainsRegex("fitToWidth=\"[2-9]\" fitToHeight=\"0\""));
  for (const char* check : {"\"list\"", "\"date\"", "\"decimal\"", "\"textLength\""})
    EXPECT_THAT(wide, testing::HasSubstr(std::string("<dataValidation type=") + check)) << check;
  EXPECT_THAT(part("hazard", "xl/workbook.xml"), testing::HasSubstr("$A:$C,'隐患台账'!$1:$1"));
  const std::string whole = part("risk_point", "xl/worksheets/sheet1.xml");
  EXPECT_THAT(whole, testing::HasSubstr("<dataValidation type=\"whole\""));
  EXPECT_THAT(whole, testing::HasSubstr("<formula1>1</formula1><formula2>5</formula2>"));
}

TEST_F(ExportTest, AFilledInBlankSheetImports) {
  const std::string blank = host::decode_base64(
      ask("sheet.template/1", "clerk", {{"ledger", "hazard"}}).at("content").get<std::string>());
  // The row is put in as Excel would: into the sheet's XML, after the heading.
  auto archive = sheets::ZipArchive::open(blank, {});
  ASSERT_TRUE(archive);
  sheets::MadeZip filled;
  for (const sheets::ZipEntry& entry : archive->entries()) {
    sheets::MadeEntry made;
    made.name = entry.name;
    ASSERT_TRUE(archive->inflate(entry, [&](std::string_view piece) -> Result<void> {
      made.content += piece;
      return {};
    }));
    if (made.name == "xl/worksheets/sheet1.xml") {
      EXPECT_NE(made.content.find("<dataValidations"), std::string::npos);
      const json columns = check(blank).at("columns");
      std::map<std::string, std::string> cells;
      const std::map<std::string, std::string> row = {{"id", "T1"},         {"occurred_on", "2025-3-5"},
                                                      {"unit", "区安监局"}, {"source", "日常"},
                                                      {"level", "重大"},    {"cost_fen", "3.5"}};
      std::string xml = "<row r=\"2\">";
      for (const json& column : columns) {
        const auto value = row.find(column.at("member"));
        if (value != row.end())
          xml += "<c r=\"" + column.at("column").get<std::string>() + "2\" t=\"inlineStr\"><is><t>" +
                 value->second + "</t></is></c>";
      }
      made.content.insert(made.content.find("</sheetData>"), xml + "</row>");
    }
    filled.entries.push_back(std::move(made));
  }
  const json answer = import(filled.bytes());
  EXPECT_EQ(answer.at("added"), 1);
  EXPECT_EQ(fact("T1").at("fields"),
            json::parse(R"({"source": "routine", "level": "major", "cost_fen": 350})"));
}

// A fact of every shipped register, every field filled in that the rules between them allow: out through each
// format and in again.
TEST_F(ExportTest, EveryShippedRegisterComesBackUnchanged) {
  const auto value_of = [](const json& field) -> json {
    const std::string type = field.at("type");
    if (type == "integer") return field.contains("allowed") ? field.at("allowed").at(0) : json(1);
    if (type == "boolean") return true;
    if (type == "date") return "2025-03-20";
    if (type == "code") return field.at("codes").at(0).at(0);
    if (type == "codes") return json::array({field.at("codes").at(0).at(0)});
    if (type == "texts") return json::array({"一、二；三"});
    return type == "reference" ? json("铁安（２）号") : json("=文字,\"");
  };
  std::map<std::string, json> before;
  for (const auto& entry : fs::directory_iterator(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers")) {
    const json definition = json::parse(host::read_file(entry.path()));
    const std::string id = definition.at("ledger");
    json fact = {{"ledger", id},
                 {"id", "铁安〔2025〕３号（" + id + "）"},
                 {"occurred_on", "2025-03-20"},
                 {"unit", "bureau"},
                 {"remark", "'"},
                 {"fields", json::object()}};
    for (const json& field : definition.at("fields"))
      if (!field.contains("product") && !field.contains("levels") && field.at("type") != "accident_class")
        fact["fields"][field.at("name")] = value_of(field);
    std::string said;
    for (int tries = 0; tries < 24 && said != "done"; ++tries) {
      said = no("ledger.append/1", keeper(id), {{"fact", fact}});
      constexpr std::string_view k_fields = "/fact/fields/";
      if (const std::size_t at = said.find(k_fields); at != std::string::npos)
        fact["fields"].erase(said.substr(at + k_fields.size()));
    }
    ASSERT_EQ(said, "done") << id;
    before[id] = this->said(id);
  }
  EXPECT_GT(before.size(), 30U);
  std::map<std::string, std::map<std::string, std::string>> files;
  for (const auto& [id, facts] : before)
    for (const char* format : {"xlsx", "csv", "csv_gb18030"}) files[format][id] = exported(id, format);
  for (const auto& [format, books] : files) {
    begin_anew();
    for (const auto& [id, bytes] : books) {
      EXPECT_EQ(faults(import(bytes, {{"ledger", id}})), "") << format << " " << id;
      EXPECT_EQ(said(id), before[id]) << format << " " << id;
    }
  }
}

// The district's own year: every register with facts in it, out and in again.
TEST_F(ExportTest, TheDistrictsRegistersComeBackUnchanged) {
  const fs::path data = ANZE_TIEDONG_DATA;
  const auto set_up = [&] {
    ask("org.import/1", "system_admin",
        {{"organisation", json::parse(host::read_file(data / "organisation.json"))}});
    for (const auto& entry : fs::directory_iterator(data / "ledgers"))
      ask("ledger.define/1", "system_admin", {{"definition", json::parse(host::read_file(entry.path()))}});
    town().go_to("2026-01-05");
  };
  const auto fresh = [&](const char* name) {
    district_.reset();
    fs::create_directories(folder_ / name);
    district_ = std::make_unique<SmallDistrict>(folder_ / name, Parts{});
    set_up();
  };
  fresh("first");
  for (const auto& entry : fs::directory_iterator(data)) {
    if (!entry.path().filename().string().starts_with("facts-")) continue;
    const bool findings = entry.path().stem() == "facts-finding";
    const auto bring_in = [&](const std::string& some) {
      json request = {{"lines", some}};
      if (!findings) request["history"] = true;
      ask("ledger.import/1", findings ? keeper("finding") : "reviewer", request);
    };
    std::ifstream in(entry.path());
    std::string lines;
    std::string line;
    for (int i = 1; std::getline(in, line); ++i) {
      lines += line + "\n";
      if (i % 500 == 0) {
        bring_in(lines);
        lines.clear();
      }
    }
    if (!lines.empty()) bring_in(lines);
  }
  const auto all = [&](const std::string& ledger) {
    std::map<std::string, json> facts;
    json request = {{"period", "2025"}, {"ledger", ledger}, {"limit", 1000}};
    for (;;) {
      const json page = ask("ledger.list/1", "clerk", request);
      for (json fact : page.at("facts")) {
        for (const char* own : {"seq", "entry", "version", "recorded_at_ms", "recorded_by", "late"})
          fact.erase(own);
        facts[fact.at("id")] = fact;
      }
      if (page.at("next").is_null()) return facts;
      request["after"] = page.at("next");
    }
  };
  std::map<std::string, std::map<std::string, json>> before;
  std::map<std::string, std::string> books;
  const json defined = ask("ledger.defined/1", "clerk");
  for (const json& ledger : defined.at("ledgers")) {
    const std::string id = ledger.at("ledger");
    auto facts = all(id);
    if (facts.empty()) continue;
    books[id] = exported(id, "xlsx");
    before[id] = std::move(facts);
  }
  EXPECT_GT(before.size(), 15U);
  fresh("second");
  for (const auto& [id, bytes] : books) {
    json request = file(bytes, {{"ledger", id}, {"repeats", true}});
    if (id != "finding") request["history"] = true;
    const json problem = town().problem("sheet.import/1", id == "finding" ? keeper(id) : "reviewer", request);
    EXPECT_TRUE(problem.is_null()) << id << ": " << problem.dump(1).substr(0, 800);
    EXPECT_EQ(all(id), before[id]) << id;
  }
  expect_sound();
}

}  // namespace
}  // namespace anze::district
