#include "reports/checks/check.h"
#include "reports/papers/builders.h"
#include "reports/snapshot/number_text.h"
#include "reports/snapshot/words.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

std::string points_text(const std::optional<Points>& points) {
  return points ? to_text(*points) : "—";
}

std::string short_digest(std::string_view digest) {
  return digest.empty() ? std::string(k_unknown) : std::string(digest.substr(0, 16));
}

// Sixteen digits and a space: a line can break there and a person can compare them.
std::string grouped(std::string_view digest) {
  std::string text;
  for (std::size_t at = 0; at < digest.size(); at += 16) {
    if (at > 0) text += ' ';
    text += digest.substr(at, 16);
  }
  return text.empty() ? std::string(k_unknown) : text;
}

// The score stays beside a veto, the grade is the one in force.
std::string remark(const OfficialResult& official) {
  std::vector<std::string> remarks;
  if (!official.veto.empty()) remarks.emplace_back(chinese_of(VetoLevel::k_veto));
  if (!official.provisional.empty()) remarks.emplace_back("暂定");
  return listed(remarks);
}

}  // namespace

void annex_figures(Outline& outline, const Snapshot& view) {
  Table table{"",
              {{"序号", 6, Align::k_centre},
               {"指标", 36, Align::k_left},
               {"本期", 19, Align::k_right},
               {"上年同期", 13, Align::k_right},
               {"记录数", 8, Align::k_right},
               {"口径", 9, Align::k_centre}},
              {}};
  for (const Figure& figure : view.figures) {
    const std::string last = !figure.compared                 ? "—"
                             : figure.shape == Shape::k_money ? money_text(figure.last_year)
                                                              : count_text(figure.last_year, figure.unit);
    table.rows.push_back({cell(std::to_string(table.rows.size() + 1)),
                          cell((figure.scope.empty() ? "" : figure.scope + "·") + figure.title), cell(figure),
                          cell(last), cell(std::to_string(figure.records)), cell(figure.definition)});
  }
  outline.attachments.push_back({to_chinese(view.filing.period) + "安全生产主要指标表", {std::move(table)}});
}

void annex_accidents(Outline& outline, const Snapshot& view) {
  if (view.accidents.empty()) return;
  Table table{"",
              {{"序号", 7, Align::k_centre},
               {"日期", 14, Align::k_centre},
               {"事故名称", 22, Align::k_left},
               {"类别", 7, Align::k_centre},
               {"属地", 10, Align::k_left},
               {"死亡", 6, Align::k_right},
               {"受伤", 6, Align::k_right},
               {"直接损失", 12, Align::k_right},
               {"备注", 7, Align::k_centre}},
              {}};
  for (const AccidentRow& row : view.accidents)
    table.rows.push_back({cell(std::to_string(table.rows.size() + 1)), cell(to_text(row.day)),
                          cell(row.title), cell(chinese_of(row.grade)), cell(row.area),
                          cell(count_text(row.dead, "")), cell(count_text(row.injured, "")),
                          cell(money_text(row.loss_yuan)), cell(row.provisional_until ? "暂定" : "")});
  outline.attachments.push_back({to_chinese(view.filing.period) + "生产安全事故明细表", {std::move(table)}});
}

void annex_officials(Outline& outline, const Snapshot& view) {
  if (view.officials.empty()) return;
  Table table{"",
              {{"序号", 7, Align::k_centre},
               {"姓名", 12, Align::k_left},
               {"单位和职务", 32, Align::k_left},
               {"岗位类别", 18, Align::k_left},
               {"得分", 9, Align::k_right},
               {"等次", 9, Align::k_centre},
               {"备注", 11, Align::k_centre}},
              {}};
  std::vector<Block> blocks;
  std::vector<std::string> notes;
  for (const OfficialResult& official : view.officials) {
    table.rows.push_back({cell(std::to_string(table.rows.size() + 1)), cell(official.name),
                          cell(official.post), cell(official.archetype), cell(points_text(official.score)),
                          cell(official.final_grade().empty() ? "未定" : official.final_grade()),
                          cell(remark(official))});
    if (!official.provisional.empty())
      notes.push_back(official.name + "：" + listed(official.provisional, "；"));
  }
  blocks.emplace_back(std::move(table));
  for (const std::string& note : notes) blocks.emplace_back(Small{cell("暂定事项——" + note + "。")});
  outline.attachments.push_back({to_chinese(view.filing.period) + "领导干部考核结果表", std::move(blocks)});
}

