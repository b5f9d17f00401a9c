// WrittenBook: a workbook being made, on libxlsxwriter (decision 0018), in the writer process and nowhere
// else. The library prints when it runs short, ends when it gets null, and ignores failed writes: what that
// breaks is this process, and what it makes is read back (written_book.h). Threads: one.
#pragma once

#include <xlsxwriter.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugin/writer/order.h"

namespace anze::sheets {

class WrittenBook : public BookMaker {
 public:
  // `file`: an open one that takes the workbook; it stays the caller's.
  explicit WrittenBook(int file) : file_(file) {}
  ~WrittenBook() override;
  WrittenBook(const WrittenBook&) = delete;
  WrittenBook& operator=(const WrittenBook&) = delete;

  void begin(std::int64_t created_s, bool rows_at_once) override;
  void sheet(const std::string& name) override;
  void column(std::uint16_t column, std::uint16_t width, const CellLook& look) override;
  void row_height(std::uint32_t row, std::uint16_t height) override;
  void cell(const PutCell& cell) override;
  void check(const ColumnCheck& check) override;
  void print(const PrintSetUp& print) override;
  void print_area(std::uint32_t last_row, std::uint16_t last_column) override;
  void filter(std::uint32_t last_row, std::uint16_t last_column) override;
  void freeze() override;
  void hide() override;

  // Packs what was put in into the file. "" or what the library first complained of.
  std::string finish();

 private:
  void look(lxw_error answer);
  lxw_format* format(const CellLook& look);
  lxw_format* make(const CellLook& look);

  int file_;
  std::string path_;
  std::string folder_ = "/tmp";  // named to the library; work_files.c opens nothing there
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;  // the last one
  lxw_error fault_ = LXW_NO_ERROR;
  std::map<std::uint32_t, lxw_format*> formats_;
};

}  // namespace anze::sheets
