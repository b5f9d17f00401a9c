// anze-writer: makes one workbook or one package for the plugin, in a process that can do nothing else
// (plugin/sheet_reader/confinement.h). The order comes on standard input, the answer goes back on the same
// socket (order.h,
// package_order.h). Started by plugin/writer/writer_process; of no use by hand.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <new>
#include <string>
#include <vector>

#include "plugin/sheet_reader/confinement.h"
#include "plugin/sheet_reader/frames.h"
#include "plugin/writer/book.h"
#include "plugin/writer/package_order.h"
#include "plugin/writer/read_package.h"
#include "plugin/writer/written_book.h"
#include "plugin/writer/zip_package.h"

namespace anze::sheets {
namespace {

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

struct Frame {
  char kind = 0;
  std::string body;
};

// False: nothing more came, or no frame.
bool next(Source& source, Frame& frame) {
  std::string head;
  if (!source.take(head, k_frame_head)) return false;
  const std::uint64_t size = FrameReader(std::string_view(head).substr(0, 4)).number();
  frame.kind = head[4];
  return size <= k_order_frame_max && source.take(frame.body, size);
}

// The frames after the first, up to the end. False: they are no order.
template <class Take>
bool take_rest(Source& source, const Take& take) {
  for (Frame frame; next(source, frame);) {
    if (frame.kind == 'E') return frame.body.empty();
    if (!take(frame)) return false;
  }
  return false;
}

std::string bytes_of(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  if (size < 0 || static_cast<std::size_t>(size) > k_written_bytes_max) return {};
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

int hand_out(const Result<Written>& found, const std::string& bytes) {
  if (!found) {
    refuse("it does not read back: " + found.error().message);
    return 0;
  }
  write_all(write_found(*found, bytes.size()));
  write_all(bytes);
  return 0;
}

// `file` takes the workbook.
int make_workbook(Source& source, const Frame& first, int file) {
  WrittenBook book(file);
  const auto take = [&](const Frame& frame) { return take_order(frame.kind, frame.body, book); };
  if (!take(first) ||
      !take_rest(source, [&](const Frame& frame) { return frame.kind != 'B' && take(frame); }))
    return k_exit_protocol;
  if (const std::string fault = book.finish(); !fault.empty()) {
    refuse(fault);
    return 0;
  }
  const std::string bytes = bytes_of(file);
  if (bytes.empty()) {
    refuse("it is too large");
    return 0;
  }
  return hand_out(read_back(bytes), bytes);
}

int make_package(Source& source, const Frame& first) {
  std::vector<reports::Part> parts;
  std::size_t size = 0;
  const auto take = [&](const Frame& frame) {
    size += frame.body.size();
    return size <= k_order_bytes_max && take_package_frame(frame.kind, frame.body, parts);
  };
  if (!is_package_begin(first.body) || !take_rest(source, take)) return k_exit_protocol;
  const Result<std::string> bytes = zip(parts);
  if (!bytes) {
    refuse(bytes.error().message);
    return 0;
  }
  return hand_out(read_package(*bytes, parts), *bytes);
}

int answer(int file) {
  Source source;
  Frame first;
  if (!next(source, first)) return k_exit_protocol;
  if (first.kind == 'B') return make_workbook(source, first, file);
  return first.kind == 'K' ? make_package(source, first) : k_exit_protocol;
}

int serve() {
  // Where standard output and error would be: the library prints, and nobody shall mistake it for a file.
  for (const int taken : {STDOUT_FILENO, STDERR_FILENO})
    if (memfd_create("anze-said", 0) != taken) return k_exit_descriptors;
  const int file = memfd_create("anze-book", 0);
  if (file < 0) return k_exit_descriptors;
  // A zone that is named is looked up once; without a name the C library opens the system's file for every
  // time that it converts, which ends a confined process.
  setenv("TZ", "UTC0", 1);
  tzset();
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
