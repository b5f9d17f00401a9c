#include "host/services/workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace anze::host {

const anze_host_workers Workers::k_table = {
    sizeof(anze_host_workers), 0, [](void* ctx) { return static_cast<Workers*>(ctx)->lanes_; },
    [](void* ctx, std::uint32_t pieces, anze_work work, void* work_ctx) -> anze_status {
      std::atomic<std::uint32_t> next = 0;
      const auto take = [&] {
        for (std::uint32_t piece = next++; piece < pieces; piece = next++) work(work_ctx, piece);
      };
      std::vector<std::thread> others;
      try {
        const std::uint32_t lanes = std::min(pieces, static_cast<Workers*>(ctx)->lanes_);
        others.reserve(lanes);
        for (std::uint32_t i = 1; i < lanes; ++i) others.emplace_back(take);
      } catch (const std::exception&) {
        // No more threads to be had: those there are, and this one, do it all.
      }
      take();
      for (std::thread& other : others) other.join();
      return ANZE_OK;
    }};

Workers::Workers(std::uint32_t lanes)
    : lanes_(lanes != 0 ? lanes : std::max(1U, std::thread::hardware_concurrency())) {}

}  // namespace anze::host
