#include "tests/unit/reports/unzip.h"

#include <zip.h>

#include <memory>

namespace anze::reports::test {

namespace {
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

std::unique_ptr<zip_t, Discard> open(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  return std::unique_ptr<zip_t, Discard>(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
}
}  // namespace

std::vector<std::string> part_names(const std::string& archive) {
  const auto zip = open(archive);
  std::vector<std::string> names;
  for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip.get(), 0); ++i)
    names.emplace_back(zip_get_name(zip.get(), static_cast<zip_uint64_t>(i), 0));
  return names;
}

std::string part(const std::string& archive, const std::string& name) {
  const auto zip = open(archive);
  zip_file_t* file = zip ? zip_fopen(zip.get(), name.c_str(), 0) : nullptr;
  std::string bytes;
  char buffer[4096];
  for (zip_int64_t got = 0; file != nullptr && (got = zip_fread(file, buffer, sizeof buffer)) > 0;)
    bytes.append(buffer, static_cast<std::size_t>(got));
  if (file != nullptr) zip_fclose(file);
  return bytes;
}

}  // namespace anze::reports::test
