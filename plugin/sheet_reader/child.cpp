#include "plugin/sheet_reader/child.h"

#include <dlfcn.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>

namespace anze::sheets {
namespace {

class SpawnSettings {
 public:
  explicit SpawnSettings(int socket) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDOUT_FILENO);  // nothing of the host's goes along
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

Started refused(const char* what, int fault) {
  Started started;
  started.what = what;
  started.fault = fault;
  return started;
}

// Waits that long for the end of a process. A signal of the host's ends a wait early; what is left of the
// time is waited then.
bool ends_within(int handle, int timeout_ms) {
  const Deadline deadline(timeout_ms);
  for (;;) {
    pollfd wait{handle, POLLIN, 0};
    const int ready = poll(&wait, 1, deadline.left_ms());
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0 && (wait.revents & POLLIN) != 0;
  }
}

}  // namespace

void Descriptor::reset() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

int Deadline::left_ms() const {
  const auto left = end_ - std::chrono::steady_clock::now();
  return static_cast<int>(std::max<long>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0));
}

Started start_program(const std::string& path) {
  if (access(path.c_str(), X_OK) != 0) return refused("no program", errno);
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return refused("no socket", errno);
  Started started;
  started.socket = Descriptor(pair[0]);
  const Descriptor theirs(pair[1]);
  const SpawnSettings settings(theirs.get());
  std::string name = path.substr(path.rfind('/') + 1);
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const int fault =
      posix_spawn(&pid, path.c_str(), &settings.actions, &settings.attributes, arguments, environment);
  if (fault != 0) return refused("no process", fault);
  started.pid = pid;
  return started;
}

bool is_missing(const Started& started) {
  return started.pid == 0 && (started.fault == ENOENT || started.fault == EACCES || started.fault == ENOTDIR);
}

std::string find_program(const std::string& configured, const char* name) {
  if (!configured.empty()) return configured;
  Dl_info module{};
  if (dladdr(reinterpret_cast<const void*>(&find_program), &module) == 0 || module.dli_fname == nullptr)
    return name;
  std::error_code fault;
  const auto file = std::filesystem::absolute(module.dli_fname, fault);
  return (file.parent_path() / name).string();
}

Child::Child(pid_t pid, Descriptor socket)
    : pid_(pid), handle_(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))), socket_(std::move(socket)) {}

std::optional<int> Child::finish(int timeout_ms) {
  if (pid_ == 0) return std::nullopt;
  socket_.reset();
  if (handle_.get() >= 0) {
    // A handle names this child for ever, where a number might be another's by now. What did not end is
    // killed, so that nothing below waits for longer.
    if (!ends_within(handle_.get(), timeout_ms))
      syscall(SYS_pidfd_send_signal, handle_.get(), SIGKILL, nullptr, 0);
  } else {
    kill(pid_, SIGKILL);
  }
  int status = 0;
  pid_t reaped = 0;
  do {
    reaped = waitpid(pid_, &status, 0);
  } while (reaped < 0 && errno == EINTR);
  const bool ours = reaped == pid_;
  pid_ = 0;
  return ours ? std::optional(status) : std::nullopt;  // ECHILD: the host ignores SIGCHLD, or waited first
}

}  // namespace anze::sheets
