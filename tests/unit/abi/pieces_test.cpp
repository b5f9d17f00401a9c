// Work on threads the host lends: by the reference host, and by services that break the rules, each of which
// is named in the log and changes nothing about what was done.
#include <array>
#include <latch>
#include <stdexcept>
#include <thread>

#include "cpp/host_proxy.hpp"
#include "host/services/workers.hpp"
#include "kit.hpp"

namespace anze {
namespace {

constexpr std::uint32_t k_pieces = 5;
using Done = std::array<std::atomic<int>, k_pieces>;
using Run = anze_status(ANZE_CALL*)(void*, std::uint32_t, anze_work, void*);

// The lines a plugin wrote into the platform's log.
struct Log {
  std::vector<std::string> lines;
  static const anze_host_log k_table;
};
const anze_host_log Log::k_table = {
    sizeof(anze_host_log), 0, [](void* ctx, std::int32_t, const std::uint8_t* text, std::uint64_t size) {
      static_cast<Log*>(ctx)->lines.emplace_back(reinterpret_cast<const char*>(text), size);
    }};

// What `run` made of five pieces: each was done once, or the test fails. Returns the log.
std::vector<std::string> logged_by(Run run) {
  Log log;
  const anze_host_workers table = {sizeof table, 0, [](void*) -> std::uint32_t { return 2; }, run};
  const abi::Host host({{ANZE_HOST_LOG, &Log::k_table, &log}, {ANZE_HOST_WORKERS, &table, nullptr}});
  Done done{};
  host.run(k_pieces, [&](std::uint32_t piece) { ++done.at(piece); });
  for (const auto& times : done) EXPECT_EQ(times, 1);
  return log.lines;
}

std::vector<std::string> fault(const char* text) {
  return {std::string(ANZE_HOST_WORKERS) + ": " + text};
}

TEST(Pieces, are_run_side_by_side_by_the_reference_host) {
  for (const std::uint32_t threads : {1U, 2U, 8U}) {
    host::Workers workers(threads);
    const anze_service service = workers.service();
    const abi::Host host({{service.id, service.table, service.ctx}});
    EXPECT_EQ(host.lanes(), threads);
    std::latch all_here(threads);  // nobody passes before every thread has come
    std::atomic<std::uint32_t> sum = 0;
    host.run(threads, [&](std::uint32_t piece) {
      all_here.arrive_and_wait();
      sum += piece + 1;
    });
    EXPECT_EQ(sum, threads * (threads + 1) / 2);
  }
  EXPECT_GE(abi::Host().lanes(), 1U);
}

TEST(Pieces, are_run_here_when_the_host_lends_no_threads) {
  EXPECT_EQ(logged_by(nullptr), std::vector<std::string>{});
  EXPECT_EQ(logged_by([](void*, std::uint32_t, anze_work, void*) -> anze_status { return ANZE_E_BUSY; }),
            std::vector<std::string>{});
  Done done{};
  abi::Host().run(k_pieces, [&](std::uint32_t piece) { ++done.at(piece); });
  for (const auto& times : done) EXPECT_EQ(times, 1);
}

TEST(Pieces, are_done_once_by_a_host_that_breaks_the_rules) {
  EXPECT_EQ(logged_by([](void*, std::uint32_t, anze_work work, void* ctx) -> anze_status {
              work(ctx, 3);
              return ANZE_OK;
            }),
            fault("a piece was not run"));
  EXPECT_EQ(logged_by([](void*, std::uint32_t pieces, anze_work work, void* ctx) -> anze_status {
              for (std::uint32_t i = 0; i < 2 * pieces; ++i) work(ctx, i % pieces);
              return ANZE_OK;
            }),
            fault("a piece was run twice"));
  EXPECT_EQ(logged_by([](void*, std::uint32_t pieces, anze_work work, void* ctx) -> anze_status {
              for (std::uint32_t i = 0; i <= pieces; ++i) work(ctx, i);
              return ANZE_OK;
            }),
            fault("a piece was run that does not exist"));
  EXPECT_EQ(logged_by([](void*, std::uint32_t, anze_work work, void* ctx) -> anze_status {
              work(ctx, 0);
              throw std::runtime_error("host");
            }),
            fault("the service let an exception out (H-04)"));
}

TEST(Pieces, are_waited_for_when_the_service_returns_too_early) {
  static std::thread late;
  const abi::Host host([] {
    static const anze_host_workers table = {
        sizeof table, 0, nullptr, [](void*, std::uint32_t, anze_work work, void* ctx) -> anze_status {
          static std::atomic<bool> begun;
          begun = false;
          late = std::thread([=] { work(ctx, 0); });
          work(ctx, 1);
          return ANZE_OK;
        }};
    return std::vector<abi::Service>{{ANZE_HOST_WORKERS, &table, nullptr}};
  }());
  std::latch begun(2);  // so piece 0 is under way when the service returns
  std::atomic<int> done = 0;
  host.run(2, [&](std::uint32_t piece) {
    begun.arrive_and_wait();
    if (piece == 0) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    ++done;
  });
  EXPECT_EQ(done, 2);
  late.join();
}

TEST(Pieces, that_throw_do_not_cross_the_host) {
  host::Workers workers(3);
  const anze_service service = workers.service();
  const abi::Host host({{service.id, service.table, service.ctx}});
  std::atomic<int> done = 0;
  try {
    host.run(k_pieces, [&](std::uint32_t piece) {
      ++done;
      if (piece == 1 || piece == 4) throw std::runtime_error(std::to_string(piece));
    });
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "1");
  }
  EXPECT_EQ(done, 5);
}

TEST(Lanes, are_one_when_the_host_does_not_say) {
  const auto lanes = [](std::uint32_t(ANZE_CALL * say)(void*)) {
    const anze_host_workers table = {
        sizeof table, 0, say,
        [](void*, std::uint32_t, anze_work, void*) -> anze_status { return ANZE_E_UNSUPPORTED; }};
    return abi::Host({{ANZE_HOST_WORKERS, &table, nullptr}}).lanes();
  };
  EXPECT_EQ(lanes(nullptr), 1U);
  EXPECT_EQ(lanes([](void*) -> std::uint32_t { return 0; }), 1U);
  EXPECT_EQ(lanes([](void*) -> std::uint32_t { throw 1; }), 1U);
  EXPECT_EQ(lanes([](void*) -> std::uint32_t { return 16; }), 16U);
  EXPECT_EQ(abi::Host().lanes(), 1U);
}

}  // namespace
}  // namespace anze
