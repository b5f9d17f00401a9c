// Every way through a quarter, from opening the store to a letter, on a host that is short of something:
// signals that interrupt every call of the system, few descriptors, little address space. Each act is done or
// refused by a code that names what was short, and what was refused has left nothing.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <set>

#include "tests/own_folder.h"
#include "tests/unit/plugin/small_district.h"

namespace anze::sim {
namespace {

using district::SmallDistrict;
using nlohmann::json;
namespace fs = std::filesystem;

// In a process of its own, forked before a store is open: "" when all went well, or what did not.
std::string in_child(const std::function<std::string()>& body) {
  int ends[2];
  if (pipe(ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    std::string said;
    try {
      said = body();
    } catch (const std::exception& error) {
      said = std::string("thrown: ") + error.what();
    }
    _exit(write(ends[1], said.data(), said.size()) < 0 ? 1 : 0);
  }
  close(ends[1]);
  std::string said;
  char piece[4'096];
  for (ssize_t got = 0; (got = read(ends[0], piece, sizeof piece)) > 0;)
    said.append(piece, static_cast<std::size_t>(got));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) return said + " ended by signal " + std::to_string(WTERMSIG(status));
  return said;
}

struct Step {
  const char* method;
  const char* actor;
  json request;
};

json with_fact(const std::string& id) {
  return {{"fact", district::criticism(id, "2025-02-10")}};
}

// One of each kind: a record, a score, an answer, a draft of a letter, the letter, a workbook.
std::vector<Step> steps(const std::string& id) {
  return {{"ledger.append/1", "clerk", with_fact(id)},
          {"figures.compute/1", "clerk", {{"period", "2025Q1"}}},
          {"report.render/1",
           "reviewer",
           {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}, {"format", "docx"}}},
          {"filing.prepare/1", "reviewer", {{"period", "2025Q1"}, {"kind", "quarterly_discipline"}}},
          {"sheet.export/1", "clerk", {{"ledger", "criticism"}, {"period", "2025Q1"}}}};
}

void sealed_quarter(SmallDistrict& town) {
  town.define();
  town.go_to("2025-03-20");
  town.append(district::criticism("C1", "2025-02-10"));
  town.go_to("2025-04-02");
  town.score("2025Q1");
  town.seal("2025Q1");
}

bool is_sound(SmallDistrict& town) {
  return town.ask("audit.verify/1", "auditor").at("problems").empty();
}

class PoorHost : public testing::Test {
 protected:
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_ = tests::own_folder_in_memory("poor");
};

std::atomic<int> g_interrupted = 0;

TEST_F(PoorHost, SignalsDisturbNothing) {
  EXPECT_EQ(in_child([&]() -> std::string {
              struct sigaction count {};
              count.sa_handler = [](int) { ++g_interrupted; };  // no restart: calls come back early
              sigaction(SIGALRM, &count, nullptr);
              const itimerval storm{{0, 2'000}, {0, 2'000}};
              setitimer(ITIMER_REAL, &storm, nullptr);
              for (int round = 0; round < 2; ++round) {  // the second opens a store that is there
                SmallDistrict town(folder_);
                town.number_requests_from(round * 1'000);
                if (round == 0) sealed_quarter(town);
                town.go_to("2025-04-02");
                for (const Step& step : steps("S" + std::to_string(round)))
                  if (const std::string said = town.no(step.method, step.actor, step.request); said != "done")
                    return std::string(step.method) + ": " + said;
                if (!is_sound(town)) return "not sound";
              }
              return g_interrupted > 50 ? "" : "there was no storm";
            }),
            "");
}

// Takes all descriptors but so many.
class FewFiles {
 public:
  explicit FewFiles(int left) {
    for (int one = open("/dev/null", O_RDONLY); one >= 0; one = open("/dev/null", O_RDONLY))
      taken_.push_back(one);
    for (; left > 0 && !taken_.empty(); --left) {
      close(taken_.back());
      taken_.pop_back();
    }
  }
  ~FewFiles() {
    for (const int one : taken_) close(one);
  }
  FewFiles(const FewFiles&) = delete;
  FewFiles& operator=(const FewFiles&) = delete;

 private:
  std::vector<int> taken_;
};

int g_refused = 0;

// "" when the step was done, or refused with one of the codes, the word in the message, and nothing added.
std::string done_or_named(SmallDistrict& town, const Step& step, const std::set<std::string>& codes,
                          const std::string& word, const std::function<json()>& ask) {
  const json before = town.head();
  const json problem = ask();
  if (problem.is_null()) return "";
  ++g_refused;
  const std::string said = std::string(step.method) + ": " + problem.dump();
  if (!codes.contains(problem.value("code", ""))) return said;
  if (problem.value("message", "").find(word) == std::string::npos) return said + " does not say " + word;
  return town.head() == before ? "" : said + " and left something";
}

TEST_F(PoorHost, FewFilesAreNamed) {
  EXPECT_EQ(in_child([&]() -> std::string {
              rlimit limit{128, 128};
              setrlimit(RLIMIT_NOFILE, &limit);
              SmallDistrict town(folder_);
              sealed_quarter(town);
              for (const Step& step : steps("before"))
                static_cast<void>(town.no(step.method, step.actor, step.request));
              for (int left = 0; left <= 8; ++left)
                for (const Step& step : steps("F" + std::to_string(left))) {
                  const std::string said = done_or_named(
                      town, step, {"store.io", "report.archive", "sheet.write"}, "RLIMIT_NOFILE", [&] {
                        const FewFiles few(left);
                        return town.problem(step.method, step.actor, step.request);
                      });
                  if (!said.empty()) return std::to_string(left) + " left: " + said;
                }
              for (const Step& step : steps("after"))
                if (const std::string said = town.no(step.method, step.actor, step.request); said != "done")
                  return said;
              if (g_refused < 3) return "nothing was short";
              return is_sound(town) ? "" : "not sound";
            }),
            "");
}

rlim_t address_space() {
  std::ifstream statm("/proc/self/statm");
  rlim_t pages = 0;
  statm >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

TEST_F(PoorHost, LittleAddressSpaceIsNamed) {
  EXPECT_EQ(in_child([&]() -> std::string {
              SmallDistrict town(folder_);
              sealed_quarter(town);
              for (const Step& step : steps("before"))  // the C library's own first uses are over
                if (town.no(step.method, step.actor, step.request) != "done") return step.method;
              static_cast<void>(town.no("nothing.like_it/1", "clerk"));
              rlimit whole{};
              getrlimit(RLIMIT_AS, &whole);
              for (const rlim_t more : {0U, 64U, 256U, 1'024U, 4'096U, 16'384U})
                for (const Step& step : steps("A" + std::to_string(more))) {
                  const std::string said = done_or_named(
                      town, step, {"memory", "store.memory", "report.archive", "sheet.write"}, "", [&] {
                        const rlimit little{address_space() + more * 1'024, whole.rlim_max};
                        setrlimit(RLIMIT_AS, &little);
                        const abi::Said answer = town.say(step.method, step.actor, step.request);
                        setrlimit(RLIMIT_AS, &whole);
                        return answer.ok() ? json() : json::parse(answer.text);
                      });
                  if (!said.empty()) return std::to_string(more) + " KiB: " + said;
                }
              for (const Step& step : steps("after"))
                if (const std::string said = town.no(step.method, step.actor, step.request); said != "done")
                  return said;
              if (g_refused < 3) return "nothing was short";
              return is_sound(town) ? "" : "not sound";
            }),
            "");
}

}  // namespace
}  // namespace anze::sim
