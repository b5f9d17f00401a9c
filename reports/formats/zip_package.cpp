#include "reports/formats/zip_package.h"
#include "scoring/values/broken.h"

#include <zip.h>

#include <memory>

namespace anze::reports {

namespace {

// 1 January 1980, the first day a zip can tell: MS-DOS fields, so no time zone enters (zip_file_set_mtime
// would convert to local time).
constexpr zip_uint16_t k_dos_time = 0;
constexpr zip_uint16_t k_dos_date = (1U << 5U) | 1U;
constexpr zip_uint32_t k_deflate_level = 6;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Release {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

Error failed(const char* what) {
  return {Code::k_internal, "report.archive", what, {}, {}};
}

bool add(zip_t* archive, const Part& part) {
  zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  if (source == nullptr) return false;
  const zip_int64_t added = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (added < 0) {
    zip_source_free(source);
    return false;
  }
  const auto index = static_cast<zip_uint64_t>(added);
  return zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, k_deflate_level) == 0 &&
         zip_file_set_dostime(archive, index, k_dos_time, k_dos_date, 0) == 0 &&
         zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_DOS, 0) == 0;
}

}  // namespace

Result<std::string> zip(const std::vector<Part>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, Release> target(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!target) return failed("no memory for the archive");
  std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
  if (!archive) return failed(zip_error_strerror(&error));
  zip_source_keep(target.get());  // zip_close gives up one reference, ours stays
  for (const Part& part : parts) ANZE_ASSERT(!part.name.empty());
  for (const Part& part : parts)
    if (!add(archive.get(), part)) return failed(zip_strerror(archive.get()));
  if (zip_close(archive.get()) != 0) return failed(zip_strerror(archive.get()));
  static_cast<void>(archive.release());

  if (zip_source_open(target.get()) != 0) return failed("the archive cannot be read back");
  zip_source_seek(target.get(), 0, SEEK_END);
  const zip_int64_t size = zip_source_tell(target.get());
  zip_source_seek(target.get(), 0, SEEK_SET);
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
  zip_source_close(target.get());
  if (got != size) return failed("the archive cannot be read back");
  return bytes;
}

}  // namespace anze::reports
