// Child: a helper program as the plugin starts it, with one socket and nothing else of its host's.
//
// What the host notices of it: a child that ends before the call returns, and the SIGCHLD of its end. We wait
// for that child alone, through a descriptor, so a host that ignores SIGCHLD or reaps every child is no
// trouble. No signal handler is touched, no SIGPIPE can arise, the child gets no descriptor and no
// environment of the host's. Threads: any; each call has its own process.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace anze::sheets {

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
  void reset();

 private:
  int number_;
};

// How long is left, as poll wants it.
class Deadline {
 public:
  explicit Deadline(int timeout_ms)
      : end_(std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms)) {}
  int left_ms() const;  // rounded up: whoever waits that long is not early; 0 when it is over

 private:
  std::chrono::steady_clock::time_point end_;
};

// What starting came to. `pid` 0: it did not, `fault` is the system's number and `what` names the step.
struct Started {
  pid_t pid = 0;
  Descriptor socket;  // the child has the other end as its standard input
  int fault = 0;
  const char* what = "";
};

Started start_program(const std::string& path);

// Whether the program is not there, or may not be run.
bool is_missing(const Started& started);

// `configured`, or the program of that name beside the module this code is in.
std::string find_program(const std::string& configured, const char* name);

// The process, ended and reaped when this goes, however the call ended.
class Child {
 public:
  Child(pid_t pid, Descriptor socket);
  ~Child() { finish(0); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  int socket() const { return socket_.get(); }

  // Waits that long for its end, then kills it. Returns its wait status; none when somebody else reaped it.
  std::optional<int> finish(int timeout_ms);

 private:
  pid_t pid_;
  Descriptor handle_;
  Descriptor socket_;
};

}  // namespace anze::sheets
