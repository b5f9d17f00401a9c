// FakeWriter: a writer of our own making, a shell script with the socket on descriptor 0.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "plugin/writer/writer_process.h"
#include "tests/own_folder.h"

namespace anze::sheets {

class FakeWriter {
 public:
  explicit FakeWriter(const std::string& script) : folder_(tests::own_folder("writer")) {
    std::ofstream(folder_ / "writer") << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(folder_ / "writer", std::filesystem::perms::owner_all);
  }
  ~FakeWriter() { std::filesystem::remove_all(folder_); }
  FakeWriter(const FakeWriter&) = delete;
  FakeWriter& operator=(const FakeWriter&) = delete;
  WriterProgram program(int timeout_ms = 5'000) const { return {(folder_ / "writer").string(), timeout_ms}; }
  void answer(const std::string& bytes) const {
    std::ofstream(folder_ / "answer", std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace anze::sheets
