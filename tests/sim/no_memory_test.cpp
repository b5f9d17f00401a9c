// The nth allocation fails, in opening and in methods of every kind, once and for ever: the process lives,
// the answer is NO_MEMORY, nothing was written, and the store goes on as if nothing had been.
//
// Not in reach of a library: what the C library allocates for itself on a thread's first use of it
// (thread-local memory of a shared library; it ends the process). So each child makes one call that succeeds,
// one that is refused and one that throws before the first allocation fails.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>

#include "tests/own_folder.h"
#include "tests/sim/bare.h"
#include "tests/sim/failing_memory.h"

namespace anze::sim {
namespace {

// What a child tells, in memory both see.
struct Told {
  std::int64_t at = 0;  // the allocation that is failing now
  std::int64_t runs = 0;
  std::int64_t no_memory = 0;
  std::int64_t others = 0;  // refused with another status
  std::int64_t kept = 0;    // refused, and the act was kept: told to who asks again
  std::int64_t lost = 0;    // the same, and asking again did not tell
  std::int64_t equal = 0;   // reads that had an allocation fail and answered all the same, as with all memory
  std::int64_t unequal = 0;
  bool through = false;         // no allocation failed any more
  anze_status plain = ANZE_OK;  // with all the memory there is
  char other[400] = {};
};

void run(Bare& bare, const Method& method, bool for_ever, Told& told) {
  Chance chance = chance_of(71);
  json request = method.request;
  request["actor"] = method.actor;
  request["request_id"] = "R";
  const auto head = [&] { return bare.ask("audit.head/1", "clerk", json::object()).at("seq").get<int>(); };
  if (method.takes_sheet)
    request["content"] = bare.ask("sheet.export/1", "clerk",
                                  {{"ledger", "criticism"}, {"period", "2025Q1"}, {"format", "csv"}})
                             .at("content");
  request["request_id"] = "plain";
  told.plain = bare.call(method.name, filled(request, 0));
  if (told.plain != ANZE_OK) {
    std::strncpy(told.other, bare.said().c_str(), sizeof told.other - 1);
    return;
  }
  const json answer = without(method.of_chain, bare.said());
  for (std::int64_t at = 1;; at = next_of(at, chance)) {
    if (at <= told.at) continue;  // where the child before this one ended
    told.at = at;
    request["request_id"] = "n" + std::to_string(at) + (for_ever ? "e" : "o");
    const std::string text = filled(request, static_cast<int>(at) * 2 + (for_ever ? 1 : 0));
    const int before = head();
    anze_fail_at(at, for_ever);
    const anze_status status = bare.call(method.name, text);
    const bool failed = anze_stop_failing();
    ++told.runs;
    if (status == ANZE_E_NO_MEMORY) ++told.no_memory;
    if (status == ANZE_OK && failed && !method.writes)
      ++(without(method.of_chain, bare.said()) == answer ? told.equal : told.unequal);
    if (status < 0 && status != ANZE_E_NO_MEMORY && failed) {
      ++told.others;
      std::strncpy(told.other, bare.said().c_str(), sizeof told.other - 1);
    }
    if (method.writes && status < 0 && failed && head() != before) {
      const bool once = bare.call(method.name, text) == ANZE_OK && head() == before + 1;
      ++(once ? told.kept : told.lost);
    }
    if (!failed) break;
  }
  const json verified = bare.ask("audit.verify/1", "auditor", json::object());
  if (verified.at("ok") != true) throw std::runtime_error(verified.dump());
  told.through = true;
}

// Opens the store again and again with another allocation failing.  `made`: a store with something in it, or
// a folder without one.
void run_opening(const fs::path& store, bool made, bool for_ever, Told& told) {
  Bare bare(store, "o");
  const auto opened = [&] {
    const anze_status status = bare.open();
    if (status < 0) throw std::runtime_error("opening with all memory: " + bare.said());
    const int head = bare.ask("audit.head/1", "clerk", json::object()).at("seq");
    bare.call("no.such/1", "{");
    bare.close();
    return head;
  };
  const auto begin_anew = [&] {
    if (made) return;
    fs::remove_all(store);
    fs::create_directories(store);
    fs::permissions(store, fs::perms::owner_all);
  };
  begin_anew();
  const int before = opened();
  Chance chance = chance_of(72);
  for (std::int64_t at = 1;; at = next_of(at, chance)) {
    if (at <= told.at) continue;
    told.at = at;
    begin_anew();
    anze_fail_at(at, for_ever);
    const anze_status status = bare.open();
    const bool failed = anze_stop_failing();
    ++told.runs;
    if (status == ANZE_E_NO_MEMORY) ++told.no_memory;
    if (status == ANZE_OK) ++told.equal;
    if (status < 0 && status != ANZE_E_NO_MEMORY) {
      ++told.others;
      std::strncpy(told.other, bare.said().c_str(), sizeof told.other - 1);
    }
    bare.close();
    if (opened() != before) ++told.lost;
    if (!failed) break;
  }
  if (bare.open() < 0) throw std::runtime_error(bare.said());
  const json verified = bare.ask("audit.verify/1", "auditor", json::object());
  if (verified.at("ok") != true) throw std::runtime_error(verified.dump());
  told.through = true;
}

// In children, each going on where the one before ended.  Returns how many ended the process.
int deaths_of(const std::string& what, const std::function<void()>& run_on, const Told& told) {
  constexpr int k_most = 20;
  int deaths = 0;
  while (!told.through && deaths < k_most) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        run_on();
        _exit(0);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", what.c_str(), error.what());
        _exit(4);
      }
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status) || WEXITSTATUS(status) != 0) ++deaths;
    if (!WIFSIGNALED(status) && (WEXITSTATUS(status) == 4)) break;
  }
  return deaths;
}

