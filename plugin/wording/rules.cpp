#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_rules[] = {
    {"filing_rules.addressee",
     "受文单位“%”不能这样写。编码用字母、数字、汉字和 _ - .，一个编码只对一个单位名称。"},
    {"filing_rules.blank", "这一项要印在公文上，不能为空。请填写。"},
    {"filing_rules.every", "“%”的报送周期不能这样设：季度件按季度报，年度件按年度报。请改正周期。"},
    {"filing_rules.kind",
     "“%”不是报送件的种类。请用季度报纪检委、季度报组织部、年度报人大、年度报政协之一。"},
    {"filing_rules.missing", "还没有设定报送规则。请由系统管理员设定。"},
    {"filing_rules.none", "没有一条报送规则。请至少写一条。"},
    {"filing_rules.schema", "报送规则的格式不对。请按格式说明改正。"},
    {"filing_rules.twice", "“%”报“%”的规则写了两遍。请只留一条。"},
    {"clause.by",
     "本条款不能按到期日计入期间：比率的分子分母须在同一台账并写明到期日字段，按时分计时的没有日期。请按提示"
     "修改“by”“due”“moved_to”。"},
    {"clause.missing",
     "条款“%”不办比迟办扣得少。请提高逾期未办（missing）的分值，或降低单件迟办封顶（event_cap）。"},
    {"clause.worth",
     "条款“%"
     "”并非人人适用，又没有上限，不适用的人无法按满分计。请加封顶（cap），或单列为一个考核项或加分项。"},
    {"proposal.decided", "规则修改提议“%”已经办结。如仍需修改，请重新提议。"},
    {"proposal.reason",
     "这次修改放宽了管理要求，或者涉及已开始考核、已经过去的期间。请写明理由，考核结果和公文会写明。"},
    {"proposal.stale", "规则修改提议“%”提出以后，情况有了变化。请按现在的情况重新提议，再请另一人确认。"},
    {"proposal.unknown", "没有规则修改提议“%”。请在提议目录中查找编号。"},
    {"ledger.role", "“%”不能作为这里的办理角色。请改用填报、核实、复核、签发；登记和更正还可用考核、纪检。"},
    {"rulebook.conflict", "同一期间已有另一部考核办法生效。请调整生效日期。"},
    {"rulebook.dated_back",
     "考核办法不能溯及以往：起始日“%"
     "”在今天之前，或者落在已经开始考核的期间里。请改为今天以后、已开始考核的期间之后的日期。"},
};

}  // namespace

std::span<const Wording> rule_wording() {
  return k_rules;
}

}  // namespace anze::plugin
