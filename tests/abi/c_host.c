/* c_host: a host in plain C99 that knows only the contract: load, negotiate, open, call, close.
 *   c_host PLUGIN.so STORE_DIRECTORY
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anze/all.h"

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                        \
    }                                                                 \
  } while (0)

static int lines_logged = 0;

static void log_write(void* ctx, int32_t level, const uint8_t* text, uint64_t size) {
  (void)ctx;
  (void)level;
  (void)text;
  (void)size;
  ++lines_logged;
}

static anze_status clock_now(void* ctx, int64_t* out) {
  (void)ctx;
  *out = INT64_C(1767834000000); /* 2026-01-08 09:00 in Beijing */
  return ANZE_OK;
}

/* POSIX says the pointer dlsym answers may be a function's; C has no cast for it. */
static void bind(void* library, const char* name, void* function) {
  void* found = dlsym(library, name);
  CHECK(found != NULL);
  memcpy(function, &found, sizeof found);
}

int main(int argc, char** argv) {
  static const anze_host_log log = {sizeof(anze_host_log), 0, log_write};
  static const anze_host_clock clock = {sizeof(anze_host_clock), 0, clock_now};
  const anze_service services[] = {{ANZE_HOST_LOG, &log, NULL}, {ANZE_HOST_CLOCK, &clock, NULL}};
  anze_negotiate_fn negotiate;
  anze_build_info_fn build_info;
  anze_open_fn open;
  anze_call_fn call;
  anze_extension_fn extension;
  anze_buf_free_fn buf_free;
  anze_close_fn close;
  anze_open_args args;
  anze_plugin* plugin = NULL;
  anze_buf buf = {NULL, 0, NULL};
  char config[4096];
  const anze_host_clock* own = (const anze_host_clock*)services[1].table;
  void* library;

  CHECK(argc == 3);
  library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fprintf(stderr, "%s\n", dlerror());
  CHECK(library != NULL);
  bind(library, "anze_negotiate", &negotiate);
  bind(library, "anze_build_info", &build_info);
  bind(library, "anze_open", &open);
  bind(library, "anze_call", &call);
  bind(library, "anze_extension", &extension);
  bind(library, "anze_buf_free", &buf_free);
  bind(library, "anze_close", &close);

  CHECK(build_info()[0] == '{');
  CHECK(ANZE_HAS(own, now_ms));
  memset(&args, 0, sizeof args);
  args.struct_size = sizeof args;
  args.abi = negotiate(ANZE_ABI_MIN, ANZE_ABI_CURRENT);
  CHECK(args.abi == ANZE_ABI_1_0);
  snprintf(config, sizeof config, "{\"storage_dir\":\"%s\",\"personal_plain\":true}", argv[2]);
  args.config = (const uint8_t*)config;
  args.config_size = strlen(config);
  args.services = services;
  args.service_count = 2;
  if (open(&args, &plugin, &buf) != ANZE_OK) {
    fprintf(stderr, "%s\n", (const char*)buf.data);
    return 1;
  }
  CHECK(plugin != NULL && buf.data == NULL);

  CHECK(call(plugin, "abi.describe/1", (const uint8_t*)"{}", 2, &buf) == ANZE_OK);
  CHECK(buf.size > 2 && buf.data[buf.size] == 0);
  CHECK(strstr((const char*)buf.data, "\"methods\"") != NULL);
  buf_free(&buf);
  CHECK(buf.data == NULL && buf.size == 0 && buf.reserved == NULL);

  CHECK(call(plugin, "no.such.method/1", (const uint8_t*)"{}", 2, &buf) == ANZE_E_NOT_FOUND);
  CHECK(strstr((const char*)buf.data, "\"code\"") != NULL);
  buf_free(&buf);
  CHECK(extension(plugin, ANZE_BULK "x") == NULL);

  CHECK(close(plugin) == ANZE_OK);
  CHECK(close(plugin) == ANZE_E_CLOSED);
  CHECK(call(plugin, "abi.describe/1", (const uint8_t*)"{}", 2, &buf) == ANZE_E_CLOSED);
  buf_free(&buf);
  printf("%s works from C\n", build_info());
  return 0;
}
