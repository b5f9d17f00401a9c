/* log.h: host service "anze.host.log/1": lines for the platform's own log.
 * When absent: the plugin keeps the newest lines; log.take/1 reads them. */
#ifndef ANZE_EXT_LOG_H
#define ANZE_EXT_LOG_H

#include "anze/base.h"

#define ANZE_HOST_LOG "anze.host.log/1"

#define ANZE_LOG_DEBUG 0
#define ANZE_LOG_INFO 1
#define ANZE_LOG_WARNING 2
#define ANZE_LOG_ERROR 3
#define ANZE_LOG_HOST_MISBEHAVING 10   /* the plugin caught the host breaking a rule H-nn */
#define ANZE_LOG_PLUGIN_MISBEHAVING 11 /* the host caught the plugin breaking a rule P-nn */

ANZE_BEGIN

typedef struct anze_host_log {
  uint32_t struct_size;
  uint32_t reserved0;
  /* One line, UTF-8, without a line break at the end; personal data is not written to it.
   * Errors: none; a line that cannot be written is dropped.  Threads: [in-call] */
  void(ANZE_CALL* write)(void* ctx, int32_t level, const uint8_t* text, uint64_t size);
} anze_host_log;

ANZE_END

#endif
