// To the discipline organ (纪检委): what happened, who was held to account, whose duties were not done.
#include <algorithm>

#include "reports/builders.h"
#include "reports/words.h"

namespace anze::reports {

namespace {

std::int64_t measures(const Snapshot& view, VetoLevel level) {
  return std::count_if(view.vetoes.begin(), view.vetoes.end(),
                       [&](const Veto& veto) { return veto.level == level; });
}

void conclude(Draft& draft, const Snapshot& view) {
  Sentence sentence;
  sentence.say(to_chinese(view.filing.period) + "，");
  say_indices(sentence, view, false);
  sentence.say("；一票否决" + std::to_string(measures(view, VetoLevel::k_veto)) + "件、黄牌警告" +
               std::to_string(measures(view, VetoLevel::k_yellow_card)) +
               "件；查实事故迟报、漏报、谎报、瞒报" + std::to_string(view.reporting_faults.size()) +
               "起；涉案领导干部" + std::to_string(view.officials.size()) + "名。现将有关情况函告如下。");
  draft.paragraph(std::move(sentence));
}

void tell_faults(Draft& draft, const Snapshot& view) {
  if (view.reporting_faults.empty()) draft.paragraph("未发现迟报、漏报、谎报、瞒报事故情况。");
  for (const ReportingFault& fault : view.reporting_faults) {
    std::string title = fault.accident;
    for (const AccidentRow& row : view.accidents)
      if (row.id == fault.accident) title = row.title;
    draft.paragraph(title + "：" + fault.unit + std::string(chinese_of(fault.kind)) +
                    (fault.detail.empty() ? "" : "，" + fault.detail) +
                    (fault.finding_document.empty() ? "" : "（认定文件" + fault.finding_document + "）") +
                    "。");
  }
}

void tell_cases(Draft& draft, const Snapshot& view) {
  if (view.officials.empty()) draft.paragraph("本期无涉及事故责任认定或者立案的区管领导干部。");
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
  conclude(draft, view);
  tell_supersedes(draft, view);
  draft.heading(1, "事故情况");
  tell_accidents(draft, view);
  draft.heading(1, "事故报告情况");
  tell_faults(draft, view);
  draft.heading(1, "责任追究情况");
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
