#include "plugin/workbooks/out/book.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "plugin/sheet_reader/limits.h"
#include "plugin/sheet_reader/text_coding.h"
#include "plugin/workbooks/out/written_book.h"
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

constexpr std::uint32_t k_border = 0xBFBFBF;

}  // namespace

Book::Book()
    : c_locale_(newlocale(LC_ALL_MASK, "C", nullptr)),
      before_(c_locale_ == nullptr ? nullptr : uselocale(c_locale_)) {}

Book::~Book() {
  if (book_ != nullptr) {
    if (rows_at_once_)  // which the library closes only when it packs them
      for (lxw_worksheet* sheet : sheets_)
        if (sheet->optimize_tmpfile != nullptr) fclose(sheet->optimize_tmpfile);
    lxw_workbook_free(book_);
  }
  if (file_ >= 0) close(file_);
  if (c_locale_ == nullptr) return;
  uselocale(before_);
  freelocale(c_locale_);
}

Result<std::unique_ptr<Book>> Book::open(const std::string& work_folder, std::int64_t now_ms,
                                         bool rows_at_once) {
  std::unique_ptr<Book> book(new Book);
  book->file_ = memfd_create("anze-sheet", MFD_CLOEXEC);
  if (book->c_locale_ == nullptr) return cannot_write("no memory");
  if (book->file_ < 0)
    return cannot_write(errno == EMFILE || errno == ENFILE
                            ? "the platform's process may not open enough files (RLIMIT_NOFILE)"
                            : "no memory file");
  book->folder_ = work_folder;
  book->rows_at_once_ = rows_at_once;
  ANZE_CHECK(room_to_write(book->file_, work_folder));
  const std::string path = "/proc/self/fd/" + std::to_string(book->file_);
  lxw_workbook_options options{};
  options.constant_memory = rows_at_once ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = book->folder_.data();
  book->book_ = workbook_new_opt(path.c_str(), &options);
  if (book->book_ == nullptr) return cannot_write("no memory");
  lxw_doc_properties properties{};
  properties.created = now_ms / 1000;  // the host's clock: the same view gives the same bytes
  book->look(workbook_set_properties(book->book_, &properties));
  return book;
}

Result<lxw_worksheet*> Book::add(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  if (sheet == nullptr) return cannot_write("no sheet could be added to it");
  sheets_.push_back(sheet);
  return sheet;
}

void Book::look(lxw_error answer) {
  if (answer != LXW_NO_ERROR && fault_ == LXW_NO_ERROR) fault_ = answer;
}

bool Book::write(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const std::string& text,
                 lxw_format* format) {
  const std::string shown = reports::clean(text);
  std::string told = escaped(shown);
  const std::size_t end = utf8_end(told, Limits{}.cell_chars);  // underscores written out may be too much
  const bool cut = end < told.size();
  if (cut) told = told.substr(0, utf8_end(told, Limits{}.cell_chars - 1)) + "…";
  look(worksheet_write_string(sheet, row, column, told.c_str(), format));
  if (!told.empty() || format != nullptr) ++cells_;
  text_bytes_ += static_cast<std::int64_t>(told.size());
  return cut || shown != text;
}

lxw_format* Book::make() {
  lxw_format* format = workbook_add_format(book_);
  if (format == nullptr) {
    look(LXW_ERROR_MEMORY_MALLOC_FAILED);
    return nullptr;
  }
  format_set_font_name(format, "宋体");
  format_set_font_size(format, 11);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* Book::data(CellKind kind, int places) {
  lxw_format*& format =
      formats_["data " + std::to_string(static_cast<int>(kind)) + " " + std::to_string(places)];
  if (format != nullptr) return format;
  if ((format = make()) == nullptr) return nullptr;
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, k_border);
  if (kind == CellKind::k_date) {
    format_set_num_format(format, "yyyy-mm-dd");
    format_set_align(format, LXW_ALIGN_CENTER);
  } else if (kind == CellKind::k_number) {
    const std::string shape =
        places == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(places), '0');
    format_set_num_format(format, shape.c_str());
  } else {
    format_set_num_format(format, "@");  // a number typed here stays the text it is
    format_set_text_wrap(format);
  }
  return format;
}

lxw_format* Book::heading(bool required) {
  lxw_format*& format = formats_[required ? "heading!" : "heading"];
  if (format != nullptr) return format;
  if ((format = make()) == nullptr) return nullptr;
  format_set_bold(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_text_wrap(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, k_border);
  format_set_bg_color(format, required ? 0xFCE4D6 : 0xDDEBF7);
  if (required) format_set_font_color(format, 0xC00000);
  return format;
}

lxw_format* Book::title() {
  lxw_format*& format = formats_["title"];
  if (format != nullptr) return format;
  if ((format = make()) == nullptr) return nullptr;
  format_set_bold(format);
  format_set_font_size(format, 16);
  return format;
}

lxw_format* Book::note() {
  lxw_format*& format = formats_["note"];
  if (format != nullptr) return format;
  if ((format = make()) == nullptr) return nullptr;
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, k_border);
  return format;
}

