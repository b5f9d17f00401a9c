#include "workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

#include "days.h"

namespace district {
namespace {

namespace fs = std::filesystem;
using Kind = Written::Kind;

constexpr int k_rows_a_page = 40;              // of paper
constexpr int k_rows_to_a_blank = 25;          // where rows are left blank
constexpr std::time_t k_made = 1'767'600'000;  // 5 January 2026

struct Looks {
  lxw_format* title;
  lxw_format* note;
  lxw_format* heading;
  lxw_format* cell;
  lxw_format* day;
};

Looks looks_of(lxw_workbook* book) {
  const auto make = [&](bool boxed) {
    lxw_format* format = workbook_add_format(book);
    format_set_font_name(format, "宋体");
    format_set_font_size(format, 11);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (boxed) format_set_border(format, LXW_BORDER_THIN);
    return format;
  };
  Looks looks{make(false), make(false), make(true), make(true), make(true)};
  format_set_font_size(looks.title, 18);
  format_set_bold(looks.title);
  format_set_align(looks.title, LXW_ALIGN_CENTER);
  format_set_bold(looks.heading);
  format_set_align(looks.heading, LXW_ALIGN_CENTER);
  format_set_num_format(looks.day, "yyyy/m/d");
  return looks;
}

// One sheet, from its title down.
class PageWriter {
 public:
  PageWriter(lxw_worksheet* sheet, const Looks& looks, const Form& form, const Page& page,
             const std::vector<Slip>& slips)
      : sheet_(sheet),
        looks_(looks),
        form_(form),
        page_(page),
        slips_(slips),
        columns_(page.unit.empty() ? form.columns() : form.columns_of_place()) {}

  std::vector<Place> write() {
    write_title();
    write_headings();
    worksheet_freeze_panes(sheet_, row_, 0);
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    first_ = row_;
    write_rows();
    if (form_.habits().does(k_totals)) write_totals();
    if (form_.habits().does(k_notes)) write_notes();
    return places_;
  }

 private:
  static lxw_col_t at(std::size_t column) { return static_cast<lxw_col_t>(column); }
  lxw_col_t last() const { return at(columns_.size() - 1); }

  void put(lxw_col_t column, const Written& written) {
    switch (written.kind) {
      case Kind::k_blank:
        worksheet_write_blank(sheet_, row_, column, looks_.cell);
        break;
      case Kind::k_text:
        worksheet_write_string(sheet_, row_, column, written.text.c_str(), looks_.cell);
        break;
      case Kind::k_number:
        worksheet_write_number(sheet_, row_, column, std::strtod(written.text.c_str(), nullptr), looks_.cell);
        break;
      case Kind::k_day: {
        lxw_datetime day{std::stoi(written.text.substr(0, 4)),
                         std::stoi(written.text.substr(5, 2)),
                         std::stoi(written.text.substr(8, 2)),
                         0,
                         0,
                         0};
        worksheet_write_datetime(sheet_, row_, column, &day, looks_.day);
        break;
      }
    }
  }

  void merge(lxw_col_t from, lxw_col_t to, const std::string& text, lxw_format* format) {
    if (from == to)
      worksheet_write_string(sheet_, row_, from, text.c_str(), format);
    else
      worksheet_merge_range(sheet_, row_, from, row_, to, text.c_str(), format);
  }

  void write_title() {
    const std::string whose = page_.unit.empty() ? "铁东区" : page_.name;
    const std::string when =
        page_.unit.empty() ? fmt::format("{}年{}", k_year, page_.name) : fmt::format("{}年", k_year);
    worksheet_set_row(sheet_, row_, 30, nullptr);
    merge(0, last(), fmt::format("{}{}（{}）", whose, form_.title(), when), looks_.title);
    ++row_;
    if (!form_.habits().does(k_notes)) return;
    merge(0, last(), page_.unit.empty() ? "编制单位：铁东区安全生产委员会办公室" : "编制单位：" + page_.name,
          looks_.note);
    ++row_;
  }

  void write_headings() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::size_t wide = std::max<std::size_t>(columns_[i].heading.size() / 3 * 2 + 2, 12);
      const int width = columns_[i].member.empty() ? 6 : static_cast<int>(std::min<std::size_t>(wide, 26));
      worksheet_set_column(sheet_, at(i), at(i), width, nullptr);
    }
    if (form_.habits().does(k_groups))
      write_groups();
    else
      write_heading_row();
  }

