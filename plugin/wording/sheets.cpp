#include "plugin/wording/sheets.h"

#include <algorithm>

#include "plugin/workbooks/headings/headings.h"
#include "plugin/workbooks/headings/plain_text.h"

namespace anze::sheets {
namespace {

struct RowWording {
  const char* code;
  const char* what;  // % is what the cell says, or what the English message quotes
  const char* fix;   // % is what the English way out lists behind its colon: choices, codes
};

constexpr RowWording k_row[] = {
    {"sheet.date", "“%”不是完整、真实的日期", "请写成2025-3-1、2025/3/1或2025年3月1日"},
    {"sheet.number", "“%”不是可以照记的确切数字", "请只写一个确切的数字；没有写0，不知道就留空"},
    {"sheet.merged", "“%”写在上下合并的格子里，几行共用一个数，会被重复计算",
     "请取消合并，把这个数分摊到各行，每行写各自的数"},
    {"sheet.boolean", "“%”看不出是“是”还是“否”", "请写“是”或“否”；不知道就留空"},
    {"sheet.code", "“%”不在可填的词中", "可填：%"},
    {"sheet.name", "名录中没有“%”", "请写名录中的全称或编码"},
    {"sheet.ambiguous", "叫“%”的不止一个", "请改写编码：%"},
    {"sheet.formula", "这一格的公式没有结果（%）", "请在表格软件中改正公式，或直接写上值"},
    {"sheet.attachment", "“%”不是平台里的附件", "请留空；文件在平台里加到记录上"},
    {"sheet.repeated_id", "编号“%”在本表中已经用过", "请每行写一个自己的编号，或者都不写"},
    {"sheet.repeated_row", "与本表前面的一行完全相同", "重复的删去；确是两件事的，各写一个编号"},
    {"sheet.known_row", "台账里已有内容相同的记录", "重复的删去；确是另一件事的，写一个自己的编号"},
    {"sheet.total", "合计“%”不是上面各行的和", "请核对有没有漏行、重复的行或写错的数；各行相加是%"},
    {"sheet.period", "“%”不在本表的期间内", "请核对年月日；另一期间的记录另行录入。本表的期间是%"},
    {"fact.required", "必填，没有填", "请补填"},
    {"fact.negative", "“%”小于零", "请核对数字；不知道就留空"},
    {"fact.exists", "编号“%”已经有记录", "要改那条记录请用“更正”；另一件事请换一个编号"},
    {"fact.future", "“%”在今天之后", "事情发生以后再登记"},
    {"fact.id", "编号“%”太长或有特殊字符", "请用不超过128字节的普通文字"},
    {"fact.outside_term", "那一天这个人不在这个岗位任职，或者岗位空缺",
     "请核对日期、岗位和干部，或先补录任职"},
    {"fact.range", "“%”超出允许的范围", "请核对数字"},
    {"fact.too_long", "这一格的文字太长", "请写短些，详细内容作附件"},
    {"fact.list", "项目太多，或有重复的", "请合并重复的；太多的分成几条记录"},
    {"fact.field_type", "“%”太长，不是一条记录的编号", "请写那条记录的编号，不超过128字节"},
    {"fact.rule", "与本行其他内容不一致", "请核对本行有关的各列"},
    {"fact.attachment", "这样的记录要有附件", "请先在平台里登记这一条并加上附件"},
    {"fact.attachment_name", "附件的名称里有看不见的字符或路径", "请在平台里给附件改名后重新导出"},
    {"fact.digest", "“%”里的摘要不完整", "请照导出的原样填写，或者留空"},
    {"fact.computed", "由其他列算出的数太大", "请核对参与计算的各列"},
    {"fact.entry", "新记录不能从状态“%”开始", "先以初始状态登记，再在平台里办理"},
    {"fact.act", "“%”要由有权的人在平台里办理，不能由填报人填写", "请留空，登记后在平台里办理"},
    {"fact.history_late", "这一天所在的期间已经开始考核，不能再按存量台账接管",
     "请先以初始状态登记，再在平台里逐步办理"},
    {"hazard.five", "重大隐患整改须五落实：责任、措施、资金、时限、预案", "请补填这一列"},
    {"actor.place", "这条记录的单位不在填报人的管辖范围内", "请由该单位的填报人录入"},
    {"actor.own_case", "这条记录涉及填报人本人", "请由单位的其他填报人录入"},
};

constexpr RowWording k_file[] = {
    {"sheet.zip", "文件已损坏，不是完整的工作簿", "请用Excel或WPS打开，另存为.xlsx后再传"},
    {"sheet.xml", "工作簿内部已损坏", "请用Excel或WPS打开，另存为.xlsx后再传"},
    {"sheet.dtd", "工作簿里有办公软件不会写的内容", "请不要打开，向来文单位重新要一份"},
    {"sheet.macros", "工作簿带宏", "请另存为不带宏的.xlsx后再传"},
    {"sheet.encrypted", "工作簿设了打开密码", "请用Excel或WPS打开，取消密码后保存再传"},
    {"sheet.old_format", "这是旧格式（.xls，Excel 97—2003）", "请用Excel或WPS打开，另存为.xlsx后再传"},
    {"sheet.format", "这不是工作簿，也不是CSV", "请传.xlsx或.csv文件"},
    {"sheet.empty", "文件是空的", "请重新选择文件"},
    {"sheet.encoding", "CSV文件的文字编码无法识别", "请另存为“CSV UTF-8”，或者.xlsx"},
    {"sheet.csv", "CSV文件里的引号不成对", "文字里的引号要写成两个；或者另存为.xlsx"},
    {"sheet.limit", "%超过限度", "请把表格分成几个文件，不要放图片"},
    {"sheet.none", "工作簿里没有可读的这张表", "请核对工作表的名称：%"},
    {"sheet.reader_missing", "读表程序没有安装好", "请联系平台管理员"},
    {"sheet.reader_died", "读这个文件时出了意外", "文件可能有问题，请不要打开，联系平台管理员"},
    {"sheet.reader_timeout", "读这个文件用的时间太长", "请把表格分成几个文件，或稍后再试"},
    {"sheet.reader_garbage", "读表程序的回答无法理解", "请再试一次；仍然这样，请联系平台管理员"},
    {"sheet.upload_unknown", "上传的文件已经不在", "请重新上传"},
    {"sheet.busy", "正在处理的表格太多，或者这张表正在处理", "请稍后再试，或先取消一个"},
    {"sheet.job_unknown", "这次导入已经结束或取消", "请在导入记录里查看；没有的请重新导入"},
    {"sheet.heading", "没有找到表头", "要有一行写明各列的名称：%"},
    {"sheet.column_missing", "缺少必填的列：%", "请补上；或者下载空白表填写"},
    {"sheet.column_twice", "列名%重复", "请删去一列或者改名"},
    {"sheet.unit", "列名%括号里的计量单位无法识别", "请写%"},
    {"sheet.heading_empty", "列%有内容，却没有列名",
     "请在表头写上列名；表头分两行的，请把左边各列上下合并，或只留一行表头"},
    {"sheet.definitions", "导入期间组织机构或台账有改动", "请重新导入"},
    {"sheet.nothing", "没有可以导入的行", "请在表头下面填写"},
    {"sheet.same_file", "这个文件已经导入过：%", "请先撤销那次导入；确要再导入一次，请选择“允许重复”"},
    {"sheet.digest", "平台里没有这个文件", "请上传文件"},
    {"sheet.write", "表格写不出来", "请联系平台管理员查看制表程序是否装好、资源限制是否过小"},
    {"sheet.import_unknown", "没有这次导入", "请在导入记录里查看编号"},
    {"sheet.import_undone", "这次导入已经撤销过", "不用再撤销"},
    {"sheet.corrected", "这次导入的记录%后来更正过", "请先单独作废它，或者选择“保留已更正的”"},
};

template <std::size_t N>
const RowWording* find(const RowWording (&list)[N], std::string_view code) {
  const auto found = std::find_if(std::begin(list), std::end(list),
                                  [&](const RowWording& each) { return code == each.code; });
  return found == std::end(list) ? nullptr : found;
}

std::string filled_with(const char* pattern, const std::string& value) {
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

// What stands behind ": " or `mark`.
std::string behind(const std::string& text, std::string_view mark = ": ") {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

// What the English message quotes: from its first “ to its last ”.
std::string quoted(const std::string& text) {
  constexpr std::string_view k_close = "”";
  const std::size_t open = text.find("“");
  const std::size_t close = text.rfind(k_close);
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  return text.substr(open, close + k_close.size() - open);
}

std::string titles(const FieldRule& rule, const Ledger& ledger, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, rule.fields.size()); ++i) {
    const Field* field = ledger.field(rule.fields[i]);
    text += "“" + (field != nullptr ? field->title : heading_of(shared_column(Meaning::k_occurred), ledger)) +
            "”";
  }
  return text;
}

std::string rule_fix(const FieldRule& rule, const Ledger& ledger) {
  const std::string all = titles(rule, ledger, rule.fields.size());
  switch (rule.kind) {
    case RuleKind::k_order: {
      const Field* first = ledger.field(rule.fields.front());
      const bool days = first == nullptr || first->type == FieldType::k_date;
      return titles(rule, ledger, 1) + (days ? "不能晚于" : "不能大于") +
             all.substr(titles(rule, ledger, 1).size()) + "，请改正其中一个";
    }
    case RuleKind::k_at_most: {
      const std::string parts = titles(rule, ledger, rule.fields.size() - 1);
      return parts + (rule.fields.size() > 2 ? "之和" : "") + "不能大于" + all.substr(parts.size()) +
             "，请核对";
    }
    case RuleKind::k_required_when:
      return "请填写" + all;
    case RuleKind::k_empty_when:
      return "请把" + all + "留空";
    case RuleKind::k_true_when:
      return all + "都应当为“是”，请核对";
    case RuleKind::k_attachment_when:
      break;
  }
  return find(k_row, "fact.attachment")->fix;
}

// What a field takes, for the faults that are about just that.
std::optional<std::string> field_fix(const Error& error, const Field& field) {
  const auto number = [&](std::int64_t value) {
    return decimal_text(value, field.unit == "fen" ? 2 : field.decimals) +
           (field.unit == "fen" ? "元" : field.unit);
  };
  if (error.reason == "fact.too_long")
    return "最多" + std::to_string(field.max_length) + "字，请写短些，详细内容作附件";
  if (error.reason == "fact.list") return "最多" + std::to_string(field.max_items) + "项，不能重复";
  if (error.reason != "fact.range") return std::nullopt;
  if (!field.allowed.empty()) {
    std::string text;
    for (const std::int64_t value : field.allowed) text += (text.empty() ? "只能填" : "、") + number(value);
    return text;
  }
  if (field.min && field.max) return "应在" + number(*field.min) + "到" + number(*field.max) + "之间";
  if (field.min) return "不能小于" + number(*field.min);
  if (field.max) return "不能大于" + number(*field.max);
  return std::nullopt;
}

// The thing that is over its limit, and the limit.
std::string over_in_chinese(const std::string& message) {
  constexpr std::pair<std::string_view, const char*> k_things[] = {
      {"the number of rows", "行数"},
      {"the number of columns", "列数"},
      {"the number of merged ranges", "合并的单元格数"},
      {"the number of texts", "不同文字的数目"},
      {"the number of parts", "工作簿内的部件数"},
      {"the size of the file", "文件大小"},
      {"the inflated size", "解压后的大小"},
      {"the text of the whole sheet", "全表文字总量"},
      {"the text in row", "一格的字数"},
      {"the length of a text", "一格的字数"},
      {"the compression", "压缩率"},
      {"the view has", "要导出的记录数"},
      {"the file needs more memory", "读这个文件要用的内存"},
  };
  const auto found = std::find_if(std::begin(k_things), std::end(k_things),
                                  [&](const auto& each) { return message.starts_with(each.first); });
  const std::string limit = behind(message, "over the limit of ");
  return std::string(found == std::end(k_things) ? "表格的复杂程度" : found->second) +
         (limit.empty() ? "" : "（最多" + limit.substr(0, limit.find(' ')) + "）");
}

}  // namespace

std::string row_wording(const Error& error, const std::string& said, const Ledger& ledger,
                        const Field* field) {
  const auto rule = std::find_if(ledger.rules.begin(), ledger.rules.end(),
                                 [&](const FieldRule& each) { return each.message == error.message; });
  if (rule != ledger.rules.end()) return rule->message + "。" + rule_fix(*rule, ledger) + "。";
  const RowWording* wording = find(k_row, error.reason);
  if (wording == nullptr) return "这一行不能登记（" + error.reason + "）。请联系平台管理员。";
  const std::optional<std::string> fix = field == nullptr ? std::nullopt : field_fix(error, *field);
  return filled_with(wording->what, shortened(said)) + "。" +
         (fix ? *fix : filled_with(wording->fix, behind(error.help))) + "。";
}

std::optional<std::string> file_wording(const Error& error) {
  const RowWording* wording = find(k_file, error.reason);
  if (wording == nullptr) return std::nullopt;
  std::string what = quoted(error.message);
  if (error.reason == "sheet.limit") what = over_in_chinese(error.message);
  if (error.reason == "sheet.same_file") what = behind(error.message);
  if (error.reason == "sheet.column_twice") {
    constexpr std::string_view k_and = "” and “";
    if (const std::size_t at = what.find(k_and); at != std::string::npos)
      what.replace(at, k_and.size(), "”与“");
  }
  const std::string list = error.reason == "sheet.none" ? quoted(error.help) : behind(error.help);
  std::string fix = filled_with(wording->fix, list);
  if (fix.ends_with("：")) fix.resize(fix.size() - std::string_view("：").size());
  return filled_with(wording->what, what) + "。" + fix + "。";
}

std::vector<std::string> row_codes() {
  std::vector<std::string> codes;
  for (const RowWording& wording : k_row) codes.emplace_back(wording.code);
  return codes;
}

std::vector<std::string> file_codes() {
  std::vector<std::string> codes;
  for (const RowWording& wording : k_file) codes.emplace_back(wording.code);
  return codes;
}

}  // namespace anze::sheets
