/* host.h: services a host may offer, and the rules that hold for every one of them.
 *
 * A service is an id, a table of functions and the host's own pointer. All are optional and each has a
 * fallback (ext/<name>.h says which), so a host that cannot be called back passes none. Why tables by id and
 * not one large struct: services come and go with versions, and a host in PHP or Java binds only those it
 * has.
 *
 * Rules:
 *  - The plugin calls a service only on the thread that is inside a call on this instance [in-call], and
 *    never after anze_close returned. Several threads may be inside calls at once, so a service is called
 *    concurrently.
 *  - The service answers through the reply it is given, before it returns (base.h).
 *  - A service must not call the same instance: that is answered ANZE_E_REENTRANT. Another instance is fine.
 *  - No exception may leave a service function.
 *  - Texts and bytes passed in are borrowed: valid until the function returns.
 *  - Answers are JSON objects in UTF-8 unless the function says otherwise.
 */
#ifndef ANZE_HOST_H
#define ANZE_HOST_H

#include "anze/base.h"

ANZE_BEGIN

/* `id` is copied by anze_open; `table` and `ctx` must stay valid until anze_close returns.
 * The table starts with uint32_t struct_size. */
typedef struct anze_service {
  const char* id; /* "anze.host.clock/1"; third parties use a reverse domain: "cn.example.oa.sms/1" */
  const void* table;
  void* ctx; /* handed back as the first argument of every function of the table */
} anze_service;

ANZE_END

#endif
