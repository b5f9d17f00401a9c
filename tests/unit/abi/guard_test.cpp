// The guarded entrance, through a real shared library: what a host may do wrong, and what a plugin may throw.
#include <pthread.h>
#include <sys/wait.h>

#include <atomic>
#include <cstring>
#include <functional>
#include <thread>

#include "kit.hpp"
#include "probe.hpp"
#if __has_include("scoring/values/error.h")
#include "scoring/values/error.h"
#endif

namespace anze {
namespace {

using kit::json;
using kit::Opened;
using kit::probe;
using kit::take;

TEST(Negotiate, answers_the_highest_common_version) {
  EXPECT_EQ(probe().negotiate(0x10000, 0x10000), 0x10000U);
  EXPECT_EQ(probe().negotiate(0x10000, 0x10005), ANZE_ABI_CURRENT);
  EXPECT_EQ(probe().negotiate(0x10000, 0x20000), ANZE_ABI_CURRENT);
  EXPECT_EQ(probe().negotiate(0x20000, 0x20001), 0U);
  EXPECT_EQ(probe().negotiate(0, 0xFFFF), 0U);
  EXPECT_EQ(probe().negotiate(0x10005, 0x10000), 0U);
}

TEST(Call, answers_bytes_with_a_nul_behind_them) {
  const Opened plugin;
  const std::string request("\0in\0side", 8);
  anze_buf response{};
  ASSERT_EQ(probe().call(plugin.handle, "echo/1", reinterpret_cast<const uint8_t*>(request.data()),
                         request.size(), &response),
            ANZE_OK);
  EXPECT_EQ(response.data[response.size], 0);
  EXPECT_EQ(take(response), request);
  EXPECT_EQ(response.data, nullptr);
  probe().buf_free(&response);  // twice is fine
  probe().buf_free(nullptr);
  EXPECT_EQ(plugin.call("echo/1", "").text, "");
  EXPECT_EQ(plugin.call("deferred/1").status, ANZE_DEFERRED);
}

TEST(Call, refuses_arguments_that_cannot_be_meant) {
  const Opened plugin;
  anze_buf response{};
  EXPECT_EQ(probe().call(plugin.handle, nullptr, nullptr, 0, &response), ANZE_E_ARGUMENT);
  EXPECT_EQ(json::parse(take(response))["code"], "call.argument");
  EXPECT_EQ(probe().call(plugin.handle, "echo/1", nullptr, 5, &response), ANZE_E_ARGUMENT);
  take(response);
  EXPECT_EQ(probe().call(plugin.handle, "echo/1", nullptr, 0, nullptr), ANZE_E_ARGUMENT);

  ASSERT_EQ(probe().call(plugin.handle, "echo/1", nullptr, 0, &response), ANZE_OK);
  const anze_buf before = response;
  EXPECT_EQ(probe().call(plugin.handle, "echo/1", nullptr, 0, &response), ANZE_E_ARGUMENT);  // would leak
  EXPECT_EQ(response.data, before.data);
  take(response);
}

TEST(Call, carries_a_problem_whole) {
  const abi::Said said = Opened().call("refuse/1");
  EXPECT_EQ(said.status, ANZE_E_INVALID);
  EXPECT_EQ(json::parse(said.text),
            json::parse(R"({"code":"probe.refused","message":"Not like this.","at":"/a/0",
                                                    "help":"Like that.","request_id":"r-1"})"));
}

TEST(Contain, turns_what_is_thrown_into_an_answer_and_lives_on) {
  const Opened plugin;
  const abi::Said memory = plugin.call("throw.memory/1");
  EXPECT_EQ(memory.status, ANZE_E_NO_MEMORY);
  EXPECT_EQ(json::parse(memory.text)["code"], "memory");

  const abi::Said standard = plugin.call("throw.standard/1");
  EXPECT_EQ(standard.status, ANZE_E_INTERNAL);
  EXPECT_EQ(json::parse(standard.text)["message"], "disk \uFFFD\uFFFD\uFFFD on fire \"now\"\n");

  EXPECT_EQ(plugin.call("throw.number/1").status, ANZE_E_INTERNAL);
  EXPECT_EQ(plugin.call("echo/1", "1").text, "1");
}

TEST(Contain, poisons_the_instance_and_no_other) {
  static int poisoned = 0;
  static constexpr anze_host_log k_log = {sizeof(anze_host_log), 0,
                                          [](void*, int32_t, const uint8_t* text, uint64_t size) {
                                            if (size == 8 && std::memcmp(text, "poisoned", 8) == 0)
                                              ++poisoned;
                                          }};
  const Opened plugin({{ANZE_HOST_LOG, &k_log, nullptr}});
  const Opened other;
  const abi::Said broken = plugin.call("throw.broken/1");
  EXPECT_EQ(broken.status, ANZE_E_POISONED);
  EXPECT_NE(broken.text.find("request == \\\"the invariant\\\" at "), std::string::npos) << broken.text;
  EXPECT_EQ(poisoned, 1);

  const abi::Said later = plugin.call("echo/1");
  EXPECT_EQ(later.status, ANZE_E_POISONED);
  EXPECT_EQ(json::parse(later.text)["code"], "call.poisoned");
  EXPECT_EQ(probe().extension(plugin.handle, PROBE_TABLE), nullptr);
  EXPECT_EQ(poisoned, 1);
  EXPECT_EQ(other.call("echo/1").status, ANZE_OK);
  EXPECT_EQ(probe().close(plugin.handle), ANZE_OK);
}

TEST(Extension, is_found_by_its_exact_id_and_guarded_too) {
  const Opened plugin;
  EXPECT_EQ(probe().extension(plugin.handle, PROBE_TABLE "x"), nullptr);
  EXPECT_EQ(probe().extension(plugin.handle, ""), nullptr);
  EXPECT_EQ(probe().extension(plugin.handle, nullptr), nullptr);
  EXPECT_EQ(probe().extension(plugin.handle, "probe.throw/1"), nullptr);
  const auto* table = static_cast<const probe_table*>(probe().extension(plugin.handle, PROBE_TABLE));
  ASSERT_TRUE(ANZE_HAS(table, answer));

  anze_buf problem{};
  EXPECT_EQ(table->answer(plugin.handle, ANZE_OK, &problem), ANZE_OK);
  EXPECT_EQ(problem.data, nullptr);  // untouched on success
  EXPECT_EQ(table->answer(plugin.handle, ANZE_E_LIMIT, &problem), ANZE_E_LIMIT);
  EXPECT_EQ(json::parse(take(problem))["code"], "probe.table");
  EXPECT_EQ(table->answer(plugin.handle, ANZE_E_POISONED, nullptr), ANZE_E_POISONED);
  EXPECT_EQ(table->answer(plugin.handle, ANZE_OK, nullptr), ANZE_E_POISONED);
}

TEST(Has, sees_the_end_of_a_shorter_table) {
  probe_table table = {sizeof(probe_table), 0,
                       [](anze_plugin*, int32_t, anze_buf*) -> anze_status { return 0; }};
  const probe_table* given = &table;
  EXPECT_TRUE(ANZE_HAS(given, answer));
  table.struct_size = sizeof(probe_table) - 1;
  EXPECT_FALSE(ANZE_HAS(given, answer));
  table = {sizeof(probe_table), 0, nullptr};
  EXPECT_FALSE(ANZE_HAS(given, answer));
  given = nullptr;
  EXPECT_FALSE(ANZE_HAS(given, answer));
}

TEST(Handle, is_worthless_after_close_and_never_comes_back) {
  anze_plugin* first = nullptr;
  const anze_open_args args = kit::args_with({});
  ASSERT_EQ(probe().open(&args, &first, nullptr), ANZE_OK);
  ASSERT_EQ(probe().close(first), ANZE_OK);
  EXPECT_EQ(probe().close(first), ANZE_E_CLOSED);
  EXPECT_EQ(probe().extension(first, PROBE_TABLE), nullptr);
  const Opened again;  // takes the same slot
  EXPECT_NE(again.handle, first);
  anze_buf response{};
  EXPECT_EQ(probe().call(first, "echo/1", nullptr, 0, &response), ANZE_E_CLOSED);
  EXPECT_EQ(json::parse(take(response))["code"], "call.closed");
  EXPECT_EQ(probe().call(nullptr, "echo/1", nullptr, 0, &response), ANZE_E_CLOSED);
  take(response);
  int local = 0;
  EXPECT_EQ(probe().close(reinterpret_cast<anze_plugin*>(&local)), ANZE_E_CLOSED);
  EXPECT_EQ(probe().close(nullptr), ANZE_E_CLOSED);
}

TEST(Handle, there_is_a_limit_and_it_is_told) {
  std::vector<anze_plugin*> open;
  anze_plugin* plugin = nullptr;
  const anze_open_args args = kit::args_with({});
  anze_buf problem{};
  while (probe().open(&args, &plugin, &problem) == ANZE_OK) open.push_back(plugin);
  EXPECT_EQ(open.size(), 256U);
  EXPECT_EQ(plugin, nullptr);
  EXPECT_EQ(json::parse(take(problem))["code"], "open.instances");
  for (anze_plugin* each : open) EXPECT_EQ(probe().close(each), ANZE_OK);
  EXPECT_EQ(probe().open(&args, &plugin, nullptr), ANZE_OK);
  EXPECT_EQ(probe().close(plugin), ANZE_OK);
}

TEST(Handle, of_before_a_fork_is_refused_in_the_child_and_a_new_one_works) {
  const Opened plugin;
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    anze_buf response{};
    int wrong = probe().call(plugin.handle, "echo/1", nullptr, 0, &response) == ANZE_E_FORKED ? 0 : 1;
    probe().buf_free(&response);
    if (probe().close(plugin.handle) != ANZE_E_FORKED) wrong |= 2;
    anze_plugin* own = nullptr;
    const anze_open_args args = kit::args_with({});
    if (probe().open(&args, &own, nullptr) != ANZE_OK) wrong |= 4;
    if (probe().call(own, "echo/1", nullptr, 0, &response) != ANZE_OK) wrong |= 8;
    _exit(wrong);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(plugin.call("echo/1").status, ANZE_OK);
}

// A clock that does what the test wants while the plugin is inside a call.
struct Callback {
  std::function<void()> inside;
  static anze_status now_ms(void* ctx, int64_t* out) {
    static_cast<Callback*>(ctx)->inside();
    *out = 1;
    return ANZE_OK;
  }
  static constexpr anze_host_clock k_table = {sizeof(anze_host_clock), 0, &Callback::now_ms};
  anze_service service() { return {ANZE_HOST_CLOCK, &k_table, this}; }
};

TEST(Reentrance, is_answered_for_the_same_instance_and_allowed_for_another) {
  Callback callback;
  const Opened plugin({callback.service()});
  const Opened other;
  anze_status same = 0;
  anze_status close = 0;
  anze_status another = -1;
  callback.inside = [&] {
    same = plugin.call("echo/1").status;
    close = probe().close(plugin.handle);
    another = other.call("echo/1").status;
  };
  EXPECT_EQ(plugin.call("now/1").status, ANZE_OK);
  EXPECT_EQ(same, ANZE_E_REENTRANT);
  EXPECT_EQ(close, ANZE_E_REENTRANT);
  EXPECT_EQ(another, ANZE_OK);
  EXPECT_EQ(plugin.call("echo/1").status, ANZE_OK);
}

TEST(Close, is_busy_while_a_call_is_inside) {
  Callback callback;
  const Opened plugin({callback.service()});
  std::atomic<bool> inside = false;
  std::atomic<bool> go_on = false;
  callback.inside = [&] {
    inside = true;
    while (!go_on) std::this_thread::yield();
  };
  std::thread caller([&] { EXPECT_EQ(plugin.call("now/1").status, ANZE_OK); });
  while (!inside) std::this_thread::yield();
  EXPECT_EQ(probe().close(plugin.handle), ANZE_E_BUSY);
  EXPECT_EQ(plugin.call("echo/1").status, ANZE_OK);  // nothing happened
  go_on = true;
  caller.join();
  EXPECT_EQ(probe().close(plugin.handle), ANZE_OK);
}

// A cancelled thread unwinds through the plugin: the call must be counted out, and the process must live.
TEST(Close, works_after_a_thread_was_cancelled_inside_a_call) {
  Callback callback;
  const Opened plugin({callback.service()});
  std::atomic<bool> inside = false;
  callback.inside = [&] {
    inside = true;
    for (;;) pthread_testcancel();
  };
  pthread_t thread{};
  ASSERT_EQ(pthread_create(
                &thread, nullptr,
                [](void* given) -> void* {
                  anze_buf response{};
                  probe().call(static_cast<anze_plugin*>(given), "now/1", nullptr, 0, &response);
                  return nullptr;
                },
                plugin.handle),
            0);
  while (!inside) std::this_thread::yield();
  EXPECT_EQ(probe().close(plugin.handle), ANZE_E_BUSY);
  pthread_cancel(thread);
  void* result = nullptr;
  pthread_join(thread, &result);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  EXPECT_EQ(probe().close(plugin.handle), ANZE_OK);
}

TEST(Threads, eight_call_while_one_closes) {
  for (int round = 0; round < 20; ++round) {
    const Opened plugin;
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        for (;;) {
          const abi::Said said = plugin.call("echo/1", "\"x\"");
          if (said.status == ANZE_E_CLOSED) return;
          ASSERT_EQ(said.status, ANZE_OK);
          ASSERT_EQ(said.text, "\"x\"");
          ++answered;
        }
      });
    while (answered < 200) std::this_thread::yield();
    anze_status status = ANZE_E_BUSY;
    while (status == ANZE_E_BUSY) status = probe().close(plugin.handle);
    EXPECT_EQ(status, ANZE_OK);
    for (std::thread& thread : threads) thread.join();
  }
}

#if __has_include("scoring/values/error.h")
TEST(Status, numbers_are_those_of_the_engine) {
  const std::pair<Code, anze_status> pairs[] = {{Code::k_argument, ANZE_E_ARGUMENT},
                                                {Code::k_no_memory, ANZE_E_NO_MEMORY},
                                                {Code::k_internal, ANZE_E_INTERNAL},
                                                {Code::k_not_found, ANZE_E_NOT_FOUND},
                                                {Code::k_conflict, ANZE_E_CONFLICT},
                                                {Code::k_forbidden, ANZE_E_FORBIDDEN},
                                                {Code::k_invalid, ANZE_E_INVALID},
                                                {Code::k_unsupported, ANZE_E_UNSUPPORTED},
                                                {Code::k_busy, ANZE_E_BUSY},
                                                {Code::k_cancelled, ANZE_E_CANCELLED},
                                                {Code::k_io, ANZE_E_IO},
                                                {Code::k_corrupt, ANZE_E_CORRUPT},
                                                {Code::k_limit, ANZE_E_LIMIT}};
  for (const auto& [code, status] : pairs) EXPECT_EQ(static_cast<anze_status>(code), status);
}
#endif

}  // namespace
}  // namespace anze
