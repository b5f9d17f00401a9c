#include "plugin/sheet_reader/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>

#include "plugin/sheet_reader/faults.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_end_size = 22;
constexpr std::size_t k_central_size = 46;
constexpr std::size_t k_local_size = 30;
constexpr std::uint32_t k_end_mark = 0x06054b50;
constexpr std::uint32_t k_central_mark = 0x02014b50;
constexpr std::uint32_t k_local_mark = 0x04034b50;
constexpr std::uint16_t k_encrypted = 1U << 0U;
constexpr std::uint16_t k_sizes_follow = 1U << 3U;
constexpr std::uint16_t k_stored = 0;
constexpr std::uint16_t k_deflated = 8;
constexpr std::uint32_t k_link_mode = 0120000;
constexpr std::uint32_t k_mode_mask = 0170000;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
  return value;
}

std::uint16_t short_number(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(number(bytes, at, 2));
}

Error broken(const std::string& what) {
  return invalid("sheet.zip", "the file is not a sound workbook: " + what, {},
                 "open it in Excel or WPS and save it again as .xlsx");
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.find('\\') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos && name.find("..") == std::string_view::npos;
}

Result<void> check_entry(const ZipEntry& entry, std::uint32_t mode, const Limits& limits) {
  if ((entry.flags & k_encrypted) != 0) return encrypted();
  if (!plain_name(entry.name)) return broken("an entry has an unsafe name");
  if ((mode & k_mode_mask) == k_link_mode) return broken("the entry " + entry.name + " is a link");
  if (entry.method != k_stored && entry.method != k_deflated)
    return broken("the entry " + entry.name + " is packed in an unknown way");
  if (entry.method == k_stored && entry.size != entry.packed_size)
    return broken("the sizes of the entry " + entry.name + " differ");
  if (entry.size > limits.entry_bytes)
    return over("inflated size of " + entry.name, limits.entry_bytes, "bytes");
  return {};
}

// The directory at the end: entries in its order.
Result<std::vector<ZipEntry>> read_directory(std::string_view bytes, std::size_t at, std::size_t end,
                                             std::size_t count, const Limits& limits) {
  std::vector<ZipEntry> entries;
  for (std::size_t i = 0; i < count; ++i) {
    if (end - at < k_central_size || number(bytes, at, 4) != k_central_mark)
      return broken("its directory is damaged");
    ZipEntry entry;
    entry.flags = short_number(bytes, at + 8);
    entry.method = short_number(bytes, at + 10);
    entry.crc = number(bytes, at + 16, 4);
    entry.packed_size = number(bytes, at + 20, 4);
    entry.size = number(bytes, at + 24, 4);
    entry.header_at = number(bytes, at + 42, 4);
    const std::size_t name_size = short_number(bytes, at + 28);
    const std::size_t length =
        k_central_size + name_size + short_number(bytes, at + 30) + short_number(bytes, at + 32);
    if (end - at < length) return broken("its directory is damaged");
    entry.name = bytes.substr(at + k_central_size, name_size);
    ANZE_CHECK(check_entry(entry, number(bytes, at + 38, 4) >> 16U, limits));
    entries.push_back(std::move(entry));
    at += length;
  }
  if (at != end) return broken("its directory is damaged");
  return entries;
}

// The header before the data must say what the directory says. Returns where the data ends.
Result<std::size_t> find_data(std::string_view bytes, std::size_t directory_at, ZipEntry& entry) {
  const std::size_t at = entry.header_at;
  const Error differs = broken("the entry " + entry.name + " is not what the directory says");
  if (at > directory_at || directory_at - at < k_local_size || number(bytes, at, 4) != k_local_mark)
    return differs;
  const std::size_t name_size = short_number(bytes, at + 26);
  const std::size_t data = at + k_local_size + name_size + short_number(bytes, at + 28);
  if (data > directory_at || directory_at - data < entry.packed_size) return differs;
  const bool later = (entry.flags & k_sizes_follow) != 0;
  if (bytes.substr(at + k_local_size, name_size) != entry.name ||
      short_number(bytes, at + 6) != entry.flags || short_number(bytes, at + 8) != entry.method ||
      (!later && (number(bytes, at + 18, 4) != entry.packed_size || number(bytes, at + 22, 4) != entry.size)))
    return differs;
  entry.packed = bytes.substr(data, entry.packed_size);
  return data + entry.packed_size;
}

