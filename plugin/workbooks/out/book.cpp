#include "plugin/workbooks/out/book.h"

#include <algorithm>

#include "plugin/sheet_reader/frames.h"
#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/text_coding.h"
#include "reports/formats/clean.h"

namespace anze::sheets {
namespace {

std::size_t utf8_end(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == characters) break;
  return at;
}

// "_x000D_" is how a workbook writes a control character; a text that says just that says it with its own
// underscore written so.
std::string escaped(std::string_view text) {
  constexpr std::size_t k_escape = 7;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool looks =
        text[i] == '_' && text.size() - i >= k_escape && text[i + 1] == 'x' && text[i + 6] == '_' &&
        text.substr(i + 2, 4).find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
    out += looks ? std::string("_x005F_") : std::string(1, text[i]);
  }
  return out;
}

}  // namespace

Book::Book(std::int64_t now_ms, bool rows_at_once) : rows_at_once_(rows_at_once) {
  order_.begin(now_ms / 1000, rows_at_once);
}

void Book::add(const std::string& name) {
  order_.sheet(name);
  ++put_.sheets;
}

bool Book::write(std::uint32_t row, std::uint16_t column, const std::string& text, CellLook look) {
  const std::string shown = reports::clean(text);
  std::string told = escaped(shown);
  const std::size_t end = utf8_end(told, Limits{}.cell_chars);  // underscores written out may be too much
  const bool cut = end < told.size();
  if (cut) told = told.substr(0, utf8_end(told, Limits{}.cell_chars - 1)) + "…";
  order_.cell({row, column, CellKind::k_text, told, look});
  if (!told.empty() || look.look != Look::k_none) ++put_.cells;
  put_.text_bytes += static_cast<std::int64_t>(told.size());
  return cut || shown != text;
}

bool Book::put(std::uint32_t row, std::uint16_t column, const OutCell& cell, int places) {
  constexpr std::size_t k_exact_digits = 15;  // as many as a workbook's numbers keep
  const CellLook look = looks_of_data(cell.kind, places);
  const auto digits = static_cast<std::size_t>(
      std::count_if(cell.text.begin(), cell.text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (cell.text.empty() || cell.kind == CellKind::k_date ||
      (cell.kind == CellKind::k_number && digits <= k_exact_digits)) {
    order_.cell({row, column, cell.kind, cell.text, look});
    ++put_.cells;
    return false;
  }
  const std::size_t end = utf8_end(cell.text, Limits{}.cell_chars / 2);  // a character may be two for Excel
  if (end == cell.text.size() || utf16_length(cell.text) <= Limits{}.cell_chars)
    return write(row, column, cell.text, look);
  write(row, column, cell.text.substr(0, end) + "…", look);
  return true;
}

Result<void> Book::room() const {
  if (order_.order.size() <= k_order_bytes_max) return {};
  return Error{Code::k_limit,
               "sheet.limit",
               "the texts of the view are over the limit of " + std::to_string(k_order_bytes_max) + " bytes",
               {},
               "export a shorter period, or one unit after the other"};
}

Result<std::string> Book::finish(const WriterProgram& program) {
  ANZE_CHECK(room());
  // Without rows at once a text stands once in a part of its own, whatever the number of its cells.
  if (!rows_at_once_) put_.text_bytes = 0;
  return write_in_process(program, k_workbook, order_.order + write_end(), put_);
}

std::string sheet_name(const std::string& title) {
  constexpr std::size_t k_longest = 28;  // of 31, with room for a word before it
  const std::string shown = reports::clean(title);
  std::string name = shown.substr(0, utf8_end(shown, k_longest));
  for (char& c : name)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  const bool taken = name.empty() || name == "导出说明" || name == "填表说明" || name == "可选项";
  return taken ? "台账 " + name : name;
}

std::uint16_t column_width(const OutColumn& column) {
  if (column.kind == CellKind::k_date) return 13;
  if (column.kind == CellKind::k_number) return 14;
  const std::size_t heading = column.heading.size() / 3 * 2 + 4;
  const auto at_least = [&](std::size_t width) {
    return static_cast<std::uint16_t>(std::min<std::size_t>(std::max(heading, width), 255));
  };
  if (column.meaning == Meaning::k_attachments || column.meaning == Meaning::k_remark) return at_least(24);
  if (column.field == nullptr) return at_least(column.meaning == Meaning::k_state ? 12 : 18);
  const bool words = column.field->type == FieldType::k_text || column.field->is_list();
  if (words) return at_least(28);
  std::size_t longest = 0;
  for (const CodeTitle& code : column.field->codes)
    longest = std::max(longest, code.title.size() / 3 * 2 + 3);
  return at_least(std::min<std::size_t>(longest, 40));
}

void set_up_print(Book& book, const std::vector<OutColumn>& columns) {
  constexpr int k_readable = 210;  // characters across a page, at seven tenths of their size
  constexpr std::uint16_t k_repeated = 3;
  int all = 0;
  int first = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int width = column_width(columns[i]);
    all += width;
    if (i < k_repeated) first += width;
  }
  // The first columns take their room on every page but the first.
  const int pages =
      all <= k_readable ? 1 : 1 + (all - k_readable + k_readable - first - 1) / (k_readable - first);
  PrintSetUp print;
  print.pages = static_cast<std::uint16_t>(pages);
  print.repeat_columns = pages > 1 ? k_repeated : 0;
  print.heading = true;
  book.order().print(print);
}

}  // namespace anze::sheets
