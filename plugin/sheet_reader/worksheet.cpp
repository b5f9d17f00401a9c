#include "plugin/sheet_reader/worksheet.h"

#include <charconv>
#include <deque>
#include <optional>

#include "plugin/sheet_reader/faults.h"
#include "plugin/sheet_reader/serials.h"
#include "plugin/sheet_reader/text_coding.h"
#include "plugin/sheet_reader/xml_stream.h"

namespace anze::sheets {
namespace {

constexpr std::uint32_t k_last_row = 1'048'576;
constexpr std::uint32_t k_last_column = 16'384;

struct Address {
  std::uint32_t row = 0;     // from 1
  std::uint32_t column = 0;  // from 0
};

std::optional<Address> parse_address(std::string_view text) {
  Address address;
  std::size_t at = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && address.column <= k_last_column)
    address.column = address.column * 26 + static_cast<std::uint32_t>(text[at++] - 'A') + 1;
  const auto [end, fault] = std::from_chars(text.data() + at, text.data() + text.size(), address.row);
  if (fault != std::errc{} || end != text.data() + text.size() || address.column == 0 ||
      address.column > k_last_column || address.row == 0 || address.row > k_last_row)
    return std::nullopt;
  --address.column;
  return address;
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

class Worksheet : public XmlHandler {
 public:
  Worksheet(std::string part, const Workbook& book, const Limits& limits, CellSink& sink)
      : part_(std::move(part)), book_(book), limits_(limits), meter_(limits), sink_(sink) {}

  Result<void> open(std::string_view name, const Attributes& attributes) override {
    if (name == "c" && in_row_) return open_cell(attributes);
    if (name == "v" && in_cell_) return take(value_);
    if (name == "t" && in_inline_ && !reading_) return take(inline_);
    if (name == "is" && in_cell_) in_inline_ = true;
    if (name == "rPh") reading_ = true;
    if (name == "f" && in_cell_) formula_ = true;
    if (name == "sheetData") in_data_ = true;
    if (name == "row" && in_data_) return open_row(attributes);
    if (name == "mergeCell") return merge(attributes.get("ref"));
    return {};
  }
  Result<void> close(std::string_view name) override {
    if (name == "v" || name == "t") into_ = nullptr;
    if (name == "is") in_inline_ = false;
    if (name == "rPh") reading_ = false;
    if (name == "c" && in_cell_) return close_cell();
    if (name == "row" && in_row_) return close_row();
    if (name == "sheetData") in_data_ = false;
    return {};
  }
  Result<void> text(std::string_view piece) override {
    if (into_ == nullptr) return {};
    *into_ += piece;
    // One character has at most four bytes, so this only refuses what the count below would.
    if (into_->size() > limits_.cell_chars * 4) return too_long();
    return {};
  }

 private:
  Result<void> take(std::string& into) {
    into_ = &into;
    return {};
  }
  Error too_long() const {
    return over("text in row " + std::to_string(row_) + " column " + column_letters(column_),
                limits_.cell_chars, "characters");
  }
  Error out_of_order() const { return bad_xml(part_, "its rows or cells are not in order"); }

  Result<void> open_row(const Attributes& attributes) {
    const std::string_view given = attributes.get("r");
    std::uint32_t number = row_ + 1;
    if (!given.empty()) {
      const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), number);
      if (fault != std::errc{} || end != given.data() + given.size()) return out_of_order();
    }
    if (in_row_ || number <= row_ || number > k_last_row) return out_of_order();
    row_ = number;
    next_column_ = 0;
    in_row_ = true;
    cells_.clear();
    texts_.clear();
    return {};
  }

  Result<void> open_cell(const Attributes& attributes) {
    if (in_cell_) return out_of_order();
    column_ = next_column_;
    if (const std::string_view given = attributes.get("r"); !given.empty()) {
      const std::optional<Address> address = parse_address(given);
      if (!address || address->row != row_ || address->column < next_column_) return out_of_order();
      column_ = address->column;
    }
    next_column_ = column_ + 1;
    type_ = attributes.get("t");
    style_ = 0;
    const std::string_view style = attributes.get("s");
    std::from_chars(style.data(), style.data() + style.size(), style_);
    in_cell_ = true;
    formula_ = false;
    value_.clear();
    inline_.clear();
    return {};
  }

