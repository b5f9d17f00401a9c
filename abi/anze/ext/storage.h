/* storage.h: host service "anze.host.storage/1": where the plugin may keep files.
 * When absent: config.storage_dir. */
#ifndef ANZE_EXT_STORAGE_H
#define ANZE_EXT_STORAGE_H

#include "anze/base.h"

#define ANZE_HOST_STORAGE "anze.host.storage/1"

ANZE_BEGIN

typedef struct anze_host_storage {
  uint32_t struct_size;
  uint32_t reserved0;
  /* A private, durable directory on a local filesystem (SQLite's locks do not work over network ones), the
   * same for the same purpose each time: "store", "backup", "temporary". Answers {"path":"/absolute/path"};
   * it exists. Errors: UNSUPPORTED for a purpose the host does not serve, IO.  Threads: [in-call] */
  void(ANZE_CALL* directory)(void* ctx, const char* purpose, const anze_reply* reply);
} anze_host_storage;

ANZE_END

#endif