void run_method(const fs::path& folder, const Method& method, bool for_ever, Told& told) {
  const fs::path store = folder / std::to_string(getpid());
  fs::create_directories(store);
  Bare bare(store);
  if (bare.open() < 0) throw std::runtime_error(bare.said());
  set_up(bare);
  bare.call("no.such/1", "{");
  bare.call(method.name, "{}");
  run(bare, method, for_ever, told);
}

void expect_answers(const std::string& where, const std::function<void(Told&)>& run_on) {
  void* shared = mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Told& told = *new (shared) Told;
  const int deaths = deaths_of(
      where, [&] { run_on(told); }, told);
  EXPECT_EQ(deaths, 0) << where << ", the last at allocation " << told.at;
  EXPECT_EQ(told.plain, ANZE_OK) << where << ": " << told.other;
  EXPECT_TRUE(told.through) << where;
  EXPECT_EQ(told.unequal, 0) << where;
  EXPECT_EQ(told.lost, 0) << where;
  EXPECT_EQ(told.others, 0) << where << ": " << told.other;
  EXPECT_GT(told.no_memory, 0) << where;
  std::printf("%s: %ld runs, %ld NO_MEMORY, %ld of them kept, %ld answered all the same\n", where.c_str(),
              static_cast<long>(told.runs), static_cast<long>(told.no_memory), static_cast<long>(told.kept),
              static_cast<long>(told.equal));
  munmap(shared, sizeof(Told));
}

TEST(NoMemory, IsAnAnswerAndNothingElse) {
  SCOPED_TRACE(replay());
  const fs::path folder = tests::own_folder_in_memory("no-memory");
  for (const Method& method : methods_of_the_day())
    for (const bool for_ever : {false, true})
      expect_answers(std::string(method.name) + (for_ever ? " for ever" : " once"),
                     [&](Told& told) { run_method(folder, method, for_ever, told); });
  fs::remove_all(folder);
}

TEST(NoMemory, OpeningIsRefusedAndOpensTheNextTime) {
  SCOPED_TRACE(replay());
  const fs::path folder = tests::own_folder_in_memory("no-memory-to-open");
  {
    fs::create_directories(folder / "made");
    Bare bare(folder / "made");
    ASSERT_EQ(bare.open(), ANZE_OK) << bare.said();
    set_up(bare);
  }
  fs::create_directories(folder / "new");
  for (const bool made : {true, false})
    for (const bool for_ever : {false, true})
      expect_answers(
          std::string(made ? "a store" : "a new store") + (for_ever ? " for ever" : " once"),
          [&](Told& told) { run_opening(folder / (made ? "made" : "new"), made, for_ever, told); });
  fs::remove_all(folder);
}

}  // namespace
}  // namespace anze::sim
