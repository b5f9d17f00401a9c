#include "reports/formats/docx/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "reports/render.h"
#include "scoring/values/broken.h"
#include "tests/unit/reports/sample.h"
#include "tests/unit/reports/unzip.h"

namespace anze::reports::docx {
namespace {

using ::testing::ElementsAre;

std::string glued(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

TEST(Lines, AWordIsWholeWhereALineHoldsIt) {
  EXPECT_THAT(broken({"抄送：甲局，", "乙局，", "丙局。"}, 90, 60),
              ElementsAre("抄送：甲局，乙局，", "丙局。"));
  EXPECT_THAT(broken({"抄送：甲局，", "乙局，", "丙局。"}, 80, 60),
              ElementsAre("抄送：甲局，", "乙局，丙局。"));
  EXPECT_THAT(broken({"一二三四五六七"}, 30, 30), ElementsAre("一二三", "四五六", "七"));
  EXPECT_THAT(broken({}, 30, 30), ElementsAre(""));
  EXPECT_EQ(width_of("2025年"), 4 * 6 + 10);
}

TEST(Lines, NothingIsLeftOut) {
  std::vector<std::string> words;
  std::string all;
  for (int i = 1; i <= 60; ++i) {
    words.push_back("第" + std::to_string(i) + "机关" + std::string(static_cast<std::size_t>(i % 7), 'W') +
                    "𠮷，");
    all += words.back();
  }
  for (int width = 10; width < 300; width += 7) {
    const auto lines = broken(words, width + 30, width);
    EXPECT_EQ(glued(lines), all);
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_LE(width_of(lines[i]), width + (i == 0 ? 30 : 0));
  }
}

TEST(Lines, BalancedLinesAreAboutEqual) {
  EXPECT_THAT(balanced("一二三四五六七", 2), ElementsAre("一二三四", "五六七"));
  EXPECT_THAT(balanced("一二三", 1), ElementsAre("一二三"));
  for (int count = 1; count < 9; ++count) {
    const auto lines =
        balanced("某某自治州某某市某某国家级高新技术产业开发区2025安全生产委员会办公室", count);
    EXPECT_LE(lines.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(glued(lines), "某某自治州某某市某某国家级高新技术产业开发区2025安全生产委员会办公室");
  }
}

TEST(Lines, ALineThatHoldsNoCharacterIsNone) {
  EXPECT_THROW((void)broken({"一"}, 9, 30), Broken);
  EXPECT_THROW((void)broken({"一"}, 30, 9), Broken);
  EXPECT_THROW((void)balanced("一", 0), Broken);
  EXPECT_THAT(balanced("", 1), ElementsAre(""));
}

// The frames of a paper: each as high as the lines in it, none outside the sheet.
TEST(Lines, EveryFrameIsAsHighAsItsText) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_yearly_congress})
    for (const int organs : {0, 1, 5, 6, 7, 24, 25, 26, 60, 300}) {
      Snapshot snapshot = test::sample(kind, 0);
      snapshot.jurisdiction.issuer +=
          std::string(static_cast<std::size_t>(organs % 40) * 2, 'X') + "管理机构";
      snapshot.jurisdiction.government = snapshot.jurisdiction.issuer;
      snapshot.filing.copies_to.assign(static_cast<std::size_t>(organs), "区机关事务和后勤保障服务中心");
      const auto document = test::rendered(snapshot, Format::k_docx);
      ASSERT_TRUE(document);
      pugi::xml_document xml;
      ASSERT_TRUE(xml.load_string(test::part(document->bytes, "word/document.xml").c_str()));
      int named = 0;
      for (const auto& found : xml.select_nodes("//w:p[w:pPr/w:framePr]")) {
        const pugi::xml_node p = found.node();
        const pugi::xml_node frame = p.child("w:pPr").child("w:framePr");
        const int top = frame.attribute("w:y").as_int();
        const int height = frame.attribute("w:h").as_int();
        EXPECT_GE(top, 1134);
        EXPECT_LE(top + height, 16838 - 1134);
        std::string text;
        int lines = 1;
        for (const auto& run : p.children("w:r"))
          for (const auto& each : run.children()) {
            lines += std::string_view(each.name()) == "w:br" ? 1 : 0;
            text += each.text().get();
          }
        for (std::size_t at = 0; (at = text.find("服务中心", at)) != std::string::npos; ++at) ++named;
        const pugi::xml_node spacing = p.child("w:pPr").child("w:spacing");
        if (!text.empty()) {
          EXPECT_GE(height, lines * (spacing ? spacing.attribute("w:line").as_int() : 500));
        }
      }
      EXPECT_EQ(named, organs);
    }
}

}  // namespace
}  // namespace anze::reports::docx
