#include "plugin/sheet_reader/read_file.h"

#include <algorithm>

#include "plugin/sheet_reader/csv.h"
#include "plugin/sheet_reader/faults.h"
#include "plugin/sheet_reader/worksheet.h"

namespace anze::sheets {
namespace {

// Compound files: what Excel wrote before 2007, and what it wraps a workbook with a password in.
Error compound_file(std::string_view bytes) {
  const std::string_view k_package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  if (bytes.find(k_package) != std::string_view::npos) return encrypted();
  return invalid("sheet.old_format", "this is a file of Excel 97 to 2003 (.xls)", {},
                 "open it in Excel or WPS and save it as .xlsx");
}

// Neither a text nor one of ours: a picture, a PDF.
bool is_text(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
         bytes.find('\0') == std::string_view::npos;
}

Result<std::size_t> choose(const std::vector<WorkbookSheet>& sheets, const SheetWanted& wanted) {
  const auto named = [&](const std::string& name) {
    return std::find_if(sheets.begin(), sheets.end(),
                        [&](const WorkbookSheet& sheet) { return sheet.name.name == name; });
  };
  auto found = named(wanted.name.empty() ? wanted.preferred : wanted.name);
  if (found == sheets.end() && wanted.name.empty())
    found = std::find_if(sheets.begin(), sheets.end(),
                         [](const WorkbookSheet& sheet) { return sheet.name.visible; });
  if (found != sheets.end()) return static_cast<std::size_t>(found - sheets.begin());
  std::string names;
  for (const WorkbookSheet& sheet : sheets) names += (names.empty() ? "“" : ", “") + sheet.name.name + "”";
  return invalid(
      "sheet.none",
      wanted.name.empty() ? "the workbook has no visible sheet" : "there is no sheet “" + wanted.name + "”",
      {}, names.empty() ? "send a workbook with a sheet" : "its sheets are " + names);
}

Result<void> read_workbook_file(std::string_view bytes, const SheetWanted& wanted, const Limits& limits,
                                CellSink& sink) {
  ANZE_TRY(ZipArchive archive, ZipArchive::open(bytes, limits));
  ANZE_TRY(const Workbook book, read_workbook(archive, limits));
  ANZE_TRY(const std::size_t chosen, choose(book.sheets, wanted));
  std::vector<SheetName> names;
  for (const WorkbookSheet& sheet : book.sheets) names.push_back(sheet.name);
  ANZE_CHECK(sink.begin(names, chosen));
  return read_worksheet(archive, book, book.sheets[chosen].part, limits, sink);
}

}  // namespace

Result<void> read_file(std::string_view bytes, const SheetWanted& wanted, const Limits& limits,
                       TextCoding& coding, CellSink& sink) {
  if (bytes.empty()) return invalid("sheet.empty", "the file is empty", {}, "choose the file again");
  if (bytes.size() > limits.file_bytes) return over("size of the file", limits.file_bytes, "bytes");
  if (bytes.starts_with("PK")) return read_workbook_file(bytes, wanted, limits, sink);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return compound_file(bytes);
  if (!is_text(bytes) || bytes.starts_with("%PDF"))
    return invalid("sheet.format", "the file is neither a workbook nor a CSV file", {}, "send .xlsx or .csv");
  ANZE_TRY(const std::string text, coding.to_utf8(bytes));
  ANZE_CHECK(sink.begin({{"CSV", true}}, 0));
  return read_csv(text, limits, sink);
}

}  // namespace anze::sheets
