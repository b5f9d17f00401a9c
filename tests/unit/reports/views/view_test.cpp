#include "reports/views/view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/render.h"
#include "reports/snapshot/snapshot_json.h"
#include "tests/unit/reports/sample.h"
#include "tests/unit/reports/unzip.h"

namespace anze::reports {
namespace {

using test::sample;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr FilingKind k_kinds[] = {FilingKind::k_quarterly_discipline, FilingKind::k_quarterly_organisation,
                                  FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc};

// Everything that leaves the house for this filing, as searchable text.
std::string everything(const Snapshot& snapshot) {
  std::string all;
  for (const Format format : {Format::k_json, Format::k_text}) {
    const auto document = test::rendered(snapshot, format);
    EXPECT_TRUE(document);
    all += document->filename + document->bytes;
  }
  const auto docx = test::rendered(snapshot, Format::k_docx);
  EXPECT_TRUE(docx);
  for (const std::string& name : test::part_names(docx->bytes)) all += test::part(docx->bytes, name);
  return all;
}

TEST(View, NoNameReachesAPublicReport) {
  for (const FilingKind kind : {FilingKind::k_yearly_congress, FilingKind::k_yearly_cppcc}) {
    Snapshot snapshot = sample(kind);
    snapshot.figures[5].title += "（干部0002带队）";
    snapshot.filing.supersedes = Amendment{1, "", "更正", "干部0004来电更正"};
    snapshot.filing.version = 2;
    const std::string all = everything(snapshot);
    for (const OfficialResult& official : snapshot.officials) {
      EXPECT_THAT(all, Not(HasSubstr(official.name)));
      EXPECT_THAT(all, Not(HasSubstr(official.id)));
    }
    for (const char* secret :
         {"北市场街道办事处", "四东纪函", "超过规定时限3小时", "商铺装修", "评优", "应2次", "96.5"})
      EXPECT_THAT(all, Not(HasSubstr(secret)));
    EXPECT_THAT(all, HasSubstr("某同志牵头"));
  }
}

TEST(View, PassageNotMarkedOpenStaysInside) {
  EXPECT_THAT(everything(sample(FilingKind::k_yearly_congress)), Not(HasSubstr("到岗时间短")));
  EXPECT_THAT(everything(sample(FilingKind::k_quarterly_organisation)), HasSubstr("到岗时间短"));
}

TEST(View, DisciplineSeesOnlyOfficialsWithACase) {
  const Snapshot full = sample(FilingKind::k_quarterly_discipline);
  const Snapshot view = view_for(full, FilingKind::k_quarterly_discipline);
  ASSERT_EQ(view.officials.size(), 1U);
  EXPECT_EQ(view.officials[0].name, "干部0003");
  EXPECT_FALSE(view.officials[0].score);
  EXPECT_EQ(view.officials[0].grade, "");
  for (const ScoreLine& line : view.officials[0].lines) EXPECT_LT(line.got, line.full);
  const std::string all = everything(full);
  for (const char* other : {"干部0001", "干部0005", "分管商务工作"}) EXPECT_THAT(all, Not(HasSubstr(other)));
  EXPECT_THAT(all, HasSubstr("超过规定时限3小时"));
}

TEST(View, OrganisationSeesEveryOfficialAndNoReportingFault) {
  const Snapshot full = sample(FilingKind::k_quarterly_organisation);
  const std::string all = everything(full);
  for (const OfficialResult& official : full.officials) EXPECT_THAT(all, HasSubstr(official.name));
  EXPECT_THAT(all, Not(HasSubstr("超过规定时限3小时")));
}

TEST(View, SmallGroupsAreMerged) {
  const auto groups = [](std::vector<Group> counts) {
    Snapshot snapshot;
    snapshot.grade_groups = std::move(counts);
    return view_for(snapshot, FilingKind::k_yearly_congress).grade_groups;
  };
  EXPECT_EQ(groups({{"优秀", 3}, {"称职", 8}}), (std::vector<Group>{{"优秀", 3}, {"称职", 8}}));
  EXPECT_EQ(groups({{"优秀", 9}, {"称职", 8}, {"基本称职", 2}, {"不称职", 1}}),
            (std::vector<Group>{{"优秀", 9}, {"称职", 8}, {"其他等次", 3}}));
  EXPECT_EQ(groups({{"优秀", 3}, {"称职", 8}, {"不称职", 1}}),
            (std::vector<Group>{{"称职", 8}, {"其他等次", 4}}));
  EXPECT_EQ(groups({{"优秀", 1}, {"称职", 1}}), std::vector<Group>{}) << "too few to tell anything";
}

TEST(View, WhomTheOrganisationKnowsIsStruckToo) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_yearly_congress}) {
    Snapshot snapshot = sample(kind, 0);
    snapshot.people = {"欧阳某甲", "干部0777"};
    snapshot.passages.push_back({Slot::k_problem, "", "干部0777同志分管领域履职不到位。", true});
    const std::string all = everything(snapshot);
    EXPECT_THAT(all, Not(HasSubstr("干部0777")));
    EXPECT_THAT(all, Not(HasSubstr("欧阳")));
    EXPECT_THAT(all, HasSubstr("某同志分管领域履职不到位"));
  }
}

TEST(View, AccidentsFromLargerUpArePublic) {
  Snapshot snapshot = sample(FilingKind::k_yearly_congress);
  snapshot.accidents[1].grade = AccidentGrade::k_major;
  snapshot.accidents[1].dead = 13;
  const std::string all = everything(snapshot);
  EXPECT_THAT(all, HasSubstr("某粮食加工企业机械伤害事故（重大事故，工贸），死亡13人"));
  EXPECT_THAT(all, Not(HasSubstr("商铺装修"))) << "an ordinary one stays a number";
}

TEST(View, FewMeasuresAreNotCountedOut) {
  Snapshot snapshot = sample(FilingKind::k_yearly_congress);
  const auto told = [&] {
    return *find_figure(view_for(snapshot, FilingKind::k_yearly_congress), "accountability.measures");
  };
  EXPECT_EQ(told().qualifier, NumberQualifier::k_under);
  snapshot.vetoes.clear();
  EXPECT_EQ(told().value, 0);
  snapshot.vetoes.resize(4);
  for (Veto& veto : snapshot.vetoes) veto.state = VetoStanding::k_in_force;
  EXPECT_EQ(told().value, 4);
}

TEST(View, TwiceIsOnce) {
  for (const FilingKind kind : k_kinds) {
    const Snapshot once = view_for(sample(kind), kind);
    EXPECT_TRUE(view_for(once, kind) == once);
    EXPECT_EQ(test::rendered(once, Format::k_docx)->bytes,
              test::rendered(sample(kind), Format::k_docx)->bytes);
  }
}

}  // namespace
}  // namespace anze::reports
