// The guard over sentences of both sorts: those its words were chosen on, and those that were held out.
#include "scoring/rulebook/formalism.h"

#include <gtest/gtest.h>

#include <fstream>

namespace anze {
namespace {

struct Sentences {
  std::size_t traces = 0;
  std::size_t work = 0;
};

Sentences judge(const std::string& file) {
  std::ifstream lines(std::string(ANZE_SOURCE_DIR) + "/tests/unit/scoring/rulebook/" + file);
  Sentences seen;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    const bool trace = line.starts_with("trace ");
    EXPECT_TRUE(trace || line.starts_with("work ")) << line;
    const std::string found = trace_word(line.substr(line.find(' ') + 1));
    EXPECT_EQ(found.empty(), !trace) << line << " → " << found;
    ++(trace ? seen.traces : seen.work);
  }
  return seen;
}

TEST(Formalism, TheSentencesItsWordsWereChosenOn) {
  const Sentences seen = judge("formalism_sentences.txt");
  EXPECT_GE(seen.traces, 40U);
  EXPECT_GE(seen.work, 40U);
}

TEST(Formalism, TheSentencesThatWereHeldOut) {
  const Sentences seen = judge("formalism_held_out.txt");
  EXPECT_EQ(seen.traces, 20U);
  EXPECT_EQ(seen.work, 20U);
}

TEST(Formalism, SaysWhichWordsSpeakOfATrace) {
  EXPECT_EQ(trace_word("每季度平台登录次数"), "登录");
  EXPECT_EQ(trace_word("安全监管平台季度积分"), "平台…积分");
  EXPECT_EQ(trace_word("未 上 传“现场”照 片"), "照片");
  EXPECT_EQ(trace_word("條目點擊"), "点击");
  EXPECT_EQ(trace_word("ａｐｐ日活"), "日活");
  EXPECT_EQ(trace_word(""), "");
}

// A word is judged at each place where it stands: one harmless meaning does not wash another.
TEST(Formalism, OneHarmlessMeaningDoesNotWashAnother) {
  EXPECT_EQ(trace_word("触点击穿"), "");
  EXPECT_EQ(trace_word("触点击穿及链接点击"), "点击");
  EXPECT_EQ(trace_word("转发上级文件"), "");
  EXPECT_EQ(trace_word("转发上级文件至朋友圈"), "转发");
  EXPECT_EQ(trace_word("粉丝加工企业账号粉丝"), "粉丝");
}

// What stands far apart in a long sentence is not one thing.
TEST(Formalism, PairsStandNearEachOther) {
  EXPECT_NE(trace_word("平台企业积分"), "");
  EXPECT_EQ(trace_word("平台经济企业未按规定建立从业人员安全培训制度的按积分"), "");
}

}  // namespace
}  // namespace anze
