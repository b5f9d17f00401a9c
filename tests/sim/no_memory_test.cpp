// The nth allocation fails, in opening and in methods of every kind, once and for ever: the process lives,
// the answer is NO_MEMORY, nothing was written, and the store goes on as if nothing had been.
//
// Not in reach of a library: what the C library allocates for itself on a thread's first use of it
// (thread-local memory of a shared library; it ends the process). So each child makes one call that succeeds,
// one that is refused and one that throws before the first allocation fails.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <random>

#include "anze/all.h"
#include "host/files.hpp"
#include "tests/own_folder.h"
#include "tests/sim/failing_memory.h"
#include "tests/unit/plugin/small_district.h"

namespace anze::sim {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

anze_status the_time(void*, std::int64_t* out) {
  *out = INT64_C(1744160400000);  // 2025-04-09 09:00 in Beijing
  return ANZE_OK;
}

// The real library by its seven functions, so that nothing of a host allocates while memory fails.
class Bare {
 public:
  explicit Bare(const fs::path& store)
      : config_(
            json{{"storage_dir", store.string()}, {"people", district::people()}, {"personal_plain", true}}
                .dump()) {
    void* library = dlopen(ANZE_REAL_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    bind(library, "anze_negotiate", negotiate_);
    bind(library, "anze_open", open_);
    bind(library, "anze_call", call_);
    bind(library, "anze_buf_free", free_);
    bind(library, "anze_close", close_);
    negotiate_(ANZE_ABI_MIN, ANZE_ABI_CURRENT);
  }
  anze_status open() {
    static const anze_host_clock clock = {sizeof(anze_host_clock), 0, the_time};
    const anze_service services[] = {{ANZE_HOST_CLOCK, &clock, nullptr}};
    anze_open_args args{};
    args.struct_size = sizeof args;
    args.abi = ANZE_ABI_CURRENT;
    args.config = reinterpret_cast<const std::uint8_t*>(config_.data());
    args.config_size = config_.size();
    args.services = services;
    args.service_count = 1;
    free_(&buffer_);
    return open_(&args, &plugin_, &buffer_);
  }
  void close() {
    close_(plugin_);
    plugin_ = nullptr;
  }
  anze_status call(const char* method, const std::string& request) {
    free_(&buffer_);
    return call_(plugin_, method, reinterpret_cast<const std::uint8_t*>(request.data()), request.size(),
                 &buffer_);
  }
  std::string said() const {
    return buffer_.data == nullptr ? ""
                                   : std::string(reinterpret_cast<const char*>(buffer_.data), buffer_.size);
  }
  json ask(const char* method, const char* actor, json request) {
    request["actor"] = actor;
    request["request_id"] = "s" + std::to_string(++asked_);
    if (call(method, request.dump()) < 0) throw std::runtime_error(std::string(method) + ": " + said());
    return json::parse(said());
  }

 private:
  template <class Function>
  static void bind(void* library, const char* name, Function& function) {
    void* found = library == nullptr ? nullptr : dlsym(library, name);
    if (found == nullptr) throw std::runtime_error(dlerror());
    std::memcpy(&function, &found, sizeof found);
  }
  std::string config_;
  anze_negotiate_fn negotiate_ = nullptr;
  anze_open_fn open_ = nullptr;
  anze_call_fn call_ = nullptr;
  anze_buf_free_fn free_ = nullptr;
  anze_close_fn close_ = nullptr;
  anze_plugin* plugin_ = nullptr;
  anze_buf buffer_{};
  int asked_ = 0;
};

void set_up(Bare& bare) {
  bare.ask("org.import/1", "system_admin", {{"organisation", district::organisation()}});
  for (const char* name : {"accident", "criticism", "finding", "hazard", "meeting"})
    bare.ask("ledger.define/1", "system_admin", {{"definition", district::ledger(name)}});
  bare.ask("rulebook.add/1", "security_admin", {{"rulebook", district::rulebook()}});
  bare.ask("ledger.append/1", "clerk", {{"fact", district::criticism("C1", "2025-02-10")}});
  bare.ask("assess.open/1", "assessor", {{"period", "2025Q1"}});
}

struct Method {
  const char* name;
  const char* actor;
  json request;  // "N#" in a text is another number each time
  bool writes = false;
  bool takes_sheet = false;                // as it comes out of sheet.export/1
  std::vector<std::string> of_chain = {};  // members that tell how long the chain is, which grows meanwhile
};

std::vector<Method> methods() {
  json fact = district::criticism("N#", "2025-04-02");
  return {{"ledger.append/1", "clerk", {{"fact", fact}}, true},
          {"ledger.list/1", "clerk", {{"period", "2025Q1"}, {"ledger", "criticism"}}},
          {"sheet.export/1",
           "clerk",
           {{"ledger", "criticism"}, {"period", "2025Q1"}},
           false,
           false,
           {"content", "digest"}},
          {"sheet.template/1", "clerk", {{"ledger", "criticism"}}},
          {"sheet.check/1", "clerk", {{"ledger", "criticism"}}, false, true},
          {"rulebook.check/1", "security_admin", {{"rulebook", district::rulebook()}}},
          {"score.evaluate/1", "assessor", {{"period", "2025Q1"}}, true},
          {"audit.verify/1", "auditor", json::object(), false, false, {"entries", "head", "rows"}},
          {"abi.describe/1", "clerk", json::object()}};
}

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

// Every one of the first hundred, then ever rarer: the seed says which.
std::int64_t next_of(std::int64_t at, std::mt19937& chance) {
  return at < 100 ? at + 1 : at + 1 + static_cast<std::int64_t>(chance() % static_cast<unsigned>(at / 8));
}

std::string filled(const json& request, int number) {
  std::string text = request.dump();
  for (std::size_t at = text.find("N#"); at != std::string::npos; at = text.find("N#"))
    text.replace(at, 2, "N" + std::to_string(number));
  return text;
}

json without(const std::vector<std::string>& members, const std::string& answer) {
  json rest = json::parse(answer);
  for (const std::string& each : members) rest.erase(each);
  return rest;
}

void run(Bare& bare, const Method& method, bool for_ever, Told& told) {
  std::mt19937 chance(20251127);
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

// In children, each going on where the one before ended.  Returns how many ended the process.
int deaths_of(const fs::path& folder, const Method& method, bool for_ever, Told& told) {
  constexpr int k_most = 20;
  int deaths = 0;
  while (!told.through && deaths < k_most) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        const fs::path store = folder / std::to_string(getpid());
        fs::create_directories(store);
        Bare bare(store);
        if (bare.open() < 0) _exit(3);
        set_up(bare);
        bare.call("no.such/1", "{");
        bare.call(method.name, "{}");
        run(bare, method, for_ever, told);
        bare.close();
        _exit(0);
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", method.name, error.what());
        _exit(4);
      }
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status) || WEXITSTATUS(status) != 0) ++deaths;
    if (!WIFSIGNALED(status) && (WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 4)) break;
  }
  return deaths;
}

