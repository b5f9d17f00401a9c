/* The work files of the writing library, without files: libxlsxwriter and its zip library open a file by name
 * for each part and for the workbook itself, and have no other way (0018). In the writer process these
 * functions stand before those of the C library, so a name opens memory, no path reaches the kernel, and the
 * filter of system calls need not let one through.
 *
 * C, because they replace functions of C. Not in builds with sanitizers, whose runtime puts its own in the
 * same place. */
#define _GNU_SOURCE /* memfd_create */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* <fcntl.h> has inline functions of these names when it fortifies. */
int open(const char* path, int flags, ...);
int open64(const char* path, int flags, ...);

static const char own_files[] = "/proc/self/fd/";

/* A descriptor that is open already is named by its path there; anything else is new memory. */
static int memory_for(const char* path) {
  if (strncmp(path, own_files, sizeof own_files - 1) == 0) return dup(atoi(path + sizeof own_files - 1));
  return memfd_create("anze-sheet-work", MFD_CLOEXEC);
}

static FILE* stream_for(const char* path, const char* mode) {
  const int file = memory_for(path);
  return file < 0 ? NULL : fdopen(file, mode);
}

int open(const char* path, int flags, ...) {
  (void)flags;
  return memory_for(path);
}

int open64(const char* path, int flags, ...) {
  (void)flags;
  return memory_for(path);
}

FILE* fopen(const char* path, const char* mode) {
  return stream_for(path, mode);
}

FILE* fopen64(const char* path, const char* mode) {
  return stream_for(path, mode);
}

/* Memory without a name goes when it is closed. */
int unlink(const char* path) {
  (void)path;
  return 0;
}

int remove(const char* path) {
  (void)path;
  return 0;
}

/* Asked of the folder for work files only. */
int stat(const char* restrict path, struct stat* restrict into) {
  (void)path;
  memset(into, 0, sizeof *into);
  into->st_mode = S_IFDIR | 0700;
  return 0;
}
