#include "reports/render.h"
#include "reports/papers/make_outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <pugixml.hpp>

#include "reports/formats/clean.h"
#include "reports/snapshot/snapshot_json.h"
#include "tests/unit/reports/sample.h"
#include "tests/unit/reports/unzip.h"

namespace anze::reports {
namespace {

using test::sample;
using ::testing::HasSubstr;

std::string docx(const Snapshot& snapshot) {
  auto document = test::rendered(snapshot, Format::k_docx);
  EXPECT_TRUE(document) << document.error().message;
  return document ? document->bytes : "";
}
std::string text(const Snapshot& snapshot) {
  return test::rendered(snapshot, Format::k_text)->bytes;
}

TEST(Render, SameInputSameBytes) {
  const Snapshot snapshot = sample(FilingKind::k_quarterly_organisation);
  const std::string first = docx(snapshot);
  setenv("TZ", "America/New_York", 1);
  EXPECT_EQ(docx(snapshot), first);
  setenv("TZ", "Asia/Shanghai", 1);
  EXPECT_EQ(docx(*from_json(to_json(snapshot))), first);
  EXPECT_EQ(text(snapshot), text(snapshot));
}

TEST(Render, EveryPartIsXmlAndContentTypesComeFirst) {
  for (const auto kind :
       {FilingKind::k_quarterly_discipline, FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    const std::string bytes = docx(sample(kind));
    const auto names = test::part_names(bytes);
    ASSERT_FALSE(names.empty());
    EXPECT_EQ(names.front(), "[Content_Types].xml");
    for (const std::string& name : names) {
      pugi::xml_document document;
      EXPECT_TRUE(document.load_string(test::part(bytes, name).c_str())) << name;
    }
  }
}

TEST(Render, PageIsThatOfTheStandard) {
  const std::string document =
      test::part(docx(sample(FilingKind::k_quarterly_discipline)), "word/document.xml");
  EXPECT_THAT(document, HasSubstr(R"(<w:pgSz w:w="11906" w:h="16838"/>)"));
  EXPECT_THAT(document, HasSubstr(R"(<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588")"));
  EXPECT_THAT(document, HasSubstr(R"(<w:docGrid w:type="lines" w:linePitch="579"/>)"));
  EXPECT_THAT(document, HasSubstr("<w:titlePg/>"));
  EXPECT_THAT(document, HasSubstr("<w:tblHeader/>"));
}

TEST(Render, HostileTextsStayText) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_organisation);
  const std::string hostile =
      std::string("</w:t><script>&\"']]>") + '\0' + "\x01\x0B\x1B\xFF\xEF\xBF\xBF甲\xED\xA0\x80";
  snapshot.officials[0].name = hostile;
  snapshot.filing.addressee.name = hostile;
  snapshot.filing.document_number = "../../etc/" + hostile;
  snapshot.passages[0].text = hostile;
  snapshot.figures[0].title = hostile;
  const auto document = test::rendered(snapshot, Format::k_docx, hostile);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->filename.find_first_of(std::string("/\\<>\"\n\0", 7)), std::string::npos);
  pugi::xml_document xml;
  const std::string part = test::part(document->bytes, "word/document.xml");
  ASSERT_TRUE(xml.load_string(part.c_str()));
  EXPECT_THAT(part, HasSubstr("&lt;/w:t&gt;&lt;script&gt;&amp;"));
  for (const char c : part) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
}

TEST(Clean, KeepsTextDropsWhatXmlForbids) {
  EXPECT_EQ(clean("甲\t乙\n𠮷"), "甲\t乙\n𠮷");
  EXPECT_EQ(clean("a\x01\x7F"
                  "b"),
            "ab");
  EXPECT_EQ(clean("\xC0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "overlong";
  EXPECT_EQ(clean("\xE9\x93"), "\xEF\xBF\xBD\xEF\xBF\xBD") << "cut off";
  EXPECT_EQ(display_width("铁东A1"), 6U);
}

TEST(Render, LetterHoldsTheAnchor) {
  const std::string letter = text(sample(FilingKind::k_quarterly_discipline));
  EXPECT_THAT(letter, HasSubstr("关于报送2025年第三季度领导干部安全生产履职情况的函"));
  EXPECT_THAT(letter, HasSubstr("序号48213，SM3： 1ab21d8355cfa17f 8e61194831e81a8f"));
  EXPECT_THAT(letter, HasSubstr("66c7f0f462eeedd9 d1f2d46bdc10e4e2"));
  EXPECT_THAT(letter, HasSubstr("版本2025.1，摘要a3f1c2d4e5b60718"));
  EXPECT_THAT(letter, HasSubstr("98.63%（1299/1317处）"));
  EXPECT_THAT(letter, HasSubstr("区纪委监委意见：不同意（认定依据待补充）")) << "disagreement is kept";
  EXPECT_THAT(letter, HasSubstr("以上数字为暂定数"));
}

TEST(Render, DeclaredDifferenceIsPrinted) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  for (Figure& figure : snapshot.figures)
    if (figure.id == "hazard.open") figure.value = 17;
  snapshot.discrepancies = {{"hazard.closed_loop", "1处隐患所在企业已注销", {1317, 1299, 17}}};
  EXPECT_THAT(text(snapshot), HasSubstr("合计与排查隐患1317处相差1处。差异原因：1处隐患所在企业已注销。"));
}

TEST(Render, FaultWithoutDetailEndsCleanly) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  snapshot.reporting_faults = {{"A-9", FaultKind::k_late, "第二镇", {}, {}}};
  EXPECT_THAT(text(snapshot), HasSubstr("第二镇迟报。"));
  snapshot.reporting_faults.front().detail = "超时3小时";
  EXPECT_THAT(text(snapshot), HasSubstr("第二镇迟报，超时3小时。"));
}

TEST(Render, EmptyQuarterSaysSo) {
  const std::string letter = text(test::empty_quarter());
  EXPECT_THAT(letter, HasSubstr("无应考核的区管领导干部"));
  EXPECT_THAT(letter, HasSubstr("全区未发生生产安全事故"));
  EXPECT_THAT(letter, HasSubstr("无一票否决情形。"));
  EXPECT_FALSE(docx(test::empty_quarter()).empty());
}

TEST(Render, SecondVersionNamesWhatItReplaces) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  snapshot.filing.version = 2;
  snapshot.filing.supersedes = Amendment{1, "四东安委办函〔2025〕12号", "更正", "漏列1起事故"};
  const auto document = test::rendered(snapshot, Format::k_text);
  EXPECT_THAT(document->bytes,
              HasSubstr("本文为更正件，代替第1版（四东安委办函〔2025〕12号），原因：漏列1起事故。"));
  EXPECT_THAT(document->filename, HasSubstr("（第2版）.txt"));
}

