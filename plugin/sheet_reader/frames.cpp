#include "plugin/sheet_reader/frames.h"

#include <algorithm>
#include <array>

#include "plugin/sheet_reader/text_coding.h"

namespace anze::sheets {
namespace {

constexpr std::uint64_t k_version = 2;  // 2: what is shown of a number
constexpr std::size_t k_sheets_max = 1'000;

Error garbage(const char* what) {
  return {Code::k_io,
          "sheet.reader_garbage",
          std::string("the sheet reader answered nonsense: ") + what,
          {},
          "try again; if it stays so, send the file to whoever maintains the platform"};
}

// In this order on both sides.
template <class L>
auto limit_list(L& limits) {
  return std::array{&limits.file_bytes,  &limits.entries,        &limits.entry_bytes,
                    &limits.total_bytes, &limits.ratio,          &limits.ratio_after_bytes,
                    &limits.depth,       &limits.attributes,     &limits.tag_bytes,
                    &limits.rows,        &limits.rows_above,     &limits.columns,
                    &limits.cell_chars,  &limits.shared_strings, &limits.text_bytes};
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto digits = [](std::string_view part) {
    return !part.empty() &&
           std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return digits(text.substr(0, point)) && (point == text.size() || digits(text.substr(point + 1)));
}

bool sound_cell(const Cell& cell) {
  constexpr std::size_t k_shown_longest = 1'000;  // a number and the words of its format
  const bool number = cell.kind == CellKind::k_number || cell.kind == CellKind::k_date;
  if (!cell.shown.empty() && (!number || cell.shown.size() > k_shown_longest || !is_utf8(cell.shown) ||
                              cell.shown.find('\0') != std::string_view::npos))
    return false;
  switch (cell.kind) {
    case CellKind::k_text:
      return !cell.text.empty() && is_utf8(cell.text) && cell.text.find('\0') == std::string_view::npos;
    case CellKind::k_number:
      return cell.text.size() <= 64 && is_number(cell.text);
    case CellKind::k_boolean:
      return cell.text == "1" || cell.text == "0";
    case CellKind::k_date:
      return cell.text.size() <= 10 && is_utf8(cell.text);
    case CellKind::k_fault:
      return cell.text.size() <= 64 && is_utf8(cell.text);
  }
  return false;
}

Result<void> take_sheets(FrameReader& frame, CellSink& sink) {
  const std::uint64_t count = frame.number();
  const std::uint64_t chosen = frame.number();
  if (count == 0 || count > k_sheets_max || chosen >= count) return garbage("its list of sheets");
  std::vector<SheetName> sheets;
  for (std::uint64_t i = 0; i < count && frame.sound(); ++i) {
    const bool visible = frame.number(1) != 0;
    sheets.push_back({std::string(frame.text()), visible});
    if (!is_utf8(sheets.back().name)) return garbage("the name of a sheet");
  }
  if (!frame.ended()) return garbage("its list of sheets");
  return sink.begin(sheets, chosen);
}

Result<void> take_row(FrameReader& frame, CellSink& sink) {
  const auto row = static_cast<std::uint32_t>(frame.number());
  const std::uint64_t count = frame.number(2);
  std::vector<Cell> cells;
  cells.reserve(count);
  for (std::uint64_t i = 0; i < count && frame.sound(); ++i) {
    Cell cell;
    cell.column = static_cast<std::uint16_t>(frame.number(2));
    cell.kind = static_cast<CellKind>(frame.number(1));
    cell.text = frame.text();
    cell.shown = frame.text();
    if (!sound_cell(cell) || (!cells.empty() && cell.column <= cells.back().column)) return garbage("a cell");
    cells.push_back(cell);
  }
  if (!frame.ended() || row == 0 || cells.empty()) return garbage("a row");
  return sink.row(row, cells);
}

Result<void> take_merge(FrameReader& frame, CellSink& sink) {
  Merge range;
  range.first_row = static_cast<std::uint32_t>(frame.number());
  range.last_row = static_cast<std::uint32_t>(frame.number());
  range.first_column = static_cast<std::uint16_t>(frame.number(2));
  range.last_column = static_cast<std::uint16_t>(frame.number(2));
  if (!frame.ended() || range.last_row < range.first_row || range.last_column < range.first_column)
    return garbage("a merged range");
  return sink.merge(range);
}

// A refusal may only say what a reader may say.
Error take_refusal(FrameReader& frame) {
  const auto code = static_cast<Code>(static_cast<std::int32_t>(frame.number()));
  Error error;
  error.code = code == Code::k_limit || code == Code::k_unsupported || code == Code::k_no_memory
                   ? code
                   : Code::k_invalid;
  for (std::string* member : {&error.reason, &error.message, &error.at, &error.help}) *member = frame.text();
  const bool sound = frame.ended() && (error.reason.starts_with("sheet.") || error.reason == "memory") &&
                     error.reason.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos &&
                     is_utf8(error.message) && is_utf8(error.at) && is_utf8(error.help);
  return sound ? error : garbage("a refusal");
}

}  // namespace

FrameWriter& FrameWriter::number(std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i) bytes_ += static_cast<char>(value >> 8U * i & 0xFFU);
  return *this;
}

FrameWriter& FrameWriter::text(std::string_view value) {
  number(value.size());
  bytes_ += value;
  return *this;
}

std::string FrameWriter::finish() {
  const std::size_t length = bytes_.size() - k_frame_head;
  for (std::size_t i = 0; i < 4; ++i) bytes_[i] = static_cast<char>(length >> 8U * i & 0xFFU);
  return std::move(bytes_);
}

std::uint64_t FrameReader::number(std::size_t width) {
  if (rest_.size() < width) {
    sound_ = false;
    rest_ = {};
    return 0;
  }
  std::uint64_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<std::uint8_t>(rest_[i]);
  rest_.remove_prefix(width);
  return value;
}

std::string_view FrameReader::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) {
    sound_ = false;
    rest_ = {};
  }
  const std::string_view text = rest_.substr(0, static_cast<std::size_t>(sound_ ? size : 0));
  rest_.remove_prefix(text.size());
  return text;
}

