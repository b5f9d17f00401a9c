/* clock.h: host service "anze.host.clock/1": the plugin's only source of "now".
 * A plain number and not a JSON answer: it is asked in every mutating request. When absent: each request must
 * carry "now". */
#ifndef ANZE_EXT_CLOCK_H
#define ANZE_EXT_CLOCK_H

#include "anze/base.h"

#define ANZE_HOST_CLOCK "anze.host.clock/1"

ANZE_BEGIN

typedef struct anze_host_clock {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Puts the milliseconds since 1970-01-01T00:00:00Z into `out`.
   * Returns ANZE_OK, or a negative status with `out` untouched.
   * Threads: [in-call] */
  anze_status(ANZE_CALL* now_ms)(void* ctx, int64_t* out);
} anze_host_clock;

ANZE_END

#endif
