// Book: a workbook being ordered: what stands where, written down in memory and made by the writer process
// when it is finished (decision 0049). Threads: one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/writer/order.h"
#include "plugin/workbooks/out/columns.h"
#include "plugin/writer/writer_process.h"
#include "scoring/values/result.h"

namespace anze::sheets {

class Book {
 public:
  // `rows_at_once`: the rows of each sheet come in order, and take no memory once they are written.
  Book(std::int64_t now_ms, bool rows_at_once);

  // All acts below are about the sheet added last.
  void add(const std::string& name);
  OrderWriter& order() { return order_; }

  // A text, without the characters that XML has no place for; true when it had some, or was cut to Excel's
  // limit.
  bool write(std::uint32_t row, std::uint16_t column, const std::string& text, CellLook look);
  // A text never becomes a formula or a link, whatever it begins with. Texts over Excel's limit are cut; true
  // then, and when characters were left out.
  bool put(std::uint32_t row, std::uint16_t column, const OutCell& cell, int places);

  // Whether more can be ordered.  Errors: sheet.limit.
  Result<void> room() const;
  // The file's bytes, read back.  Errors: sheet.limit, sheet.write.
  Result<std::string> finish(const WriterProgram& program);

 private:
  OrderWriter order_;
  bool rows_at_once_;
  Written put_;
};

inline CellLook looks(Look look) {
  return {look, CellKind::k_text, 0};
}
inline CellLook looks_of_data(CellKind kind, int places) {
  return {Look::k_data, kind, static_cast<std::uint8_t>(places)};
}

// At most 31 characters and none that Excel forbids in the name of a sheet; not the name of one of ours.
std::string sheet_name(const std::string& title);
// How wide a column should be for what it holds, in characters.
std::uint16_t column_width(const OutColumn& column);
// A4, landscape, the headings on every page. What is too wide to be read on one page goes over several, each
// with the first columns (编号、日期、单位) again.
void set_up_print(Book& book, const std::vector<OutColumn>& columns);

}  // namespace anze::sheets
