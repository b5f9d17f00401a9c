#include "reports/checks/check.h"

#include <algorithm>
#include <set>

#include "reports/checks/relations.h"
#include "reports/snapshot/words.h"
#include "scoring/entries/accident_class.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

class Checker {
 public:
  explicit Checker(const Snapshot& snapshot) : snapshot_(snapshot) {}

  void figures_alone() {
    std::set<std::string> seen;
    for (const Figure& figure : snapshot_.figures) {
      if (!seen.insert(figure.id).second)
        fail("figure.duplicate", "指标" + figure.id + "出现两次", {figure.id}, {figure.value});
      if ((figure.value && *figure.value < 0) || (figure.last_year && *figure.last_year < 0))
        fail("figure.negative", label(figure) + "为负数", {figure.id}, {figure.value, figure.last_year});
      if (figure.shape == Shape::k_rate && figure.value && figure.denominator &&
          (*figure.denominator < 0 || *figure.value > *figure.denominator))
        fail("rate.range", label(figure) + "：分子大于分母", {figure.id}, {figure.value, figure.denominator});
    }
  }

  void relation(const Relation& relation) {
    std::vector<std::string> ids = {relation.total};
    ids.insert(ids.end(), relation.parts.begin(), relation.parts.end());
    std::vector<const Figure*> found;
    for (const std::string& id : ids) {
      const Figure* figure = find_figure(snapshot_, id);
      if (figure == nullptr)
        return fail(relation.id, "勾稽关系所指的指标" + id + "不在本报告中", std::move(ids), {});
      found.push_back(figure);
    }
    add(judge(relation, found));
  }

  void accidents() {
    const auto rows = static_cast<std::int64_t>(snapshot_.accidents.size());
    compare_rows("accident.rows", k_accident_count, rows, "起");
    add_rows("accident.dead", k_accident_dead, &AccidentRow::dead, "人");
    add_rows("accident.injured", k_accident_injured, &AccidentRow::injured, "人");
    add_rows("accident.loss", k_accident_loss, &AccidentRow::loss_yuan, "元");
    for (const AccidentRow& row : snapshot_.accidents) class_of(row);
    for (const ReportingFault& fault : snapshot_.reporting_faults)
      if (std::none_of(snapshot_.accidents.begin(), snapshot_.accidents.end(),
                       [&](const AccidentRow& row) { return row.id == fault.accident; }))
        fail("accident.fault",
             "事故明细中没有" + fault.unit + std::string(chinese_of(fault.kind)) + "的那起事故", {}, {});
  }

  std::vector<Finding> take() && { return std::move(findings_); }

 private:
  using Numbers = std::vector<std::optional<std::int64_t>>;

  // The class may be higher than the toll told here (persons missing count too), never lower.
  void class_of(const AccidentRow& row) {
    for (const auto& part : {row.dead, row.injured, row.loss_yuan})
      if (part && *part < 0)
        return fail("accident.class", to_chinese(row.day) + row.title + "有负数", {}, {part});
    std::optional<std::int64_t> loss_fen;
    if (row.loss_yuan && *row.loss_yuan <= INT64_MAX / 100) loss_fen = *row.loss_yuan * 100;
    const auto least = static_cast<int>(classify({row.dead, std::nullopt, row.injured, loss_fen})) - 1;
    if (static_cast<int>(row.grade) < least)
      fail("accident.class",
           to_chinese(row.day) + row.title + "列为" + std::string(chinese_of(row.grade)) +
               "事故，按伤亡和损失应为" + std::string(chinese_of(static_cast<AccidentGrade>(least))) + "事故",
           {}, {row.dead, row.injured, row.loss_yuan});
  }

  void add_rows(const std::string& check, const std::string& id,
                std::optional<std::int64_t> AccidentRow::*member, const std::string& unit) {
    int128 total = 0;
    for (const AccidentRow& row : snapshot_.accidents) {
      if (!(row.*member)) return undecided(check, "事故明细中有未填数，无法与总数核对", id, {});
      total += *(row.*member);
    }
    if (total > INT64_MAX || total < INT64_MIN) return fail(check, "事故明细合计超出可算范围", {id}, {});
    compare_rows(check, id, static_cast<std::int64_t>(total), unit);
  }

  void compare_rows(const std::string& check, const std::string& id, std::int64_t rows,
                    const std::string& unit) {
    const Figure* figure = find_figure(snapshot_, id);
    if (figure == nullptr) return;
    if (!figure->value || figure->qualifier != NumberQualifier::k_exact)
      return undecided(check, label(*figure) + "，无法与事故明细核对", id, {figure->value, rows});
    if (*figure->value != rows)
      fail(check, label(*figure) + "，事故明细合计" + std::to_string(rows) + unit, {id},
           {figure->value, rows});
  }

  void fail(const std::string& check, std::string text, std::vector<std::string> ids, Numbers numbers) {
    Finding finding;
    finding.check = check;
    finding.text = std::move(text);
    finding.figures = std::move(ids);
    finding.numbers = std::move(numbers);
    add(std::move(finding));
  }
  void undecided(const std::string& check, std::string text, const std::string& id, Numbers numbers) {
    Finding finding;
    finding.check = check;
    finding.verdict = Verdict::k_undecided;
    finding.text = std::move(text);
    finding.figures = {id};
    finding.numbers = std::move(numbers);
    add(std::move(finding));
  }
  void add(Finding finding) {
    if (finding.verdict == Verdict::k_fails)
      for (const Discrepancy& declared : snapshot_.discrepancies) {
        if (declared.check != finding.check) continue;
        const bool stands = declared.numbers == finding.numbers;
        if (stands) finding.explanation = declared.explanation;
        finding.outdated = !stands;
      }
    findings_.push_back(std::move(finding));
  }

  const Snapshot& snapshot_;
  std::vector<Finding> findings_;
};

std::vector<Finding> without_holding(std::vector<Finding> findings) {
  std::erase_if(findings, [](const Finding& finding) { return finding.verdict == Verdict::k_holds; });
  return findings;
}

}  // namespace

std::vector<Finding> check_figures(const Snapshot& snapshot) {
  Checker gate(snapshot);
  gate.figures_alone();
  for (const Relation& relation : snapshot.relations) gate.relation(relation);
  return without_holding(std::move(gate).take());
}

std::vector<Finding> cross_foot_all(const Snapshot& snapshot) {
  Checker gate(snapshot);
  gate.figures_alone();
  for (const Relation& relation : snapshot.relations) gate.relation(relation);
  gate.accidents();
  std::vector<Finding> findings = std::move(gate).take();
  ANZE_ASSERT(findings.size() >= snapshot.relations.size());  // no relation without what came of it
  return findings;
}

std::vector<Finding> cross_foot(const Snapshot& snapshot) {
  return without_holding(cross_foot_all(snapshot));
}

Problems unexplained(const std::vector<Finding>& findings) {
  Problems problems;
  for (const Finding& finding : findings)
    if (finding.verdict == Verdict::k_fails && finding.explanation.empty())
      problems.push_back(
          invalid("report.cross_footing",
                  finding.text + (finding.outdated ? "（原说明针对的数已变化，需重新说明）" : ""),
                  finding.check, "correct the records, or declare the difference with its explanation"));
  return problems;
}

}  // namespace anze::reports
