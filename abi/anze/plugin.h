/* plugin.h: the seven functions a plugin exports, and nothing else is exported.
 *
 * Everything a plugin does goes through anze_call: a method name with a revision ("ledger.append/1") and a
 * JSON request in, a JSON answer out. Seven flat functions, because every language with a foreign-function
 * interface can bind them in one line each; typed tables for bulk work are reached through anze_extension.
 *
 * Thread tags: [any] any thread, concurrently, any number of calls. [exclusive] no other call on this
 * instance is running or will start. The plugin starts no threads of its own: timed work is done when the
 * host calls jobs.run_due/1. The library is never unloaded.
 */
#ifndef ANZE_PLUGIN_H
#define ANZE_PLUGIN_H

#include "anze/base.h"
#include "anze/host.h"
#include "anze/status.h"

ANZE_BEGIN

/* struct_size rules, for this and every later struct a host fills: the reader copies min(struct_size, its own
 * sizeof) over zeros; a longer struct is accepted when the part the reader does not know is all zero. */
typedef struct anze_open_args {
  uint32_t struct_size;  /* sizeof(anze_open_args) as the caller compiled it */
  uint32_t abi;          /* the value anze_negotiate returned */
  const uint8_t* config; /* JSON object, UTF-8; copied. NULL with size 0 means {} */
  uint64_t config_size;
  const anze_service* services; /* copied (the tables behind it are not); may be NULL with count 0 */
  uint64_t service_count;
} anze_open_args;

/* Returns the highest version both sides speak, or 0 when there is none. Pure.
 * Threads: [any] */
ANZE_EXPORT uint32_t ANZE_CALL anze_negotiate(uint32_t host_min, uint32_t host_max);

/* Returns a static JSON text {"id","version","commit",...}; never NULL, never freed.
 * Threads: [any] */
ANZE_EXPORT const char* ANZE_CALL anze_build_info(void);

/* Opens an instance: a usable handle or nothing, there is no state between.
 * Requires: `out` not NULL; `problem` NULL or zeroed, filled on failure and then owned by the caller.
 * Errors: ABI_VERSION, STRUCT_SIZE, ARGUMENT, LIMIT, and what the plugin's own start-up can meet (INVALID for
 *   the config, CONFLICT for a store in use, IO, CORRUPT).
 * Threads: [any] */
ANZE_EXPORT anze_status ANZE_CALL anze_open(const anze_open_args* args, anze_plugin** out, anze_buf* problem);

/* Carries out one method.
 * Requires: `method` NUL-terminated ASCII; `request` JSON, borrowed until return; `response` zeroed, filled
 * with the answer on success and with the problem on failure, owned by the caller (anze_buf_free) in both
 * cases. Errors: NOT_FOUND for an unknown method, ARGUMENT, CLOSED, FORKED, REENTRANT, POISONED, NO_MEMORY,
 * and those abi.describe/1 lists for the method. Threads: [any] */
ANZE_EXPORT anze_status ANZE_CALL anze_call(anze_plugin* plugin, const char* method, const uint8_t* request,
                                            uint64_t size, anze_buf* response);

/* Returns the table of an extension, or NULL when the plugin does not have exactly this id. The table belongs
 * to the plugin and is valid until anze_close. Threads: [any] */
ANZE_EXPORT const void* ANZE_CALL anze_extension(anze_plugin* plugin, const char* id);

/* Releases what a plugin put into `buf` and zeroes it. NULL and an empty buffer are fine, so is twice.
 * Threads: [any], for different buffers. Works after anze_close. */
ANZE_EXPORT void ANZE_CALL anze_buf_free(anze_buf* buf);

/* Ends an instance. When it returns ANZE_OK no service will be called again and the handle is spent.
 * Errors: BUSY with calls in flight (nothing happened, the instance lives on), CLOSED, FORKED, REENTRANT.
 * Threads: [exclusive] */
ANZE_EXPORT anze_status ANZE_CALL anze_close(anze_plugin* plugin);

/* The same seven as pointers, for hosts that load the library at run time. */
typedef uint32_t(ANZE_CALL* anze_negotiate_fn)(uint32_t host_min, uint32_t host_max);
typedef const char*(ANZE_CALL* anze_build_info_fn)(void);
typedef anze_status(ANZE_CALL* anze_open_fn)(const anze_open_args* args, anze_plugin** out,
                                             anze_buf* problem);
typedef anze_status(ANZE_CALL* anze_call_fn)(anze_plugin* plugin, const char* method, const uint8_t* request,
                                             uint64_t size, anze_buf* response);
typedef const void*(ANZE_CALL* anze_extension_fn)(anze_plugin* plugin, const char* id);
typedef void(ANZE_CALL* anze_buf_free_fn)(anze_buf* buf);
typedef anze_status(ANZE_CALL* anze_close_fn)(anze_plugin* plugin);

ANZE_END

#endif
