#include "plugin/workbooks/in/columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugin/workbooks/headings/plain_text.h"
#include "plugin/workbooks/in/cell_values.h"
#include "plugin/workbooks/in/heading_unit.h"

namespace anze::sheets {
namespace {

struct Parted {
  std::string key;
  std::string bracket;  // what the last pair of brackets held
};

// "整改资金(万元)" → "整改资金", "万元"; also "整改资金/万元". The opening bracket of each kind closes with
// its own.
Parted part_unit(const std::string& key) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> k_brackets = {
      {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}}};
  for (const auto& [open, close] : k_brackets) {
    if (!key.ends_with(close)) continue;
    const std::size_t at = key.rfind(open);
    if (at == std::string::npos || at == 0) continue;
    return {key.substr(0, at), key.substr(at + open.size(), key.size() - at - open.size() - close.size())};
  }
  if (const std::size_t slash = key.rfind('/');
      slash != std::string::npos && slash > 0 && key.ends_with("元"))
    return {key.substr(0, slash), key.substr(slash + 1)};
  return {key, {}};
}

// The column a heading names, without its place.
std::optional<Column> meaning_of(std::string_view heading, const Ledger& ledger) {
  const std::string whole = heading_key(heading);
  const Parted parted = part_unit(whole);
  for (const std::string& key : {whole, parted.key}) {
    if (key.empty()) continue;
    for (const Field& field : ledger.fields) {
      if (heading_key(field.title) != key && lower_case(field.name) != key) continue;
      Column column;
      column.field = &field;
      if (key == parted.key) column.unit = parted.bracket;
      return column;
    }
    for (const SharedColumn& shared : shared_columns()) {
      const bool named = shared.member == key || std::any_of(shared.headings.begin(), shared.headings.end(),
                                                             [&](const char* each) { return key == each; });
      if (!named) continue;
      Column column;
      column.meaning = shared.meaning;
      return column;
    }
  }
  return std::nullopt;
}

// How many decimals of the number are kept, from the unit in the heading. False when the heading names a unit
// we do not know: then the numbers would be wrong.
bool set_scale(Column& column) {
  if (column.field == nullptr || column.field->type != FieldType::k_integer) return true;
  std::optional<HeadingUnit> unit = heading_unit(*column.field, column.unit);
  if (!unit) return false;
  column.unit = std::move(unit->unit);
  column.places = unit->places;
  return true;
}

std::string one_line(std::string_view text) {
  return folded(text);
}

}  // namespace

const Column* Columns::at(std::uint16_t column) const {
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const Column& each) { return each.at == column; });
  return found == known.end() ? nullptr : &*found;
}

const Column* Columns::of(Meaning meaning, std::string_view field) const {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Column& each) {
    return each.meaning == meaning && (meaning != Meaning::k_field || each.field->name == field);
  });
  return found == known.end() ? nullptr : &*found;
}

namespace {

// How many different members of a fact the row's cells name.
std::size_t count_known(std::span<const Cell> cells, const Ledger& ledger) {
  std::vector<std::pair<Meaning, const Field*>> found;
  for (const Cell& cell : cells) {
    const std::optional<Column> column = meaning_of(shown(cell), ledger);
    if (!column) continue;
    const std::pair<Meaning, const Field*> meaning(column->meaning, column->field);
    if (std::find(found.begin(), found.end(), meaning) == found.end()) found.push_back(meaning);
  }
  return found.size();
}

std::string wanted_headings(const Ledger& ledger) {
  std::string text;
  for (const SharedColumn& shared : shared_columns())
    if (shared.required) text += (text.empty() ? "" : "、") + heading_of(shared, ledger);
  for (const Field& field : ledger.fields)
    if (!field.computed()) text += "、" + field.title;
  return text;
}

Error in_heading(Error error, const Table& table, std::uint32_t row, std::optional<std::uint16_t> column) {
  error.at = "sheet " + table.name() + " row " + std::to_string(row) +
             (column ? " column " + column_letters(*column) : std::string());
  return error;
}

Result<void> check_columns(const Table& table, const Ledger& ledger, std::span<const Meaning> given,
                           Columns& columns) {
  const auto has = [&](Meaning meaning) {
    return std::find(given.begin(), given.end(), meaning) != given.end();
  };
  std::string missing;
  const auto miss = [&](const std::string& heading, bool required) {
    if (required)
      missing += (missing.empty() ? "“" : "、“") + heading + "”";
    else
      columns.missing.push_back(heading);
  };
  for (const SharedColumn& shared : shared_columns()) {
    if (shared.meaning == Meaning::k_state && ledger.states.empty()) continue;
    if (columns.of(shared.meaning) == nullptr && !has(shared.meaning))
      miss(heading_of(shared, ledger), shared.required);
  }
  for (const Field& field : ledger.fields)
    if (!field.computed() && columns.of(Meaning::k_field, field.name) == nullptr)
      miss(heading_of(field), field.required);
  if (missing.empty()) return {};
  return in_heading(invalid("sheet.column_missing", "the sheet has no column " + missing, {},
                            "add it; sheet.template/1 gives a blank sheet with all columns"),
                    table, columns.row, std::nullopt);
}

// A column without a heading would be left out without a word: of a heading of two lines the lower one, when
// the cells left of it are not merged downwards. Only rows that say something of the ledger count, and the
// one below the headings; what is scribbled beside or below the table does not.
Result<void> check_headed(const Table& table, const Columns& columns) {
  const auto is_headed = [&](const Cell& cell) {
    return columns.at(cell.column) != nullptr ||
           std::any_of(columns.others.begin(), columns.others.end(),
                       [&](const OtherColumn& other) { return other.at == cell.column; });
  };
  std::vector<std::uint16_t> unheaded;
  std::vector<Cell> cells;
  for (std::size_t i = columns.index + 1; i < table.size(); ++i) {
    table.cells(i, cells);
    const bool row = i == columns.index + 1 || std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
                       return columns.at(cell.column) != nullptr;
                     });
    if (!row || is_note(cells) || !total_word(cells).empty()) continue;
    for (const Cell& cell : cells)
      if (!is_headed(cell) && !says_nothing(cell) &&
          std::find(unheaded.begin(), unheaded.end(), cell.column) == unheaded.end())
        unheaded.push_back(cell.column);
  }
  if (unheaded.empty()) return {};
  std::sort(unheaded.begin(), unheaded.end());
  std::string letters;
  for (const std::uint16_t column : unheaded)
    letters += (letters.empty() ? "" : "、") + column_letters(column);
  return in_heading(
      invalid("sheet.heading_empty", "the columns “" + letters + "” have contents and no heading", {},
              "give each a heading in this row; of a heading of two lines, merge the cells of the "
              "others downwards or keep one line"),
      table, columns.row, unheaded.front());
}

}  // namespace

