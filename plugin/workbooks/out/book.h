// Book: a workbook being written, on libxlsxwriter (decision 0018). The file grows in memory that has no name
// on any disk; the library's own work files lie in the store's directory and are gone when they are open.
//
// The library prints numbers as the thread's locale says, so a Book sets that thread's locale to C while it
// lives and puts it back; no other thread sees it. Threads: one.
#pragma once

#include <locale.h>
#include <xlsxwriter.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugin/workbooks/out/columns.h"
#include "scoring/values/result.h"

namespace anze::sheets {

class Book {
 public:
  // `rows_at_once`: each row is written down when the next begins, so rows must come in order.
  // Errors: sheet.write, store.full.
  static Result<std::unique_ptr<Book>> open(const std::string& work_folder, std::int64_t now_ms,
                                            bool rows_at_once);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  Result<lxw_worksheet*> add(const std::string& name);  // Errors: sheet.write
  // What the library answered; the first refusal is told by `finish`.
  void look(lxw_error answer);
  // What a cell looks like: of data by its kind, of headings, of explanations. Null without memory, which is
  // a format like any other to the library; `finish` tells.
  lxw_format* data(CellKind kind, int places);
  lxw_format* heading(bool required);
  lxw_format* title();
  lxw_format* note();
  lxw_format* note_bold();

  // A text, without the characters that XML has no place for; true when it had some.
  bool write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const std::string& text,
             lxw_format* format);
  // A text never becomes a formula or a link, whatever it begins with. Texts over Excel's limit are cut; true
  // then, and when characters were left out.
  bool put(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const OutCell& cell, int places);

  // The file's bytes, read back (written_book.h).  Errors: sheet.write, store.full.
  Result<std::string> finish();

 private:
  Book();
  lxw_format* make();
  Result<std::string> packed();

  locale_t c_locale_;
  locale_t before_;
  int file_ = -1;
  lxw_workbook* book_ = nullptr;
  std::string folder_;
  bool rows_at_once_ = false;
  lxw_error fault_ = LXW_NO_ERROR;
  std::vector<lxw_worksheet*> sheets_;
  std::int64_t cells_ = 0;  // put in, and the bytes of their texts
  std::int64_t text_bytes_ = 0;
  std::map<std::string, lxw_format*> formats_;
};

// At most 31 characters and none that Excel forbids in the name of a sheet; not the name of one of ours.
std::string sheet_name(const std::string& title);
// How wide a column should be for what it holds, in characters.
int column_width(const OutColumn& column);
// A4, landscape, the headings on every page. What is too wide to be read on one page goes over several, each
// with the first columns (编号、日期、单位) again.
void set_up_print(Book& book, lxw_worksheet* sheet, const std::vector<OutColumn>& columns);

}  // namespace anze::sheets
