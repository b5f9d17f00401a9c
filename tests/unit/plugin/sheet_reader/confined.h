// Confined: a helper program of sheets, started as the plugin starts it and looked at from outside while it
// waits for work that never comes.
#pragma once

#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace anze::sheets {

class Confined {
 public:
  explicit Confined(const char* program) {
    int pair[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pair[1], 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, 1);
    std::string name = program;
    char* arguments[] = {name.data(), nullptr};
    char* environment[] = {nullptr};
    EXPECT_EQ(posix_spawn(&pid_, program, &actions, nullptr, arguments, environment), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(pair[1]);
    socket_ = pair[0];
    for (int i = 0; i < 200 && status().find("Seccomp:\t2") == std::string::npos; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  // Without its socket it ends by itself.
  ~Confined() {
    close(socket_);
    int ended = 0;
    EXPECT_EQ(waitpid(pid_, &ended, 0), pid_);
  }
  Confined(const Confined&) = delete;
  Confined& operator=(const Confined&) = delete;

  std::string status() const { return text("status"); }
  std::string limits() const { return text("limits"); }

  // Filtered, without new privileges, of one thread, and within each of these lines of its limits.
  void expect_within(std::initializer_list<const char*> lines) const {
    for (const char* line : {"Seccomp:\t2", "NoNewPrivs:\t1", "Threads:\t1"})
      EXPECT_NE(status().find(line), std::string::npos) << line << "\n" << status();
    for (const char* line : lines)
      EXPECT_NE(limits().find(line), std::string::npos) << line << "\n" << limits();
  }

 private:
  std::string text(const char* file) const {
    std::ostringstream out;
    out << std::ifstream("/proc/" + std::to_string(pid_) + "/" + file).rdbuf();
    return out.str();
  }

  pid_t pid_ = 0;
  int socket_ = -1;
};

}  // namespace anze::sheets
