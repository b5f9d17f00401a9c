#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_store[] = {
    {"request.id", "请求编号中不能有 #。请换一个编号。"},
    {"model.changed", "办理期间台账、机构或办法等定义已变更，本步没有保存任何内容。请重新办理。"},
    {"store.region",
     "数据目录属于另一行政区划，与配置不符。请核对配置中的区划代码，或改用该区划的数据目录。"},
    {"store.full", "磁盘空间不足，本次没有写入任何内容。请腾出空间后再试。"},
    {"record.corrupt", "存档记录“%”的“%”一项无法读取，可能已损坏。请停止使用，保留现场，由审计员核验审计链。"},
    {"record.state", "存档记录“%”的状态是“%”，不能变为“%”。本次没有写入任何内容，请将请求内容报给维护人员。"},
    {"store.corrupt", "数据文件已损坏。请停止使用，保留现场，用最近的备份恢复。"},
};

}  // namespace

std::span<const Wording> store_wording() {
  return k_store;
}

}  // namespace anze::plugin
