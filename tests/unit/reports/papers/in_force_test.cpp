// What a letter prints is what is in force: grades under a veto, findings, reached triggers, persons counted
// as persons, and the words of the place it comes from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/render.h"
#include "reports/snapshot/snapshot_json.h"
#include "tests/unit/reports/sample.h"

namespace anze::reports {
namespace {

using test::sample;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text(const Snapshot& snapshot) {
  const auto document = render(snapshot, Format::k_text, test::k_digest);
  EXPECT_TRUE(document);
  return document ? document->bytes : "";
}

TEST(InForce, AVetoedPersonHasTheGradeOfTheVetoAndIsCountedByIt) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_organisation);
  EXPECT_THAT(text(snapshot), HasSubstr("其中优秀3名、称职8名、基本称职1名；"));
  snapshot.officials[2].forced_grade = "不称职";
  snapshot.officials[2].veto = "V-2025-02";
  const std::string letter = text(snapshot);
  EXPECT_THAT(
      letter,
      HasSubstr("其中优秀3名、称职7名、基本称职1名、不称职1名；受一票否决的1名，等次按一票否决认定；"));
  EXPECT_THAT(letter, ContainsRegex("干部0003 .*94.75 +不称职 +一票否决")) << "the score stands beside";
}

TEST(InForce, AFindingIsToldWhateverItsOutcome) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  snapshot.vetoes.clear();
  for (OfficialResult& official : snapshot.officials) official.cases.clear();
  EXPECT_THAT(text(snapshot), HasSubstr("本期无责任认定记录。"));
  EXPECT_THAT(text(snapshot), HasSubstr("均未涉及本期考核的区管领导干部。"));
  snapshot.liabilities = {
      {"FD1", make_date(2025, 7, 4), "2025年6月8日高处坠落事故", "host-person-9005", "干部0005", "区委书记",
       "尽职免责", true, "", "区纪检委", "四东纪〔2025〕3号"},
      {"FD2", make_date(2025, 8, 4), "", "", "", "镇长", "主要领导责任", false, "诫勉", "上级机关", ""}};
  const std::string letter = text(snapshot);
  EXPECT_THAT(letter, HasSubstr("责任认定2件（其中尽职免责1件）；涉案领导干部1名。"));
  EXPECT_THAT(letter, HasSubstr("2025年7月4日，区纪检委认定区委书记干部0005对2025年6月8日高处坠落事故尽职免责"
                                "（四东纪〔2025〕3号）。"));
  EXPECT_THAT(letter, HasSubstr("上级机关认定镇长负有主要领导责任，追责形式：诫勉（文号未填）。"));
  EXPECT_THAT(letter, Not(HasSubstr("均未涉及")));
  snapshot.liabilities.reset();
  EXPECT_THAT(text(snapshot), HasSubstr("封存数据未载责任认定情况"))
      << "what was not asked for is not denied";
  EXPECT_THAT(text(snapshot), Not(HasSubstr("本期无责任认定")));
}

TEST(InForce, AReachedTriggerIsNotNone) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation}) {
    Snapshot snapshot = sample(kind);
    snapshot.vetoes.clear();
    EXPECT_THAT(text(snapshot), HasSubstr("无一票否决情形。"));
    snapshot.triggers = {{VetoLevel::k_veto, "V1", "发生重大事故", SubjectKind::k_unit, "town-2", "第二镇",
                          make_date(2025, 9, 15), "符合条件 1 起"}};
    const std::string letter = text(snapshot);
    EXPECT_THAT(letter, Not(HasSubstr("无一票否决情形")));
    EXPECT_THAT(letter, HasSubstr("第二镇：2025年9月15日起，已达到V1“发生重大事故”的触发条件（符合条件 1 "
                                  "起），尚未提出一票否决建议。"));
    EXPECT_THAT(letter, HasSubstr("无黄牌警告情形。"));
    EXPECT_THAT(letter, HasSubstr("达到触发条件尚未提出"));
    snapshot.triggers.reset();
    EXPECT_THAT(text(snapshot), HasSubstr("封存数据中无一票否决记录。"));
  }
}

