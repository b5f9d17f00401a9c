#include "plugin/writer/written_book.h"

#include "plugin/sheet_reader/xml_stream.h"
#include "plugin/sheet_reader/zip_archive.h"
#include "plugin/writer/read_package.h"

namespace anze::sheets {
namespace {

class Count : public XmlHandler {
 public:
  explicit Count(Written& found) : found_(found) {}
  Result<void> open(std::string_view name, const Attributes&) override {
    in_text_ = name == "t";
    if (name == "c") ++found_.cells;
    if (name == "worksheet") ++found_.sheets;
    return {};
  }
  Result<void> close(std::string_view) override {
    in_text_ = false;
    return {};
  }
  Result<void> text(std::string_view text) override {
    if (in_text_) found_.text_bytes += static_cast<std::int64_t>(text.size());
    return {};
  }

 private:
  Written& found_;
  bool in_text_ = false;
};

}  // namespace

Result<Written> read_back(std::string_view bytes) {
  const Limits limits = own_limits();
  ANZE_TRY(ZipArchive archive, ZipArchive::open(bytes, limits));
  Written found;
  for (const ZipEntry& entry : archive.entries()) {
    Count count(found);
    ANZE_CHECK(parse_part(archive, entry, limits, count));
  }
  return found;
}

}  // namespace anze::sheets
