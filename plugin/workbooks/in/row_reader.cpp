#include "plugin/workbooks/in/row_reader.h"

#include <algorithm>

#include "plugin/workbooks/headings/plain_text.h"
#include "plugin/workbooks/in/cell_values.h"
#include "plugin/workbooks/out/attachment_cell.h"

namespace anze::sheets {
namespace {

using json::Value;

// A register's words are few; a sheet of nothing but different ones is not remembered without end.
const Result<std::string>& remember(KnownWords& known, const std::string& said, Result<std::string> word) {
  constexpr std::size_t k_most = 4'096;
  if (known.size() >= k_most) known.clear();
  return known.emplace(said, std::move(word)).first->second;
}

// The entries of a list: a line each; of one line, parted by 、 or ；.
std::vector<std::string> list_items(std::string text) {
  const bool lines = text.find('\n') != std::string::npos;
  for (const std::string_view mark : {"、", "；", ";"})
    for (std::size_t at = text.find(mark); !lines && at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), "\n");
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string item = tidied(std::string_view(text).substr(at, end - at)); !item.empty())
      items.push_back(std::move(item));
    at = end + 1;
  }
  return items;
}

// What the column's list calls the text, or says of it.
const Result<std::string>& word_of(const std::vector<CodeTitle>& list, const std::string& said,
                                   const Codebook& codes, KnownWords& known) {
  const auto found = known.find(said);
  if (found != known.end()) return found->second;
  const Result<CodeId> code = code_of(list, said, codes);
  return remember(known, said, code ? Result<std::string>(codes.text(*code)) : code.error());
}

// One line for ids and words; texts keep their lines. Null: the cell says nothing.
Result<Value> field_value(const Field& field, const Column& column, const Cell& cell, const Codebook& codes,
                          KnownWords& known) {
  if (field.computed()) return Value{};  // what a sheet says of it is not taken
  switch (field.type) {
    case FieldType::k_integer: {
      if (cell.merged != Merged::k_no)
        return invalid("sheet.merged",
                       "the number “" + shown(cell) + "” stands in a cell merged over several rows", {},
                       "unmerge it and give each row its own part; words and days may stay merged");
      ANZE_TRY(const std::int64_t value, to_whole(cell, column.unit, column.places));
      return Value{value};
    }
    case FieldType::k_boolean: {
      ANZE_TRY(const bool truth, to_truth(cell));
      return Value{truth};
    }
    case FieldType::k_date: {
      ANZE_TRY(const Date day, to_day(cell));
      return Value{to_text(day)};
    }
    case FieldType::k_code: {
      ANZE_TRY(std::string word, word_of(field.codes, shown(cell), codes, known));
      return Value{std::move(word)};
    }
    case FieldType::k_reference:
      return Value{tidied(shown(cell))};
    case FieldType::k_text:
      return Value{shown(cell)};
    case FieldType::k_texts:
    case FieldType::k_codes: {
      json::Array items;
      for (std::string& item : list_items(shown(cell))) {
        if (field.type == FieldType::k_codes) {
          ANZE_TRY(item, word_of(field.codes, item, codes, known));
        }
        items.push_back({std::move(item)});
      }
      return items.empty() ? Value{} : Value{std::move(items)};
    }
    case FieldType::k_accident_class:
      break;
  }
  return Value{};
}

}  // namespace

RowReader::RowReader(const Ledger& ledger, const Codebook& codes, const HeadingNames& names,
                     const Columns& columns, Defaults defaults)
    : ledger_(ledger), codes_(codes), names_(names), columns_(columns), defaults_(std::move(defaults)) {}

json::Value RowReader::read(std::uint32_t number, std::span<const Cell> cells,
                            std::vector<RowFault>& faults) {
  Row row{number, faults, {}, defaults_, {}};
  for (const Cell& cell : cells)
    if (const Column* column = columns_.at(cell.column)) read_cell(cell, *column, row);
  require_shared(row);
  json::Members fact{{"ledger", {codes_.text(ledger_.id)}}};
  for (json::Member& member : shared_members(row)) fact.push_back(std::move(member));
  fact.push_back({"fields", {std::move(row.fields)}});
  return {std::move(fact)};
}

