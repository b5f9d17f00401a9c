// The blank sheet of a ledger: choices as lists, checks of dates and numbers, and what each column means.
#include <algorithm>

#include "plugin/workbooks/headings/plain_text.h"
#include "plugin/workbooks/out/book.h"
#include "plugin/workbooks/out/export.h"

namespace anze::sheets {
namespace {

constexpr std::uint32_t k_rows = 10'000;      // with checks; more can be filled in
constexpr std::uint32_t k_printed_rows = 30;  // empty lines on paper, to fill in by hand
constexpr std::size_t k_list_most = 3'000;
constexpr const char* k_lists = "可选项";
constexpr std::size_t k_line_bytes = 60;  // of a column that explains: twenty characters, with room to spare
constexpr std::size_t k_line_points = 17;

// The choices of a column; none when anything may stand there, or too much.
std::vector<std::string> choices_of(const OutColumn& column, const Ledger& ledger,
                                    const Organisation& organisation, const HeadingNames& names,
                                    const Codebook& codes) {
  std::vector<std::string> list;
  const auto add = [&](const auto& all) {
    for (const auto& each : all) list.push_back(names.written(column.meaning, each.id));
  };
  const OrganisationData& data = organisation.data();
  if (column.meaning == Meaning::k_unit) add(data.units);
  if (column.meaning == Meaning::k_area) add(data.areas);
  if (column.meaning == Meaning::k_sector) add(data.sectors);
  if (column.meaning == Meaning::k_post) add(data.posts);
  if (column.meaning == Meaning::k_official) add(data.officials);
  if (column.meaning == Meaning::k_state)
    for (const CodeTitle& state : ledger.states)
      list.push_back(written_code(ledger.states, state.code, codes));
  if (column.field != nullptr && column.field->type == FieldType::k_boolean) list = {"是", "否"};
  if (column.field != nullptr && column.field->type == FieldType::k_code)
    for (const CodeTitle& code : column.field->codes)
      list.push_back(written_code(column.field->codes, code.code, codes));
  if (list.size() > k_list_most) list.clear();
  return list;
}

std::string joined(const std::vector<std::string>& list, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(list.size(), most); ++i) text += (i == 0 ? "" : "、") + list[i];
  return list.size() > most ? text + "……共" + std::to_string(list.size()) + "项，见下拉列表" : text;
}

std::string number_rule(const Field& field, int places) {
  std::string text = places == 0 ? "整数" : "数字，最多" + std::to_string(places) + "位小数";
  if (field.unit == "fen") return text + "，单位：元";
  if (field.min) text += "，不小于" + decimal_text(*field.min, field.decimals);
  if (field.max) text += "，不大于" + decimal_text(*field.max, field.decimals);
  for (const std::int64_t value : field.allowed)
    text += (value == field.allowed.front() ? "，只能是" : "、") + decimal_text(value, field.decimals);
  return field.unit.empty() ? text : text + "，单位：" + field.unit;
}

// What may stand in a column, in a sentence.
std::string rule_of(const OutColumn& column, const std::vector<std::string>& choices) {
  constexpr std::size_t k_named = 12;
  if (column.meaning == Meaning::k_id)
    return "本单位自己的编号，不与任何单位的编号重复；可以不填，由系统编号";
  if (column.meaning == Meaning::k_remark) return "文字";
  if (column.kind == CellKind::k_date) return "日期，如2025-3-1，要有年份";
  if (!choices.empty()) return "从下拉列表中选：" + joined(choices, k_named);
  if (column.field == nullptr) return "名录中的全称或编码";
  switch (column.field->type) {
    case FieldType::k_integer:
      return number_rule(*column.field, column.places);
    case FieldType::k_reference:
      return "另一条记录的编号";
    case FieldType::k_texts:
      return "文字，一行一项（Alt+Enter换行）";
    case FieldType::k_codes: {
      std::vector<std::string> titles;
      for (const CodeTitle& code : column.field->codes) titles.push_back(code.title);
      return "可填几项，用顿号分开：" + joined(titles, k_named);
    }
    case FieldType::k_text:
      return column.field->max_length > 0 ? "文字，最多" + std::to_string(column.field->max_length) + "字"
                                          : "文字";
    case FieldType::k_boolean:
    case FieldType::k_date:
    case FieldType::k_code:
    case FieldType::k_accident_class:
      break;
  }
  return {};
}

std::string meaning_of(const OutColumn& column) {
  if (column.field != nullptr) return column.field->hint;
  switch (column.meaning) {
    case Meaning::k_occurred:
      return "事情发生的那一天，不是登记的那一天";
    case Meaning::k_unit:
      return "这条记录记在哪个单位的台账上";
    case Meaning::k_area:
      return "事情发生在哪里";
    case Meaning::k_sector:
      return "事情属于哪个行业领域";
    case Meaning::k_post:
      return "谁履行了职责：当天的岗位";
    case Meaning::k_official:
      return "记录针对某个人的（表彰、批评、认定），填这个人";
    case Meaning::k_state:
      return "不填就是初始状态";
    case Meaning::k_id:
    case Meaning::k_remark:
    case Meaning::k_attachments:
    case Meaning::k_field:
      break;
  }
  return {};
}

// Cut to what Excel allows in a hint; the library would refuse it.
std::string cut(const std::string& text, std::size_t characters) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && ++seen > characters)
      return text.substr(0, at);
  return text;
}

