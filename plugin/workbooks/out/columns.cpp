#include "plugin/workbooks/out/columns.h"

#include "plugin/workbooks/headings/plain_text.h"

#include <algorithm>
#include <array>

#include "plugin/json/fact.h"
#include "plugin/json/json.h"
#include "plugin/workbooks/out/attachment_cell.h"
#include "scoring/entries/record.h"

namespace anze::sheets {
namespace {

using plugin::json;

constexpr int k_yuan_places = 2;

OutColumn of_field(const Field& field) {
  OutColumn column;
  column.field = &field;
  column.heading = heading_of(field);
  column.required = field.required;
  column.computed = field.computed();
  if (field.type == FieldType::k_date) column.kind = CellKind::k_date;
  if (field.type == FieldType::k_integer) {
    column.kind = CellKind::k_number;
    column.places = field.unit == "fen" ? k_yuan_places : field.decimals;
  }
  return column;
}

std::string joined_lines(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "\n") + item;
  // One entry with a mark inside would be taken for several: a line end says that it is whole.
  const bool marked =
      items.size() == 1 && (text.find("、") != std::string::npos || text.find("；") != std::string::npos ||
                            text.find(';') != std::string::npos);
  return marked ? text + "\n" : text;
}

std::string of_codes(const Field& field, const json& list, const Codebook& codes) {
  std::vector<std::string> items;
  for (const json& item : list) {
    const std::string word = item.get<std::string>();
    items.push_back(field.type == FieldType::k_codes ? written_code(field.codes, codes.find(word), codes)
                                                     : word);
  }
  return joined_lines(items);
}

// What was computed is not in the fact's JSON, for it could not be read back; it lies in its slot.
std::string of_computed(const Field& field, const Fact& fact, const Codebook& codes) {
  constexpr std::array k_classes = {"一般事故", "较大事故", "重大事故", "特别重大事故"};
  if (!field.slot || !fact.knows(*field.slot)) return {};
  const std::int64_t value = fact.slot[*field.slot];
  if (field.type == FieldType::k_accident_class)
    return value >= 1 && value <= 4 ? k_classes[static_cast<std::size_t>(value - 1)] : std::string();
  if (field.type == FieldType::k_code) return written_code(field.codes, static_cast<CodeId>(value), codes);
  return decimal_text(value, field.unit == "fen" ? k_yuan_places : field.decimals);
}

std::string of_field_value(const OutColumn& column, const json& value, const Codebook& codes) {
  if (value.is_boolean()) return value.get<bool>() ? "是" : "否";
  if (value.is_number_integer()) return decimal_text(value.get<std::int64_t>(), column.places);
  if (value.is_array()) return of_codes(*column.field, value, codes);
  if (!value.is_string()) return {};
  const std::string text = value.get<std::string>();
  return column.field->type == FieldType::k_code ? written_code(column.field->codes, codes.find(text), codes)
                                                 : text;
}

std::string of_shared(Meaning meaning, const json& fact, const Ledger& ledger, const HeadingNames& names,
                      const Codebook& codes) {
  const char* member = shared_column(meaning).member;
  if (meaning == Meaning::k_attachments) return write_attachments(fact.at(member));
  const std::string text = plugin::text_of(fact, member);
  if (text.empty() || meaning == Meaning::k_id || meaning == Meaning::k_occurred ||
      meaning == Meaning::k_remark)
    return text;
  const CodeId code = codes.find(text);
  return meaning == Meaning::k_state ? written_code(ledger.states, code, codes)
                                     : names.written(meaning, code);
}

}  // namespace

std::vector<OutColumn> out_columns(const Ledger& ledger) {
  std::vector<OutColumn> columns;
  const auto add = [&](Meaning meaning) {
    const SharedColumn& shared = shared_column(meaning);
    OutColumn column;
    column.meaning = meaning;
    column.heading = heading_of(shared, ledger);
    column.required = shared.required;
    if (meaning == Meaning::k_occurred) column.kind = CellKind::k_date;
    columns.push_back(std::move(column));
  };
  for (const Meaning meaning : {Meaning::k_id, Meaning::k_occurred, Meaning::k_unit, Meaning::k_area,
                                Meaning::k_sector, Meaning::k_post, Meaning::k_official})
    add(meaning);
  if (!ledger.states.empty()) add(Meaning::k_state);
  for (const Field& field : ledger.fields) columns.push_back(of_field(field));
  add(Meaning::k_attachments);
  add(Meaning::k_remark);
  return columns;
}

std::vector<OutCell> out_row(const store::FactVersion& fact, const std::vector<OutColumn>& columns,
                             const Ledger& ledger, const LedgerSet& ledgers, const HeadingNames& names,
                             const Codebook& codes) {
  const json object = plugin::record_json(fact.record, ledgers, codes);
  const json& fields = object.at("fields");
  std::vector<OutCell> row;
  row.reserve(columns.size());
  for (const OutColumn& column : columns) {
    OutCell cell{column.kind, {}};
    if (column.meaning != Meaning::k_field) {
      cell.text = of_shared(column.meaning, object, ledger, names, codes);
    } else if (column.computed) {
      cell.text = of_computed(*column.field, fact.record.fact, codes);
    } else if (const auto value = fields.find(column.field->name); value != fields.end()) {
      cell.text = of_field_value(column, *value, codes);
    }
    row.push_back(std::move(cell));
  }
  return row;
}

}  // namespace anze::sheets
