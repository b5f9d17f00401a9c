#include "plugin/sheet_reader/confinement.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <initializer_list>

namespace anze::sheets {
namespace {

struct Most {
  __rlimit_resource resource;
  rlim_t reading;
  rlim_t writing;
};

bool set_limits(Work work) {
  constexpr rlim_t k_mib = rlim_t{1} << 20U;
  constexpr Most k_limits[] = {{RLIMIT_AS, 256 * k_mib, 512 * k_mib},
                               {RLIMIT_CPU, 10, 60},
                               {RLIMIT_CORE, 0, 0},
                               {RLIMIT_FSIZE, 0, 2'048 * k_mib},
                               {RLIMIT_NOFILE, 1, 16}};
  for (const Most& each : k_limits) {
    rlimit limit{};
    if (getrlimit(each.resource, &limit) != 0) return false;
    const rlim_t most = std::min(limit.rlim_max, work == Work::k_reading ? each.reading : each.writing);
    limit = {most, most};  // a host that has less itself can give no more
    if (setrlimit(each.resource, &limit) != 0) return false;
  }
  return prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool allow(scmp_filter_ctx filter, std::initializer_list<int> calls) {
  bool good = true;
  for (const int call : calls) good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  return good;
}

bool set_filter(Work work) {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  bool good =
      allow(filter, {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk),
                     SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(rt_sigreturn)});
  // Memory of its own only: no file behind it, nothing that can be run. The library's macros for these two
  // are compound literals, which C++ does not have.
  const scmp_arg_cmp not_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const scmp_arg_cmp no_file{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
  good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, not_run, no_file) == 0;
  if (work == Work::k_writing) {
    // Files in memory, and what streams over them ask.
    good = good && allow(filter, {SCMP_SYS(memfd_create), SCMP_SYS(dup), SCMP_SYS(close), SCMP_SYS(lseek),
                                  SCMP_SYS(pread64), SCMP_SYS(fstat), SCMP_SYS(clock_gettime)});
    // How a descriptor was opened, and no more: fcntl also says whom the kernel signals about one.
    const scmp_arg_cmp how_opened{1, SCMP_CMP_EQ, F_GETFL, 0};
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, how_opened) == 0;
    // The C library asks so about a stream's file, and does without. The filter cannot see whether there is a
    // path in it, so it is answered as by a system that does not have it.
    good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(newfstatat), 0) == 0;
  }
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

}  // namespace

bool confine(Work work) {
  return set_limits(work) && set_filter(work);
}

}  // namespace anze::sheets
