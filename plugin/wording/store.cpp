#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_store[] = {
    {"request.id", "请求编号中不能有 #。请换一个编号。"},
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
