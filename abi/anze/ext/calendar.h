/* calendar.h: host service "anze.host.calendar/1": which days are worked, by the State Council's yearly
 * notices. A year without a notice is unknown, and the answer says so: predictions of the make-up days have
 * been wrong. When absent: a calendar in the config; never a guess. */
#ifndef ANZE_EXT_CALENDAR_H
#define ANZE_EXT_CALENDAR_H

#include "anze/base.h"

#define ANZE_HOST_CALENDAR "anze.host.calendar/1"

ANZE_BEGIN

/* Dates are "YYYY-MM-DD", NUL-terminated. */
typedef struct anze_host_calendar {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Answers {"workday":bool} or {"unknown":true}.
   * Errors: INVALID for what is not a date.  Threads: [in-call] */
  void(ANZE_CALL* is_workday)(void* ctx, const char* date, const anze_reply* reply);
  /* The n-th working day after `date`, before it for negative n. Answers {"date":"..."} or {"unknown":true}
   * when the way leads through a year without a notice. Errors: INVALID (not a date, or n is 0).  Threads:
   * [in-call] */
  void(ANZE_CALL* add_workdays)(void* ctx, const char* date, int32_t n, const anze_reply* reply);
  /* Answers {"version":"...","years":[2024,...]}; the version changes whenever any answer may.
   * Threads: [in-call] */
  void(ANZE_CALL* version)(void* ctx, const anze_reply* reply);
} anze_host_calendar;

ANZE_END

#endif