TEST(NoMemory, IsAnAnswerAndNothingElse) {
  const fs::path folder = tests::own_folder_in_memory("no-memory");
  for (const Method& method : methods()) {
    for (const bool for_ever : {false, true}) {
      void* shared = mmap(nullptr, sizeof(Told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
      Told& told = *new (shared) Told;
      const int deaths = deaths_of(folder, method, for_ever, told);
      const std::string where = std::string(method.name) + (for_ever ? " for ever" : " once");
      EXPECT_EQ(deaths, 0) << where << ", the last at allocation " << told.at;
      EXPECT_EQ(told.plain, ANZE_OK) << where << ": " << told.other;
      EXPECT_TRUE(told.through) << where;
      EXPECT_EQ(told.unequal, 0) << where;
      EXPECT_EQ(told.lost, 0) << where;
      EXPECT_EQ(told.others, 0) << where << ": " << told.other;
      EXPECT_GT(told.no_memory, 0) << where;
      std::printf("%s: %ld runs, %ld NO_MEMORY, %ld of them kept, %ld answered all the same\n", where.c_str(),
                  static_cast<long>(told.runs), static_cast<long>(told.no_memory),
                  static_cast<long>(told.kept), static_cast<long>(told.equal));
      munmap(shared, sizeof(Told));
    }
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace anze::sim
