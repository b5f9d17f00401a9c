#include "plugin/writer/book.h"

#include <cstdlib>

#include "scoring/days/date.h"

namespace anze::sheets {
namespace {

constexpr std::uint32_t k_border = 0xBFBFBF;
constexpr std::uint8_t k_a4 = 9;

void add_border(lxw_format* format) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, k_border);
}

void look_of_data(lxw_format* format, CellKind kind, std::uint8_t places) {
  add_border(format);
  if (kind == CellKind::k_date) {
    format_set_num_format(format, "yyyy-mm-dd");
    format_set_align(format, LXW_ALIGN_CENTER);
  } else if (kind == CellKind::k_number) {
    const std::string shape = places == 0 ? "#,##0" : "#,##0." + std::string(places, '0');
    format_set_num_format(format, shape.c_str());
  } else {
    format_set_num_format(format, "@");  // a number typed here stays the text it is
    format_set_text_wrap(format);
  }
}

void look_of_heading(lxw_format* format, bool required) {
  format_set_bold(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_text_wrap(format);
  add_border(format);
  format_set_bg_color(format, required ? 0xFCE4D6 : 0xDDEBF7);
  if (required) format_set_font_color(format, 0xC00000);
}

}  // namespace

WrittenBook::~WrittenBook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

void WrittenBook::look(lxw_error answer) {
  if (answer != LXW_NO_ERROR && fault_ == LXW_NO_ERROR) fault_ = answer;
}

void WrittenBook::begin(std::int64_t created_s, bool rows_at_once) {
  path_ = "/proc/self/fd/" + std::to_string(file_);
  lxw_workbook_options options{};
  options.constant_memory = rows_at_once ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = folder_.data();
  book_ = workbook_new_opt(path_.c_str(), &options);
  if (book_ == nullptr) return look(LXW_ERROR_MEMORY_MALLOC_FAILED);
  lxw_doc_properties properties{};
  properties.created = created_s;  // the host's clock: the same view gives the same bytes
  look(workbook_set_properties(book_, &properties));
}

void WrittenBook::sheet(const std::string& name) {
  sheet_ = book_ == nullptr ? nullptr : workbook_add_worksheet(book_, name.c_str());
  if (sheet_ == nullptr) look(LXW_ERROR_PARAMETER_VALIDATION);
}

