#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_facts[] = {
    {"fact.assessed", "该期考核已经开启，开启前录入的照计，此时不能作废。请用“更正”；封存以后可以作废。"},
    {"fact.assessed_day",
     "更正后的日期进出了已封存（或已开启且不计补录）的考核期。请把日期留在原期间，正确的日期写入备注。"},
    {"fact.act",
     "“%”不能这样填或这样办：只能由有权的人办理的内容，登记和更正时请留空；办理事项请照台账目录写。"},
    {"fact.entry", "“%”的新记录不能从状态“%”开始。先以初始状态登记，再办理；存量台账由复核人接管。"},
    {"fact.history_late",
     "这一天所在的期间已经开始考核，不能再按存量台账接管。请先以初始状态登记，再逐步办理。"},
    {"hazard.five", "重大隐患整改须五落实（责任、措施、资金、时限、预案），缺“%”。请补填。"},
    {"fact.changed", "记录“%”已是第“%”版，您是照第“%”版填的，其间改动：“%”。请重新查看，在新版上再填。"},
    {"attachment.kept",
     "摘要为“%”的文件系统里已有，而您看得到的记录都没有用它。请把文件本身传上来（ledger.attach/1）。"},
    {"fact.attachment_name",
     "附件名“%”太长、带有路径或不能用作文件名。请只写文件自己的名称，例如“整改后照片.jpg”。"},
    {"fact.exists", "编号“%”已经用过。要改那条记录请用“更正”；已作废的，或是另一件事，请换一个编号登记。"},
    {"fact.uncountable", "“%”为%，无法计入考核。请核对更正；日期没有错的，请把该年的放假通知载入日历。"},
    {"fact.future", "日期在今天之后。事情发生以后再登记。"},
};

}  // namespace

std::span<const Wording> fact_wording() {
  return k_facts;
}

}  // namespace anze::plugin
