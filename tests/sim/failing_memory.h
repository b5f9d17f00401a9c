/* Memory that fails: this program's own malloc family, before the C library's, so that the nth allocation of
 * a thread can be refused, wherever in the process it is asked for. C and C++. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "anze/base.h"

ANZE_BEGIN

/* From now on, of this thread: the nth allocation (from 1) fails, and with `for_ever` all after it. */
void anze_fail_at(int64_t nth, bool for_ever);
/* All succeed again. Returns whether any has failed. */
bool anze_stop_failing(void);

ANZE_END
