// Workers: service anze.host.workers/1 with threads made for each run. Threads: any.
#pragma once

#include <cstdint>

#include "anze/all.h"

namespace anze::host {

class Workers {
 public:
  // 0: as many lanes as the machine has cores.
  explicit Workers(std::uint32_t lanes);

  anze_service service() { return {ANZE_HOST_WORKERS, &k_table, this}; }

 private:
  static const anze_host_workers k_table;
  std::uint32_t lanes_;
};

}  // namespace anze::host
