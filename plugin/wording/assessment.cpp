#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_assessment[] = {
    {"countersign.digest", "“%”的得分与会签人看过的不同。请在考核结果中看过现在的得分再会签。"},
    {"judgement.changed",
     "“%”已经是第“%”版（“%”），所改的是第“%”版（“%”）。请先看现在的给分和理由，再决定是否更改。"},
    {"assessment.sealed", "这个期间的考核结果已经封存，不能再改。确需更正的，由考核人员提出更正版本，经另一人确认。"},
    {"assessment.version",
     "“%”的封存结果共“%”个版本，没有第“%”版。请从版本列表中选，或不写版本，即查看现行版本。"},
    {"amendment.unsealed", "“%”的考核结果还没有封存，不用更正版本。请重新计分。"},
    {"amendment.ground", "更正须有依据。请写明依据的文号，或者封存后才知道的记录。"},
    {"amendment.nothing", "“%”的现行版本已计入全部已知情况，不需要更正。请先登记或更正有关记录。"},
    {"amendment.none", "“%”没有等待确认的更正版本。请先由考核人员提出。"},
    {"amendment.digest", "“%”现在提出的更正版本不是您看过的那一个。请重新查看后再确认。"},
    {"amendment.stale",
     "第“%”版（“%”）提出以后，又有影响得分的情况登记进来。请由考核人员重新提出，看清变化后再确认。"},
    {"assessment.incomplete", "这个期间的得分表缺了一份，数据可能已损坏。请停止使用，由审计员核验审计链。"},
    {"assessment.altered",
     "这个期间的得分表与计分时不一致，数据已被改动。请停止使用，保留现场，由审计员核验审计链。"},
    {"tally.overflow", "有数值大得无法计入考核。%请更正或作废该记录。"},
    {"calendar.unknown", "有年份的放假调休安排没有载入日历，无法判断工作日。%请载入该年的通知，或更正日期。"},
    {"assessment.missing", "这个期间还没有开启考核。请先由考核人员开启。"},
};

}  // namespace

std::span<const Wording> assessment_wording() {
  return k_assessment;
}

}  // namespace anze::plugin