TEST(Render, FiguresKeepTheirIds) {
  const auto outline = make_outline(sample(FilingKind::k_yearly_congress), test::k_digest);
  ASSERT_TRUE(outline);
  bool traced = false;
  for (const Block& block : outline->body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block))
      for (const auto& run : paragraph->text)
        traced = traced || (run.figure == "hazard.found" && run.text == "1317处");
  EXPECT_TRUE(traced);
}

TEST(Render, RefusesAPaperWithoutItsNames) {
  Snapshot snapshot = sample(FilingKind::k_yearly_congress);
  snapshot.jurisdiction.government.clear();
  EXPECT_EQ(make_outline(snapshot, "").error().reason, "report.issuer");
  snapshot.filing.addressee.name.clear();
  EXPECT_EQ(make_outline(snapshot, "").error().reason, "report.addressee");
  EXPECT_EQ(parse_format("ofd").error().reason, "report.format");
  EXPECT_TRUE(parse_format("docx"));
}

TEST(Render, NothingAtAllIsStillADocument) {
  Snapshot bare;
  bare.jurisdiction.issuer = bare.jurisdiction.government = "某区";
  bare.filing.addressee.name = "某机关";
  for (const auto kind : {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation,
                          FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    bare.filing.kind = kind;
    EXPECT_TRUE(test::rendered(bare, Format::k_docx, ""));
    EXPECT_THAT(test::rendered(bare, Format::k_text, "")->bytes, HasSubstr("事故情况未填"));
  }
}

TEST(Render, FiveHundredOfficials) {
  const std::string document =
      test::part(docx(sample(FilingKind::k_quarterly_organisation, 500)), "word/document.xml");
  EXPECT_THAT(document, HasSubstr("干部0500"));
}

}  // namespace
}  // namespace anze::reports
