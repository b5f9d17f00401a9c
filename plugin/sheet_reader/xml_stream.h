// XmlStream: expat, fed piece by piece while the entry is inflated, with the limits of limits.h. A document
// type is refused where it begins, so there are no entities to expand and nothing outside to fetch.
//
// Names come without their namespace; elements of namespaces that are not a spreadsheet's own are passed
// over, counted for depth only.
//
// Threads: one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/zip_archive.h"
#include "scoring/values/result.h"

namespace anze::sheets {

class Attributes {
 public:
  explicit Attributes(const char** list) : list_(list) {}
  // "" when absent. Among names that differ by namespace only, the first wins.
  std::string_view get(std::string_view name) const;
  std::size_t size() const;

 private:
  const char** list_;
};

// What a part means. An error stops the parser.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual Result<void> open(std::string_view name, const Attributes& attributes) = 0;
  virtual Result<void> close(std::string_view name) = 0;
  virtual Result<void> text(std::string_view) { return {}; }
};

// Inflates and parses one part.  Errors: sheet.xml, sheet.dtd, sheet.limit, and those of inflate and the
// handler.
Result<void> parse_part(ZipArchive& archive, const ZipEntry& entry, const Limits& limits,
                        XmlHandler& handler);

}  // namespace anze::sheets