std::string write_question(const ReadRequest& question) {
  FrameWriter frame('Q');
  frame.number(k_version).text(question.wanted.name).text(question.wanted.preferred);
  for (const std::size_t* limit : limit_list(question.limits)) frame.number(*limit, 8);
  return frame.number(question.file_bytes, 8).finish();
}

bool read_question(std::string_view body, ReadRequest& question) {
  FrameReader frame(body);
  if (frame.number() != k_version) return false;
  question.wanted.name = frame.text();
  question.wanted.preferred = frame.text();
  for (std::size_t* limit : limit_list(question.limits)) *limit = frame.number(8);
  question.file_bytes = frame.number(8);
  return frame.ended();
}

std::string write_sheets(const std::vector<SheetName>& sheets, std::size_t chosen) {
  FrameWriter frame('S');
  frame.number(sheets.size()).number(chosen);
  for (const SheetName& sheet : sheets) frame.number(sheet.visible ? 1 : 0, 1).text(sheet.name);
  return frame.finish();
}

std::string write_row(std::uint32_t number, std::span<const Cell> cells) {
  FrameWriter frame('R');
  frame.number(number).number(cells.size(), 2);
  for (const Cell& cell : cells)
    frame.number(cell.column, 2)
        .number(static_cast<std::uint64_t>(cell.kind), 1)
        .text(cell.text)
        .text(cell.shown);
  return frame.finish();
}

std::string write_merge(const Merge& range) {
  FrameWriter frame('M');
  return frame.number(range.first_row)
      .number(range.last_row)
      .number(range.first_column, 2)
      .number(range.last_column, 2)
      .finish();
}

std::string write_end() {
  return FrameWriter('E').finish();
}

std::string write_refusal(const Error& error) {
  FrameWriter frame('X');
  frame.number(static_cast<std::uint32_t>(error.code));
  return frame.text(error.reason).text(error.message).text(error.at).text(error.help).finish();
}

Result<bool> take_frame(char kind, std::string_view body, CellSink& sink) {
  FrameReader frame(body);
  switch (kind) {
    case 'S':
      ANZE_CHECK(take_sheets(frame, sink));
      return false;
    case 'R':
      ANZE_CHECK(take_row(frame, sink));
      return false;
    case 'M':
      ANZE_CHECK(take_merge(frame, sink));
      return false;
    case 'E':
      if (!frame.ended()) return garbage("its end");
      return true;
    case 'X':
      return take_refusal(frame);
    default:
      return garbage("a frame of an unknown kind");
  }
}

}  // namespace anze::sheets
