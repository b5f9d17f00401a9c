/* kill_at: ends the process with SIGKILL just before its k-th change of a file.
 *
 * Preloaded (LD_PRELOAD) into a program under test; ANZE_KILL_AT=k chooses the change, counted over pwrite,
 * write (but to the standard streams), fsync, fdatasync, ftruncate and unlink. ANZE_KILL_TORN=1 lets half of
 * a write through first. Nothing is counted without ANZE_KILL_AT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long change;

static long kill_at(void) {
  static long at = -1;
  if (at < 0) {
    const char* text = getenv("ANZE_KILL_AT");
    at = text ? strtol(text, NULL, 10) : 0;
  }
  return at;
}

static int now(void) {
  const long at = kill_at();
  return at > 0 && atomic_fetch_add(&change, 1) + 1 == at;
}

static int torn(void) {
  return getenv("ANZE_KILL_TORN") != NULL;
}

/* dlsym gives an object pointer; C has no conversion to a function pointer but through memory. */
#define REAL(name)               \
  static __typeof__(&name) real; \
  if (!real) *(void**)(&real) = dlsym(RTLD_NEXT, #name)

#define EXPORT __attribute__((visibility("default")))

EXPORT ssize_t pwrite(int fd, const void* data, size_t size, off_t offset) {
  REAL(pwrite);
  if (now()) {
    if (torn()) (void)!real(fd, data, size / 2, offset);
    raise(SIGKILL);
  }
  return real(fd, data, size, offset);
}

EXPORT ssize_t pwrite64(int fd, const void* data, size_t size, off_t offset) {
  return pwrite(fd, data, size, offset);
}

EXPORT ssize_t write(int fd, const void* data, size_t size) {
  REAL(write);
  if (fd > 2 && now()) {
    if (torn()) (void)!real(fd, data, size / 2);
    raise(SIGKILL);
  }
  return real(fd, data, size);
}

EXPORT int fsync(int fd) {
  REAL(fsync);
  if (now()) raise(SIGKILL);
  return real(fd);
}

EXPORT int fdatasync(int fd) {
  REAL(fdatasync);
  if (now()) raise(SIGKILL);
  return real(fd);
}

EXPORT int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  if (now()) raise(SIGKILL);
  return real(fd, size);
}

EXPORT int ftruncate64(int fd, off_t size) {
  return ftruncate(fd, size);
}

EXPORT int unlink(const char* path) {
  REAL(unlink);
  if (now()) raise(SIGKILL);
  return real(path);
}
