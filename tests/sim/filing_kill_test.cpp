// A filing on its way is killed before its k-th change of a file, for k through the whole flow: document
// made, filing sealed, replaced by another draft, signed, delivered by the exchange, answer noted. Started
// again it ends with one delivery, one receipt and a chain that holds.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/own_folder.h"
#include "tests/unit/plugin/small_district.h"

namespace anze::district {
namespace {

int run_filing_child(const fs::path& folder, const char* what, int k) {
  const pid_t child = fork();
  if (child == 0) {
    if (k > 0) {
      setenv("LD_PRELOAD", ANZE_KILL_AT_LIBRARY, 1);
      setenv("ANZE_KILL_AT", std::to_string(k).c_str(), 1);
    }
    execl(ANZE_FILING_CHILD, ANZE_FILING_CHILD, folder.c_str(), what, static_cast<char*>(nullptr));
    _exit(9);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

std::vector<fs::path> deliveries(const fs::path& mailboxes) {
  std::vector<fs::path> found;
  if (!fs::exists(mailboxes / "discipline")) return found;
  for (const auto& entry : fs::directory_iterator(mailboxes / "discipline"))
    if (entry.path().filename().string().front() != '.') found.push_back(entry.path());
  return found;
}

class FilingKillTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    base_ = tests::own_folder_in_memory("filing");
    ASSERT_EQ(run_filing_child(base_ / "before", "before", 0), 0);
  }
  void TearDown() override { fs::remove_all(base_); }
  fs::path base_;
};

TEST_P(FilingKillTest, OneDeliveryAndOneReceiptWhateverKillsIt) {
  // Between two neighbouring pages of one document little happens: some kills only, unless ANZE_KILL_ALL is
  // set.
  const int step = std::getenv("ANZE_KILL_ALL") != nullptr ? 1 : 3;
  const fs::path folder = base_ / "town";
  int kills = 0;
  bool completed = false;
  for (int k = 1; !completed && !HasFailure(); k += step) {
    fs::remove_all(folder);
    fs::copy(base_ / "before", folder, fs::copy_options::recursive);
    int status = run_filing_child(folder, GetParam(), k);
    completed = WIFEXITED(status);
    if (!completed) {
      ASSERT_EQ(WTERMSIG(status), SIGKILL) << "k=" << k;
      ++kills;
      ASSERT_LE(deliveries(folder / "mailboxes").size(), 1U) << "k=" << k;
      status = run_filing_child(folder, GetParam(), 0);  // no help but a restart
    }
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "k=" << k << " ended with " << status;

    SmallDistrict town(folder);
    const json filing = town.ask("filing.get/1", "reviewer", {{"id", "2025Q1/quarterly_discipline/v1"}});
    EXPECT_EQ(filing.at("state"), "accepted") << "k=" << k;
    const auto found = deliveries(folder / "mailboxes");
    ASSERT_EQ(found.size(), 1U) << "k=" << k;
    EXPECT_EQ(found[0].filename(), filing.at("package").at("document_id").get<std::string>());
    EXPECT_TRUE(fs::exists(found[0] / "receipt.json")) << "k=" << k;
    EXPECT_EQ(filing.at("receipt").at("receipt_no"), "收〔2025〕1号") << "k=" << k;
    int receipts = 0;
    for (const json& state : filing.at("history")) receipts += state.at("state") == "accepted" ? 1 : 0;
    EXPECT_EQ(receipts, 1) << "k=" << k;
    EXPECT_EQ(town.ask("audit.verify/1", "auditor").at("problems"), json::array()) << "k=" << k;
  }
  RecordProperty("kills", kills);
  std::printf("%d kills\n", kills);
  EXPECT_GT(kills, 20);
}

INSTANTIATE_TEST_SUITE_P(Exchange, FilingKillTest, testing::Values("accept", "late", "lost_answer"),
                         [](const auto& run) { return std::string(run.param); });

}  // namespace
}  // namespace anze::district
