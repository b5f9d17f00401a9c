/* http.h: host service "anze.host.http/1": where the host mounts the plugin's pages.
 * The plugin never listens; the host forwards requests to it. When absent: relative links only. */
#ifndef ANZE_EXT_HTTP_H
#define ANZE_EXT_HTTP_H

#include "anze/base.h"

#define ANZE_HOST_HTTP "anze.host.http/1"

ANZE_BEGIN

typedef struct anze_host_http {
  uint32_t struct_size;
  uint32_t reserved0;
  /* Answers {"base_url":"https://oa.example.gov.cn/anze/"}, with a slash at the end.  Threads: [in-call] */
  void(ANZE_CALL* base_url)(void* ctx, const anze_reply* reply);
  /* Answers {"token":"..."}: what a form posted by this person must carry.
   * Errors: NOT_FOUND.  Threads: [in-call] */
  void(ANZE_CALL* csrf_token)(void* ctx, const uint8_t* principal, uint64_t principal_size,
                              const anze_reply* reply);
  /* Answers {"active":bool,"expires_ms":integer}.
   * Errors: NOT_FOUND.  Threads: [in-call] */
  void(ANZE_CALL* session)(void* ctx, const uint8_t* principal, uint64_t principal_size,
                           const anze_reply* reply);
} anze_host_http;

ANZE_END

#endif
