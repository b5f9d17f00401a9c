// Loaded, opened, asked, closed and let go a thousand times in one process: memory, descriptors and threads
// are what they were.
#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <fstream>

#include "tests/own_folder.h"
#include "tests/sim/bare.h"

namespace anze::sim {
namespace {

struct Used {
  std::int64_t resident = 0;   // bytes
  std::int64_t allocated = 0;  // bytes
  std::ptrdiff_t descriptors = 0;
  std::ptrdiff_t threads = 0;
};

Used used_now() {
  Used used;
  std::int64_t size = 0;
  std::ifstream("/proc/self/statm") >> size >> used.resident;
  used.resident *= sysconf(_SC_PAGESIZE);
  used.allocated = static_cast<std::int64_t>(mallinfo2().uordblks);
  used.descriptors = std::distance(fs::directory_iterator("/proc/self/fd"), {});
  used.threads = std::distance(fs::directory_iterator("/proc/self/task"), {});
  return used;
}

TEST(Reload, AThousandTimesLeaveNothingBehind) {
  const fs::path folder = tests::own_folder_in_memory("reload");
  {
    Bare bare(folder);
    ASSERT_EQ(bare.open(), ANZE_OK) << bare.said();
    set_up(bare);
  }
  constexpr std::int64_t k_warm = 100;
  constexpr std::int64_t k_mebibyte = 1 << 20;
  const std::int64_t all = 1000 * times();
  Used warm;
  for (std::int64_t i = 1; i <= all && !testing::Test::HasFailure(); ++i) {
    Bare bare(folder, "l" + std::to_string(i) + ".");
    ASSERT_EQ(bare.open(), ANZE_OK) << i << ": " << bare.said();
    bare.ask("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"ledger", "criticism"}});
    EXPECT_LT(bare.call("no.such/1", "{}"), 0);
    EXPECT_EQ(bare.close(), ANZE_OK);
    if (i == k_warm) warm = used_now();
  }
  const Used end = used_now();
  std::printf("%lld loads, %lld bytes resident and %lld allocated more than after %lld\n",
              static_cast<long long>(all), static_cast<long long>(end.resident - warm.resident),
              static_cast<long long>(end.allocated - warm.allocated), static_cast<long long>(k_warm));
  EXPECT_LT(end.resident - warm.resident, k_mebibyte);
  EXPECT_LT(end.allocated - warm.allocated, k_mebibyte / 8);
  EXPECT_EQ(end.descriptors, warm.descriptors);
  EXPECT_EQ(end.threads, warm.threads);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace anze::sim
