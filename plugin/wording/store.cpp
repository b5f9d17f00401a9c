#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_store[] = {
    {"request.id", "请求编号中不能有 #。请换一个编号。"},
    {"model.changed", "办理期间台账、机构或办法等定义已变更，本步没有保存任何内容。请重新办理。"},
    {"store.region",
     "数据目录属于另一行政区划，与配置不符。请核对配置中的区划代码，或改用该区划的数据目录。"},
    {"head.form", "请填写报告附件末尾“审计链头”一行的序号和64位摘要。"},
    {"store.rolled_back",
     "数据文件被换成了旧的：只到第%条审计记录，此前已到第%条（“%"
     "”有记录）。请放回新的数据文件；确需从旧备份继续的，按运行手册“恢复”"
     "一节在配置中写明接受。"},
    {"store.other_history",
     "数据文件与已告知的审计记录不是同一历史：第%条的摘要与“%"
     "”所记不同。请核对数据目录；确需继续的，按运行手册“恢复”一节在配"
     "置中写明接受。"},
    {"store.overtaken",
     "另有一个进程打开了同一数据目录，并在第%"
     "条审计记录之后写入了内容。数据没有损坏，本次没有写入任何内容。请把两边都关闭，只"
     "在一个进程里重新打开，不要删除 store.lock。"},
    {"store.open_to_others",
     "数据目录或数据文件“%”允许其他账号写入，已拒绝打开。请收回其他账号的写权限后再打开。"},
    {"store.full", "磁盘空间不足，本次没有写入任何内容。请腾出空间后再试。"},
    {"record.corrupt",
     "存档记录“%”的“%”一项无法读取，可能已损坏。请停止使用，保留现场，由审计员核验审计链。"},
    {"record.state", "存档记录“%”的状态是“%”，不能变为“%”。本次没有写入任何内容，请将请求内容报给维护人员。"},
    {"store.corrupt", "数据文件已损坏。请停止使用，保留现场，用最近的备份恢复。"},
};

}  // namespace

std::span<const Wording> store_wording() {
  return k_store;
}

}  // namespace anze::plugin