  // What all registers have stands in cells merged over both rows; the fields stand under 工作情况.
  void write_groups() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].field == nullptr)
        worksheet_merge_range(sheet_, row_, at(i), row_ + 1, at(i), columns_[i].heading.c_str(),
                              looks_.heading);
    for (std::size_t i = 0; i < columns_.size();) {
      std::size_t end = i;
      while (end < columns_.size() && columns_[end].field != nullptr) ++end;
      if (end > i) merge(at(i), at(end - 1), "工作情况", looks_.heading);
      i = std::max(end, i + 1);
    }
    ++row_;
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].field != nullptr)
        worksheet_write_string(sheet_, row_, at(i), columns_[i].heading.c_str(), looks_.heading);
    ++row_;
  }

  void write_heading_row() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      worksheet_write_string(sheet_, row_, at(i), columns_[i].heading.c_str(), looks_.heading);
    ++row_;
  }

  void write_rows() {
    const Habits& habits = form_.habits();
    for (std::size_t i = 0; i < page_.facts.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      if (habits.does(k_repeats) && number % k_rows_a_page == 0) write_heading_row();
      if (habits.does(k_blank_rows) && number % k_rows_to_a_blank == 0) ++row_;
      write_row(i, number);
      for (const Slip& slip : slips_)
        if (slip.what == Slip::What::k_again && slip.fact == i) {
          write_row(i, number);
          places_.push_back({row_, letter_of(slip.member)});
        }
    }
    if (habits.does(k_merged)) merge_units();
  }

  void write_row(std::size_t fact, int number) {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      put(at(c), form_.cell(columns_[c], *page_.facts[fact], number));
    const std::size_t told = places_.size();
    for (const Slip& slip : slips_)
      if (slip.what == Slip::What::k_cell && slip.fact == fact) {
        put(column_of(slip.member), slip.written);
        places_.push_back({row_ + 1, letter_of(slip.member)});
      }
    if (places_.size() > told + 1) throw std::logic_error("two slips in one row");
    ++row_;
  }

  lxw_col_t column_of(const std::string& member) const {
    const auto found = std::ranges::find(columns_, member, &FormColumn::member);
    if (found == columns_.end()) throw std::logic_error("no column " + member);
    return at(static_cast<std::size_t>(found - columns_.begin()));
  }
  std::string letter_of(const std::string& member) const { return column_letter(column_of(member)); }

  // A unit's name stands in the first of its rows. Nobody merges over what is written wrong.
  void merge_units() {
    if (!slips_.empty()) return;
    const auto unit = std::ranges::find(columns_, "unit", &FormColumn::member);
    if (unit == columns_.end()) return;
    const lxw_col_t column = at(static_cast<std::size_t>(unit - columns_.begin()));
    for (std::size_t i = 0; i < page_.facts.size();) {
      std::size_t end = i + 1;
      while (end < page_.facts.size() && page_.facts[end]->at("unit") == page_.facts[i]->at("unit")) ++end;
      if (end > i + 1)
        worksheet_merge_range(sheet_, first_ + static_cast<lxw_row_t>(i), column,
                              first_ + static_cast<lxw_row_t>(end) - 1, column,
                              form_.cell(*unit, *page_.facts[i], 0).text.c_str(), looks_.cell);
      i = end;
    }
  }

  void write_totals() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      put(at(c), c == 0 ? Written{Kind::k_text, "合计"} : Written{});
      if (c == 0 || !form_.summed(columns_[c])) continue;
      long long sum = 0;
      for (const Json* fact : page_.facts) {
        const auto value = fact->at("fields").find(columns_[c].member);
        if (value != fact->at("fields").end() && value->is_number()) sum += value->get<long long>();
      }
      const Written total = form_.number(columns_[c], sum);
      if (total.kind != Kind::k_number) {
        put(at(c), total);
        continue;
      }
      std::string formula = "=SUM(";
      formula +=
          column_letter(c) + std::to_string(first_ + 1) + ":" + column_letter(c) + std::to_string(row_) + ")";
      worksheet_write_formula_num(sheet_, row_, at(c), formula.c_str(), looks_.cell,
                                  std::strtod(total.text.c_str(), nullptr));
    }
    for (const Slip& slip : slips_)
      if (slip.what == Slip::What::k_total) {
        put(column_of(slip.member), slip.written);
        places_.push_back({row_ + 1, letter_of(slip.member)});
      }
    ++row_;
  }

  static std::string column_letter(std::size_t column) {
    std::string out(1, static_cast<char>('A' + column % 26));
    return column < 26 ? out : static_cast<char>('A' + column / 26 - 1) + out;
  }

  void write_notes() {
    ++row_;
    worksheet_write_string(sheet_, row_, 0, "填表人：　　　　审核人：　　　　负责人：", nullptr);
    ++row_;
    worksheet_write_string(sheet_, row_, 0, "注：空格表示尚不掌握，没有的填0。", nullptr);
  }

  lxw_worksheet* sheet_;
  const Looks& looks_;
  const Form& form_;
  const Page& page_;
  const std::vector<Slip>& slips_;
  std::vector<FormColumn> columns_;
  std::vector<Place> places_;
  lxw_row_t row_ = 0;
  lxw_row_t first_ = 0;  // of the facts
};

}  // namespace

