#include "plugin/writer/writer_process.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <vector>

#include "plugin/sheet_reader/child.h"
#include "plugin/sheet_reader/confinement.h"
#include "plugin/sheet_reader/frames.h"
#include "plugin/sheet_reader/text_coding.h"

namespace anze::sheets {
namespace {

constexpr const char* k_program = "anze-writer";
// Of the dynamic loader: no descriptor or no memory for the program's libraries.
constexpr int k_exit_unloaded = 127;

constexpr const char* k_few_files = "the platform's process may not open enough files (RLIMIT_NOFILE)";

Error not_started(const WriterProgram& program, const Product& product, const Started& started) {
  if (is_missing(started)) {
    Error error = cannot_write(product, "the writer program is not at " + program.path);
    error.help = "install anze-writer beside anze.so";
    return error;
  }
  if (started.fault == EMFILE || started.fault == ENFILE) return cannot_write(product, k_few_files);
  return cannot_write(product, std::string(started.what) + ": " + std::strerror(started.fault));
}

Error died(const Product& product, const std::optional<int>& status) {
  std::string how = "ended too early";
  if (status && WIFEXITED(*status)) {
    if (WEXITSTATUS(*status) == k_exit_unconfined)
      how = "is not let confine itself by this system (it needs seccomp filters)";
    if (WEXITSTATUS(*status) == k_exit_descriptors) return cannot_write(product, k_few_files);
    if (WEXITSTATUS(*status) == k_exit_unloaded)
      how =
          "could not load its libraries (RLIMIT_NOFILE or RLIMIT_AS of the platform's process, or they are "
          "missing)";
  }
  if (status && WIFSIGNALED(*status)) {
    const int signal = WTERMSIG(*status);
    how = signal == SIGXCPU   ? "took too much computing"
          : signal == SIGXFSZ ? "may write no file so large (RLIMIT_FSIZE of the platform's process)"
          : signal == SIGSYS  ? "tried what it may not do"
                              : "was ended by signal " + std::to_string(signal);
  }
  return cannot_write(product, "the writer program " + how);
}

// The talk with one writer.
class Dictation {
 public:
  Dictation(Child& child, const Product& product, std::string_view order, int timeout_ms)
      : child_(child), product_(product), unsent_(order), deadline_(timeout_ms) {}

  Result<std::string> run(const Written& expected) {
    for (;;) {
      pollfd wait{child_.socket(), static_cast<short>(POLLIN | (unsent_.empty() ? 0 : POLLOUT)), 0};
      const int ready = poll(&wait, 1, deadline_.left_ms());
      if (ready < 0 && errno == EINTR) continue;
      if (ready <= 0) return cannot("it was not done in time");
      if (!unsent_.empty() && (wait.revents & POLLOUT) != 0) send_some();
      if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      ANZE_TRY(const bool open, receive_some());
      if (open) continue;
      if (answer_.empty()) return gone();
      return product(expected);
    }
  }

 private:
  Error cannot(const std::string& why) const { return cannot_write(product_, why); }
  Error nonsense(const char* what) const {
    return cannot(std::string("the writer program answered nonsense: ") + what);
  }

  // It said no more. One that has to be ended even so was too slow.
  Error gone() {
    const std::optional<int> status = child_.finish(deadline_.left_ms());
    return deadline_.left_ms() == 0 ? cannot("it was not done in time") : died(product_, status);
  }

  void send_some() {
    const ssize_t sent = send(child_.socket(), unsent_.data(), unsent_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) unsent_.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) unsent_ = {};  // it will not listen: hear it out
    if (unsent_.empty()) shutdown(child_.socket(), SHUT_WR);          // so that it waits for nothing more
  }

  // Returns: false when the writer has closed.
  Result<bool> receive_some() {
    const ssize_t got = recv(child_.socket(), piece_.data(), piece_.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    answer_.append(piece_.data(), static_cast<std::size_t>(got));
    if (answer_.size() > k_written_bytes_max + k_head_most) return nonsense("it does not stop");
    return got > 0;
  }

  // What came, once all of it has.
  Result<std::string> product(const Written& expected) {
    const std::uint64_t size = FrameReader(answer_).number();
    if (answer_.size() < k_frame_head || size > k_head_most || answer_.size() - k_frame_head < size)
      return nonsense("no head");
    const std::string_view body = std::string_view(answer_).substr(k_frame_head, size);
    if (answer_[4] == 'X') {
      FrameReader frame(body);
      const std::string why(frame.text());
      return frame.ended() && is_utf8(why) ? cannot(why) : nonsense("a refusal");
    }
    Written found;
    std::size_t bytes = 0;
    if (answer_[4] != 'F' || !read_found(body, found, bytes)) return nonsense("no head");
    answer_.erase(0, k_frame_head + size);
    if (answer_.size() != bytes) return gone();
    if (found.sheets != expected.sheets || found.cells != expected.cells || found.parts != expected.parts ||
        (expected.text_bytes != 0 && found.text_bytes != expected.text_bytes) ||
        !answer_.starts_with("PK\3\4"))
      return cannot("what came out is not what was put in");
    return std::move(answer_);
  }

  static constexpr std::size_t k_head_most = 4'096;
  Child& child_;
  const Product& product_;
  std::string_view unsent_;
  Deadline deadline_;
  // On the heap: the host's thread may have a stack of 64 KiB and no more.
  std::vector<char> piece_ = std::vector<char>(std::size_t{64} << 10U);
  std::string answer_;
};

}  // namespace

WriterProgram find_writer() {
  return {find_program({}, k_program)};
}

Error cannot_write(const Product& product, const std::string& why) {
  return {Code::k_io,
          product.reason,
          "the " + std::string(product.name) + " could not be written: " + why,
          {},
          "see whether the platform's process may open more files and use more memory, then try again"};
}

Result<std::string> write_in_process(const WriterProgram& program, const Product& product,
                                     std::string_view order, const Written& expected) {
  Started started = start_program(program.path);
  if (started.pid == 0) return not_started(program, product, started);
  Child child(started.pid, std::move(started.socket));
  return Dictation(child, product, order, program.timeout_ms).run(expected);
}

}  // namespace anze::sheets
