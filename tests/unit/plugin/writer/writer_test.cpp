// The writer process as the plugin meets it: what it makes, what it has given up, and what a host is told
// when it is missing, dies, hangs, lies or has too little of something.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <thread>

#include "plugin/sheet_reader/confinement.h"
#include "plugin/sheet_reader/frames.h"
#include "plugin/writer/writer_process.h"
#include "plugin/writer/written_book.h"
#include "tests/own_folder.h"
#include "tests/unit/plugin/sheet_reader/confined.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/writer/fake_writer.h"

namespace anze::sheets {
namespace {

namespace fs = std::filesystem;

const WriterProgram k_real{ANZE_WRITER, 30'000};

struct Ordered {
  std::string order;
  Written expected;
};

// Two sheets; a text, a number, a day and a blank in each row.
Ordered ordered(std::uint32_t rows, bool rows_at_once = true) {
  OrderWriter writer;
  Written expected;
  writer.begin(1'735'689'600, rows_at_once);
  const CellLook look{Look::k_data, CellKind::k_text, 0};
  for (const char* name : {"甲", "乙"}) {
    writer.sheet(name);
    ++expected.sheets;
    for (std::uint32_t row = 0; row < rows; ++row) {
      const std::string text = "a<b>&\"c\"\n二 " + std::to_string(row);
      writer.cell({row, 0, CellKind::k_text, text, look});
      writer.cell({row, 1, CellKind::k_number, "-12.5", {Look::k_data, CellKind::k_number, 2}});
      writer.cell({row, 2, CellKind::k_date, "2025-03-31", {Look::k_data, CellKind::k_date, 0}});
      writer.cell({row, 3, CellKind::k_text, "", look});
      expected.cells += 4;
      expected.text_bytes += static_cast<std::int64_t>(text.size());
    }
  }
  if (!rows_at_once) expected.text_bytes = 0;
  return {writer.order + write_end(), expected};
}

// "done", or why not.
std::string said(const WriterProgram& program, const Ordered& what) {
  const auto bytes = write_in_process(program, k_workbook, what.order, what.expected);
  if (bytes) return "done";
  EXPECT_EQ(bytes.error().reason, "sheet.write");
  return bytes.error().message.substr(bytes.error().message.find(": ") + 2);
}

TEST(SheetWriter, MakesWhatIsOrdered) {
  for (const bool at_once : {true, false}) {
    const Ordered what = ordered(2, at_once);
    const auto bytes = write_in_process(k_real, k_workbook, what.order, what.expected);
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_EQ(
        read(*bytes),
        "甲:\n1|A a<b>&\"c\"\n二 0|B #-12.5|C @2025-03-31\n2|A a<b>&\"c\"\n二 1|B #-12.5|C @2025-03-31\n");
    const auto again = write_in_process(k_real, k_workbook, what.order, what.expected);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *bytes);  // the same order, the same bytes
    EXPECT_EQ(read_back(*bytes)->sheets, 2);
  }
  EXPECT_EQ(said(k_real, ordered(20'000)), "done");
}

TEST(SheetWriter, WhatCameOutIsHeldAgainstWhatWasOrdered) {
  Ordered what = ordered(3);
  what.expected.cells += 1;
  EXPECT_EQ(said(k_real, what), "what came out is not what was put in");
  what = ordered(3);
  what.expected.text_bytes -= 1;
  EXPECT_EQ(said(k_real, what), "what came out is not what was put in");
}

TEST(SheetWriter, AnOrderThatIsNoneIsRefused) {
  const std::string early = "the writer program ended too early";
  const Ordered what = ordered(3);
  EXPECT_EQ(said(k_real, {write_end(), {}}), early);
  EXPECT_EQ(said(k_real, {what.order + what.order, what.expected}), "done");  // the second is never looked at
  EXPECT_EQ(said(k_real, {what.order.substr(3), {}}), early);
  OrderWriter twice;
  twice.begin(0, true);
  twice.sheet("甲");
  twice.sheet("甲");
  EXPECT_NE(said(k_real, {twice.order + write_end(), {}}).find("parameter"), std::string::npos);
}

// Frames turned over bit by bit and at random: done or refused, never more.
TEST(SheetWriter, AnyBytesOfAnOrderAreTakenOrRefused) {
  class Deaf : public BookMaker {
    void begin(std::int64_t, bool) override {}
    void sheet(const std::string&) override {}
    void column(std::uint16_t, std::uint16_t, const CellLook&) override {}
    void row_height(std::uint32_t, std::uint16_t) override {}
    void cell(const PutCell&) override {}
    void check(const ColumnCheck&) override {}
    void print(const PrintSetUp&) override {}
    void print_area(std::uint32_t, std::uint16_t) override {}
    void filter(std::uint32_t, std::uint16_t) override {}
    void freeze() override {}
    void hide() override {}
  } deaf;
  OrderWriter writer;
  writer.check({3, 100, ColumnCheck::Kind::k_list, true, "题", "说明", "='可选项'!$A$2:$A$9", 0, 9});
  const std::string check = writer.order;
  writer.order.clear();
  writer.cell({1, 2, CellKind::k_number, "12.5", {Look::k_data, CellKind::k_number, 2}});
  std::mt19937 chance(20251127);
  std::size_t refused = 0;
  for (const std::string& frame : {check, writer.order}) {
    EXPECT_TRUE(take_order(frame[4], std::string_view(frame).substr(k_frame_head), deaf));
    for (int i = 0; i < 20'000; ++i) {
      std::string body = frame.substr(k_frame_head);
      for (unsigned n = chance() % 4 + 1; n > 0 && !body.empty(); --n)
        body[chance() % body.size()] = static_cast<char>(chance());
      if (chance() % 4 == 0) body.resize(chance() % (body.size() + 1));
      refused += take_order(frame[4], body, deaf) ? 0U : 1U;
    }
  }
  EXPECT_GT(refused, 10'000U);
}

TEST(SheetWriter, WhatGoesWrongIsSaid) {
  const Ordered what = ordered(40'000);  // more than a socket holds: the plugin is still sending
  const auto of = [&](const char* script, int timeout_ms = 5'000) {
    return said(FakeWriter(script).program(timeout_ms), what);
  };
  EXPECT_EQ(said({"/nowhere/anze-writer"}, what), "the writer program is not at /nowhere/anze-writer");
  EXPECT_EQ(said({"/etc/passwd"}, what), "the writer program is not at /etc/passwd");
  EXPECT_EQ(of("exit 0"), "the writer program ended too early");
  EXPECT_NE(of("exit 4").find("seccomp"), std::string::npos);
  EXPECT_NE(of("exit 5").find("RLIMIT_NOFILE"), std::string::npos);
  EXPECT_EQ(of("kill -SEGV $$"), "the writer program was ended by signal 11");
  EXPECT_NE(of("kill -XFSZ $$").find("RLIMIT_FSIZE"), std::string::npos);
  EXPECT_EQ(of("printf 'hello, this is no frame' >&0"), "the writer program answered nonsense: no head");
  EXPECT_EQ(of("cat /dev/zero >&0"), "the writer program answered nonsense: it does not stop");
  EXPECT_EQ(of("exec sleep 100", 300), "it was not done in time");
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child is left, alive or dead
  EXPECT_EQ(errno, ECHILD);
}

TEST(SheetWriter, ALyingWriterIsNotBelieved) {
  const auto of = [](const std::string& answer) {
    const FakeWriter fake("cat \"${0%writer}answer\" >&0; timeout 0.2 cat >/dev/null");
    fake.answer(answer);
    return said(fake.program(), {ordered(1).order, {1, 1, 1}});
  };
  EXPECT_EQ(of(write_found({1, 1, 1}, 5) + "PK\3\4x"), "done");
  EXPECT_EQ(of(write_found({1, 1, 1}, 5) + "<html"), "what came out is not what was put in");
  EXPECT_EQ(of(write_found({1, 2, 1}, 5) + "PK\3\4x"), "what came out is not what was put in");
  EXPECT_EQ(of(write_found({1, 1, 1}, 6) + "PK\3\4x"), "the writer program ended too early");
  EXPECT_NE(of(write_found({1, 1, 1}, 0)).find("nonsense"), std::string::npos);
  EXPECT_NE(of(FrameWriter('X').text("\xFF").finish()).find("nonsense"), std::string::npos);
  EXPECT_EQ(of(FrameWriter('X').text("no room").finish()), "no room");
}

// In a process of its own, whose limits are its own.
std::string limited(const std::function<void()>& limit, const Ordered& what) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    limit();
    const std::string answer = said(k_real, what);
    _exit(write(pipe_ends[1], answer.data(), answer.size()) < 0 ? 1 : 0);
  }
  close(pipe_ends[1]);
  std::string answer(4'096, '\0');
  const ssize_t got = ::read(pipe_ends[0], answer.data(), answer.size());
  answer.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  close(pipe_ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? answer : "signal " + std::to_string(WTERMSIG(status));
}

std::function<void()> at_most(__rlimit_resource resource, rlim_t most) {
  return [resource, most] {
    const rlimit limit{most, most};
    setrlimit(resource, &limit);
  };
}

TEST(SheetWriter, TooLittleOfSomethingIsNamed) {
  const Ordered small = ordered(3);
  EXPECT_NE(limited(at_most(RLIMIT_NOFILE, 3), small).find("RLIMIT_NOFILE"), std::string::npos);
  for (rlim_t files = 3; files <= 12; ++files) {
    const std::string answer = limited(at_most(RLIMIT_NOFILE, files), small);
    EXPECT_TRUE(answer == "done" || answer.find("RLIMIT_NOFILE") != std::string::npos ||
                answer.find("writer program") != std::string::npos)
        << files << ": " << answer;
    EXPECT_TRUE(files < 12 || answer == "done") << answer;
  }
#ifndef ANZE_UNCONFINED
  EXPECT_NE(limited(at_most(RLIMIT_FSIZE, 1'000), small).find("RLIMIT_FSIZE"), std::string::npos);
  EXPECT_EQ(limited(at_most(RLIMIT_CPU, 5), small), "done");  // less than it would take itself
  EXPECT_EQ(limited(at_most(RLIMIT_AS, rlim_t{200} << 20U), small), "done");
#endif
}

std::atomic<int> g_signals = 0;

// A signal each two milliseconds, whose handler asks for no restart: every call of the system may come back
// early.
class Storm {
 public:
  Storm() {
    g_signals = 0;
    struct sigaction count {};
    count.sa_handler = [](int) { ++g_signals; };
    sigaction(SIGALRM, &count, &old_);
    const itimerval storm{{0, 2'000}, {0, 2'000}};
    setitimer(ITIMER_REAL, &storm, nullptr);
  }
  ~Storm() {
    const itimerval calm{};
    setitimer(ITIMER_REAL, &calm, nullptr);
    sigaction(SIGALRM, &old_, nullptr);
  }
  Storm(const Storm&) = delete;
  Storm& operator=(const Storm&) = delete;

 private:
  struct sigaction old_ {};
};

TEST(SheetWriter, SignalsDoNotDisturbIt) {
  const Storm storm;
  EXPECT_EQ(said(k_real, ordered(5'000)), "done");
  EXPECT_GT(g_signals, 3);
}

// It closed its socket and lives on: it is waited for until its time is over, not a signal shorter and no
// longer.
TEST(SheetWriter, SignalsNeitherShortenNorLengthenTheWaitForItsEnd) {
  const auto begun = std::chrono::steady_clock::now();
  const FakeWriter slow("exec sleep 30 <&-");
  const FakeWriter late("exec 0<&-; sleep 0.3; exit 4");
  const Storm storm;
  EXPECT_EQ(said(slow.program(600), ordered(1)), "it was not done in time");
  const auto taken = std::chrono::steady_clock::now() - begun;
  EXPECT_GE(taken, std::chrono::milliseconds(600));
  EXPECT_LT(taken, std::chrono::seconds(10));
  EXPECT_NE(said(late.program(), ordered(1)).find("seccomp"), std::string::npos);
  EXPECT_GT(g_signals, 100);
}

#ifndef ANZE_UNCONFINED
// What becomes of a process that confines itself as the writer does, then calls: "SIGSYS", or its answer's
// error number.
std::string confined(const std::function<long()>& call) {
  const pid_t child = fork();
  if (child == 0) {
    if (!confine(Work::k_writing)) _exit(255);
    _exit(call() < 0 ? errno : 0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) return "lost";
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? "SIGSYS" : "another signal";
  return std::to_string(WEXITSTATUS(status));
}

TEST(SheetWriter, EveryOtherCallEndsIt) {
  const pid_t host = getpid();
  const int file = memfd_create("anze-test", 0);
  const auto mapped = [](int protection, int flags, int of) {
    return mmap(nullptr, 4'096, protection, flags, of, 0) == MAP_FAILED ? -1L : 0L;
  };
  const std::pair<const char*, std::function<long()>> forbidden[] = {
      {"F_SETOWN", [&] { return fcntl(file, F_SETOWN, host); }},
      {"F_SETSIG", [&] { return fcntl(file, F_SETSIG, SIGKILL); }},
      {"F_SETFL", [&] { return fcntl(file, F_SETFL, O_ASYNC); }},
      {"F_DUPFD", [&] { return fcntl(file, F_DUPFD, 3); }},
      {"kill", [&] { return kill(host, 0); }},
      {"openat", [] { return syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY); }},
      {"unlinkat", [] { return syscall(SYS_unlinkat, AT_FDCWD, "/nowhere/at-all", 0); }},
      {"execve", [] { return syscall(SYS_execve, "/bin/true", nullptr, nullptr); }},
      {"clone", [] { return syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }},
      {"socket", [] { return syscall(SYS_socket, AF_INET, SOCK_STREAM, 0); }},
      {"ioctl", [&] { return syscall(SYS_ioctl, file, 0, 0); }},
      {"mmap to run", [&] { return mapped(PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1); }},
      {"mmap of a file", [&] { return mapped(PROT_READ, MAP_PRIVATE, file); }},
      {"mprotect", [] { return syscall(SYS_mprotect, nullptr, 4'096, PROT_READ); }}};
  for (const auto& [name, call] : forbidden) EXPECT_EQ(confined(call), "SIGSYS") << name;
  struct stat found {};
  for (const char* path : {"/etc/passwd", ""})
    EXPECT_EQ(confined([&] { return syscall(SYS_newfstatat, file, path, &found, AT_EMPTY_PATH); }),
              std::to_string(ENOSYS))
        << path;
  EXPECT_EQ(confined([&] { return fcntl(file, F_GETFL); }), "0");
  EXPECT_EQ(confined([&] { return mapped(PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1); }), "0");
  close(file);
}

// Looked at from outside, while it waits for an order that never comes.
TEST(SheetWriter, HasGivenUpEverything) {
  const Confined writer(ANZE_WRITER);
  writer.expect_within({"Max address space         536870912", "Max cpu time              60 ",
                        "Max core file size        0 ", "Max open files            16 "});
}
#endif

}  // namespace
}  // namespace anze::sheets
