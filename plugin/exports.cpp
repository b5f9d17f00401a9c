// The seven functions of the contract (abi/anze/plugin.h), nothing else.
#include "anze/plugin.h"
#include "cpp/guard.hpp"
#include "plugin/build_info.h"
#include "plugin/instance.h"

using Door = anze::abi::Door<anze::plugin::Instance>;

uint32_t anze_negotiate(uint32_t host_min, uint32_t host_max) {
  return Door::negotiate(host_min, host_max);
}

const char* anze_build_info(void) {
  return ANZE_BUILD_INFO;
}

anze_status anze_open(const anze_open_args* args, anze_plugin** out, anze_buf* problem) {
  return Door::open(args, out, problem);
}

anze_status anze_call(anze_plugin* plugin, const char* method, const uint8_t* request, uint64_t size,
                      anze_buf* response) {
  return Door::call(plugin, method, request, size, response);
}

const void* anze_extension(anze_plugin* plugin, const char* id) {
  return Door::extension(plugin, id);
}

void anze_buf_free(anze_buf* buf) {
  anze::abi::buf_free(buf);
}

anze_status anze_close(anze_plugin* plugin) {
  return Door::close(plugin);
}
