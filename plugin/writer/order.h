// Order: a workbook as the plugin asks for it and the writer process makes it (decision 0049). The plugin
// says what stands where; the library that knows how a workbook is made lives in the other process.
//
//   plugin → writer   the order, frame by frame (plugin/sheet_reader/frames.h), 'E' as the last
//   writer → plugin   'F' what was found when the workbook was read back, then its bytes, bare; or 'X' why
//                     not
//
// Both sides check every length and every kind. Numbers cross as decimal text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/sheet_reader/cells.h"
#include "scoring/values/result.h"

namespace anze::sheets {

inline constexpr std::size_t k_order_frame_max = std::size_t{1} << 20U;
inline constexpr std::size_t k_order_bytes_max = std::size_t{192} << 20U;    // all frames of one order
inline constexpr std::size_t k_package_bytes_max = std::size_t{64} << 20U;   // all parts of a package
inline constexpr std::size_t k_written_bytes_max = std::size_t{128} << 20U;  // what comes out

// What a cell looks like: of data by its kind, of headings, of explanations.
enum class Look : std::uint8_t {
  k_none,
  k_data,
  k_heading,
  k_heading_required,
  k_title,
  k_note,
  k_note_bold
};

struct CellLook {
  Look look = Look::k_none;
  CellKind kind = CellKind::k_text;  // of k_data, and
  std::uint8_t places = 0;           // the decimals of a number
};

struct PutCell {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  CellKind kind = CellKind::k_text;  // text, number or date; "" is a blank cell
  std::string_view text;
  CellLook look;
};

// What may be typed into a column below its heading.
struct ColumnCheck {
  enum class Kind : std::uint8_t { k_any, k_list, k_day, k_integer, k_decimal, k_length };
  std::uint16_t column = 0;
  std::uint32_t last_row = 0;
  Kind kind = Kind::k_any;
  bool warns = false;  // and lets it stand
  std::string title;   // of the hint
  std::string hint;
  std::string list;  // of k_list: the range, "='可选项'!$A$2:$A$9"
  std::int64_t least = 0;
  std::int64_t most = 0;  // of k_length, this alone
};

// A4, landscape.
struct PrintSetUp {
  std::uint16_t pages = 1;           // across
  std::uint16_t repeat_columns = 0;  // on every page
  bool heading = false;              // on every page, and page numbers
};

// What a workbook or a package (package_order.h) holds when it is read back.
struct Written {
  std::int64_t sheets = 0;
  std::int64_t cells = 0;
  std::int64_t text_bytes = 0;  // of texts that stand in their cells; of a package, of all its parts
  std::int64_t parts = 0;       // of a package
};

// Makes a workbook: all acts but `begin` and `sheet` are about the sheet added last. The plugin's side writes
// each down, the writer's side does it. Errors are kept for the end.
class BookMaker {
 public:
  virtual ~BookMaker() = default;
  // `rows_at_once`: each row is written down when the next begins, so rows must come in order.
  virtual void begin(std::int64_t created_s, bool rows_at_once) = 0;
  virtual void sheet(const std::string& name) = 0;
  virtual void column(std::uint16_t column, std::uint16_t width, const CellLook& look) = 0;
  virtual void row_height(std::uint32_t row, std::uint16_t height) = 0;
  virtual void cell(const PutCell& cell) = 0;
  virtual void check(const ColumnCheck& check) = 0;
  virtual void print(const PrintSetUp& print) = 0;
  virtual void print_area(std::uint32_t last_row, std::uint16_t last_column) = 0;
  virtual void filter(std::uint32_t last_row, std::uint16_t last_column) = 0;
  virtual void freeze() = 0;  // the first row and column
  virtual void hide() = 0;
};

// The plugin's side: each act appended to `order` as a frame.
class OrderWriter : public BookMaker {
 public:
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
  std::string order;
};

// The writer's side: one frame of an order done by `maker`. False: it is no frame of an order.
bool take_order(char kind, std::string_view body, BookMaker& maker);

// The head of the answer; `bytes` of the workbook follow it.
std::string write_found(const Written& found, std::size_t bytes);
bool read_found(std::string_view body, Written& found, std::size_t& bytes);

}  // namespace anze::sheets
