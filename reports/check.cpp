#include "reports/check.h"

#include <set>

#include "reports/number_text.h"
#include "reports/words.h"
#include "scoring/points.h"

namespace anze::reports {

namespace {

class Gate {
 public:
  explicit Gate(const Snapshot& snapshot) : snapshot_(snapshot) {}

  void figures_alone() {
    std::set<std::string> seen;
    for (const Figure& figure : snapshot_.figures) {
      if (!seen.insert(figure.id).second)
        fail("figure.duplicate", "指标" + figure.id + "出现两次", {figure.id});
      if ((figure.value && *figure.value < 0) || (figure.last_year && *figure.last_year < 0))
        fail("figure.negative", label(figure) + "为负数", {figure.id});
      if (figure.shape == Shape::k_rate && figure.value && figure.denominator &&
          (*figure.denominator < 0 || *figure.value > *figure.denominator))
        fail("rate.range", label(figure) + "：分子大于分母", {figure.id});
    }
  }

  void relation(const Relation& relation) {
    std::vector<std::string> ids = {relation.total};
    ids.insert(ids.end(), relation.parts.begin(), relation.parts.end());
    std::vector<const Figure*> found;
    for (const std::string& id : ids) {
      const Figure* figure = find_figure(snapshot_, id);
      if (figure == nullptr) return fail(relation.id, "勾稽关系所指的指标" + id + "不在本报告中", ids);
      found.push_back(figure);
    }
    for (const Figure* figure : found) {
      if (!figure->value) return undecided(relation.id, label(*figure) + "，无法核对", ids);
      if (figure->qualifier != Qualifier::k_exact)
        return undecided(relation.id, label(*figure) + "为约数，无法核对", ids);
    }
    if (relation.kind == RelationKind::k_subset) subset(relation, found, ids);
    if (relation.kind == RelationKind::k_sum) sum(relation, found, ids);
    if (relation.kind == RelationKind::k_rate) rate(relation, found, ids);
  }

  void accidents() {
    const auto rows = static_cast<std::int64_t>(snapshot_.accidents.size());
    compare_rows("accident.rows", k_accident_count, rows, "起");
    add_rows("accident.dead", k_accident_dead, &AccidentRow::dead, "人");
    add_rows("accident.injured", k_accident_injured, &AccidentRow::injured, "人");
    add_rows("accident.loss", k_accident_loss, &AccidentRow::loss_yuan, "元");
  }

  std::vector<Finding> take() && { return std::move(findings_); }

 private:
  static std::string label(const Figure& figure) {
    return (figure.scope.empty() ? "" : figure.scope + "·") + figure.title + to_text(figure);
  }

  void subset(const Relation& relation, const std::vector<const Figure*>& found,
              const std::vector<std::string>& ids) {
    for (std::size_t i = 1; i < found.size(); ++i)
      if (*found[i]->value > *found[0]->value)
        fail(relation.id, label(*found[i]) + "，大于" + label(*found[0]), ids);
  }

  void sum(const Relation& relation, const std::vector<const Figure*>& found,
           const std::vector<std::string>& ids) {
    int128 total = 0;
    std::string parts;
    for (std::size_t i = 1; i < found.size(); ++i) {
      total += *found[i]->value;
      parts += (i > 1 ? "、" : "") + label(*found[i]);
    }
    if (total == *found[0]->value) return;
    const int128 gap = total - *found[0]->value;
    const int128 size = gap < 0 ? -gap : gap;
    const std::string apart =
        size > INT64_MAX ? "超出可算范围" : std::to_string(static_cast<std::int64_t>(size)) + found[0]->unit;
    fail(relation.id, parts + "，合计与" + label(*found[0]) + "相差" + apart, ids);
  }

  void rate(const Relation& relation, const std::vector<const Figure*>& found,
            const std::vector<std::string>& ids) {
    const Figure& rate = *found[0];
    if (found.size() != 3 || rate.shape != Shape::k_rate)
      return fail(relation.id, "比率的勾稽关系应为比率、分子、分母三项", ids);
    if (!rate.denominator) return undecided(relation.id, rate.title + "的分母未填，无法核对", ids);
    if (rate.value != found[1]->value || rate.denominator != found[2]->value)
      fail(relation.id, label(rate) + "，与" + label(*found[1]) + "、" + label(*found[2]) + "不一致", ids);
  }

  void add_rows(const std::string& check, const std::string& id,
                std::optional<std::int64_t> AccidentRow::*member, const std::string& unit) {
    int128 total = 0;
    for (const AccidentRow& row : snapshot_.accidents) {
      if (!(row.*member)) return undecided(check, "事故明细中有未填数，无法与总数核对", {id});
      total += *(row.*member);
    }
    if (total > INT64_MAX || total < INT64_MIN) return fail(check, "事故明细合计超出可算范围", {id});
    compare_rows(check, id, static_cast<std::int64_t>(total), unit);
  }

  void compare_rows(const std::string& check, const std::string& id, std::int64_t rows,
                    const std::string& unit) {
    const Figure* figure = find_figure(snapshot_, id);
    if (figure == nullptr) return;
    if (!figure->value || figure->qualifier != Qualifier::k_exact)
      return undecided(check, label(*figure) + "，无法与事故明细核对", {id});
    if (*figure->value != rows)
      fail(check, label(*figure) + "，事故明细合计" + std::to_string(rows) + unit, {id});
  }

  void fail(const std::string& check, std::string text, std::vector<std::string> ids) {
    std::string explanation;
    for (const Discrepancy& declared : snapshot_.discrepancies)
      if (declared.check == check) explanation = declared.explanation;
    findings_.push_back({check, Verdict::k_fails, std::move(text), std::move(ids), std::move(explanation)});
  }
  void undecided(const std::string& check, std::string text, std::vector<std::string> ids) {
    findings_.push_back({check, Verdict::k_undecided, std::move(text), std::move(ids), {}});
  }

  const Snapshot& snapshot_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_figures(const Snapshot& snapshot) {
  Gate gate(snapshot);
  gate.figures_alone();
  for (const Relation& relation : snapshot.relations) gate.relation(relation);
  return std::move(gate).take();
}

std::vector<Finding> cross_foot(const Snapshot& snapshot) {
  Gate gate(snapshot);
  gate.figures_alone();
  for (const Relation& relation : snapshot.relations) gate.relation(relation);
  gate.accidents();
  return std::move(gate).take();
}

Problems unexplained(const std::vector<Finding>& findings) {
  Problems problems;
  for (const Finding& finding : findings)
    if (finding.verdict == Verdict::k_fails && finding.explanation.empty())
      problems.push_back(invalid("report.cross_footing", finding.text, finding.check,
                                 "correct the records, or declare the difference with its explanation"));
  return problems;
}

}  // namespace anze::reports