std::vector<Place> write_workbook(const fs::path& file, const Form& form, const std::vector<Page>& pages,
                                  const std::vector<Slip>& slips) {
  lxw_workbook* book = workbook_new(file.c_str());
  if (book == nullptr) throw std::runtime_error("cannot write " + file.string());
  lxw_doc_properties properties{};
  properties.created = k_made;
  workbook_set_properties(book, &properties);
  const Looks looks = looks_of(book);
  std::vector<Place> places;
  for (const Page& page : pages)
    places = PageWriter(workbook_add_worksheet(book, page.name.c_str()), looks, form, page, slips).write();
  if (const lxw_error fault = workbook_close(book); fault != LXW_NO_ERROR)
    throw std::runtime_error(file.string() + ": " + lxw_strerror(fault));
  return places;
}

namespace {

// Whether a register has facts that nobody could have entered so: beyond the states they begin in, or with
// what only an act says. A reviewer takes such a sheet over.
bool is_older(const Json& ledger, const std::vector<const Json*>& facts) {
  const auto lists = [](const Json& list, const Json& word) {
    return std::ranges::find(list, word) != list.end();
  };
  return std::ranges::any_of(facts, [&](const Json* fact) {
    const Json state = fact->at("state");
    if (!state.is_null() && state != ledger.value("initial", Json()) &&
        !lists(ledger.value("entry", Json::array()), state))
      return true;
    for (const Json& act : ledger.value("acts", Json::array()))
      for (const Json& field : act.at("sets")) {
        const auto said = fact->at("fields").find(field.get<std::string>());
        if (said != fact->at("fields").end() && *said != Json(false) && !said->is_null()) return true;
      }
    return false;
  });
}

}  // namespace

Json entry_of(const std::string& file, const Form& form, const Page& page, const Json& ledger) {
  Json entry{{"file", file},          {"ledger", form.habits().ledger}, {"sheet", page.name},
             {"period", page.period}, {"clerk", form.habits().clerk},   {"rows", page.facts.size()}};
  const bool this_year = std::ranges::all_of(page.facts, [](const Json* fact) {
    return fact->at("occurred_on").get<std::string>().starts_with(std::to_string(k_year));
  });
  if (this_year) entry["dated"] = page.period;
  if (is_older(ledger, page.facts)) {
    entry["history"] = true;
    entry["clerk"] = "reviewer-01";
  }
  if (!page.unit.empty()) entry["defaults"] = {{"unit", page.unit}, {"area", page.unit}};
  return entry;
}

Json write_workbooks(const fs::path& out, const Json& organisation,
                     const std::map<std::string, Json>& ledgers,
                     const std::map<std::string, std::vector<const Json*>>& facts) {
  fs::remove_all(out / "workbooks");
  fs::create_directories(out / "workbooks");
  const Titles titles(organisation);
  Json list = Json::array();
  for (const auto& [ledger, of_ledger] : facts) {
    const Form form(ledgers.at(ledger), habits_of(ledger), titles, of_ledger);
    const std::vector<Page> pages = pages_of(form, titles, of_ledger);
    const std::string file = "workbooks/" + form.title() + ".xlsx";
    write_workbook(out / file, form, pages);
    for (const Page& page : pages) list.push_back(entry_of(file, form, page, ledgers.at(ledger)));
  }
  return list;
}

}  // namespace district
