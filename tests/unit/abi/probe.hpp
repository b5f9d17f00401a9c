// probe.hpp: the probe's extension table.
#pragma once

#include "anze/anze.h"

#define PROBE_TABLE "probe.table/1"

struct probe_table {
  uint32_t struct_size;
  uint32_t reserved0;
  // Answers `wanted` through the guard; POISONED breaks an invariant.
  anze_status (*answer)(anze_plugin* plugin, int32_t wanted, anze_buf* problem);
};
