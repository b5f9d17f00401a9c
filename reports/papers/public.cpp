// To the people's congress (人大) and the CPPCC (政协): one true account of the year in figures, without
// names.
#include "reports/papers/builders.h"
#include "reports/papers/narrative.h"
#include "reports/papers/topics.h"
#include "reports/snapshot/words.h"

namespace anze::reports {

namespace {

constexpr Topic k_work[] = {Topic::k_duty,    Topic::k_inspection, Topic::k_hazard,    Topic::k_enforcement,
                            Topic::k_special, Topic::k_prevention, Topic::k_emergency, Topic::k_publicity};

void conclude(Draft& draft, const Snapshot& view, const char* ending) {
  Sentence sentence;
  sentence.say(to_chinese(view.filing.period) + "，");
  say_indices(sentence, view, false);
  for (const Figure& figure : view.figures)
    if (figure.topic == Topic::k_hazard && figure.scope.empty())
      sentence.say("；" + figure.title).say(figure);
  draft.paragraph(std::move(sentence.say("。").say(ending)));
}

void tell_work(Draft& draft, const Snapshot& view) {
  tell_narratives(draft, view, 2);
  for (const Topic topic : k_work) {
    if (!has_topic(view, topic)) continue;
    draft.heading(2, std::string(chinese_of(topic)));
    tell_topic(draft, view, topic);
    if (topic != Topic::k_duty || view.grade_groups.empty()) continue;
    std::string text = "领导干部安全生产履职考核结果：";
    for (std::size_t i = 0; i < view.grade_groups.size(); ++i)
      text += (i == 0 ? "" : "、") + view.grade_groups[i].title +
              std::to_string(view.grade_groups[i].persons) + "名";
    draft.paragraph(text + "。");
  }
}

void tell_practice(Draft& draft, const Snapshot& view) {
  tell_passages(draft, view, Slot::k_work, 2);
}

}  // namespace

void build_congress(Outline& outline, const Snapshot& view) {
  outline.paper = Paper::k_report;
  outline.mark = view.jurisdiction.government + "文件";
  outline.title =
      view.jurisdiction.government + "关于" + to_chinese(view.filing.period) + "安全生产工作情况的报告";
  Draft draft(outline.body);
  conclude(draft, view, "现将有关工作情况报告如下，请予审议。");
  tell_supersedes(draft, view);
  draft.heading(1, "安全生产形势");
  tell_accidents(draft, view);
  draft.heading(1, "工作开展情况");
  tell_work(draft, view);
  tell_practice(draft, view);
  draft.heading(1, "存在的问题");
  tell_problems(draft, view);
  draft.heading(1, "下一步工作");
  tell_plans(draft, view);
  bool answers = false;
  for (const Passage& passage : view.passages) answers = answers || passage.slot == Slot::k_answer;
  if (answers) {
    draft.heading(1, "上次审议意见研究处理情况");
    tell_passages(draft, view, Slot::k_answer, 2);
  }
  annex_figures(outline, view);
}

void build_cppcc(Outline& outline, const Snapshot& view) {
  outline.paper = Paper::k_material;
  outline.title = "关于" + to_chinese(view.filing.period) + "安全生产工作情况的通报";
  Draft draft(outline.body);
  conclude(draft, view, "现将有关情况通报如下。");
  tell_supersedes(draft, view);
  draft.heading(1, "基本情况");
  tell_accidents(draft, view);
  tell_work(draft, view);
  draft.heading(1, "主要做法");
  if (!tell_passages(draft, view, Slot::k_work, 2)) draft.paragraph("见前述各项工作情况。");
  draft.heading(1, "存在的问题");
  tell_problems(draft, view);
  draft.heading(1, "下一步打算");
  tell_plans(draft, view);
  draft.paragraph("欢迎各位委员对安全生产工作提出意见和建议。");
  annex_figures(outline, view);
}

}  // namespace anze::reports