void annex_deductions(Outline& outline, const Snapshot& view) {
  Table table{"",
              {{"姓名", 11, Align::k_left},
               {"条款", 20, Align::k_left},
               {"满分", 7, Align::k_right},
               {"得分", 7, Align::k_right},
               {"计数", 13, Align::k_left},
               {"扣分事由", 20, Align::k_left},
               {"依据", 18, Align::k_left}},
              {}};
  for (const OfficialResult& official : view.officials)
    for (const ScoreLine& line : official.lines)
      if (line.got < line.full)
        table.rows.push_back({cell(official.name), cell(line.clause + " " + line.title),
                              cell(to_text(line.full)), cell(to_text(line.got)), cell(line.counts),
                              cell(line.reason + "（佐证" + std::to_string(line.facts) + "条）"),
                              cell(line.legal_basis)});
  if (table.rows.empty()) return;
  outline.attachments.push_back({to_chinese(view.filing.period) + "领导干部扣分明细表", {std::move(table)}});
}

void annex_measures(Outline& outline, const Snapshot& view) {
  if (view.vetoes.empty()) return;
  Table table{"",
              {{"对象", 16, Align::k_left},
               {"种类", 9, Align::k_centre},
               {"条款", 9, Align::k_left},
               {"组织、纪检意见", 25, Align::k_left},
               {"影响期", 19, Align::k_left},
               {"状态", 10, Align::k_centre},
               {"影响事项", 16, Align::k_left}},
              {}};
  for (const Veto& veto : view.vetoes) {
    std::string opinions;
    for (const Decision& decision : veto.decisions)
      opinions += (opinions.empty() ? "" : "；") + decision.body + std::string(chinese_of(decision.outcome)) +
                  (decision.document.empty() ? "" : "（" + decision.document + "）");
    table.rows.push_back({cell(veto.post + veto.subject), cell(chinese_of(veto.level)), cell(veto.clause),
                          cell(opinions.empty() ? "待定" : opinions), cell(effect_period(veto)),
                          cell(chinese_of(veto.state)), cell(listed(veto.effects))});
  }
  outline.attachments.push_back(
      {to_chinese(view.filing.period) + "一票否决和黄牌警告情况表", {std::move(table)}});
}

void annex_units(Outline& outline, const Snapshot& view) {
  if (view.units.empty()) return;
  Table table{"",
              {{"序号", 7, Align::k_centre},
               {"单位", 30, Align::k_left},
               {"得分", 10, Align::k_right},
               {"等次", 10, Align::k_centre},
               {"位次", 8, Align::k_centre}},
              {}};
  for (const UnitResult& unit : view.units)
    table.rows.push_back({cell(std::to_string(table.rows.size() + 1)), cell(unit.name),
                          cell(points_text(unit.score)), cell(unit.grade),
                          cell(unit.rank ? std::to_string(*unit.rank) : "—")});
  outline.attachments.push_back({to_chinese(view.filing.period) + "单位考核结果表", {std::move(table)}});
}

void close_annexes(Outline& outline, const Snapshot& view, std::string_view data_digest) {
  ANZE_ASSERT(!outline.attachments.empty());
  Draft draft(outline.attachments.back().blocks);
  const auto findings = is_public(view.filing.kind) ? check_figures(view) : cross_foot(view);
  for (const Finding& finding : findings) {
    if (finding.verdict == Verdict::k_undecided)
      draft.small("数字说明：" + finding.text + "。");
    else
      draft.small("数字说明：" + finding.text + "。" +
                  (finding.explanation.empty() ? "未作说明。" : "差异原因：" + finding.explanation + "。"));
  }
  for (const Passage& passage : view.passages)
    if (passage.slot == Slot::k_note) draft.small("说明：" + passage.text);
  draft.small("考核依据：" + (view.rulebook.title.empty() ? std::string(k_unknown) : view.rulebook.title) +
              (view.rulebook.document_number.empty() ? "" : "（" + view.rulebook.document_number + "）") +
              "，版本" + view.rulebook.version + "，摘要" + short_digest(view.rulebook.digest) + "。");
  for (const std::string& change : view.rule_changes) draft.small("规则修改：" + change);
  for (const std::string& who : view.countersigned) draft.small("会签：" + who);
  draft.small("数据封存：报送件" + view.filing.id + "第" + std::to_string(view.filing.version) +
              "版，数据摘要（SM3）： " + grouped(data_digest) + "。");
  draft.small("审计链头：序号" + std::to_string(view.chain.seq) + "，SM3： " + grouped(view.chain.hash) +
              "。");
}

}  // namespace anze::reports
