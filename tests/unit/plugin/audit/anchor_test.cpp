// A store that was put back to an older copy, as a platform meets it: the host's anchor notices, the
// configuration accepts, and no number of a letter is given twice. Printed heads are asked about. A clock
// that was put back makes nothing early that is late.
#include <gmock/gmock.h>

#include <fstream>

#include "host/fault.hpp"
#include "host/files.hpp"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class AnchorTest : public DistrictTest {
 protected:
  void SetUp() override {
    folder_ = tests::own_folder_in_memory("anchor");
    start(anchored());
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
  }
  static Parts anchored() {
    Parts parts;
    parts.anchor = true;
    return parts;
  }
  fs::path store() const { return folder_ / "store"; }
  fs::path copy() const { return folder_ / "copy"; }
  void copy_store() {
    district_.reset();
    fs::copy(store(), copy(), fs::copy_options::recursive);
    reopen();
  }
  void reopen(const Parts& parts = anchored()) {
    start(parts);
    town().number_requests_from(1000 * ++openings_);  // what was asked before keeps its ids
    town().go_to("2025-04-10");
  }
  // The whole folder, its lock file too: nothing in it knows better.
  void put_back() {
    district_.reset();
    fs::remove_all(store());
    fs::copy(copy(), store(), fs::copy_options::recursive);
  }
  std::string opening() {
    try {
      reopen();
    } catch (const host::Fault& fault) {
      return std::string(fault.what()) + " " + fault.help;
    }
    return "opened";
  }
  std::string prepare(const char* kind) {
    return ask("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", kind}}).at("document_number");
  }
  json accepting(const json& head) {
    return {
        {"accept_head",
         {{"seq", head.at("seq")}, {"hash", head.at("hash")}, {"by", "管理员甲"}, {"reason", "磁盘损坏"}}}};
  }
  std::vector<std::string> told(const std::string& method) {
    std::vector<std::string> subjects;
    const json listed = ask("audit.list/1", "auditor", {{"limit", 1000}});
    for (const json& entry : listed.at("entries"))
      if (entry.at("method") == method)
        subjects.push_back(std::string(entry.at("actor")) + ": " + std::string(entry.at("subject")));
    return subjects;
  }

  int openings_ = 0;
};

TEST_F(AnchorTest, AWholeFolderPutBackIsNoticedAndNoNumberIsGivenTwice) {
  copy_store();
  const json older = town().head();
  EXPECT_EQ(prepare("quarterly_organisation"), "四东安委办函〔2025〕1号");
  ask("filing.sign/1", "signer", {{"id", "2025Q1/quarterly_organisation/v1"}});
  const std::int64_t lost = town().head().at("seq").get<std::int64_t>() - older.at("seq").get<std::int64_t>();
  put_back();
  EXPECT_THAT(opening(), AllOf(HasSubstr("rolled back to entry “" + older.at("seq").dump() + "”"),
                               HasSubstr("anze.host.anchor/1"), HasSubstr("accept_head")));

  Parts parts = anchored();
  parts.config = accepting(older);
  reopen(parts);
  EXPECT_THAT(told("store.accept_head"), ElementsAre(AllOf(HasSubstr("管理员甲: "), HasSubstr("磁盘损坏"))));
  EXPECT_EQ(prepare("quarterly_organisation"), "四东安委办函〔2025〕" + std::to_string(lost + 1) + "号");
  EXPECT_EQ(prepare("quarterly_discipline"), "四东安委办函〔2025〕" + std::to_string(lost + 2) + "号");
  EXPECT_EQ(opening(), "opened");
  town().go_to("2026-01-12");  // what was lost in 2025 bears no number of 2026
  EXPECT_EQ(prepare("quarterly_discipline"), "四东安委办函〔2026〕1号");
  expect_sound();
}

TEST_F(AnchorTest, AnAnchorThatFailsStopsNothingAndIsTold) {
  district_.reset();
  fs::remove(folder_ / "anchor.json");
  reopen();
  fs::create_directory(folder_ / "anchor.json");  // what should be replaced is a folder
  town().append(criticism("C2", "2025-02-11"));
  std::ifstream log(folder_ / "log.txt");
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(log), {}),
              HasSubstr("the host's anchor did not keep entry"));
  fs::remove(folder_ / "anchor.json");
  town().append(criticism("C3", "2025-02-12"));
  const json kept = json::parse(host::read_file(folder_ / "anchor.json"));
  EXPECT_EQ(kept.at(fs::absolute(store()).string()), town().head());
}

TEST_F(AnchorTest, APrintedHeadIsAskedAbout) {
  const json head = town().head();
  const std::string hash = head.at("hash");
  const std::string seq = head.at("seq").dump();
  std::string spaced;
  for (std::size_t i = 0; i < hash.size(); i += 4) spaced += hash.substr(i, 4) + " ";
  town().append(criticism("C2", "2025-02-11"));
  const auto check = [&](json request, const char* actor = "auditor") {
    return ask("audit.check_head/1", actor, std::move(request));
  };
  const json yes = check({{"printed", "审计链头：序号" + seq + "，SM3： " + spaced + "。"}}, "registrar");
  EXPECT_EQ(yes.at("answer"), "yes");
  EXPECT_EQ(yes.at("summary"), "是本系统审计链的第" + seq + "条");
  const std::string line = "四东安委办函〔2025〕3号 审计链头：序号" + seq + "，SM3：" + spaced;
  EXPECT_EQ(check({{"printed", line}}).at("answer"), "yes");
  EXPECT_EQ(check(head).at("answer"), "yes");
  json other = head;
  other["hash"] = std::string(64, 'A');
  EXPECT_EQ(check(other).at("answer"), "no");
  EXPECT_EQ(check(other).at("hash"), hash);
  other["seq"] = 9999;
  EXPECT_EQ(check(other).at("answer"), "newer");
  EXPECT_FALSE(check(other).contains("hash"));
  for (const json& wrong : {json::object(), json{{"printed", "审计链头"}},
                            json{{"printed", "序号3，SM3： 12ab"}}, json{{"seq", 3}}, json{{"hash", hash}}})
    EXPECT_EQ(no("audit.check_head/1", "auditor", wrong), "head.form /printed") << wrong;
  EXPECT_EQ(no("audit.check_head/1", "clerk", head), "actor.role /actor");
}

// letter-late-clock-back: a letter of the 15th, the clock put back to the 10th.
TEST_F(AnchorTest, AClockPutBackMakesNoLetterEarly) {
  town().go_to("2025-04-15");
  town().append(criticism("C2", "2025-02-11"));
  town().go_to("2025-04-10");
  const json prepared =
      ask("filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_organisation"}});
  EXPECT_EQ(prepared.at("late"), true) << prepared.dump(2);
  EXPECT_EQ(prepared.at("prepared_on"), "2025-04-15");
  ask("filing.sign/1", "signer", {{"id", prepared.at("id")}});
  // What a registrar notes goes by the same clock: it neither hides that it was put back nor tells it twice.
  ask("outbox.ack/1", "registrar", {{"id", prepared.at("id")}, {"outcome", "later"}});
  EXPECT_EQ(no("ledger.append/1", "clerk", {{"fact", criticism("C3", "2025-04-12")}}), "done");
  EXPECT_THAT(
      told("clock.anomaly"),
      ElementsAre("reviewer: the clock says 2025-04-10 09:00, the entry before is of 2025-04-15 09:00"));
  expect_sound();
}

}  // namespace
}  // namespace anze::district
