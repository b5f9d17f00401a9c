#include "plugin/workbooks/in/row_fault.h"

#include "plugin/wording/sheets.h"

namespace anze::sheets {

Error to_error(const RowFault& fault, const std::string& sheet) {
  Error error = fault.error;
  error.at = "sheet " + sheet + " row " + std::to_string(fault.row) +
             (fault.column ? " column " + column_letters(*fault.column) : std::string());
  return error;
}

plugin::json to_json(const RowFault& fault, const std::string& sheet, const Columns& columns,
                     const Ledger& ledger) {
  plugin::json object = {{"sheet", sheet},
                         {"row", fault.row},
                         {"code", fault.error.reason},
                         {"message", fault.error.message},
                         {"help", fault.error.help},
                         {"chinese", in_chinese(fault, columns, ledger)}};
  if (fault.column) {
    object["column"] = column_letters(*fault.column);
    if (const Column* column = columns.at(*fault.column)) object["heading"] = column->heading;
  }
  return object;
}

std::string in_chinese(const RowFault& fault, const Columns& columns, const Ledger& ledger) {
  std::string text = "第" + std::to_string(fault.row) + "行";
  if (fault.column) text += column_letters(*fault.column) + "列";
  const Column* column = fault.column ? columns.at(*fault.column) : nullptr;
  if (column != nullptr) text += "“" + column->heading + "”";
  return text + "：" +
         row_wording(fault.error, fault.said, ledger, column == nullptr ? nullptr : column->field);
}

}  // namespace anze::sheets
