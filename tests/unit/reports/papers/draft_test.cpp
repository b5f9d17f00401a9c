#include "reports/papers/draft.h"

#include <gtest/gtest.h>

#include "reports/render.h"
#include "scoring/values/broken.h"
#include "tests/unit/reports/sample.h"

namespace anze::reports {
namespace {

TEST(DraftTest, HeadingsBeyondNinetyNineAreNumberedOn) {
  std::vector<Block> blocks;
  Draft draft(blocks);
  for (int i = 0; i < 101; ++i) draft.heading(2, "甲");
  EXPECT_EQ(std::get<Heading>(blocks[98]).text, "（九十九）甲");
  EXPECT_EQ(std::get<Heading>(blocks[99]).text, "（100）甲");
  EXPECT_EQ(std::get<Heading>(blocks[100]).text, "（101）甲");
}

// As many passages as a filing takes, each with a heading of its own, beside the chapters that are there
// anyway.
TEST(DraftTest, AReportOfAHundredPassagesIsRendered) {
  Snapshot snapshot = test::sample(FilingKind::k_yearly_congress);
  snapshot.passages.assign(100, {Slot::k_work, "做法", "排查整治。", true});
  const auto paper = test::rendered(snapshot, Format::k_text, test::k_digest);
  ASSERT_TRUE(paper);
  EXPECT_NE(paper->bytes.find("（100）做法"), std::string::npos);
}

TEST(DraftTest, ALevelThatIsNone) {
  std::vector<Block> blocks;
  Draft draft(blocks);
  EXPECT_THROW(draft.heading(0, "甲"), Broken);
  EXPECT_THROW(draft.heading(4, "甲"), Broken);
}

}  // namespace
}  // namespace anze::reports
