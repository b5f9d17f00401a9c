#include "plugin/sheets/row_fault.h"

#include <algorithm>

namespace anze::sheets {
namespace {

struct Wording {
  const char* code;
  const char* what;  // % is what the cell says
  const char* fix;   // % is what follows the colon in the English way out: choices, codes
};

// What a clerk meets. A code that is not here is told in the words of its error.
constexpr Wording k_wordings[] = {
    {"sheet.date", "“%”不是完整、真实的日期", "请写成2025-3-1、2025/3/1或2025年3月1日"},
    {"sheet.number", "“%”不是可以照记的确切数字", "请只写一个确切的数字；没有写0，不知道就留空"},
    {"sheet.boolean", "“%”看不出是“是”还是“否”", "请写“是”或“否”；不知道就留空"},
    {"sheet.code", "“%”不在可填的词中", "可填：%"},
    {"sheet.name", "名录中没有“%”", "请写名录中的全称或编码"},
    {"sheet.ambiguous", "叫“%”的不止一个", "请改写编码：%"},
    {"sheet.formula", "这一格的公式没有结果（%）", "请在表格软件中改正公式，或直接写上值"},
    {"sheet.attachment", "“%”不是平台里的附件", "请留空；文件在平台里加到记录上"},
    {"sheet.repeated_row", "与本表前面的一行完全相同", "重复的删去；确是两件事的，各写一个编号"},
    {"sheet.known_row", "台账里已有内容相同的记录", "重复的删去；确是另一件事的，写一个自己的编号"},
    {"fact.required", "必填，没有填", "请补填"},
    {"fact.negative", "“%”小于零", "请核对数字；不知道就留空"},
    {"fact.exists", "编号“%”已经有记录", "要改那条记录请用“更正”；另一件事请换一个编号"},
    {"fact.future", "“%”在今天之后", "事情发生以后再登记"},
    {"fact.id", "编号“%”太长或有特殊字符", "请用不超过128字节的普通文字"},
    {"fact.outside_term", "那一天没有人在这个岗位任职", "请核对日期和岗位，或先补录任职"},
    {"fact.code", "“%”不在可填的词中", "请从下拉列表中选"},
    {"fact.range", "“%”超出允许的范围", "请核对数字"},
    {"fact.too_long", "这一格的文字太长", "请写短些，详细内容作附件"},
    {"fact.entry", "新记录不能从状态“%”开始", "先以初始状态登记，再办理"},
    {"actor.own_case", "这条记录涉及填报人本人", "请由单位的其他填报人录入"},
    {"fact.state", "“%”不是这本台账的状态", "请从下拉列表中选"},
};

std::string filled(const char* pattern, const std::string& value) {
  std::string text = pattern;
  if (const std::size_t at = text.find('%'); at != std::string::npos) text.replace(at, 1, value);
  return text;
}

std::string shortened(const std::string& text) {
  constexpr std::size_t k_most = 90;
  if (text.size() <= k_most) return text;
  std::size_t end = k_most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

Error to_error(const RowFault& fault, const std::string& sheet) {
  Error error = fault.error;
  error.at = "sheet " + sheet + " row " + std::to_string(fault.row) +
             (fault.column ? " column " + column_letters(*fault.column) : std::string());
  return error;
}

plugin::json to_json(const RowFault& fault, const std::string& sheet, const Columns& columns) {
  plugin::json object = {{"sheet", sheet},
                         {"row", fault.row},
                         {"code", fault.error.reason},
                         {"message", fault.error.message},
                         {"help", fault.error.help},
                         {"chinese", in_chinese(fault, columns)}};
  if (fault.column) {
    object["column"] = column_letters(*fault.column);
    if (const Column* column = columns.at(*fault.column)) object["heading"] = column->heading;
  }
  return object;
}

std::string in_chinese(const RowFault& fault, const Columns& columns) {
  std::string text = "第" + std::to_string(fault.row) + "行";
  if (fault.column) text += column_letters(*fault.column) + "列";
  if (const Column* column = fault.column ? columns.at(*fault.column) : nullptr)
    text += "“" + column->heading + "”";
  const auto wording = std::find_if(std::begin(k_wordings), std::end(k_wordings),
                                    [&](const Wording& each) { return fault.error.reason == each.code; });
  if (wording == std::end(k_wordings))
    return text + "：" + fault.error.message + "。" + fault.error.help + "。";
  const std::size_t colon = fault.error.help.find(": ");
  return text + "：" + filled(wording->what, shortened(fault.said)) + "。" +
         filled(wording->fix,
                colon == std::string::npos ? std::string() : fault.error.help.substr(colon + 2)) +
         "。";
}

}  // namespace anze::sheets