// Entries lie one behind the other. Between two of them fits a descriptor (12 to 16 bytes) and nothing else.
Result<void> check_places(std::string_view bytes, std::size_t directory_at, std::vector<ZipEntry>& entries) {
  constexpr std::size_t k_descriptor = 16;
  std::vector<ZipEntry*> order;
  for (ZipEntry& entry : entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(),
            [](const ZipEntry* a, const ZipEntry* b) { return a->header_at < b->header_at; });
  std::size_t free_from = 0;
  bool descriptor = false;
  for (ZipEntry* entry : order) {
    if (entry->header_at < free_from) return broken("its entries overlap");
    if (entry->header_at - free_from > (descriptor ? k_descriptor : 0))
      return broken("there are strange bytes between its entries");
    ANZE_TRY(free_from, find_data(bytes, directory_at, *entry));
    descriptor = (entry->flags & k_sizes_follow) != 0;
  }
  if (directory_at - free_from > (descriptor ? k_descriptor : 0))
    return broken("there are strange bytes between its entries");
  return {};
}

Result<void> check_names(const std::vector<ZipEntry>& entries) {
  std::vector<std::string_view> names;
  for (const ZipEntry& entry : entries) names.push_back(entry.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) return broken("it has two entries named " + std::string(*twice));
  return {};
}

}  // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const Limits& limits) {
  if (bytes.size() < k_end_size || number(bytes, bytes.size() - k_end_size, 4) != k_end_mark)
    return broken("its end is missing, or something was added behind it");
  const std::size_t end = bytes.size() - k_end_size;
  const std::size_t count = short_number(bytes, end + 10);
  const std::size_t directory_size = number(bytes, end + 12, 4);
  const std::size_t directory_at = number(bytes, end + 16, 4);
  if (number(bytes, end + 4, 4) != 0 || short_number(bytes, end + 8) != count ||
      short_number(bytes, end + 20) != 0)
    return broken("it has several parts or a comment");
  if (count > limits.entries) return over("number of parts inside", limits.entries, "entries");
  if (directory_at > end || end - directory_at != directory_size) return broken("its directory is damaged");
  ZipArchive archive;
  archive.limits_ = limits;
  ANZE_TRY(archive.entries_, read_directory(bytes, directory_at, end, count, limits));
  ANZE_CHECK(check_names(archive.entries_));
  ANZE_CHECK(check_places(bytes, directory_at, archive.entries_));
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const ZipEntry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

namespace {

// What has come out of one entry, held against the limits after every piece.
class Meter {
 public:
  Meter(const ZipEntry& entry, const Limits& limits, std::size_t& total)
      : entry_(entry), limits_(limits), total_(total) {}

  Result<void> add(std::string_view piece, std::size_t consumed) {
    produced_ += piece.size();
    total_ += piece.size();
    crc_ = crc32(crc_, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
    if (produced_ > limits_.entry_bytes)
      return over("inflated size of " + entry_.name, limits_.entry_bytes, "bytes");
    if (total_ > limits_.total_bytes) return over("inflated size of the file", limits_.total_bytes, "bytes");
    if (produced_ > limits_.ratio_after_bytes && produced_ / limits_.ratio > consumed)
      return over("compression of " + entry_.name, limits_.ratio, "to one");
    if (produced_ > entry_.size) return broken("the entry " + entry_.name + " is longer than it says");
    return {};
  }
  Result<void> finish() const {
    if (produced_ != entry_.size) return broken("the entry " + entry_.name + " is shorter than it says");
    if (crc_ != entry_.crc) return broken("the entry " + entry_.name + " is damaged");
    return {};
  }

 private:
  const ZipEntry& entry_;
  const Limits& limits_;
  std::size_t& total_;
  std::size_t produced_ = 0;
  uLong crc_ = crc32(0, nullptr, 0);
};

struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }
};

}  // namespace

Result<void> ZipArchive::inflate(const ZipEntry& entry, const Take& take) {
  constexpr std::size_t k_piece = std::size_t{64} << 10U;
  Meter meter(entry, limits_, total_);
  if (entry.method == k_stored) {
    for (std::size_t at = 0; at < entry.packed.size(); at += k_piece) {
      const std::string_view piece = entry.packed.substr(at, k_piece);
      ANZE_CHECK(meter.add(piece, at + piece.size()));
      ANZE_CHECK(take(piece));
    }
    return meter.finish();
  }
  Inflater inflater;
  if (!inflater.ready) return Error{Code::k_no_memory, "memory", "no memory to unpack the file", {}, {}};
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<z_const Bytef*>(const_cast<char*>(entry.packed.data()));
  stream.avail_in = static_cast<uInt>(entry.packed.size());
  std::vector<char> out(k_piece);
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    state = ::inflate(&stream, Z_NO_FLUSH);
    const std::string_view piece(out.data(), out.size() - stream.avail_out);
    if ((state != Z_OK && state != Z_STREAM_END) || (piece.empty() && state == Z_OK))
      return broken("the entry " + entry.name + " is damaged");
    ANZE_CHECK(meter.add(piece, entry.packed.size() - stream.avail_in));
    if (!piece.empty()) ANZE_CHECK(take(piece));
  }
  if (stream.avail_in != 0) return broken("the entry " + entry.name + " is shorter than it says");
  return meter.finish();
}

}  // namespace anze::sheets
