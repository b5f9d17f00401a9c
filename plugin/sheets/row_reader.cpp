#include "plugin/sheets/row_reader.h"

#include <algorithm>

#include "plugin/sheets/attachment_cell.h"
#include "plugin/sheets/cell_values.h"
#include "plugin/sheets/plain_text.h"

namespace anze::sheets {
namespace {

// The entries of a list: a line each; of one line, parted by 、 or ；.
std::vector<std::string> list_items(std::string text) {
  const bool lines = text.find('\n') != std::string::npos;
  for (const std::string_view mark : {"、", "；", ";"})
    for (std::size_t at = text.find(mark); !lines && at != std::string::npos; at = text.find(mark, at))
      text.replace(at, mark.size(), "\n");
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string item = folded(std::string_view(text).substr(at, end - at)); !item.empty())
      items.push_back(std::move(item));
    at = end + 1;
  }
  return items;
}

// One line for ids and words; texts keep their lines.
Result<std::string> field_json(const Field& field, const Column& column, const Cell& cell,
                               const Codebook& codes) {
  std::string out;
  if (field.computed()) return out;  // what a sheet says of it is not taken
  switch (field.type) {
    case FieldType::k_integer: {
      ANZE_TRY(const std::int64_t value, to_whole(cell, column.unit, column.places));
      return std::to_string(value);
    }
    case FieldType::k_boolean: {
      ANZE_TRY(const bool truth, to_truth(cell));
      return std::string(truth ? "true" : "false");
    }
    case FieldType::k_date: {
      ANZE_TRY(const Date day, to_day(cell));
      append_json_text(out, to_text(day));
      return out;
    }
    case FieldType::k_code: {
      ANZE_TRY(const CodeId code, code_of(field.codes, shown(cell), codes));
      append_json_text(out, codes.text(code));
      return out;
    }
    case FieldType::k_reference:
      append_json_text(out, folded(shown(cell)));
      return out;
    case FieldType::k_text:
      append_json_text(out, shown(cell));
      return out;
    case FieldType::k_texts:
    case FieldType::k_codes: {
      for (const std::string& item : list_items(shown(cell))) {
        out += out.empty() ? "[" : ",";
        if (field.type == FieldType::k_texts) {
          append_json_text(out, item);
          continue;
        }
        ANZE_TRY(const CodeId code, code_of(field.codes, item, codes));
        append_json_text(out, codes.text(code));
      }
      return out.empty() ? out : out + "]";
    }
    case FieldType::k_accident_class:
      break;
  }
  return out;
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  constexpr const char* k_hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += k_hex[static_cast<unsigned char>(c) >> 4U];
      out += k_hex[static_cast<unsigned char>(c) & 0xFU];
    } else {
      out += c;
    }
  }
  out += '"';
}

RowReader::RowReader(const Ledger& ledger, const Codebook& codes, const Names& names, const Columns& columns,
                     Defaults defaults)
    : ledger_(ledger), codes_(codes), names_(names), columns_(columns), defaults_(std::move(defaults)) {}

std::string RowReader::read(std::uint32_t row, std::span<const Cell> cells,
                            std::vector<RowFault>& faults) const {
  std::string fact = "{\"ledger\":";
  append_json_text(fact, codes_.text(ledger_.id));
  std::string fields;
  std::map<Meaning, std::string> shared = defaults_;
  std::map<Meaning, std::uint16_t> from;
  const auto fault = [&](const Cell& cell, const Error& error) {
    faults.push_back({row, cell.column, shown(cell), error});
  };
  for (const Cell& cell : cells) {
    const Column* column = columns_.at(cell.column);
    if (column == nullptr) continue;
    if (cell.kind == CellKind::k_fault) {
      fault(cell, invalid("sheet.formula",
                          cell.text.empty() ? "the formula was never computed"
                                            : "the formula gives " + std::string(cell.text),
                          {}, "correct the formula in the sheet, or write the value"));
      continue;
    }
    const bool text = column->meaning == Meaning::k_remark || column->meaning == Meaning::k_attachments ||
                      (column->field != nullptr && column->field->type == FieldType::k_text);
    if (!text && says_nothing(cell)) continue;
    if (column->meaning == Meaning::k_field) {
      const Result<std::string> value = field_json(*column->field, *column, cell, codes_);
      if (!value) {
        fault(cell, value.error());
      } else if (!value->empty()) {
        fields += fields.empty() ? "" : ",";
        append_json_text(fields, column->field->name);
        fields += ":" + *value;
      }
      continue;
    }
    from[column->meaning] = cell.column;
    if (column->meaning == Meaning::k_occurred) {
      const Result<Date> day = to_day(cell);
      if (!day) fault(cell, day.error());
      shared[column->meaning] =
          day ? to_text(*day) : "1970-01-01";  // stands in for the day that is complained of
    } else {
      shared[column->meaning] = text ? shown(cell) : folded(shown(cell));
    }
  }
  const auto failed = [&](Meaning meaning, const std::string& said, const Error& error) {
    const auto column = from.find(meaning);
    faults.push_back(
        {row, column == from.end() ? std::optional<std::uint16_t>() : column->second, said, error});
  };
  for (const SharedColumn& each : shared_columns()) {
    if (!each.required || shared.contains(each.meaning)) continue;
    const Column* column = columns_.of(each.meaning);
    faults.push_back(
        {row,
         column == nullptr ? std::optional<std::uint16_t>() : column->at,
         {},
         invalid("fact.required",
                 "“" + heading_of(each, ledger_) + "” (" + each.member + ") is not filled in (未填)", {},
                 "fill it in")});
  }
  CodeId unit = k_no_code;
  for (auto& [meaning, said] : shared) {
    if (meaning == Meaning::k_state) {
      const Result<CodeId> state = code_of(ledger_.states, said, codes_);
      if (!state) failed(meaning, said, state.error());
      if (state) said = codes_.text(*state);
    } else if (meaning == Meaning::k_attachments) {
      const Result<std::string> list = read_attachments(said);
      if (!list) failed(meaning, said, list.error());
      if (list) fact += ",\"attachments\":" + *list;
      continue;
    } else if (meaning != Meaning::k_id && meaning != Meaning::k_occurred && meaning != Meaning::k_remark) {
      const Result<std::string> id = names_.id_of(meaning, said, unit);
      if (!id) failed(meaning, said, id.error());
      if (id) said = *id;
      if (meaning == Meaning::k_unit && id)
        unit = codes_.find(*id);  // before the posts: the order of Meaning
    }
    fact += ",\"" + std::string(shared_column(meaning).member) + "\":";
    append_json_text(fact, said);
  }
  return fact + ",\"fields\":{" + fields + "}}";
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
