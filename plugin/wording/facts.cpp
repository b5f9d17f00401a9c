#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_facts[] = {
    {"fact.exists", "编号“%”已经有记录。要改那条记录请用“更正”；另一件事请换一个编号。"},
    {"fact.future", "日期在今天之后。事情发生以后再登记。"},
};

}  // namespace

std::span<const Wording> fact_wording() {
  return k_facts;
}

}  // namespace anze::plugin
