// An instance that only reads, in a process of its own beside the one that owns the store: what it answers,
// what it refuses and why, and that it sees what the owner does.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

json of_quarter() {
  return {{"period", "2025Q1"}};
}

// A process that waits until it is told, opens the folder beside its owner, and answers one line a question.
// Forked before anything is open here: a store is nothing to carry over a fork.
class BesideProcess {
 public:
  explicit BesideProcess(const fs::path& folder) {
    if (pipe(asked_) != 0 || pipe(said_) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ != 0) return;
    try {
      serve(folder);
    } catch (const std::exception& error) {
      tell(error.what());
    }
    _exit(0);
  }
  ~BesideProcess() {
    close(asked_[1]);
    close(said_[0]);
    if (child_ > 0) waitpid(child_, nullptr, 0);
  }
  BesideProcess(const BesideProcess&) = delete;
  BesideProcess& operator=(const BesideProcess&) = delete;

  // `question`: the method and the actor; the answer, or the problem object.
  json ask(const std::string& method, const std::string& actor, const json& request = json::object()) {
    const std::string line = json{{"method", method}, {"actor", actor}, {"request", request}}.dump() + "\n";
    EXPECT_EQ(write(asked_[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    return json::parse(line_of(said_[0]), nullptr, false);
  }
  std::string no(const std::string& method, const std::string& actor) {
    const json answer = ask(method, actor);
    return answer.is_object() ? answer.value("code", "done") : "no answer";
  }

 private:
  static std::string line_of(int descriptor) {
    std::string line;
    for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }
  void tell(const std::string& text) const {
    const std::string line = text + "\n";
    if (write(said_[1], line.data(), line.size()) < 0) _exit(1);
  }
  void serve(const fs::path& folder) {
    close(asked_[1]);
    std::unique_ptr<SmallDistrict> beside;
    for (std::string line = line_of(asked_[0]); !line.empty(); line = line_of(asked_[0])) {
      if (!beside) {
        Parts parts;
        parts.config = {{"read_only", true}};
        beside = std::make_unique<SmallDistrict>(folder, parts);
        beside->go_to("2025-04-02");
        beside->number_requests_from(1'000);
      }
      const json question = json::parse(line);
      tell(beside->say(question.at("method"), question.at("actor"), question.at("request")).text);
    }
  }

  int asked_[2] = {-1, -1};
  int said_[2] = {-1, -1};
  pid_t child_ = -1;
};

class ReadOnlyTest : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_ = tests::own_folder_in_memory("beside");
};

TEST_F(ReadOnlyTest, AReportToolReadsTotalsBesideTheOwner) {
  BesideProcess tool(folder_);
  SmallDistrict owner(folder_);
  owner.define();
  owner.go_to("2025-03-20");
  owner.append(criticism("C1", "2025-02-10"));
  const json head = tool.ask("audit.head/1", "clerk");
  EXPECT_EQ(head.value("seq", 0), owner.head().value("seq", -1)) << head.dump();
  const std::string first = tool.ask("figures.compute/1", "clerk", of_quarter()).dump();
  EXPECT_EQ(first, owner.ask("figures.compute/1", "clerk", of_quarter()).dump());
  owner.append(criticism("C2", "2025-02-11"));  // the tool's connections are open, and hold nothing up
  const std::string second = tool.ask("figures.compute/1", "clerk", of_quarter()).dump();
  EXPECT_NE(second, first);
  EXPECT_EQ(second, owner.ask("figures.compute/1", "clerk", of_quarter()).dump());
}

TEST_F(ReadOnlyTest, WhatWritesOrIsRecordedIsRefusedByName) {
  BesideProcess tool(folder_);
  SmallDistrict owner(folder_);
  owner.define();
  const json before = owner.head();
  for (const char* method :
       {"ledger.append/1", "filing.prepare/1", "filing.send/1", "jobs.run_due/1", "sheet.import/1"})
    EXPECT_EQ(tool.no(method, "clerk"), "store.read_only") << method;
  const json recorded = tool.ask("score.list/1", "clerk", {{"period", "2025Q1"}});
  EXPECT_EQ(recorded.value("code", ""), "store.read_only");
  EXPECT_THAT(recorded.value("message", ""), testing::HasSubstr("recorded"));
  EXPECT_EQ(owner.head(), before);
}

TEST_F(ReadOnlyTest, AHeadIsAcceptedByTheOwnerOnly) {
  Parts parts;
  parts.config = {
      {"read_only", true},
      {"accept_head", {{"seq", 0}, {"hash", std::string(64, '0')}, {"by", "x"}, {"reason", "y"}}}};
  try {
    const SmallDistrict none(folder_, parts);
    FAIL() << "opened";
  } catch (const std::exception& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("accepts no head"));
  }
}

}  // namespace
}  // namespace anze::district
