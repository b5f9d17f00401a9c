// anze-sheet-writer: makes one workbook for the plugin, in a process that can do nothing else
// (plugin/sheet_reader/confinement.h). The order comes on standard input, the answer goes back on the same
// socket (order.h). Started by plugin/workbooks/out/writer_process; of no use by hand.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <new>
#include <string>
#include <vector>

#include "plugin/sheet_reader/confinement.h"
#include "plugin/sheet_reader/frames.h"
#include "plugin/sheet_writer/book.h"
#include "plugin/sheet_writer/written_book.h"

namespace anze::sheets {
namespace {

constexpr int k_exit_descriptors = 5;

// What comes, some of it at a time.
class Source {
 public:
  // False when it ended.
  bool take(std::string& into, std::size_t size) {
    into.clear();
    while (into.size() < size) {
      if (at_ == have_ && !fill()) return false;
      const std::size_t some = std::min(size - into.size(), have_ - at_);
      into.append(piece_.data() + at_, some);
      at_ += some;
    }
    return true;
  }

 private:
  bool fill() {
    ssize_t got = 0;
    do {
      got = read(k_socket, piece_.data(), piece_.size());
    } while (got < 0 && errno == EINTR);
    at_ = 0;
    have_ = got > 0 ? static_cast<std::size_t>(got) : 0;
    return have_ > 0;
  }
  std::vector<char> piece_ = std::vector<char>(std::size_t{64} << 10U);
  std::size_t at_ = 0;
  std::size_t have_ = 0;
};

// The whole order, done. False: it is none.
bool make(WrittenBook& book) {
  Source source;
  std::string head;
  std::string body;
  for (bool begun = false;;) {
    if (!source.take(head, k_frame_head)) return false;
    const std::uint64_t size = FrameReader(std::string_view(head).substr(0, 4)).number();
    if (size > k_order_frame_max || !source.take(body, size)) return false;
    const char kind = head[4];
    if (kind == 'E') return begun && body.empty();
    if ((kind == 'B') == begun || !take_order(kind, body, book)) return false;
    begun = true;
  }
}

std::string bytes_of(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  if (size < 0 || static_cast<std::size_t>(size) > k_workbook_bytes_max) return {};
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return {};
    at += static_cast<std::size_t>(got);
  }
  return bytes;
}

void refuse(const std::string& why) {
  write_all(FrameWriter('X').text(why).finish());
}

// `file` takes the workbook.
int answer(int file) {
  WrittenBook book(file);
  if (!make(book)) return k_exit_protocol;
  if (const std::string fault = book.finish(); !fault.empty()) {
    refuse(fault);
    return 0;
  }
  const std::string bytes = bytes_of(file);
  if (bytes.empty()) {
    refuse("it is too large");
    return 0;
  }
  const Result<Written> found = read_back(bytes);
  if (!found) {
    refuse("it does not read back: " + found.error().message);
    return 0;
  }
  write_all(write_found(*found, bytes.size()));
  write_all(bytes);
  return 0;
}

int serve() {
  // Where standard output and error would be: the library prints, and nobody shall mistake it for a file.
  for (const int taken : {STDOUT_FILENO, STDERR_FILENO})
    if (memfd_create("anze-sheet-said", 0) != taken) return k_exit_descriptors;
  const int file = memfd_create("anze-sheet", 0);
  if (file < 0) return k_exit_descriptors;
  tzset();  // reads the zone's file, while files may be read
#ifndef ANZE_UNCONFINED
  if (!confine(Work::k_writing)) return k_exit_unconfined;
#endif
  try {
    return answer(file);
  } catch (const std::bad_alloc&) {
    refuse("it needs more memory than a writer is given");
    return 0;
  }
}

}  // namespace
}  // namespace anze::sheets

int main() {
  _exit(anze::sheets::serve());
}
