#include "plugin/wording/wording.h"

namespace anze::plugin {
namespace {

constexpr Wording k_vetoes[] = {
    {"finding.before_accident", "责任认定的日期早于它所依据的事故“%”。请更正认定或者事故的日期。"},
    {"finding.person", "责任认定没有写明是谁。请填写当事人。"},
    {"test.result", "自带检验中的考核结果不是本办法的考核期。请改为本办法考核的期间。"},
    {"veto.areas", "按本单位认定的否决不看所在地。请去掉“areas”，或者改为按属地、按分管。"},
    {"veto.baseless", "“%”的依据已不存在，不能再认定。已由双方认定的，请按撤销办理。"},
    {"veto.changed", "“%”的依据已有变化。请重新提出建议，核对后再认定。"},
    {"veto.confirmed", "“%”已由双方认定。要撤销的，由双方分别办理撤销。"},
    {"veto.document", "每次决定都要有新的文号。请填写本单位新文件的文号。"},
    {"veto.finding", "个人的一票否决要有责任认定。请先登记责任认定。"},
    {"veto.instead", "否决条款写明可改为扣分的条款不存在。请填写本办法中条款的编号。"},
    {"veto.leaders", "单位的否决不及于负责人。请去掉“leaders”，或者把对象改为个人。"},
    {"veto.not_decided", "“%”没有可以撤销的决定。尚未认定的，请办理认定。"},
    {"veto.period", "一票否决按年度计算。请填写年度，如 2025。"},
    {"veto.reach",
     "同类单位同在一个辖区，一起事故会否决所有单位。请写明只及本单位、分管单位还是辖区各单位。"},
    {"veto.reason", "改变原来的决定要说明理由。请填写理由。"},
    {"veto.same_person", "同一人不能代表两个单位决定。请由另一单位的其他人办理。"},
    {"veto.starts",
     "起始日写得不全：自责任认定生效之日起的，要写明生效日字段；只计责任认定的，没有事故发生之日。"},
    {"veto.total", "合计写得不对：起数与合计只取一项，合计只对一个数，个人没有单位的控制数。请按提示改正。"},
    {"veto.unknown", "没有编号为“%”的一票否决建议。请从一票否决情况中选取。"},
};

}  // namespace

std::span<const Wording> veto_wording() {
  return k_vetoes;
}

}  // namespace anze::plugin
