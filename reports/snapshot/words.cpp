#include "reports/snapshot/words.h"

namespace anze::reports {

namespace {
constexpr ListWord k_filing[] = {{"quarterly_discipline", "季度报送纪检委"},
                                 {"quarterly_organisation", "季度报送组织部"},
                                 {"yearly_congress", "年度报告人大"},
                                 {"yearly_cppcc", "年度通报政协"}};
constexpr ListWord k_qualifier[] = {{"exact", ""}, {"over", "余"}, {"nearly", "近"}, {"under", "不足"}};
constexpr ListWord k_shape[] = {{"count", "数量"}, {"money", "金额"}, {"rate", "比率"}};
constexpr ListWord k_topic[] = {{"accident", "事故情况"},
                                {"duty", "责任落实"},
                                {"inspection", "监督检查"},
                                {"hazard", "隐患排查整治"},
                                {"enforcement", "执法处罚"},
                                {"special", "重点行业领域整治"},
                                {"prevention", "风险管控和双重预防"},
                                {"emergency", "应急救援"},
                                {"publicity", "宣传教育培训"}};
constexpr ListWord k_relation[] = {{"subset", "部分不大于总数"},
                                   {"sum", "各项之和等于总数"},
                                   {"rate", "比率与计数一致"},
                                   {"jump", "与前期相比未超幅度"},
                                   {"filled", "有记录即有数"}};
constexpr ListWord k_class[] = {
    {"general", "一般"}, {"larger", "较大"}, {"major", "重大"}, {"extraordinary", "特别重大"}};
constexpr ListWord k_fault[] = {
    {"late", "迟报"}, {"missed", "漏报"}, {"false", "谎报"}, {"concealed", "瞒报"}};
constexpr ListWord k_level[] = {{"yellow_card", "黄牌警告"}, {"veto", "一票否决"}};
constexpr ListWord k_subject[] = {{"unit", "单位"}, {"person", "个人"}};
constexpr ListWord k_outcome[] = {{"pending", "待定"}, {"agreed", "同意"}, {"disagreed", "不同意"}};
constexpr ListWord k_state[] = {{"proposed", "已提出，待决定"},
                                {"in_force", "影响期内"},
                                {"expired", "期满"},
                                {"revoked", "已撤销"},
                                {"rejected", "未予认定"}};
constexpr ListWord k_slot[] = {{"work", "工作做法"},
                               {"problem", "存在问题"},
                               {"plan", "下步打算"},
                               {"answer", "审议意见办理"},
                               {"note", "说明"}};
}  // namespace

std::span<const ListWord> words(FilingKind) {
  return k_filing;
}
std::span<const ListWord> words(NumberQualifier) {
  return k_qualifier;
}
std::span<const ListWord> words(Shape) {
  return k_shape;
}
std::span<const ListWord> words(Topic) {
  return k_topic;
}
std::span<const ListWord> words(RelationKind) {
  return k_relation;
}
std::span<const ListWord> words(AccidentGrade) {
  return k_class;
}
std::span<const ListWord> words(FaultKind) {
  return k_fault;
}
std::span<const ListWord> words(VetoLevel) {
  return k_level;
}
std::span<const ListWord> words(SubjectKind) {
  return k_subject;
}
std::span<const ListWord> words(BodyOpinion) {
  return k_outcome;
}
std::span<const ListWord> words(VetoStanding) {
  return k_state;
}
std::span<const ListWord> words(Slot) {
  return k_slot;
}

}  // namespace anze::reports
