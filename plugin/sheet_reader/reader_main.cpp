// anze-sheet-reader: reads one sheet file for the plugin, in a process that can do nothing else
// (confinement.h). The request and the file come on standard input, frames go back on the same socket. Started by
// plugin/workbooks/in/reader_process; of no use by hand.
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <new>
#include <string>

#include "plugin/sheet_reader/confinement.h"
#include "plugin/sheet_reader/frames.h"

namespace anze::sheets {
namespace {

bool read_all(char* into, std::size_t size) {
  while (size > 0) {
    const ssize_t got = read(k_socket, into, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

// Rows are small and many: they are sent some dozens at a time.
class FrameSink : public CellSink {
 public:
  Result<void> begin(const std::vector<SheetName>& sheets, std::size_t chosen) override {
    put(write_sheets(sheets, chosen));
    return {};
  }
  Result<void> row(std::uint32_t number, std::span<const Cell> cells) override {
    put(write_row(number, cells));
    return {};
  }
  Result<void> merge(const Merge& range) override {
    put(write_merge(range));
    return {};
  }
  void put(const std::string& frame) {
    constexpr std::size_t k_batch = std::size_t{64} << 10U;
    waiting_ += frame;
    if (waiting_.size() >= k_batch) flush();
  }
  void flush() {
    write_all(waiting_);
    waiting_.clear();
  }

 private:
  std::string waiting_;
};

bool ask(ReadRequest& question, std::string& file) {
  char head[k_frame_head];
  if (!read_all(head, sizeof head) || head[4] != 'Q') return false;
  const std::uint64_t size = FrameReader({head, 4}).number();
  if (size > k_frame_bytes_max) return false;
  std::string body(size, '\0');
  if (!read_all(body.data(), body.size()) || !read_question(body, question)) return false;
  if (question.file_bytes > question.limits.file_bytes) return false;
  file.resize(question.file_bytes);
  return read_all(file.data(), file.size());
}

int serve() {
  TextCoding coding;  // opens the tables of GB 18030, while files may be opened
#ifndef ANZE_UNCONFINED
  if (!confine(Work::k_reading)) return k_exit_unconfined;
#endif
  FrameSink sink;
  try {
    ReadRequest question;
    std::string file;
    if (!ask(question, file)) return k_exit_protocol;
    const Result<void> read = read_file(file, question.wanted, question.limits, coding, sink);
    sink.put(read ? write_end() : write_refusal(read.error()));
  } catch (const std::bad_alloc&) {
    sink.put(write_refusal({Code::k_limit,
                            "sheet.limit",
                            "the file needs more memory than a reader is given",
                            {},
                            "split the sheet into several files, and keep pictures out of it"}));
  }
  sink.flush();
  return 0;
}

}  // namespace
}  // namespace anze::sheets

int main() {
  _exit(anze::sheets::serve());
}
