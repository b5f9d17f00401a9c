#include "plugin/writer/order.h"

#include "plugin/sheet_reader/frames.h"
#include "plugin/sheet_reader/text_coding.h"

namespace anze::sheets {
namespace {

constexpr std::uint64_t k_version = 1;

void put_look(FrameWriter& frame, const CellLook& look) {
  frame.number(static_cast<std::uint64_t>(look.look), 1)
      .number(static_cast<std::uint64_t>(look.kind), 1)
      .number(look.places, 1);
}

bool take_look(FrameReader& frame, CellLook& look) {
  constexpr std::uint8_t k_places_most = 15;
  look.look = static_cast<Look>(frame.number(1));
  look.kind = static_cast<CellKind>(frame.number(1));
  look.places = static_cast<std::uint8_t>(frame.number(1));
  return look.look <= Look::k_note_bold && look.kind >= CellKind::k_text && look.kind <= CellKind::k_fault &&
         look.places <= k_places_most;
}

// Text that goes to a C library: UTF-8, and no NUL that would end it early.
bool take_text(FrameReader& frame, std::string& text) {
  text = frame.text();
  return is_utf8(text) && text.find('\0') == std::string::npos;
}

bool take_cell(FrameReader& frame, BookMaker& maker) {
  PutCell cell;
  cell.row = static_cast<std::uint32_t>(frame.number());
  cell.column = static_cast<std::uint16_t>(frame.number(2));
  cell.kind = static_cast<CellKind>(frame.number(1));
  if (!take_look(frame, cell.look)) return false;
  std::string text;
  if (!take_text(frame, text) || !frame.ended()) return false;
  cell.text = text;
  if (cell.kind != CellKind::k_text && cell.kind != CellKind::k_number && cell.kind != CellKind::k_date)
    return false;
  maker.cell(cell);
  return true;
}

bool take_check(FrameReader& frame, BookMaker& maker) {
  ColumnCheck check;
  check.column = static_cast<std::uint16_t>(frame.number(2));
  check.last_row = static_cast<std::uint32_t>(frame.number());
  check.kind = static_cast<ColumnCheck::Kind>(frame.number(1));
  check.warns = frame.number(1) != 0;
  if (!take_text(frame, check.title) || !take_text(frame, check.hint) || !take_text(frame, check.list))
    return false;
  check.least = static_cast<std::int64_t>(frame.number(8));
  check.most = static_cast<std::int64_t>(frame.number(8));
  if (!frame.ended() || check.kind > ColumnCheck::Kind::k_length) return false;
  maker.check(check);
  return true;
}

bool take_begin(FrameReader& frame, BookMaker& maker) {
  if (frame.number() != k_version) return false;
  const auto created_s = static_cast<std::int64_t>(frame.number(8));
  const bool rows_at_once = frame.number(1) != 0;
  if (!frame.ended()) return false;
  maker.begin(created_s, rows_at_once);
  return true;
}

bool take_sheet(FrameReader& frame, BookMaker& maker) {
  std::string name;
  if (!take_text(frame, name) || !frame.ended()) return false;
  maker.sheet(name);
  return true;
}

bool take_column(FrameReader& frame, BookMaker& maker) {
  const auto column = static_cast<std::uint16_t>(frame.number(2));
  const auto width = static_cast<std::uint16_t>(frame.number(2));
  CellLook look;
  if (!take_look(frame, look) || !frame.ended()) return false;
  maker.column(column, width, look);
  return true;
}

bool take_print(FrameReader& frame, BookMaker& maker) {
  PrintSetUp print;
  print.pages = static_cast<std::uint16_t>(frame.number(2));
  print.repeat_columns = static_cast<std::uint16_t>(frame.number(2));
  print.heading = frame.number(1) != 0;
  if (!frame.ended()) return false;
  maker.print(print);
  return true;
}

// A row and one more number, for an act of that name.
template <class Act>
bool take_row_and(FrameReader& frame, const Act& act) {
  const auto row = static_cast<std::uint32_t>(frame.number());
  const auto other = static_cast<std::uint16_t>(frame.number(2));
  if (!frame.ended()) return false;
  act(row, other);
  return true;
}

}  // namespace

void OrderWriter::begin(std::int64_t created_s, bool rows_at_once) {
  order += FrameWriter('B')
               .number(k_version)
               .number(static_cast<std::uint64_t>(created_s), 8)
               .number(rows_at_once ? 1 : 0, 1)
               .finish();
}

void OrderWriter::sheet(const std::string& name) {
  order += FrameWriter('S').text(name).finish();
}

void OrderWriter::column(std::uint16_t column, std::uint16_t width, const CellLook& look) {
  FrameWriter frame('W');
  frame.number(column, 2).number(width, 2);
  put_look(frame, look);
  order += frame.finish();
}

void OrderWriter::row_height(std::uint32_t row, std::uint16_t height) {
  order += FrameWriter('H').number(row).number(height, 2).finish();
}

void OrderWriter::cell(const PutCell& cell) {
  FrameWriter frame('C');
  frame.number(cell.row).number(cell.column, 2).number(static_cast<std::uint64_t>(cell.kind), 1);
  put_look(frame, cell.look);
  order += frame.text(cell.text).finish();
}

void OrderWriter::check(const ColumnCheck& check) {
  order += FrameWriter('V')
               .number(check.column, 2)
               .number(check.last_row)
               .number(static_cast<std::uint64_t>(check.kind), 1)
               .number(check.warns ? 1 : 0, 1)
               .text(check.title)
               .text(check.hint)
               .text(check.list)
               .number(static_cast<std::uint64_t>(check.least), 8)
               .number(static_cast<std::uint64_t>(check.most), 8)
               .finish();
}

void OrderWriter::print(const PrintSetUp& print) {
  order += FrameWriter('P')
               .number(print.pages, 2)
               .number(print.repeat_columns, 2)
               .number(print.heading ? 1 : 0, 1)
               .finish();
}

void OrderWriter::print_area(std::uint32_t last_row, std::uint16_t last_column) {
  order += FrameWriter('A').number(last_row).number(last_column, 2).finish();
}

void OrderWriter::filter(std::uint32_t last_row, std::uint16_t last_column) {
  order += FrameWriter('L').number(last_row).number(last_column, 2).finish();
}

void OrderWriter::freeze() {
  order += FrameWriter('Z').finish();
}

void OrderWriter::hide() {
  order += FrameWriter('I').finish();
}

bool take_order(char kind, std::string_view body, BookMaker& maker) {
  FrameReader frame(body);
  switch (kind) {
    case 'B':
      return take_begin(frame, maker);
    case 'S':
      return take_sheet(frame, maker);
    case 'W':
      return take_column(frame, maker);
    case 'H':
      return take_row_and(frame, [&](auto row, auto height) { maker.row_height(row, height); });
    case 'C':
      return take_cell(frame, maker);
    case 'V':
      return take_check(frame, maker);
    case 'P':
      return take_print(frame, maker);
    case 'A':
      return take_row_and(frame, [&](auto row, auto column) { maker.print_area(row, column); });
    case 'L':
      return take_row_and(frame, [&](auto row, auto column) { maker.filter(row, column); });
    case 'Z':
      if (frame.ended()) maker.freeze();
      return frame.ended();
    case 'I':
      if (frame.ended()) maker.hide();
      return frame.ended();
    default:
      return false;
  }
}

std::string write_found(const Written& found, std::size_t bytes) {
  FrameWriter frame('F');
  for (const std::int64_t number : {found.sheets, found.cells, found.text_bytes, found.parts})
    frame.number(static_cast<std::uint64_t>(number), 8);
  return frame.number(bytes, 8).finish();
}

bool read_found(std::string_view body, Written& found, std::size_t& bytes) {
  FrameReader frame(body);
  for (std::int64_t* number : {&found.sheets, &found.cells, &found.text_bytes, &found.parts})
    *number = static_cast<std::int64_t>(frame.number(8));
  bytes = frame.number(8);
  return frame.ended() && bytes > 0 && bytes <= k_written_bytes_max;
}

}  // namespace anze::sheets
