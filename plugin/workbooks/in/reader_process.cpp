#include "plugin/workbooks/in/reader_process.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "plugin/sheet_reader/child.h"

namespace anze::sheets {
namespace {

constexpr const char* k_program = "anze-sheet-reader";
constexpr int k_exit_unconfined = 4;
constexpr const char* k_try_again =
    "try again; if it stays so, send the file to whoever maintains the platform";

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
      if (!open) return gone();
    }
  }

 private:
  // It said no more. One that has to be ended even so was too slow, and its file is not to blame.
  Error gone() {
    const std::optional<int> status = child_.finish(deadline_.left_ms());
    return deadline_.left_ms() == 0 ? late() : died(status);
  }

  void send_some() {
    std::string_view& part = unsent_[0].empty() ? unsent_[1] : unsent_[0];
    const ssize_t sent = send(child_.socket(), part.data(), part.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) part.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
      unsent_[0] = unsent_[1] = {};  // it will not listen: hear it out
  }

  // Returns: false when the reader has closed.
  Result<bool> receive_some() {
    const ssize_t got = recv(child_.socket(), piece_.data(), piece_.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    received_ += static_cast<std::size_t>(got);
    if (received_ > answer_max_) return nonsense("it does not stop");
    waiting_.append(piece_.data(), static_cast<std::size_t>(got));
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
  // On the heap: the host's thread may have a stack of 64 KiB and no more.
  std::vector<char> piece_ = std::vector<char>(std::size_t{64} << 10U);
  std::string waiting_;
  std::size_t received_ = 0;
  bool begun_ = false;
};

}  // namespace

std::string find_reader(const std::string& configured) {
  return find_program(configured, k_program);
}

Result<void> read_in_process(const ReaderProgram& program, const ReadRequest& question, std::string_view file,
                             CellSink& sink) {
  Started started = start_program(program.path);
  if (is_missing(started)) return missing(program.path);
  if (started.pid == 0) return failed(started.what, started.fault);
  Child child(started.pid, std::move(started.socket));
  const std::string head = write_question(question);
  return Talk(child, head, file, question.limits, program.timeout_ms, sink).run();
}

}  // namespace anze::sheets
