// The reader process as the plugin meets it: what it is given up, what happens when it dies, hangs or lies,
// and that the host's signals, children and descriptors are as they were.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "plugin/workbooks/in/reader_process.h"
#include "tests/own_folder.h"
#include "tests/unit/plugin/sheet_reader/confined.h"
#include "tests/unit/plugin/workbooks/read_kit.h"
#include "tests/unit/plugin/workbooks/zip_maker.h"

namespace anze::sheets {
namespace {

namespace fs = std::filesystem;

std::string in_process(const ReaderProgram& program, std::string_view bytes, const Limits& limits = {}) {
  Collected sink;
  const auto done = read_in_process(program, {{}, limits, bytes.size()}, bytes, sink);
  return done ? sink.text : done.error().reason;
}

// A reader of our own making: a shell script with the socket on descriptor 0.
class FakeReader {
 public:
  explicit FakeReader(const std::string& script) {
    folder_ = tests::own_folder("reader");
    std::ofstream(folder_ / "reader") << "#!/bin/sh\n" << script << "\n";
    fs::permissions(folder_ / "reader", fs::perms::owner_all);
  }
  ~FakeReader() { fs::remove_all(folder_); }
  FakeReader(const FakeReader&) = delete;
  FakeReader& operator=(const FakeReader&) = delete;
  ReaderProgram program(int timeout_ms = 5'000) const { return {(folder_ / "reader").string(), timeout_ms}; }
  void answer(const std::string& bytes) const {
    std::ofstream(folder_ / "answer", std::ios::binary) << bytes;
  }
  std::string answering() const { return "cat " + (folder_ / "answer").string() + " >&0"; }
  fs::path folder_;
};

const ReaderProgram k_real{ANZE_SHEET_READER, 30'000};

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

TEST(SheetProcess, TheRealReaderReadsWhatTheLibraryReads) {
  MadeBook book;
  book.strings = shared_strings({"<t>甲</t>"});
  book.sheet = worksheet("<row><c t=\"s\"><v>0</v></c><c><v>1.5</v></c></row>",
                         "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>");
  EXPECT_EQ(in_process(k_real, book.bytes()), read(book.bytes()));
  EXPECT_EQ(in_process(k_real, "编号,单位\n1,安监局\n"), "1|A 编号|B 单位\n2|A 1|B 安监局\n");
  EXPECT_EQ(in_process(k_real, "\xB1\xE0\xBA\xC5,b\n1,2\n"),
            "1|A 编号|B b\n2|A 1|B 2\n");  // GB 18030, behind the filter
  EXPECT_EQ(in_process(k_real, "%PDF-1.7"), "sheet.format");
  std::string large = "a,b\n";
  for (int i = 0; i < 90'000; ++i) large += std::to_string(i) + ",x\n";
  EXPECT_EQ(in_process(k_real, large).size(), read(large).size());
}

TEST(SheetProcess, WhatGoesWrongHasAName) {
  const std::string file(std::size_t{2} << 20U,
                         'x');  // more than a socket holds: the plugin is still sending
  EXPECT_EQ(in_process({"/nowhere/anze-sheet-reader"}, file), "sheet.reader_missing");
  EXPECT_EQ(in_process({"/etc/passwd"}, file), "sheet.reader_missing");
  EXPECT_EQ(in_process(FakeReader("exit 0").program(), file), "sheet.reader_died");
  EXPECT_EQ(in_process(FakeReader("exit 4").program(), file), "sheet.reader_died");
  EXPECT_EQ(in_process(FakeReader("kill -9 $$").program(), file), "sheet.reader_died");
  EXPECT_EQ(in_process(FakeReader("kill -XCPU $$").program(), file), "sheet.reader_timeout");
  EXPECT_EQ(in_process(FakeReader("printf 'hello, this is no frame' >&0").program(), file),
            "sheet.reader_garbage");
  EXPECT_EQ(in_process(FakeReader("cat /dev/zero >&0").program(), file), "sheet.reader_garbage");
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(in_process(FakeReader("exec sleep 100").program(300), file), "sheet.reader_timeout");
  EXPECT_EQ(in_process(FakeReader("exec sleep 100 <&-").program(300), "a,b\n"), "sheet.reader_timeout");
  EXPECT_EQ(
      in_process(FakeReader("trap '' TERM HUP INT; cat >/dev/null; exec sleep 100").program(300), "a,b\n"),
      "sheet.reader_timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child is left, alive or dead
  EXPECT_EQ(errno, ECHILD);
}

TEST(SheetProcess, ALyingReaderIsNotBelieved) {
  const auto said = [](const std::string& answer) {
    const FakeReader fake("cat \"${0%reader}answer\" >&0; timeout 0.2 cat >/dev/null");
    fake.answer(answer);
    return in_process(fake.program(), "a,b\n");
  };
  const std::string sheets = write_sheets({{"表", true}}, 0);
  const Cell cell{0, CellKind::k_text, "甲"};
  const std::string row = write_row(1, {&cell, 1});
  EXPECT_EQ(said(sheets + row + write_end()), "1|A 甲\n");
  EXPECT_EQ(said(row + write_end()), "sheet.reader_garbage");              // no sheets before
  EXPECT_EQ(said(sheets + sheets + write_end()), "sheet.reader_garbage");  // twice
  EXPECT_EQ(said(sheets + write_end() + row), "sheet.reader_garbage");     // goes on
  EXPECT_EQ(said(sheets + row), "sheet.reader_died");                      // no end
  EXPECT_EQ(said(write_sheets({{"表", true}}, 7)), "sheet.reader_garbage");
  EXPECT_EQ(said(write_sheets({}, 0)), "sheet.reader_garbage");
  const auto bad_cell = [&](CellKind kind, const char* text, std::uint16_t column = 0) {
    const Cell each{column, kind, text};
    return said(sheets + write_row(1, {&each, 1}));
  };
  EXPECT_EQ(bad_cell(CellKind::k_number, "1e5"), "sheet.reader_garbage");
  EXPECT_EQ(bad_cell(CellKind::k_number, "--1"), "sheet.reader_garbage");
  EXPECT_EQ(bad_cell(CellKind::k_boolean, "2"), "sheet.reader_garbage");
  EXPECT_EQ(bad_cell(CellKind::k_text, ""), "sheet.reader_garbage");
  EXPECT_EQ(bad_cell(CellKind::k_text, "\xFF"), "sheet.reader_garbage");
  EXPECT_EQ(bad_cell(static_cast<CellKind>(9), "x"), "sheet.reader_garbage");
  EXPECT_EQ(said(write_refusal(invalid("store.corrupt", "everything is lost"))), "sheet.reader_garbage");
  EXPECT_EQ(said(write_refusal(invalid("sheet.zip", "damaged"))), "sheet.zip");
}

// Frames turned over bit by bit and at random: taken or refused, never more.
TEST(SheetProcess, AnyBytesAreTakenOrRefused) {
  const Cell cells[] = {
      {0, CellKind::k_text, "甲"}, {3, CellKind::k_number, "-12.5"}, {4, CellKind::k_date, "2025-03-31"}};
  const std::string frames[] = {write_sheets({{"表", true}, {"码", false}}, 1), write_row(7, cells),
                                write_merge({1, 2, 0, 0}), write_end(),
                                write_refusal(invalid("sheet.xml", "damaged", "line 1", "save it again"))};
  std::mt19937 chance(20251124);
  Collected sink;
  std::size_t refused = 0;
  for (const std::string& frame : frames) {
    for (int i = 0; i < 20'000; ++i) {
      std::string body = frame.substr(k_frame_head);
      for (unsigned n = chance() % 4 + 1; n > 0 && !body.empty(); --n)
        body[chance() % body.size()] = static_cast<char>(chance());
      if (chance() % 4 == 0) body.resize(chance() % (body.size() + 1));
      refused += take_frame(frame[4], body, sink) ? 0U : 1U;
      sink.text.clear();
    }
  }
  EXPECT_GT(refused, 50'000U);
}

std::atomic<int> g_reaped = 0;

TEST(SheetProcess, TheHostsSignalsAndDescriptorsStayItsOwn) {
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 20; ++i) {
    in_process(k_real, "a,b\n1,2\n");
    in_process(FakeReader("exit 1").program(), "a,b\n");
  }
  EXPECT_EQ(open_descriptors(), before);

  struct sigaction old {};
  struct sigaction reap {};
  reap.sa_handler = [](int) {
    const int kept = errno;
    while (waitpid(-1, nullptr, WNOHANG) > 0) ++g_reaped;  // as many hosts do
    errno = kept;
  };
  sigaction(SIGCHLD, &reap, &old);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(in_process(k_real, "a,b\n"), "1|A a|B b\n");
  EXPECT_EQ(in_process(FakeReader("exit 1").program(), "a,b\n"), "sheet.reader_died");
  struct sigaction now {};
  sigaction(SIGCHLD, nullptr, &now);
  EXPECT_EQ(now.sa_handler, reap.sa_handler);

  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(in_process(k_real, "a,b\n"), "1|A a|B b\n");
  EXPECT_EQ(in_process(FakeReader("kill -9 $$").program(), "a,b\n"), "sheet.reader_died");
  EXPECT_EQ(in_process(FakeReader("exec sleep 100").program(200), "a,b\n"), "sheet.reader_timeout");
  sigaction(SIGCHLD, &old, nullptr);
}

TEST(SheetProcess, ManyAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 5; ++k) good += in_process(k_real, "a,b\n") == "1|A a|B b\n" ? 1 : 0;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 40);
}

#ifndef ANZE_UNCONFINED
// Looked at from outside, while it waits for a file that never comes.
TEST(SheetProcess, TheReaderHasGivenUpEverything) {
  const Confined reader(ANZE_SHEET_READER);
  reader.expect_within({"Max address space         268435456", "Max cpu time              10 ",
                        "Max core file size        0 ", "Max file size             0 ",
                        "Max open files            1 "});
}
#endif

}  // namespace
}  // namespace anze::sheets
