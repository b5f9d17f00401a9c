// The account's own sentences, printed again from the facts: every number it gives, and no other.
#include "tiedong.h"

namespace anze {
namespace {

using testing::HasSubstr;

TEST_F(Tiedong, TheAccountsParagraphsPrintFromFigures) {
  enter_through("2025Q4");
  const json answer = ask("figures.paragraphs/1", "reviewer-01", {{"period", "2025"}});
  const std::string text = answer.at("text");
  // 《铁肩担责任实干保安全——铁东区安全生产工作纪实》, word for word but for what stands between the numbers.
  for (const char* words :
       {"打好安全生产“攻坚战”",
        "全区共组织检查组54个，暗查暗访组3个，区委区政府主要领导带队督察组7次，区级领导带队检查25次",
        "主要领导带队检查208次，出动各类检查人员2150人次，检查各类生产经营单位1164家，排查隐患1317处，已经整"
        "改1299处，限期整改18处",
        "责令停产停业整顿企业1家，提请关闭2家", "财政投入近70万元", "规模以上企业28户", "成员单位17个",
        "责任清单17份、权力清单17份，制定执法计划17份", "应急预案61份", "狠抓安全监管“核心区”",
        "非煤矿山方面。", "危险化学品和烟花爆竹方面。", "检查覆盖率100%", "发现事故隐患26项，打击违法行为1起",
        "道路交通方面。",
        "人员密集场所消防方面。共检查单位868家，发现隐患584处，已整改538处，整改率92.12%（538/"
        "584处），临时查封61家，“三停”单位30家，罚款未填，行政拘留10人",
        "工贸企业方面。", "发现隐患200余项，取缔违法经营企业2户，停产整顿1户"})
    EXPECT_THAT(text, HasSubstr(words));
  // Every number leads to its figure: the words around them hold no digit.
  for (const json& paragraph : answer.at("paragraphs")) {
    std::string rest = paragraph.at("text");
    for (const json& figure : paragraph.at("figures")) {
      const std::string shown = figure.at("shown");
      const std::size_t at = rest.find(shown);
      ASSERT_NE(at, std::string::npos) << shown;
      rest.erase(0, at + shown.size());
      EXPECT_EQ(this->figure(figure.at("figure").get<std::string>().c_str()).at("shown"), shown);
    }
  }
  EXPECT_GT(answer.at("paragraphs").size(), 9U);
}

TEST_F(Tiedong, AParagraphIsToldOnlyOfWhatWasRecorded) {
  year().go_to("2025-01-03");
  EXPECT_TRUE(ask("figures.paragraphs/1", "reviewer-01", {{"period", "2025"}}).at("paragraphs").empty());
}

}  // namespace
}  // namespace anze
