/* See failing_memory.h. The C library's own allocator stands behind, under the names it has for that. */
#include "failing_memory.h"

#include <errno.h>
#include <stddef.h>

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* old, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* memory);

/* Initial-exec: asking for them allocates nothing. */
static __thread int64_t left __attribute__((tls_model("initial-exec")));
static __thread bool ever __attribute__((tls_model("initial-exec")));
static __thread bool failed __attribute__((tls_model("initial-exec")));

void anze_fail_at(int64_t nth, bool for_ever) {
  failed = false;
  ever = for_ever;
  left = nth;
}

bool anze_stop_failing(void) {
  left = 0;
  return failed;
}

static bool refused(void) {
  if (left == 0) return false;
  if (left > 1) {
    --left;
    return false;
  }
  if (!ever) left = 0;
  failed = true;
  errno = ENOMEM;
  return true;
}

void* malloc(size_t size) {
  return refused() ? NULL : __libc_malloc(size);
}

void* calloc(size_t count, size_t size) {
  return refused() ? NULL : __libc_calloc(count, size);
}

void* realloc(void* old, size_t size) {
  return refused() ? NULL : __libc_realloc(old, size);
}

void* memalign(size_t alignment, size_t size) {
  return refused() ? NULL : __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
  *memory = memalign(alignment, size);
  return *memory == NULL ? ENOMEM : 0;
}

void free(void* memory) {
  __libc_free(memory);
}
