/* base.h: what every other header of the contract needs: calling convention, versions, the two ways bytes
 * cross the border, and the test for a table entry.
 *
 * C99, and only int32_t, uint32_t, int64_t, uint64_t, pointers and our own structs: each of them means the
 * same in C, C++, Java, C#, Python, PHP and JavaScript. Sizes are uint64_t and not size_t for that reason.
 * The library is built for 64-bit systems; the layouts below have no hidden padding there.
 */
#ifndef ANZE_BASE_H
#define ANZE_BASE_H

#include <stdint.h>

#include "anze/status.h"

/* C linkage is opened and closed by these two words in every header, so that it is said in one place only. */
#ifdef __cplusplus
#define ANZE_BEGIN extern "C" {
#define ANZE_END }
#else
#define ANZE_BEGIN
#define ANZE_END
#endif

#if defined(_WIN32)
#define ANZE_CALL __cdecl
#define ANZE_EXPORT __declspec(dllexport)
#else
#define ANZE_CALL
#define ANZE_EXPORT __attribute__((visibility("default")))
#endif

/* A version is major * 65536 + minor. A new minor only adds; a new major comes with new function names, so
 * that one library can serve both. */
#define ANZE_ABI_1_0 UINT32_C(0x00010000)
#define ANZE_ABI_MIN ANZE_ABI_1_0     /* oldest version these headers can speak */
#define ANZE_ABI_CURRENT ANZE_ABI_1_0 /* newest */

ANZE_BEGIN

/* An open plugin instance. It is a number in a pointer's clothes: never look behind it. */
typedef struct anze_plugin anze_plugin;

/* Bytes from the plugin to the host.
 * The caller sets all three fields to zero before the call; a buffer that still holds something is refused
 * with ANZE_E_ARGUMENT, because overwriting it would leak. The plugin fills it; the caller gives it back with
 * anze_buf_free and with nothing else. One NUL byte follows data[size - 1], so that C may print it. */
typedef struct anze_buf {
  uint8_t* data;
  uint64_t size;
  void* reserved;
} anze_buf;

/* Bytes from a host service to the plugin.
 * The plugin hands this to a service function. The service calls `write` zero or more times, then `done`
 * exactly once, all before it returns and on the thread that called it; afterwards the reply is dead. write:
 * Returns ANZE_OK, or a negative status when the plugin takes no more (the service then calls `done`). The
 * bytes are copied before `write` returns. done:  ANZE_OK, or a negative status of status.h; what was written
 * then is a problem object or empty. */
typedef struct anze_reply {
  uint32_t struct_size;
  uint32_t reserved0;
  void* ctx;
  anze_status(ANZE_CALL* write)(void* ctx, const uint8_t* data, uint64_t size);
  void(ANZE_CALL* done)(void* ctx, anze_status status);
} anze_reply;

ANZE_END

/* True when the table behind `t` is there, is long enough to have `field`, and `field` is set. Ask before
 * using any entry: a table made by an older version is shorter. */
#ifdef __cplusplus
#define ANZE_HAS(t, field)                                                                               \
  ((t) != nullptr &&                                                                                     \
   static_cast<uint64_t>(reinterpret_cast<const char*>(&(t)->field) + sizeof((t)->field) -               \
                         reinterpret_cast<const char*>(t)) <= static_cast<uint64_t>((t)->struct_size) && \
   (t)->field)
#else
#define ANZE_HAS(t, field)                                                         \
  ((t) &&                                                                          \
   (uint64_t)((const char*)&(t)->field + sizeof((t)->field) - (const char*)(t)) <= \
       (uint64_t)(t)->struct_size &&                                               \
   (t)->field)
#endif

#endif
