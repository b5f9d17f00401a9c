#include "plugin/sheet_reader/confinement.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace anze::sheets {
namespace {

bool set_limits() {
  constexpr rlim_t k_memory = rlim_t{256} << 20U;
  constexpr rlim_t k_seconds = 10;
  const std::initializer_list<std::pair<__rlimit_resource, rlim_t>> limits = {{RLIMIT_AS, k_memory},
                                                                              {RLIMIT_CPU, k_seconds},
                                                                              {RLIMIT_CORE, 0},
                                                                              {RLIMIT_FSIZE, 0},
                                                                              {RLIMIT_NOFILE, 1}};
  for (const auto& [resource, most] : limits) {
    rlimit limit{};
    if (getrlimit(resource, &limit) != 0) return false;
    limit.rlim_cur = limit.rlim_max = std::min(most, limit.rlim_max);  // the host's own, where it is lower
    if (setrlimit(resource, &limit) != 0) return false;
  }
  return prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool set_filter() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call : {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(brk),
                         SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(rt_sigreturn)})
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  // Memory of its own only: no file behind it, nothing that can be run. The library's macros for these two
  // are compound literals, which C++ does not have.
  const scmp_arg_cmp not_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const scmp_arg_cmp no_file{3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};
  good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, not_run, no_file) == 0;
  good = good && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return good;
}

}  // namespace

bool confine() {
  return set_limits() && set_filter();
}

}  // namespace anze::sheets
