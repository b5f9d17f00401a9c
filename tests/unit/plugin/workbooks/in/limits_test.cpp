// Limits of sheet files as a host sets them, and hostile files as a host meets them: each is refused under
// its own name, with a way out for the one who sent it, and the next file is read as if nothing had been.
#include "plugin/calls/sheet_limits.h"
#include "tests/unit/plugin/workbooks/sheet_kit.h"

namespace anze::district {
namespace {

using sheets::MadeBook;
using sheets::MadeEntry;

class LimitsTest : public SheetTest {
 protected:
  void begin_with(const json& limits) {
    Parts parts;
    parts.config = {{"sheet_limits", limits}};
    start(parts);
    set_up_district();
  }
  static std::string rows(int count) {
    std::string sheet = "日期,单位,来源,隐患级别,隐患单位\n";
    for (int i = 0; i < count; ++i) sheet += "2025-3-1,区安监局,日常,一般," + std::to_string(i) + "厂\n";
    return sheet;
  }
};

TEST_F(LimitsTest, AHostSetsThem) {
  begin_with({{"rows", 3}, {"file_bytes", 4096}});
  EXPECT_EQ(import_no(rows(3)), "done");
  EXPECT_EQ(import_no(rows(4)), "sheet.limit");
  EXPECT_EQ(import_no(rows(1) + std::string(4096, '\n')), "sheet.limit");
  EXPECT_EQ(no("sheet.upload/1", "clerk", {{"content", host::encode_base64(std::string(4097, 'x'))}}),
            "sheet.limit");
  // An export goes no further than an import: what leaves must be able to come back.
  EXPECT_EQ(no("sheet.export/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}}), "done");
  for (int i = 0; i < 2; ++i)
    import("日期,单位,来源,隐患级别\n2025-4-" + std::to_string(i + 1) + ",bureau,日常,一般\n");
  EXPECT_EQ(no("sheet.export/1", "clerk", {{"ledger", "hazard"}, {"period", "2025"}}), "sheet.limit");
  const json told = ask("abi.describe/1", "clerk").at("limits").at("sheet");
  EXPECT_EQ(told.at("rows"), 3);
  EXPECT_EQ(told.at("columns"), 256);  // as shipped
}

TEST_F(LimitsTest, EveryOneCanBeSetAndIsBounded) {
  const json schema = ask("abi.describe/1", "clerk").at("config").at("properties").at("sheet_limits");
  const json shipped = sheets::to_json({});
  ASSERT_EQ(schema.at("properties").size(), shipped.size());
  for (const auto& [name, value] : shipped.items()) {
    const json& limit = schema.at("properties").at(name);
    EXPECT_EQ(limit.at("default"), value) << name;
    EXPECT_LE(limit.at("minimum"), value) << name;
    EXPECT_GE(limit.at("maximum"), value) << name;
    for (const char* bound : {"minimum", "maximum"}) {
      json chosen = shipped;
      chosen[name] = limit.at(bound);
      EXPECT_EQ(sheets::to_json(sheets::read_limits({{name, limit.at(bound)}})), chosen) << name;
    }
    json over = {{name, limit.at("maximum").get<std::int64_t>() + 1}};
    EXPECT_THROW(begin_with(over), std::exception) << name;
  }
  EXPECT_THROW(begin_with({{"row", 3}}), std::exception);  // a misspelt one is no silent default
  EXPECT_THROW(begin_with({{"rows", "many"}}), std::exception);
}

MadeBook small() {
  MadeBook book;
  book.sheet = sheets::worksheet("<row><c><v>1</v></c></row>");
  return book;
}

std::string named(const std::string& name, const std::string& content = {}) {
  MadeBook book = small();
  book.more.push_back({});
  book.more.back().name = name;
  book.more.back().content = content;
  return book.bytes();
}

TEST_F(LimitsTest, AHostileFileIsRefusedByNameAndTheNextOneIsRead) {
  begin_with({{"shared_strings", 1'000}});  // the shipped number is met and passed in hostile_test.cpp
  const std::string body = small().sheet;
  const auto with_sheet = [&](const std::string& sheet) {
    MadeBook book = small();
    book.sheet = sheet;
    return book.bytes();
  };
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep = "<a>" + deep + "</a>";
  MadeBook texts = small();
  std::vector<std::string> many;
  for (int i = 0; i <= 1'000; ++i) many.push_back("<t>" + std::to_string(i) + "</t>");
  texts.strings = sheets::shared_strings(many);
  MadeBook locked = small();
  auto locked_zip = locked.zip();
  locked_zip.entries.back().flags = 1;
  const std::string whole = small().bytes();
  const std::string old("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  const std::string package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  const std::string doctype = "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>";
  const std::pair<std::string, const char*> files[] = {
      {with_sheet(body + std::string(std::size_t{60} << 20U, ' ')), "sheet.limit"},  // a bomb
      {with_sheet(sheets::worksheet("", deep)), "sheet.limit"},
      {with_sheet(doctype + body.substr(body.find("<worksheet"))), "sheet.dtd"},
      {texts.bytes(), "sheet.limit"},
      {named("../../../etc/passwd"), "sheet.zip"},
      {named("C:\\windows\\system.ini"), "sheet.zip"},
      {named("xl/vbaProject.bin", "macros"), "sheet.macros"},
      {whole.substr(0, whole.size() / 2), "sheet.zip"},  // a transfer that broke off
      {locked_zip.bytes(), "sheet.encrypted"},
      {old + package, "sheet.encrypted"},
      {old + std::string(512, '\0'), "sheet.old_format"},
      {"%PDF-1.7 a scan of the register", "sheet.format"},
      {std::string("\x89PNG\r\n\x1A\n\0\0", 10), "sheet.format"},
  };
  for (const auto& each : files) {
    const std::string& bytes = each.first;
    const char* code = each.second;
    const json problem = town().problem("sheet.check/1", "clerk", [&] {
      json request = {{"ledger", "hazard"}};
      std::string upload;
      for (std::size_t at = 0; at < bytes.size(); at += 700'000) {
        json part = {{"content", host::encode_base64(std::string_view(bytes).substr(at, 700'000))},
                     {"at", at}};
        if (!upload.empty()) part["upload"] = upload;
        upload = ask("sheet.upload/1", "clerk", part).at("upload");
      }
      request["upload"] = upload;
      return request;
    }());
    ASSERT_FALSE(problem.is_null()) << code;
    EXPECT_EQ(problem.at("code"), code) << problem.dump();
    EXPECT_NE(problem.value("help", ""), "") << code;
    EXPECT_EQ(check(rows(1)).at("good"), 1) << code;
  }
  const json problem = town().problem("sheet.check/1", "clerk", file(old + std::string(512, '\0')));
  EXPECT_THAT(problem.at("help").get<std::string>(), testing::HasSubstr("save it as .xlsx"));
}

// A link to another book, a picture, a comment, a theme: parts nobody asks for are passed over, not followed.
TEST_F(LimitsTest, PartsThatAreNotReadDoNoHarm) {
  MadeBook book;
  const auto text = [](const std::string& said) {
    return "<c t=\"inlineStr\"><is><t>" + said + "</t></is></c>";
  };
  book.sheet = sheets::worksheet("<row>" + text("日期") + text("单位") + text("来源") + text("隐患级别") +
                                 "</row><row>" + text("2025-3-1") + text("区安监局") + text("日常") +
                                 "<c t=\"str\"><f>[1]表!A1</f><v>一般</v></c></row>");
  for (const auto& [name, content] :
       {std::pair("xl/externalLinks/externalLink1.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"),
        std::pair("xl/media/image1.png", "\x89PNG"), std::pair("docProps/app.xml", "<x>"),
        std::pair("xl/externalLinks/_rels/externalLink1.xml.rels",
                  "<Relationships><Relationship Target=\"http://example.invalid/\" "
                  "TargetMode=\"External\"/></Relationships>")}) {
    MadeEntry entry;
    entry.name = name;
    entry.content = content;
    book.more.push_back(entry);
  }
  EXPECT_EQ(faults(check(book.bytes())), "");
  EXPECT_EQ(check(book.bytes()).at("good"), 1);
}

}  // namespace
}  // namespace anze::district
