#include "plugin/workbooks/in/reader_process.h"

#include <dlfcn.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

namespace anze::sheets {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* k_program = "anze-sheet-reader";
constexpr int k_exit_unconfined = 4;
constexpr const char* k_try_again =
    "try again; if it stays so, send the file to whoever maintains the platform";

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

Error failed(const char* what, int number) {
  return {Code::k_io,
          "sheet.reader_died",
          std::string("the sheet reader could not be started: ") + what + ": " + std::strerror(number),
          {},
          k_try_again};
}

Error missing(const std::string& path) {
  return {Code::k_unsupported,
          "sheet.reader_missing",
          "the program that reads sheets is not at " + path,
          {},
          "install anze-sheet-reader beside anze.so, or name it in the configuration (sheet_reader)"};
}

// How long is left, as poll wants it.
class Deadline {
 public:
  explicit Deadline(int timeout_ms) : end_(Clock::now() + std::chrono::milliseconds(timeout_ms)) {}
  int left_ms() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now()).count();
    return static_cast<int>(std::max<long>(left, 0));
  }

 private:
  Clock::time_point end_;
};

// The reader process, ended and reaped when this goes, however the call ended.
class Child {
 public:
  Child(pid_t pid, Descriptor socket)
      : pid_(pid), handle_(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))), socket_(std::move(socket)) {}
  ~Child() { finish(0); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  int socket() const { return socket_.get(); }

  // Waits that long for its end, then kills it. Returns its wait status; none when somebody else reaped it.
  std::optional<int> finish(int timeout_ms) {
    if (pid_ == 0) return std::nullopt;
    socket_.reset();
    if (handle_.get() >= 0) {
      // A handle names this child for ever, where a number might be another's by now.
      pollfd wait{handle_.get(), POLLIN, 0};
      if (poll(&wait, 1, timeout_ms) == 0) syscall(SYS_pidfd_send_signal, handle_.get(), SIGKILL, nullptr, 0);
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

 private:
  pid_t pid_;
  Descriptor handle_;
  Descriptor socket_;
};

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

Result<std::pair<pid_t, Descriptor>> spawn(const std::string& path) {
  if (access(path.c_str(), X_OK) != 0) return missing(path);
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return failed("no socket", errno);
  Descriptor ours(pair[0]);
  const Descriptor theirs(pair[1]);
  const SpawnSettings settings(theirs.get());
  std::string name = k_program;
  char* arguments[] = {name.data(), nullptr};
  char* environment[] = {nullptr};
  pid_t pid = 0;
  const int fault =
      posix_spawn(&pid, path.c_str(), &settings.actions, &settings.attributes, arguments, environment);
  if (fault == ENOENT || fault == EACCES) return missing(path);
  if (fault != 0) return failed("no process", fault);
  return std::pair(pid, std::move(ours));
}

Error died(const std::optional<int>& status) {
  std::string how = "it ended too early";
  if (status && WIFEXITED(*status) && WEXITSTATUS(*status) == k_exit_unconfined)
    return {Code::k_unsupported,
            "sheet.reader_died",
            "the sheet reader ended: this system does not let it confine itself",
            {},
            "it needs seccomp filters; ask whoever runs the machine"};
  if (status && WIFSIGNALED(*status)) {
    const int signal = WTERMSIG(*status);
    if (signal == SIGXCPU)
      return {Code::k_limit,
              "sheet.reader_timeout",
              "the file takes more than 10 s of computing to read",
              {},
              "split the sheet into several files"};
    how = signal == SIGSYS ? "it tried what it may not do" : "signal " + std::to_string(signal);
  }
  return {Code::k_io,
          "sheet.reader_died",
          "the sheet reader died: " + how,
          {},
          "the file may be damaged on purpose: do not open it; tell whoever maintains the platform"};
}

Error late() {
  return {Code::k_limit,
          "sheet.reader_timeout",
          "the sheet reader did not finish in time and was stopped",
          {},
          "try again when the machine is less busy, or split the sheet into several files"};
}

Error nonsense(const char* what) {
  return {Code::k_io,
          "sheet.reader_garbage",
          std::string("the sheet reader answered nonsense: ") + what,
          {},
          k_try_again};
}

// The talk with one reader: what is to be sent, and what came and is not understood yet.
class Talk {
 public:
  Talk(Child& child, std::string_view head, std::string_view file, const Limits& limits, int timeout_ms,
       CellSink& sink)
      : child_(child),
        unsent_{head, file},
        answer_max_(limits.text_bytes * 2),
        deadline_(timeout_ms),
        sink_(sink) {}

  Result<void> run() {
    for (;;) {
      const bool sending = !unsent_[0].empty() || !unsent_[1].empty();
      pollfd wait{child_.socket(), static_cast<short>(POLLIN | (sending ? POLLOUT : 0)), 0};
      const int ready = poll(&wait, 1, deadline_.left_ms());
      if (ready < 0 && errno == EINTR) continue;
      if (ready <= 0) return late();
      if (sending && (wait.revents & POLLOUT) != 0) send_some();
      if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      ANZE_TRY(const bool open, receive_some());
      ANZE_TRY(const bool ended, take_frames());
      if (ended) return {};
      if (!open) return died(child_.finish(deadline_.left_ms()));
    }
  }

 private:
  void send_some() {
    std::string_view& part = unsent_[0].empty() ? unsent_[1] : unsent_[0];
    const ssize_t sent = send(child_.socket(), part.data(), part.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) part.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
      unsent_[0] = unsent_[1] = {};  // it will not listen: hear it out
  }

  // Returns: false when the reader has closed.
  Result<bool> receive_some() {
    char piece[std::size_t{64} << 10U];
    const ssize_t got = recv(child_.socket(), piece, sizeof piece, MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    received_ += static_cast<std::size_t>(got);
    if (received_ > answer_max_) return nonsense("it does not stop");
    waiting_.append(piece, static_cast<std::size_t>(got));
    return got > 0;
  }

  // Returns: true after the last frame.
  Result<bool> take_frames() {
    std::string_view rest = waiting_;
    while (rest.size() >= k_frame_head) {
      const std::uint64_t size = FrameReader(rest.substr(0, 4)).number();
      if (size > k_frame_bytes_max) return nonsense("a frame is too long");
      if (rest.size() - k_frame_head < size) break;
      const char kind = rest[4];
      if ((kind == 'S') == begun_ && kind != 'X') return nonsense("its frames are out of order");
      begun_ = true;
      ANZE_TRY(const bool ended, take_frame(kind, rest.substr(k_frame_head, size), sink_));
      rest.remove_prefix(k_frame_head + size);
      if (ended) return rest.empty() ? Result<bool>(true) : nonsense("it goes on after its end");
    }
    waiting_.erase(0, waiting_.size() - rest.size());
    return false;
  }

  Child& child_;
  std::string_view unsent_[2];
  std::size_t answer_max_;
  Deadline deadline_;
  CellSink& sink_;
  std::string waiting_;
  std::size_t received_ = 0;
  bool begun_ = false;
};

}  // namespace

std::string find_reader(const std::string& configured) {
  if (!configured.empty()) return configured;
  Dl_info module{};
  if (dladdr(reinterpret_cast<const void*>(&find_reader), &module) == 0 || module.dli_fname == nullptr)
    return k_program;
  std::error_code fault;
  const auto file = std::filesystem::absolute(module.dli_fname, fault);
  return (file.parent_path() / k_program).string();
}

Result<void> read_in_process(const ReaderProgram& program, const ReadRequest& question, std::string_view file,
                             CellSink& sink) {
  ANZE_TRY(auto spawned, spawn(program.path));
  Child child(spawned.first, std::move(spawned.second));
  const std::string head = write_question(question);
  return Talk(child, head, file, question.limits, program.timeout_ms, sink).run();
}

}  // namespace anze::sheets
