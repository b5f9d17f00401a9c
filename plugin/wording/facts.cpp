#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_facts[] = {
    {"fact.assessed", "该期考核已经开启，开启前录入的照计，此时不能作废。请用“更正”；封存以后可以作废。"},
    {"fact.assessed_day",
     "更正后的日期进出了已封存（或已开启且不计补录）的考核期。请把日期留在原期间，正确的日期写入备注。"},
    {"fact.exists", "编号“%”已经有记录。要改那条记录请用“更正”；另一件事请换一个编号。"},
    {"fact.future", "日期在今天之后。事情发生以后再登记。"},
};

}  // namespace

std::span<const Wording> fact_wording() {
  return k_facts;
}

}  // namespace anze::plugin
