// To the discipline organ (纪检委): what happened, who was held to account, whose duties were not done.
#include <algorithm>
#include <set>

#include "reports/papers/builders.h"
#include "reports/papers/territory.h"
#include "reports/papers/topics.h"
#include "reports/snapshot/words.h"

namespace anze::reports {

namespace {

// Who has to do with a case: officials the view keeps, and persons a finding names who are not assessed.
std::int64_t persons_concerned(const Snapshot& view) {
  std::set<std::string> ids;
  for (const OfficialResult& official : view.officials) ids.insert(official.id);
  if (view.liabilities)
    for (const Liability& liability : *view.liabilities)
      if (!liability.person_id.empty()) ids.insert(liability.person_id);
  return static_cast<std::int64_t>(ids.size());
}

void conclude_cases(Draft& draft, const Snapshot& view) {
  Sentence sentence;
  sentence.say(to_chinese(view.filing.period) + "，");
  say_indices(sentence, view, false);
  sentence.say("；" + measures_text(view, VetoLevel::k_veto) + "、" +
               measures_text(view, VetoLevel::k_yellow_card) + "；查实事故迟报、漏报、谎报、瞒报" +
               std::to_string(view.reporting_faults.size()) + "起；");
  if (view.liabilities) {
    const auto exempt = std::count_if(view.liabilities->begin(), view.liabilities->end(),
                                      [](const Liability& liability) { return liability.exempt; });
    sentence.say("责任认定" + std::to_string(view.liabilities->size()) + "件" +
                 (exempt > 0 ? "（其中尽职免责" + std::to_string(exempt) + "件）" : "") + "；");
  }
  sentence.say("涉案领导干部" + std::to_string(persons_concerned(view)) + "名。现将有关情况函告如下。");
  draft.paragraph(std::move(sentence));
}

void tell_liabilities(Draft& draft, const Snapshot& view) {
  if (!view.liabilities) return draft.paragraph("封存数据未载责任认定情况。");
  if (view.liabilities->empty()) return draft.paragraph("本期无责任认定记录。");
  for (const Liability& liability : *view.liabilities) {
    const std::string who = liability.post + liability.person;
    draft.paragraph(
        to_chinese(liability.day) + "，" + liability.organ + "认定" + (who.empty() ? "（未载明人员）" : who) +
        (liability.accident.empty() ? "" : "对" + liability.accident) + (liability.exempt ? "" : "负有") +
        liability.outcome + (liability.form.empty() ? "" : "，追责形式：" + liability.form) +
        (liability.document.empty() ? "（文号未填）" : "（" + liability.document + "）") + "。");
  }
}

void tell_faults(Draft& draft, const Snapshot& view) {
  if (view.reporting_faults.empty()) draft.paragraph("未发现迟报、漏报、谎报、瞒报事故情况。");
  for (const ReportingFault& fault : view.reporting_faults) {
    std::string title = "事故明细未列的一起事故";  // an id of the house means nothing outside
    for (const AccidentRow& row : view.accidents)
      if (row.id == fault.accident) title = row.title;
    draft.paragraph(title + "：" + fault.unit + std::string(chinese_of(fault.kind)) +
                    (fault.detail.empty() ? "" : "，" + fault.detail) +
                    (fault.finding_document.empty() ? "" : "（认定文件" + fault.finding_document + "）") +
                    "。");
  }
}

void tell_cases(Draft& draft, const Snapshot& view) {
  if (view.officials.empty()) {
    const std::string officials = managed_officials(view.jurisdiction);
    if (!view.liabilities)
      draft.paragraph("封存数据未载责任认定情况，一票否决和黄牌警告未涉及本期考核的" + officials + "。");
    else
      draft.paragraph("责任认定、一票否决和黄牌警告均未涉及本期考核的" + officials + "。");
  }
  for (const OfficialResult& official : view.officials) {
    Points lost;
    for (const ScoreLine& line : official.lines) lost.e4 += line.full.e4 - line.got.e4;
    std::string text = official.post + official.name + "：";
    if (!official.cases.empty()) text += "涉及" + listed(official.cases) + "；";
    text += official.lines.empty()
                ? "履职考核无扣分"
                : "履职考核扣分" + std::to_string(official.lines.size()) + "项，共扣" + to_text(lost) + "分";
    for (const ScoreLine& line : official.lines) text += "；" + line.clause + line.title + "：" + line.reason;
    draft.paragraph(text + "。");
  }
}

}  // namespace

void build_discipline(Outline& outline, const Snapshot& view) {
  outline.paper = Paper::k_letter;
  outline.mark = view.jurisdiction.issuer;
  outline.title = "关于报送" + to_chinese(view.filing.period) + "领导干部安全生产履职情况的函";
  Draft draft(outline.body);
  conclude_cases(draft, view);
  tell_supersedes(draft, view);
  draft.heading(1, "事故情况");
  tell_accidents(draft, view);
  draft.heading(1, "事故报告情况");
  tell_faults(draft, view);
  draft.heading(1, "责任追究情况");
  draft.heading(2, "责任认定");
  tell_liabilities(draft, view);
  draft.heading(2, "一票否决");
  tell_measures(draft, view, VetoLevel::k_veto);
  draft.heading(2, "黄牌警告");
  tell_measures(draft, view, VetoLevel::k_yellow_card);
  draft.heading(1, "涉案领导干部履职扣分情况");
  tell_cases(draft, view);
  draft.heading(1, "隐患排查整治和执法情况");
  for (const Topic topic : {Topic::k_inspection, Topic::k_hazard, Topic::k_enforcement})
    tell_topic(draft, view, topic);
  draft.heading(1, "存在的主要问题");
  tell_problems(draft, view);
  draft.heading(1, "下一步工作");
  tell_plans(draft, view);
  draft.paragraph("特此函达。");

  annex_figures(outline, view);
  annex_accidents(outline, view);
  annex_measures(outline, view);
  annex_deductions(outline, view);
}

}  // namespace anze::reports