Result<Columns> find_columns(const Table& table, const Ledger& ledger, std::span<const Meaning> given) {
  constexpr std::size_t k_looked_at = 50;
  constexpr std::size_t k_least = 2;
  Columns columns;
  std::size_t best = k_least - 1;
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < std::min(table.size(), k_looked_at); ++i) {
    table.cells(i, cells);
    const std::size_t known = count_known(cells, ledger);
    if (known <= best) continue;
    best = known;
    columns.index = i;
  }
  if (best < k_least)
    return invalid("sheet.heading",
                   "no row of the sheet “" + (table.sheets().empty() ? "" : table.name()) +
                       "” has the headings of “" + ledger.title + "”",
                   {}, "one row must name the columns: " + wanted_headings(ledger));
  columns.row = table.number(columns.index);
  table.cells(columns.index, cells);
  for (const Cell& cell : cells) {
    const std::string heading = one_line(shown(cell));
    std::optional<Column> column = meaning_of(shown(cell), ledger);
    if (!column) {
      columns.others.push_back({cell.column, heading});
      continue;
    }
    column->at = cell.column;
    column->heading = heading;
    const Column* twin = columns.of(column->meaning, column->field == nullptr ? "" : column->field->name);
    if (twin != nullptr)
      return in_heading(invalid("sheet.column_twice",
                                "“" + heading + "” and “" + twin->heading + "” (column " +
                                    column_letters(twin->at) + ") name the same column",
                                {}, "remove one of them or give it another heading"),
                        table, columns.row, cell.column);
    if (!set_scale(*column))
      return in_heading(invalid("sheet.unit", "the unit of “" + heading + "” is not known", {},
                                "write the unit in the brackets: " + units_of(*column->field)),
                        table, columns.row, cell.column);
    columns.known.push_back(*std::move(column));
  }
  ANZE_CHECK(check_columns(table, ledger, given, columns));
  ANZE_CHECK(check_headed(table, columns));
  return columns;
}

bool repeats_headings(const Columns& columns, std::span<const Cell> cells) {
  std::size_t same = 0;
  for (const Cell& cell : cells) {
    const Column* column = columns.at(cell.column);
    if (column == nullptr) continue;
    if (part_unit(heading_key(shown(cell))).key != part_unit(heading_key(column->heading)).key) return false;
    ++same;
  }
  return same >= 2;
}

std::string total_word(std::span<const Cell> cells) {
  constexpr std::array k_words = {"合计", "总计",     "小计",     "共计", "累计",
                                  "总和", "本页合计", "本月合计", "平均"};
  if (cells.empty()) return {};
  const std::string first = heading_key(shown(cells.front()));
  const auto found = std::find(k_words.begin(), k_words.end(), part_unit(first).key);
  return found == k_words.end() ? std::string() : *found;
}

bool is_note(std::span<const Cell> cells) {
  constexpr std::array k_words = {"注:",    "注1",    "说明:",   "备注:",    "填表人",   "制表人",
                                  "填报人", "审核人", "负责人:", "填表说明", "填报日期", "制表日期"};
  constexpr std::size_t k_most = 6;  // 填表人 … 审核人 … 填报日期 …
  if (cells.empty() || cells.size() > k_most || cells.front().kind != CellKind::k_text) return false;
  const std::string first = squeezed(cells.front().text);
  return std::any_of(k_words.begin(), k_words.end(),
                     [&](const char* word) { return first.starts_with(word); });
}

}  // namespace anze::sheets
