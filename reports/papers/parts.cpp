#include <algorithm>

#include "reports/papers/builders.h"
#include "reports/papers/territory.h"
#include "reports/snapshot/number_text.h"
#include "reports/snapshot/words.h"

namespace anze::reports {

void say_indices(Sentence& sentence, const Snapshot& view, bool with_comparison) {
  const Figure* count = find_figure(view, k_accident_count);
  if (count != nullptr && count->value == 0 && count->qualifier == NumberQualifier::k_exact) {
    sentence.say(whole_of(view.jurisdiction) + "未发生生产安全事故");
    if (const std::string last = comparison_text(*count); with_comparison && !last.empty())
      sentence.say("（" + last + "）");
    return;
  }
  sentence.say(whole_of(view.jurisdiction));
  bool first = true;
  for (const char* id : {k_accident_count, k_accident_dead, k_accident_injured, k_accident_loss}) {
    const Figure* figure = find_figure(view, id);
    if (figure == nullptr) continue;
    if (!first) sentence.say("，");
    if (with_comparison)
      sentence.titled(*figure);
    else
      sentence.say(figure->title).say(*figure);
    first = false;
  }
  if (first) sentence.say(std::string("事故情况") + k_unknown);
}

void tell_accidents(Draft& draft, const Snapshot& view) {
  Sentence sentence;
  sentence.say(to_chinese(view.filing.period) + "，");
  say_indices(sentence, view, true);
  draft.paragraph(std::move(sentence.say("。")));
  for (const AccidentRow& row : view.accidents) {
    std::string text = to_chinese(row.day) + "，" + row.area + "发生" + row.title + "（" +
                       std::string(chinese_of(row.grade)) + "事故，" + row.sector + "），死亡" +
                       count_text(row.dead, "人") + "、受伤" + count_text(row.injured, "人") +
                       "，直接经济损失" + money_text(row.loss_yuan) + "。";
    if (row.provisional_until)
      text += "伤亡人数统计期限至" + to_chinese(*row.provisional_until) + "，以上数字为暂定数。";
    draft.paragraph(text);
  }
}

std::string effect_period(const Veto& veto) {
  if (!veto.from && !veto.to) return "未定";
  if (!veto.from) return "至" + to_chinese(*veto.to);
  return to_chinese(*veto.from) + (veto.to ? "至" + to_chinese(*veto.to) : "起");
}

void tell_measures(Draft& draft, const Snapshot& view, VetoLevel level) {
  bool told = false;
  for (const Veto& veto : view.vetoes) {
    if (veto.level != level) continue;
    told = true;
    std::string text = veto.post + veto.subject + "：适用" + veto.clause + "“" + veto.clause_title + "”（" +
                       veto.legal_basis + "）";
    if (!veto.finding_document.empty()) text += "，责任认定文件" + veto.finding_document;
    for (const Decision& decision : veto.decisions) {
      text += "；" + decision.body + "意见：" + std::string(chinese_of(decision.outcome));
      if (!decision.opinion.empty()) text += "（" + decision.opinion + "）";
      if (!decision.document.empty()) text += "，" + decision.document;
      if (decision.day) text += "，" + to_chinese(*decision.day);
    }
    text += "。当前状态：" + std::string(chinese_of(veto.state)) + "；影响期：" + effect_period(veto);
    if (!veto.effects.empty()) text += "；影响事项：" + listed(veto.effects);
    draft.paragraph(text + "。");
  }
  if (view.triggers)
    for (const Trigger& trigger : *view.triggers) {
      if (trigger.level != level) continue;
      told = true;
      draft.paragraph(trigger.subject + "：" + (trigger.from ? to_chinese(*trigger.from) + "起，" : "") +
                      "已达到" + trigger.clause + "“" + trigger.clause_title + "”的触发条件（" + trigger.how +
                      "），尚未提出" + std::string(chinese_of(level)) + "建议。");
    }
  if (told) return;
  // That there is none is said of what was asked for; an earlier version did not ask for reached triggers.
  draft.paragraph(view.triggers ? "无" + std::string(chinese_of(level)) + "情形。"
                                : "封存数据中无" + std::string(chinese_of(level)) + "记录。");
}

std::string measures_text(const Snapshot& view, VetoLevel level) {
  std::int64_t decided = 0;
  std::int64_t waiting = 0;
  for (const Veto& veto : view.vetoes) {
    if (veto.level != level) continue;
    decided += veto.state == VetoStanding::k_in_force || veto.state == VetoStanding::k_expired ? 1 : 0;
    waiting += veto.state == VetoStanding::k_proposed ? 1 : 0;
  }
  const auto reached = !view.triggers
                           ? 0
                           : std::count_if(view.triggers->begin(), view.triggers->end(),
                                           [&](const Trigger& trigger) { return trigger.level == level; });
  std::string more = waiting > 0 ? "已提出待决定" + std::to_string(waiting) + "件" : "";
  if (reached > 0)
    more += (more.empty() ? "" : "、") + std::string("达到触发条件尚未提出") + std::to_string(reached) + "件";
  return std::string(chinese_of(level)) + std::to_string(decided) + "件" +
         (more.empty() ? "" : "（另有" + more + "）");
}

void tell_problems(Draft& draft, const Snapshot& view) {
  const bool told = tell_passages(draft, view, Slot::k_problem, 2);
  if (!view.owed.empty()) {
    draft.paragraph("截至成文之日，应完成而未完成的事项" + std::to_string(view.owed.size()) + "项：");
    for (const OwedMatter& owed : view.owed)
      draft.paragraph(owed.who + "：" + owed.what +
                      (owed.due ? "（应于" + to_chinese(*owed.due) + "前完成）。" : "。"));
  } else if (!told) {
    draft.paragraph(std::string("本部分") + k_unknown + "。");
  }
}

void tell_plans(Draft& draft, const Snapshot& view) {
  if (!tell_passages(draft, view, Slot::k_plan, 2)) draft.paragraph(std::string("本部分") + k_unknown + "。");
}

void tell_supersedes(Draft& draft, const Snapshot& view) {
  if (!view.filing.supersedes) return;
  const Amendment& old = *view.filing.supersedes;
  draft.paragraph("本文为" + old.manner + "件，代替第" + std::to_string(old.version) + "版" +
                  (old.document_number.empty() ? "" : "（" + old.document_number + "）") + "，原因：" +
                  old.reason + "。");
}

}  // namespace anze::reports