void RowReader::read_cell(const Cell& cell, const Column& column, Row& row) {
  const auto fault = [&](const Error& error) {
    row.faults.push_back({row.number, cell.column, shown(cell), error});
  };
  if (cell.kind == CellKind::k_fault)
    return fault(invalid(
        "sheet.formula",
        cell.text.empty() ? "the formula was never computed" : "the formula gives " + std::string(cell.text),
        {}, "correct the formula in the sheet, or write the value"));
  const bool text = column.meaning == Meaning::k_remark || column.meaning == Meaning::k_attachments ||
                    (column.field != nullptr && column.field->type == FieldType::k_text);
  if (!text && says_nothing(cell)) return;
  if (column.meaning == Meaning::k_field) {
    Result<Value> value = field_value(*column.field, column, cell, codes_, known_[cell.column]);
    if (!value)
      fault(value.error());
    else if (!value->is_null())
      row.fields.push_back({column.field->name, *std::move(value)});
    return;
  }
  row.from[column.meaning] = cell.column;
  if (column.meaning != Meaning::k_occurred) {
    row.shared[column.meaning] = text ? shown(cell) : tidied(shown(cell));
    return;
  }
  const Result<Date> day = to_day(cell);
  if (!day) fault(day.error());
  row.shared[column.meaning] =
      day ? to_text(*day) : "1970-01-01";  // stands in for the day that is complained of
}

// A row's column that must say something and does not.
void RowReader::require_shared(Row& row) const {
  for (const SharedColumn& each : shared_columns()) {
    if (!each.required || row.shared.contains(each.meaning)) continue;
    const Column* column = columns_.of(each.meaning);
    row.faults.push_back(
        {row.number,
         column == nullptr ? std::optional<std::uint16_t>() : column->at,
         {},
         invalid("fact.required",
                 "“" + heading_of(each, ledger_) + "” (" + each.member + ") is not filled in (未填)", {},
                 "fill it in")});
  }
}

// What the row says beside its fields, as the members of a fact: words and names as the codes they stand for.
json::Members RowReader::shared_members(Row& row) {
  json::Members members;
  const auto failed = [&](Meaning meaning, const std::string& said, const Error& error) {
    const auto column = row.from.find(meaning);
    row.faults.push_back({row.number,
                          column == row.from.end() ? std::optional<std::uint16_t>() : column->second, said,
                          error});
  };
  CodeId unit = k_no_code;
  for (auto& [meaning, said] : row.shared) {
    if (meaning == Meaning::k_state) {
      const Result<std::string>& state = word_of(ledger_.states, said, codes_, states_);
      if (!state) failed(meaning, said, state.error());
      if (state) said = *state;
    } else if (meaning == Meaning::k_attachments) {
      Result<json::Array> list = read_attachments(said);
      if (!list) failed(meaning, said, list.error());
      if (list) members.push_back({"attachments", {*std::move(list)}});
      continue;
    } else if (meaning != Meaning::k_id && meaning != Meaning::k_occurred && meaning != Meaning::k_remark) {
      const Result<std::string>& id = named(meaning, said, unit);
      if (!id) failed(meaning, said, id.error());
      if (id) said = *id;
      if (meaning == Meaning::k_unit && id)
        unit = codes_.find(*id);  // before the posts: the order of Meaning
    }
    members.push_back({shared_column(meaning).member, {said}});
  }
  return members;
}

const Result<std::string>& RowReader::named(Meaning meaning, const std::string& said, CodeId unit) {
  // A post's title alone may name several; which one is meant depends on the unit.
  KnownWords& known = names_known_[{meaning, meaning == Meaning::k_post ? unit : k_no_code}];
  const auto found = known.find(said);
  return found != known.end() ? found->second : remember(known, said, names_.id_of(meaning, said, unit));
}

RowFault RowReader::led_back(const Error& error, std::uint32_t row, std::span<const Cell> cells) const {
  RowFault fault{row, std::nullopt, {}, error};
  std::string_view path = error.at;
  const Column* column = nullptr;
  if (path.starts_with("/fields/")) {
    path.remove_prefix(8);
    column = columns_.of(Meaning::k_field, path.substr(0, path.find('/')));
  } else {
    for (const SharedColumn& shared : shared_columns())
      if (path.substr(0, 1) == "/" && path.substr(1) == shared.member) column = columns_.of(shared.meaning);
  }
  // A required field that is not filled in is complained of at /fields; its name stands in the way out.
  if (column == nullptr && error.reason == "fact.required") {
    for (const Column& each : columns_.known)
      if (each.field != nullptr && error.help.find("\"" + each.field->name + "\"") != std::string::npos)
        column = &each;
  }
  if (column == nullptr) return fault;
  fault.column = column->at;
  for (const Cell& cell : cells)
    if (cell.column == column->at) fault.said = shown(cell);
  return fault;
}

}  // namespace anze::sheets