TEST(InForce, WhatIsOnlyProposedIsNotCountedAsAVeto) {
  const std::string letter = text(sample(FilingKind::k_quarterly_discipline));
  EXPECT_THAT(letter, HasSubstr("一票否决0件（另有已提出待决定1件）、黄牌警告1件；"));
}

TEST(InForce, OnePersonInTwoPostsIsOnePerson) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_organisation, 4);
  for (OfficialResult& official : snapshot.officials) official.lines.clear();
  const ScoreLine line{"履职",         "A13", "专题研究", "第九条", Points{50'000},
                       Points{40'000}, "1/2", "缺1次",    1};
  snapshot.officials[0].lines = {line, line};
  snapshot.officials[1].lines = {line};
  EXPECT_THAT(text(snapshot), HasSubstr("A13专题研究，2名，合计扣3分"));
  snapshot.officials.push_back(snapshot.officials[0]);
  EXPECT_THAT(text(snapshot), HasSubstr("共考核区管领导干部4名，其中优秀1名、称职3名；"));
}

TEST(InForce, ThePlaceHasItsOwnWords) {
  struct Place {
    const char* name;
    const char* whole;
    const char* managed;
  };
  for (const Place& place :
       {Place{"云岭县", "全县", "县管领导干部"}, Place{"某某市", "全市", "市管领导干部"},
        Place{"某某自治旗", "全旗", "旗管领导干部"}, Place{"铁东区", "全区", "区管领导干部"},
        Place{"某某管委会", "本地区", "本级管理的领导干部"}})
    for (const int officials : {0, 12}) {
      Snapshot letter = sample(FilingKind::k_quarterly_organisation, officials);
      letter.jurisdiction.name = place.name;
      letter.passages.clear();
      const std::string said = text(letter);
      EXPECT_THAT(said, HasSubstr(std::string(place.whole) + "发生生产安全事故"));
      EXPECT_THAT(said, HasSubstr(place.managed));
      if (std::string(place.whole) != "全区") {
        EXPECT_THAT(said, Not(HasSubstr("全区")));
        EXPECT_THAT(said, Not(HasSubstr("区管")));
      }
    }
}

TEST(InForce, AnIdOfTheHouseIsNotPrinted) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  snapshot.reporting_faults[0].accident = "ACC-0099";
  EXPECT_THAT(text(snapshot), Not(HasSubstr("ACC-0099")));
}

// What two persons changed about the rules of the period stands in the source lines; a public report names
// nobody.
TEST(InForce, AChangeOfTheRulesIsToldWithTheSource) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation,
                                FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    Snapshot snapshot = sample(kind);
    EXPECT_THAT(text(snapshot), Not(HasSubstr("规则修改")));
    EXPECT_THAT(to_json(snapshot), Not(HasSubstr("rule_changes"))) << "letters of before stay their bytes";
    snapshot.people = {"无名氏甲"};
    snapshot.rule_changes = {"本期规则已改。理由：无名氏甲要求。"};
    const auto again = from_json(to_json(snapshot));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, snapshot);
    const std::string letter = text(snapshot);
    EXPECT_THAT(letter, HasSubstr("规则修改：本期规则已改。理由："));
    EXPECT_EQ(letter.find("无名氏甲") == std::string::npos, kind != FilingKind::k_quarterly_organisation);
  }
}

// So does who stood by a seal or a letter from outside.
TEST(InForce, ACountersignatureIsToldWithTheSource) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation,
                                FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    Snapshot snapshot = sample(kind);
    EXPECT_THAT(text(snapshot), Not(HasSubstr("会签：")));
    EXPECT_THAT(to_json(snapshot), Not(HasSubstr("countersigned"))) << "letters of before stay their bytes";
    snapshot.people = {"无名氏甲"};
    snapshot.countersigned = {"本件签发前，会签人会签。理由：无名氏甲为考核对象。"};
    const auto again = from_json(to_json(snapshot));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, snapshot);
    const std::string letter = text(snapshot);
    EXPECT_THAT(letter, HasSubstr("会签：本件签发前，会签人会签。理由："));
    EXPECT_EQ(letter.find("无名氏甲") == std::string::npos, kind != FilingKind::k_quarterly_organisation);
  }
}

}  // namespace
}  // namespace anze::reports