lxw_format* WrittenBook::make(const CellLook& look) {
  lxw_format* made = workbook_add_format(book_);
  if (made == nullptr) {
    this->look(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return nullptr;
  }
  format_set_font_name(made, "宋体");
  format_set_font_size(made, look.look == Look::k_title ? 16 : 11);
  format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
  switch (look.look) {
    case Look::k_data:
      look_of_data(made, look.kind, look.places);
      break;
    case Look::k_heading:
    case Look::k_heading_required:
      look_of_heading(made, look.look == Look::k_heading_required);
      break;
    case Look::k_note:
      format_set_text_wrap(made);
      format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
      add_border(made);
      break;
    case Look::k_title:
    case Look::k_note_bold:
      format_set_bold(made);
      break;
    case Look::k_none:
      break;
  }
  return made;
}

lxw_format* WrittenBook::format(const CellLook& look) {
  if (look.look == Look::k_none) return nullptr;
  const std::uint32_t key = static_cast<std::uint32_t>(look.look) << 16U |
                            static_cast<std::uint32_t>(look.kind) << 8U | std::uint32_t{look.places};
  const auto [at, added] = formats_.emplace(key, nullptr);
  if (added) at->second = make(look);
  return at->second;
}

void WrittenBook::column(std::uint16_t column, std::uint16_t width, const CellLook& look) {
  if (sheet_ != nullptr) this->look(worksheet_set_column(sheet_, column, column, width, format(look)));
}

void WrittenBook::row_height(std::uint32_t row, std::uint16_t height) {
  if (sheet_ != nullptr) look(worksheet_set_row(sheet_, row, height, nullptr));
}

// A text never becomes a formula or a link, whatever it begins with.
void WrittenBook::cell(const PutCell& cell) {
  if (sheet_ == nullptr) return;
  lxw_format* shape = format(cell.look);
  if (cell.text.empty() && cell.look.look == Look::k_data)
    return look(worksheet_write_blank(sheet_, cell.row, cell.column, shape));
  const std::string text(cell.text);
  if (cell.kind == CellKind::k_date) {
    const Result<Date> date = parse_date(text);
    const YearMonthDay day = date ? civil(*date) : YearMonthDay{};
    lxw_datetime when{day.year, day.month, day.day, 0, 0, 0};
    return look(worksheet_write_datetime(sheet_, cell.row, cell.column, &when, shape));
  }
  if (cell.kind == CellKind::k_number)
    return look(
        worksheet_write_number(sheet_, cell.row, cell.column, std::strtod(text.c_str(), nullptr), shape));
  look(worksheet_write_string(sheet_, cell.row, cell.column, text.c_str(), shape));
}

void WrittenBook::check(const ColumnCheck& check) {
  if (sheet_ == nullptr) return;
  ColumnCheck own = check;  // the library wants texts it could write to
  std::string error_title = "请核对";
  lxw_data_validation rule{};
  using Number = decltype(rule.minimum_number);
  rule.validate = LXW_VALIDATION_TYPE_ANY;
  rule.ignore_blank = LXW_VALIDATION_ON;
  rule.show_input = LXW_VALIDATION_ON;
  rule.show_error = LXW_VALIDATION_ON;
  rule.dropdown = LXW_VALIDATION_ON;
  rule.input_title = own.title.data();
  rule.input_message = own.hint.data();
  rule.error_title = error_title.data();
  rule.error_message = own.hint.data();
  rule.error_type = check.warns ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP;
  switch (check.kind) {
    case ColumnCheck::Kind::k_any:
      break;
    case ColumnCheck::Kind::k_list:
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = own.list.data();
      break;
    case ColumnCheck::Kind::k_day:
      rule.validate = LXW_VALIDATION_TYPE_DATE;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_datetime = {1949, 10, 1, 0, 0, 0};
      rule.maximum_datetime = {2199, 12, 31, 0, 0, 0};
      break;
    case ColumnCheck::Kind::k_integer:
    case ColumnCheck::Kind::k_decimal:
      rule.validate = check.kind == ColumnCheck::Kind::k_integer ? LXW_VALIDATION_TYPE_INTEGER
                                                                 : LXW_VALIDATION_TYPE_DECIMAL;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_number = static_cast<Number>(check.least);
      rule.maximum_number = static_cast<Number>(check.most);
      break;
    case ColumnCheck::Kind::k_length:
      rule.validate = LXW_VALIDATION_TYPE_LENGTH;
      rule.criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
      rule.value_number = static_cast<Number>(check.most);
      break;
  }
  look(worksheet_data_validation_range(sheet_, 1, check.column, check.last_row, check.column, &rule));
}

void WrittenBook::print(const PrintSetUp& print) {
  if (sheet_ == nullptr) return;
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, k_a4);
  worksheet_fit_to_pages(sheet_, print.pages, 0);
  if (!print.heading) return;
  look(worksheet_repeat_rows(sheet_, 0, 0));
  if (print.repeat_columns > 0)
    look(worksheet_repeat_columns(sheet_, 0, static_cast<lxw_col_t>(print.repeat_columns - 1)));
  look(worksheet_set_footer(sheet_, "&C第&P页，共&N页"));
}

void WrittenBook::print_area(std::uint32_t last_row, std::uint16_t last_column) {
  if (sheet_ != nullptr) look(worksheet_print_area(sheet_, 0, 0, last_row, last_column));
}

void WrittenBook::filter(std::uint32_t last_row, std::uint16_t last_column) {
  if (sheet_ != nullptr) look(worksheet_autofilter(sheet_, 0, 0, last_row, last_column));
}

void WrittenBook::freeze() {
  if (sheet_ != nullptr) worksheet_freeze_panes(sheet_, 1, 1);
}

void WrittenBook::hide() {
  if (sheet_ != nullptr) worksheet_hide(sheet_);
}

std::string WrittenBook::finish() {
  if (book_ == nullptr || sheet_ == nullptr) look(LXW_ERROR_PARAMETER_VALIDATION);
  if (fault_ == LXW_NO_ERROR) {
    fault_ = workbook_close(book_);
    book_ = nullptr;
  }
  if (fault_ == LXW_ERROR_CREATING_TMPFILE)
    return "no work file could be opened (RLIMIT_NOFILE of the platform's process)";
  return fault_ == LXW_NO_ERROR ? std::string() : std::string(lxw_strerror(fault_));
}

}  // namespace anze::sheets
