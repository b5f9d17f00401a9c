// To the organisation department (组织部): scores, grades, why points were lost, and what is barred until
// when.
#include <algorithm>
#include <map>
#include <set>

#include "reports/papers/builders.h"
#include "reports/papers/territory.h"
#include "reports/papers/topics.h"
#include "reports/snapshot/number_text.h"
#include "reports/views/grades.h"

namespace anze::reports {

namespace {

constexpr std::size_t k_main_reasons = 5;

std::string grades(const Snapshot& view) {  // 优秀12名、称职30名
  std::vector<std::string> texts;
  for (const Group& group : grade_counts(view.officials))
    texts.push_back(group.title + std::to_string(group.persons) + "名");
  return listed(texts);
}

std::string vetoed(const Snapshot& view) {
  std::set<std::string> ids;
  for (const OfficialResult& official : view.officials)
    if (!official.veto.empty()) ids.insert(official.id);
  return ids.empty() ? "" : "；受一票否决的" + std::to_string(ids.size()) + "名，等次按一票否决认定";
}

void conclude_results(Draft& draft, const Snapshot& view) {
  Sentence sentence;
  const auto barred = std::count_if(view.vetoes.begin(), view.vetoes.end(),
                                    [](const Veto& veto) { return veto.state == VetoStanding::k_in_force; });
  sentence.say(to_chinese(view.filing.period));
  if (view.officials.empty())
    sentence.say("无应考核的" + managed_officials(view.jurisdiction));
  else
    sentence.say("共考核" + managed_officials(view.jurisdiction) + std::to_string(persons(view.officials)) +
                 "名，其中" + grades(view) + vetoed(view));
  sentence.say("；处于一票否决和黄牌警告影响期的" + std::to_string(barred) + "件；");
  if (view.triggers && !view.triggers->empty())
    sentence.say("达到触发条件尚未提出的" + std::to_string(view.triggers->size()) + "件；");
  say_indices(sentence, view, false);
  draft.paragraph(std::move(sentence.say("。现将考核结果及有关情况函告如下。")));
}

struct Reason {
  std::string title;
  std::set<std::string> officials;  // one person may lose points in two posts
  Points lost;
};

void tell_reasons(Draft& draft, const Snapshot& view) {
  std::map<std::string, Reason> by_clause;
  for (const OfficialResult& official : view.officials)
    for (const ScoreLine& line : official.lines) {
      if (line.got >= line.full) continue;
      Reason& reason = by_clause[line.clause];
      reason.title = line.clause + line.title;
      reason.officials.insert(official.id);
      reason.lost.e4 += line.full.e4 - line.got.e4;
    }
  std::vector<Reason> reasons;
  for (const auto& [clause, reason] : by_clause) reasons.push_back(reason);
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Reason& a, const Reason& b) { return a.officials.size() > b.officials.size(); });
  if (reasons.empty()) return draft.paragraph("本期无扣分事项。");
  if (reasons.size() > k_main_reasons) reasons.resize(k_main_reasons);
  std::string text = "扣分涉及人数较多的条款依次为：";
  for (std::size_t i = 0; i < reasons.size(); ++i)
    text += (i == 0 ? "" : "；") + reasons[i].title + "，" + std::to_string(reasons[i].officials.size()) +
            "名，合计扣" + to_text(reasons[i].lost) + "分";
  draft.paragraph(text + "。逐人逐条扣分事由见附件。");
}

void tell_units(Draft& draft, const Snapshot& view) {
  if (view.units.empty()) return;
  draft.heading(1, "各乡镇（街道）、部门考核情况");
  std::string text = "共考核单位" + std::to_string(view.units.size()) + "个：";
  for (std::size_t i = 0; i < view.units.size(); ++i) {
    const UnitResult& unit = view.units[i];
    text += (i == 0 ? "" : "；") + unit.name +
            (unit.score ? to_text(*unit.score) + "分" : std::string(k_unknown));
    if (!unit.grade.empty()) text += "，" + unit.grade;
  }
  draft.paragraph(text + "。");
}

}  // namespace

void build_organisation(Outline& outline, const Snapshot& view) {
  outline.paper = Paper::k_letter;
  outline.mark = view.jurisdiction.issuer;
  outline.title = "关于报送" + to_chinese(view.filing.period) + "领导干部安全生产履职考核结果的函";
  Draft draft(outline.body);
  conclude_results(draft, view);
  tell_supersedes(draft, view);
  draft.heading(1, "领导干部考核情况");
  draft.heading(2, "考核依据");
  draft.paragraph("依据" + view.rulebook.title +
                  (view.rulebook.document_number.empty() ? "" : "（" + view.rulebook.document_number + "）") +
                  "，得分按任职岗位逐条计算，数值修约按GB/T 8170—2008执行，等次与一票否决分别列示。");
  draft.heading(2, "主要扣分事由");
  tell_reasons(draft, view);
  draft.heading(1, "一票否决、黄牌警告及影响期");
  draft.heading(2, "一票否决");
  tell_measures(draft, view, VetoLevel::k_veto);
  draft.heading(2, "黄牌警告");
  tell_measures(draft, view, VetoLevel::k_yellow_card);
  tell_units(draft, view);
  draft.heading(1, "安全生产总体情况");
  tell_accidents(draft, view);
  for (const Topic topic : {Topic::k_duty, Topic::k_inspection, Topic::k_hazard, Topic::k_enforcement})
    tell_topic(draft, view, topic);
  draft.heading(1, "存在的主要问题");
  tell_problems(draft, view);
  draft.heading(1, "下一步工作");
  tell_plans(draft, view);
  draft.paragraph("特此函达。");

  annex_officials(outline, view);
  annex_deductions(outline, view);
  annex_measures(outline, view);
  annex_units(outline, view);
  annex_figures(outline, view);
}

}  // namespace anze::reports