lxw_format* Book::note_bold() {
  lxw_format*& format = formats_["note bold"];
  if (format != nullptr) return format;
  if ((format = make()) == nullptr) return nullptr;
  format_set_bold(format);
  return format;
}

bool Book::put(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const OutCell& cell,
               int places) {
  constexpr std::size_t k_exact_digits = 15;  // as many as a workbook's numbers keep
  lxw_format* format = data(cell.kind, places);
  if (cell.text.empty()) {
    look(worksheet_write_blank(sheet, row, column, format));
    ++cells_;
    return false;
  }
  if (cell.kind == CellKind::k_date) {
    const Result<Date> date = parse_date(cell.text);
    const YearMonthDay day = date ? civil(*date) : YearMonthDay{};
    lxw_datetime when{day.year, day.month, day.day, 0, 0, 0};
    look(worksheet_write_datetime(sheet, row, column, &when, format));
    ++cells_;
    return false;
  }
  const auto digits = static_cast<std::size_t>(
      std::count_if(cell.text.begin(), cell.text.end(), [](char c) { return c >= '0' && c <= '9'; }));
  if (cell.kind == CellKind::k_number && digits <= k_exact_digits) {
    look(worksheet_write_number(sheet, row, column, std::strtod(cell.text.c_str(), nullptr), format));
    ++cells_;
    return false;
  }
  const std::size_t end = utf8_end(cell.text, Limits{}.cell_chars / 2);  // a character may be two for Excel
  if (end == cell.text.size() || utf16_length(cell.text) <= Limits{}.cell_chars)
    return write(sheet, row, column, cell.text, format);
  write(sheet, row, column, cell.text.substr(0, end) + "…", format);
  return true;
}

Result<std::string> Book::finish() {
  if (fault_ != LXW_NO_ERROR) return cannot_write(lxw_strerror(fault_));
  ANZE_CHECK(room_to_write(file_, folder_));
  const lxw_error fault = workbook_close(book_);
  book_ = nullptr;
  auto bytes = fault == LXW_NO_ERROR ? packed() : Result<std::string>(cannot_write(lxw_strerror(fault)));
  if (bytes) return bytes;
  ANZE_CHECK(room_to_write(file_, folder_));  // says why, when it is that
  return bytes;
}

// What lies in the file, and holds what was put in.
Result<std::string> Book::packed() {
  const off_t size = lseek(file_, 0, SEEK_END);
  std::string bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t got = pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got <= 0) return cannot_write("it cannot be read back");
    at += static_cast<std::size_t>(got);
  }
  ANZE_TRY(const Written found, read_back(bytes));
  // Without rows at once a text stands once in a part of its own, whatever the number of its cells.
  if (found.sheets != static_cast<std::int64_t>(sheets_.size()) || found.cells != cells_ ||
      (rows_at_once_ && found.text_bytes != text_bytes_))
    return cannot_write("what came out is not what was put in");
  return bytes;
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

int column_width(const OutColumn& column) {
  if (column.kind == CellKind::k_date) return 13;
  if (column.kind == CellKind::k_number) return 14;
  const int heading = static_cast<int>(column.heading.size() / 3 * 2) + 4;
  if (column.meaning == Meaning::k_attachments || column.meaning == Meaning::k_remark)
    return std::max(heading, 24);
  if (column.field == nullptr) return std::max(heading, column.meaning == Meaning::k_state ? 12 : 18);
  const bool words = column.field->type == FieldType::k_text || column.field->is_list();
  if (words) return std::max(heading, 28);
  std::size_t longest = 0;
  for (const CodeTitle& code : column.field->codes)
    longest = std::max(longest, code.title.size() / 3 * 2 + 3);
  return std::max(heading, static_cast<int>(std::min<std::size_t>(longest, 40)));
}

void set_up_print(Book& book, lxw_worksheet* sheet, const std::vector<OutColumn>& columns) {
  constexpr int k_readable = 210;  // characters across a page, at seven tenths of their size
  constexpr std::size_t k_repeated = 3;
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
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, static_cast<std::uint16_t>(pages), 0);
  book.look(worksheet_repeat_rows(sheet, 0, 0));
  if (pages > 1) book.look(worksheet_repeat_columns(sheet, 0, k_repeated - 1));
  book.look(worksheet_set_footer(sheet, "&C第&P页，共&N页"));
}

}  // namespace anze::sheets
