#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_rules[] = {
    {"clause.by",
     "本条款不能按到期日计入期间：比率的分子分母须在同一台账并写明到期日字段，按时分计时的没有日期。请按提示"
     "修改“by”“due”“moved_to”。"},
    {"clause.missing",
     "条款“%”不办比迟办扣得少。请提高逾期未办（missing）的分值，或降低单件迟办封顶（event_cap）。"},
    {"clause.worth",
     "条款“%"
     "”并非人人适用，又没有上限，不适用的人无法按满分计。请加封顶（cap），或单列为一个考核项或加分项。"},
    {"rulebook.conflict", "同一期间已有另一部考核办法生效。请调整生效日期。"},
};

}  // namespace

std::span<const Wording> rule_wording() {
  return k_rules;
}

}  // namespace anze::plugin
