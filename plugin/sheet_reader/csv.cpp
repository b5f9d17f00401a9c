#include "plugin/sheet_reader/csv.h"

#include <algorithm>
#include <deque>

#include "plugin/sheet_reader/faults.h"
#include "plugin/sheet_reader/formula_guard.h"
#include "plugin/sheet_reader/text_coding.h"
#include "plugin/sheet_reader/workbook.h"
#include "plugin/sheet_reader/worksheet.h"

namespace anze::sheets {
namespace {

// The most frequent of , ; and tab in the first line that has any, outside quotes.
char find_separator(std::string_view text) {
  constexpr std::string_view k_separators = ",\t;";
  std::size_t counts[k_separators.size()] = {};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && std::any_of(std::begin(counts), std::end(counts), [](std::size_t n) { return n > 0; }))
      break;
    if (const std::size_t at = k_separators.find(c); at != std::string_view::npos) ++counts[at];
  }
  return k_separators[static_cast<std::size_t>(std::max_element(std::begin(counts), std::end(counts)) -
                                               counts)];
}

class Csv {
 public:
  Csv(std::string_view text, const Limits& limits, CellSink& sink)
      : text_(text), limits_(limits), separator_(find_separator(text)), meter_(limits), sink_(sink) {}

  Result<void> read() {
    while (at_ < text_.size()) {
      ANZE_CHECK(read_cell());
      if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        ++column_;
        if (at_ < text_.size()) continue;
      }
      ANZE_CHECK(end_row());
    }
    return {};
  }

 private:
  std::string where() const { return "line " + std::to_string(line_); }

  Result<void> read_cell() {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      ANZE_CHECK(read_quoted(cell));
    } else {
      const std::size_t end =
          std::min(text_.find_first_of(std::string{separator_, '\n', '\r'}, at_), text_.size());
      cell = text_.substr(at_, end - at_);
      at_ = end;
    }
    if (is_guarded(cell)) cell.erase(0, 1);
    return put(unescaped_controls(cell));
  }

  Result<void> read_quoted(std::string& cell) {
    const std::string opened = where();
    for (++at_;; ++at_) {
      if (at_ >= text_.size())
        return invalid("sheet.csv", "a quotation mark is opened and never closed", opened,
                       "write a quotation mark inside a text twice");
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[++at_];
      } else {
        break;
      }
    }
    ++at_;
    if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
      return invalid("sheet.csv", "there is text behind a closing quotation mark", where(),
                     "write a quotation mark inside a text twice");
    return {};
  }

  // As unescaped(), without a workbook's _x000D_.
  static std::string unescaped_controls(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const auto byte = static_cast<std::uint8_t>(c);
      if (c == '\r') continue;
      out += (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F ? ' ' : c;
    }
    return out;
  }

  Result<void> put(std::string text) {
    if (text.find_first_not_of(" \t\n") == std::string::npos) return {};
    if (column_ >= limits_.columns) return over("number of columns", limits_.columns, "columns");
    if (utf16_length(text) > limits_.cell_chars)
      return over("text in row " + std::to_string(row_) + " column " + column_letters(column_),
                  limits_.cell_chars, "characters");
    texts_.push_back(std::move(text));
    cells_.push_back({static_cast<std::uint16_t>(column_), CellKind::k_text, texts_.back()});
    return {};
  }

  Result<void> end_row() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    if (!cells_.empty()) {
      ANZE_CHECK(meter_.add(cells_));
      ANZE_CHECK(sink_.row(row_, cells_));
    }
    ++row_;
    column_ = 0;
    cells_.clear();
    texts_.clear();
    return {};
  }

  std::string_view text_;
  const Limits& limits_;
  char separator_;
  SheetMeter meter_;
  CellSink& sink_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::uint32_t row_ = 1;
  std::size_t column_ = 0;
  std::vector<Cell> cells_;
  std::deque<std::string> texts_;
};

}  // namespace

Result<void> read_csv(std::string_view text, const Limits& limits, CellSink& sink) {
  return Csv(text, limits, sink).read();
}

}  // namespace anze::sheets
