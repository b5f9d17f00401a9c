#include "plugin/workbooks/out/written_book.h"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace anze::sheets {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// One part, as it comes. Not every rule of XML: what a hole in it would break, tags that are not closed or
// closed by others, and bytes that stand in no text.
class Part {
 public:
  explicit Part(Written& found) : found_(found) {}

  bool feed(std::string_view more) {
    rest_ += more;
    std::size_t at = 0;
    for (;;) {
      const std::size_t open = rest_.find('<', at);
      if (!text(std::string_view(rest_).substr(at, open - at))) return false;
      at = std::min(open, rest_.size());
      if (open == std::string::npos) break;
      const std::size_t close = rest_.find('>', open);
      if (close == std::string::npos) break;
      if (!tag(std::string_view(rest_).substr(open + 1, close - open - 1))) return false;
      at = close + 1;
    }
    rest_.erase(0, at);
    return rest_.size() < k_longest_tag;
  }
  bool whole() const { return rest_.empty() && open_.empty() && begun_; }

 private:
  static constexpr std::size_t k_longest_tag = 65'536;

  bool text(std::string_view characters) {
    const bool counted = !open_.empty() && open_.back() == "t";
    for (const char c : characters) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
      if (in_entity_) {
        in_entity_ = c != ';';
        continue;
      }
      in_entity_ = c == '&';
      if (counted) ++found_.text_bytes;
    }
    return true;
  }
  bool tag(std::string_view inside) {
    if (in_entity_ || inside.empty()) return false;
    if (inside.front() == '?' || inside.front() == '!') return true;
    if (inside.front() == '/') {
      if (open_.empty() || open_.back() != inside.substr(1)) return false;
      open_.pop_back();
      return true;
    }
    const std::string_view name = inside.substr(0, inside.find_first_of(" \t\n/"));
    if (name.empty() || (open_.empty() && begun_)) return false;
    begun_ = true;
    if (name == "c") ++found_.cells;
    if (name == "worksheet") ++found_.sheets;
    if (inside.back() != '/') open_.emplace_back(name);
    return true;
  }

  Written& found_;
  std::string rest_;
  std::vector<std::string> open_;
  bool begun_ = false;
  bool in_entity_ = false;
};

Result<void> read_part(zip_t* archive, zip_uint64_t index, Written& found) {
  zip_stat_t stat;
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive, index, 0));
  if (file == nullptr || zip_stat_index(archive, index, 0, &stat) != 0)
    return cannot_write("a part of it cannot be read back");
  Part part(found);
  std::array<char, 32'768> buffer;
  zip_uint64_t size = 0;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return cannot_write("a part of it does not read back as it was packed");
    if (got == 0) break;
    size += static_cast<zip_uint64_t>(got);
    if (!part.feed({buffer.data(), static_cast<std::size_t>(got)}))
      return cannot_write("its part " + std::string(stat.name) + " is not well-formed");
  }
  if (size != stat.size || !part.whole())
    return cannot_write("its part " + std::string(stat.name) + " is not whole");
  return {};
}

Error full() {
  return {Code::k_io,
          "store.full",
          "the disk is full; the workbook was not written",
          {},
          "free some space, then do it again"};
}

bool is_full(int fault) {
  return fault == ENOSPC || fault == EDQUOT || fault == EFBIG;
}

}  // namespace

Error cannot_write(const std::string& why) {
  return {
      Code::k_io,
      "sheet.write",
      "the workbook could not be written: " + why,
      {},
      "see whether the store's disk is full and whether the platform may open more files, then try again"};
}

Result<Written> read_back(const std::string& bytes) {
  zip_error_t fault;
  zip_error_init(&fault);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &fault);
  if (source == nullptr) return cannot_write("no memory");
  const std::unique_ptr<zip_t, Discard> archive(
      zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &fault));
  if (archive == nullptr) {
    zip_source_free(source);
    return cannot_write("it does not read back");
  }
  Written found;
  const zip_int64_t parts = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t i = 0; i < parts; ++i)
    ANZE_CHECK(read_part(archive.get(), static_cast<zip_uint64_t>(i), found));
  for (const char* name : {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"})
    if (zip_name_locate(archive.get(), name, 0) < 0)
      return cannot_write("its part " + std::string(name) + " is missing");
  return found;
}

Result<void> room_to_write(int file, const std::string& work_folder) {
  // A work file for each of two sheets, the package, the part being packed; the rest is for whoever else
  // opens something in this moment.
  constexpr std::size_t k_descriptors = 8;
  std::array<int, k_descriptors> taken;
  taken.fill(-1);
  bool enough = true;
  for (int& one : taken) {
    one = fcntl(file, F_DUPFD_CLOEXEC, 0);
    enough &= one >= 0;
  }
  for (const int one : taken)
    if (one >= 0) close(one);
  if (!enough) return cannot_write("the platform's process may not open enough files (RLIMIT_NOFILE)");

  const int work = open(work_folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (work < 0) {
    if (is_full(errno)) return full();
    if (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL) return {};  // a file system without them
    return cannot_write("no work file can be made in the store's folder: " +
                        std::string(std::strerror(errno)));
  }
  constexpr std::size_t k_some = 65'536;  // more than a workbook without rows takes
  const std::vector<char> some(k_some, 'x');
  errno = 0;
  const ssize_t wrote = write(work, some.data(), some.size());
  const int fault = errno;
  close(work);
  if (wrote == static_cast<ssize_t>(some.size())) return {};
  return wrote >= 0 || is_full(fault) ? full() : cannot_write(std::strerror(fault));
}

}  // namespace anze::sheets