  Result<void> close_cell() {
    in_cell_ = false;
    into_ = nullptr;
    if (type_ == "inlineStr") return put(CellKind::k_text, unescaped(inline_));
    if (type_ == "str") return put(CellKind::k_text, unescaped(value_));
    if (value_.empty()) return formula_ ? put(CellKind::k_fault, {}) : Result<void>();
    if (type_ == "s") {
      std::size_t index = 0;
      std::string_view shared;
      const auto [end, fault] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
      if (fault != std::errc{} || end != value_.data() + value_.size() || !book_.shared(index, shared))
        return bad_xml(part_, "a cell names a text that is not there");
      return put_view(CellKind::k_text, shared);
    }
    if (type_ == "b") return put(CellKind::k_boolean, value_ == "1" || value_ == "true" ? "1" : "0");
    if (type_ == "e") return put(CellKind::k_fault, value_);
    if (type_ == "d") return put(CellKind::k_date, value_.substr(0, 10));
    return put_number();
  }

  Result<void> put_number() {
    const std::optional<std::string> plain = plain_decimal(value_);
    if (!plain) return put(CellKind::k_text, value_);
    if (style_ >= book_.looks.size()) return put(CellKind::k_number, *plain);
    const NumberLook& look = book_.looks[style_];
    std::string shown = shown_number(*plain, look);
    if (look.day)
      if (const auto day = day_of_serial(*plain, book_.since_1904))
        return put(CellKind::k_date, *day, shown.empty() ? shown : *day + shown);
    return put(CellKind::k_number, *plain, look.day ? std::string() : std::move(shown));
  }

  Result<void> put(CellKind kind, std::string text, std::string shown = {}) {
    texts_.push_back(std::move(text));
    const std::size_t before = cells_.size();
    ANZE_CHECK(put_view(kind, texts_.back()));
    if (shown.empty() || cells_.size() == before) return {};
    texts_.push_back(std::move(shown));
    cells_.back().shown = texts_.back();
    return {};
  }
  Result<void> put_view(CellKind kind, std::string_view text) {
    if (kind != CellKind::k_fault && blank(text)) return {};
    if (column_ >= limits_.columns) return over("number of columns", limits_.columns, "columns");
    if (utf16_length(text) > limits_.cell_chars) return too_long();
    cells_.push_back({static_cast<std::uint16_t>(column_), kind, text});
    return {};
  }

  Result<void> close_row() {
    in_row_ = false;
    if (cells_.empty()) return {};
    ANZE_CHECK(meter_.add(cells_));
    return sink_.row(row_, cells_);
  }

  Result<void> merge(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return {};
    const auto first = parse_address(range.substr(0, colon));
    const auto last = parse_address(range.substr(colon + 1));
    if (!first || !last || last->row < first->row || last->column < first->column)
      return bad_xml(part_, "a merged range is no range");
    if (++merges_ > limits_.rows) return over("number of merged ranges", limits_.rows, "ranges");
    if (first->column >= limits_.columns) return {};
    return sink_.merge({first->row, last->row, static_cast<std::uint16_t>(first->column),
                        static_cast<std::uint16_t>(last->column)});
  }

  std::string part_;
  const Workbook& book_;
  const Limits& limits_;
  SheetMeter meter_;
  CellSink& sink_;
  bool in_data_ = false, in_row_ = false, in_cell_ = false, in_inline_ = false, reading_ = false,
       formula_ = false;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_column_ = 0;
  std::size_t style_ = 0;
  std::size_t merges_ = 0;
  std::string type_;
  std::string value_;
  std::string inline_;
  std::string* into_ = nullptr;
  std::vector<Cell> cells_;
  std::deque<std::string> texts_;  // of this row; a deque, so that the cells' views stay valid
};

}  // namespace

Result<void> SheetMeter::add(std::span<const Cell> row) {
  if (++rows_ > limits_.rows + limits_.rows_above) return over("number of rows", limits_.rows, "rows");
  for (const Cell& cell : row) bytes_ += cell.text.size() + cell.shown.size() + sizeof(Cell);
  if (bytes_ > limits_.text_bytes) return over("text of the whole sheet", limits_.text_bytes, "bytes");
  return {};
}

Result<void> read_worksheet(ZipArchive& archive, const Workbook& book, const std::string& part,
                            const Limits& limits, CellSink& sink) {
  const ZipEntry* entry = archive.find(part);
  if (entry == nullptr) return bad_xml(part, "it is not there");
  Worksheet handler(part, book, limits, sink);
  return parse_part(archive, *entry, limits, handler);
}

}  // namespace anze::sheets
