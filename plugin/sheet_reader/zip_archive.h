// ZipArchive: the container of an .xlsx, read strictly. Office programs write plain archives; whatever a
// plain one has no use for (bytes before, between or behind the entries, overlapping or doubled entries,
// links, encryption, ZIP64) is refused before anything is inflated.
//
// Own code on zlib and no zip library, so that the directory that was checked is the one that is read: two
// readers that disagree about one file are how such checks are got round (decision 0016).
//
// The archive refers to the caller's bytes. Threads: one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/sheet_reader/limits.h"
#include "scoring/values/result.h"

namespace anze::sheets {

struct ZipEntry {
  std::string name;
  std::uint32_t crc = 0;
  std::uint32_t packed_size = 0;
  std::uint32_t size = 0;
  std::uint32_t header_at = 0;  // of the local header
  std::uint16_t method = 0;     // 0 stored, 8 deflated
  std::uint16_t flags = 0;
  std::string_view packed;
};

class ZipArchive {
 public:
  // Errors: sheet.zip, sheet.encrypted, sheet.limit.
  static Result<ZipArchive> open(std::string_view bytes, const Limits& limits);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  const ZipEntry* find(std::string_view name) const;

  // Hands the entry out piece by piece; stops at the first error of `take` or as soon as a limit is passed.
  // Size and checksum must be those the directory promised.  Errors: sheet.zip, sheet.limit, and take's.
  using Take = std::function<Result<void>(std::string_view piece)>;
  Result<void> inflate(const ZipEntry& entry, const Take& take);

 private:
  std::vector<ZipEntry> entries_;
  Limits limits_;
  std::size_t total_ = 0;  // inflated so far, of all entries
};

}  // namespace anze::sheets
