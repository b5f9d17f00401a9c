/* stub.c: plugins that are wrong in one way each, chosen by a definition: what the loader and the host's
 * proxy must notice. */
#include <string.h>

#include "anze/anze.h"

#ifndef STUB_VERSION
#define STUB_VERSION ANZE_ABI_1_0
#endif
#ifndef STUB_INFO
#define STUB_INFO "{\"id\":\"stub\",\"version\":\"0\"}"
#endif

static uint8_t text[] = "{}!"; /* no NUL behind the two bytes answered */

uint32_t anze_negotiate(uint32_t host_min, uint32_t host_max) {
  (void)host_min;
  (void)host_max;
  return STUB_VERSION;
}
const char* anze_build_info(void) {
  return STUB_INFO;
}
anze_status anze_open(const anze_open_args* args, anze_plugin** out, anze_buf* problem) {
  (void)args;
  (void)problem;
#ifndef STUB_NO_HANDLE
  *out = (anze_plugin*)text;
#else
  (void)out;
#endif
  return ANZE_OK;
}
anze_status anze_call(anze_plugin* plugin, const char* method, const uint8_t* request, uint64_t size,
                      anze_buf* response) {
  (void)plugin;
  (void)request;
  (void)size;
  response->data = text;
  response->size = strcmp(method, "unterminated/1") == 0 ? 2 : 3; /* "{}!" is terminated, and not JSON */
  return ANZE_OK;
}
const void* anze_extension(anze_plugin* plugin, const char* id) {
  static const uint32_t size = 0;
  (void)plugin;
  (void)id;
  return &size;
}
void anze_buf_free(anze_buf* buf) {
  memset(buf, 0, sizeof *buf);
}
anze_status anze_close(anze_plugin* plugin) {
  (void)plugin;
  return ANZE_OK;
}