ColumnCheck check_of(std::uint16_t at, const OutColumn& column, const std::vector<std::string>& choices,
                     const std::string& rule) {
  ColumnCheck check;
  check.column = at;
  check.last_row = k_rows;
  check.title = cut(column.heading, 30);
  check.hint = cut((column.required ? "必填。" : "") + rule, 250);
  if (!choices.empty()) {
    check.kind = ColumnCheck::Kind::k_list;
    check.list = std::string("='") + k_lists + "'!$" + column_letters(at) + "$2:$" + column_letters(at) +
                 "$" + std::to_string(choices.size() + 1);
    // A code instead of a title is understood too, so a name that is not listed is only warned of.
    check.warns = column.field == nullptr && column.meaning != Meaning::k_state;
  } else if (column.kind == CellKind::k_date) {
    check.kind = ColumnCheck::Kind::k_day;
  } else if (column.kind == CellKind::k_number) {
    check.kind = column.places == 0 ? ColumnCheck::Kind::k_integer : ColumnCheck::Kind::k_decimal;
    const bool counted = !column.field->unit.empty() && !(column.field->min && *column.field->min < 0);
    check.least = counted ? 0 : -999'999'999;
    check.most = 999'999'999;
    if (column.places == 0 && column.field->min) check.least = *column.field->min;
    if (column.places == 0 && column.field->max) check.most = *column.field->max;
  } else if (column.field != nullptr && column.field->type == FieldType::k_text &&
             column.field->max_length > 0) {
    check.kind = ColumnCheck::Kind::k_length;
    check.most = column.field->max_length;
  }
  return check;
}

struct Explained {
  OutColumn column;
  std::vector<std::string> choices;
  std::string rule;
};

void add_explanation(Book& book, const Ledger& ledger, const std::vector<Explained>& columns) {
  book.add("填表说明");
  const std::uint16_t widths[] = {6, 22, 8, 46, 46};
  for (std::uint16_t i = 0; i < std::size(widths); ++i) book.order().column(i, widths[i], {});
  std::uint32_t row = 0;
  book.order().row_height(row, 28);
  book.write(row++, 0, "《" + ledger.title + "》填表说明", looks(Look::k_title));
  std::vector<std::string> lines;
  for (const std::string& basis : ledger.basis) lines.push_back("依据：" + basis);
  for (const char* line :
       {"在第一张表的表头下面一行填一件事；列的顺序可以改，不用的列可以删，红色表头的列必填。",
        "不知道的留空：空格是“未填”，不是零；没有的写0。",
        "一格只写一个确切的数或一个完整的日期；“约”“余”“近”写在备注里。",
        "表前的标题、表后的合计和填表人会自动略过。"})
    lines.emplace_back(line);
  for (const std::string& line : lines) book.write(row++, 0, line, {});
  ++row;
  std::uint16_t at = 0;
  for (const char* heading : {"列", "列名", "必填", "填什么", "说明"})
    book.write(row, at++, heading, looks(Look::k_heading));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Explained& each = columns[i];
    ++row;
    const std::string cells[] = {column_letters(i), each.column.heading, each.column.required ? "必填" : "",
                                 each.rule, meaning_of(each.column)};
    // Excel gives a row the height its texts need only when somebody types in it.
    const std::size_t high = 1 + std::max(cells[3].size(), cells[4].size()) / k_line_bytes;
    book.order().row_height(row, static_cast<std::uint16_t>(high * k_line_points));
    at = 0;
    for (const std::string& cell : cells) book.write(row, at++, cell, looks(Look::k_note));
  }
  book.order().print({});
}

void add_lists(Book& book, const std::vector<Explained>& columns) {
  book.add(k_lists);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto at = static_cast<std::uint16_t>(i);
    if (columns[i].choices.empty()) continue;
    book.write(0, at, columns[i].column.heading, {});
    std::uint32_t row = 1;
    for (const std::string& choice : columns[i].choices) book.write(row++, at, choice, {});
  }
  book.order().hide();
}

}  // namespace

Result<std::string> make_template(const plugin::Call& call, const Ledger& ledger) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const Codebook& codes = call.store.codes();
  const HeadingNames names(*organisation, codes);
  Book book(call.now_ms, false);
  std::vector<Explained> columns;
  for (OutColumn& column : out_columns(ledger)) {
    if (column.computed || column.meaning == Meaning::k_attachments) continue;
    std::vector<std::string> choices = choices_of(column, ledger, *organisation, names, codes);
    std::string rule = rule_of(column, choices);
    columns.push_back({std::move(column), std::move(choices), std::move(rule)});
  }
  book.add(sheet_name(ledger.title));
  book.order().row_height(0, 36);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const OutColumn& column = columns[i].column;
    const auto at = static_cast<std::uint16_t>(i);
    book.order().column(at, column_width(column), looks_of_data(column.kind, column.places));
    book.write(0, at, column.heading + (column.required ? "*" : ""),
               looks(column.required ? Look::k_heading_required : Look::k_heading));
    book.order().check(check_of(at, column, columns[i].choices, columns[i].rule));
  }
  book.order().freeze();
  std::vector<OutColumn> shown;
  for (const Explained& each : columns) shown.push_back(each.column);
  set_up_print(book, shown);
  book.order().print_area(k_printed_rows, static_cast<std::uint16_t>(columns.size() - 1));
  add_explanation(book, ledger, columns);
  add_lists(book, columns);
  return book.finish(find_writer());
}

}  // namespace anze::sheets
