// A file that may not grow (RLIMIT_FSIZE) is told twice: the write fails, and the kernel signals the thread,
// which ends the host unless it ignores SIGXFSZ. While this lives the thread does not take that signal, and
// one that came of our own writes goes with it; the host's handler, and signals that waited before, stay as
// they were. Threads: one; made and gone in the same.
#pragma once

#include <csignal>
#include <ctime>

namespace anze::store {

class NoFileSizeSignal {
 public:
  NoFileSizeSignal() {
    sigset_t waiting;
    sigemptyset(&waiting);
    sigpending(&waiting);
    waited_ = sigismember(&waiting, SIGXFSZ) == 1;
    sigemptyset(&own_);
    sigaddset(&own_, SIGXFSZ);
    blocked_ = pthread_sigmask(SIG_BLOCK, &own_, &before_) == 0;
  }
  ~NoFileSizeSignal() {
    if (!blocked_) return;
    const timespec now{0, 0};
    if (!waited_ && sigismember(&before_, SIGXFSZ) == 0)
      while (sigtimedwait(&own_, nullptr, &now) == SIGXFSZ) {
      }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoFileSizeSignal(const NoFileSizeSignal&) = delete;
  NoFileSizeSignal& operator=(const NoFileSizeSignal&) = delete;

 private:
  sigset_t own_{};
  sigset_t before_{};
  bool waited_ = false;
  bool blocked_ = false;
};

}  // namespace anze::store
