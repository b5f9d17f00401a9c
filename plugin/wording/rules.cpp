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
     "本条款不能这样定计入期间的日期（by）：所按的日期须写明字段，且该类条款用得上；按时分计时的没有日期；"
     "时效须按到期日（due）计入。请按提示修改。"},
    {"clause.within",
     "本条款的累计期间（within）不能这样写：须长于考核周期，且逐条记录计分的条款才能累计。请删去。"},
    {"clause.begins_on",
     "本条款不能从某日起算（begins_on）：按日、周、旬的和期末仍逾期的没有起算日。请删去。"},
    {"clause.grace", "本条款的宽限没有写明单位，或单位与计时方式不合。请写明宽限单位（grace_unit）。"},
    {"clause.take",
     "“再次发生”须按一个字段看是否同类，只用一个分值扣分，首次不得扣得比再次多。请写明“key”和“amount”。"},
    {"clause.missing",
     "条款“%”不办比迟办扣得少。请提高逾期未办（missing）的分值，降低单件迟办封顶（event_"
     "cap），或另设条款管不办的。"},
    {"clause.worth",
     "条款“%"
     "”并非人人适用，又没有上限，不适用的人无法按满分计。请加封顶（cap），或单列为一个考核项或加分项。"},
    {"proposal.decided", "规则修改提议“%”已经办结。如仍需修改，请重新提议。"},
    {"proposal.reason",
     "这次修改放宽了管理要求，或者涉及已开始考核、已经过去的期间。请写明理由，考核结果和公文会写明。"},
    {"proposal.stale", "规则修改提议“%”提出以后，情况有了变化。请按现在的情况重新提议，再请另一人确认。"},
    {"proposal.unknown", "没有规则修改提议“%”。请在提议目录中查找编号。"},
    {"ledger.role", "“%”不能作为这里的办理角色。请改用填报、核实、复核、签发；登记和更正还可用考核、纪检。"},
    {"rulebook.late_facts", "新的考核办法不得规定补录的记录不计。请改为计入（count），或删去这一项。"},
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
