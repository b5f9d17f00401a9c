#include "reports/checks/relations.h"

#include <algorithm>

#include "reports/snapshot/number_text.h"
#include "scoring/values/broken.h"
#include "scoring/values/points.h"

namespace anze::reports {

namespace {

// What a printed number may stand for. Counts and amounts are never negative, so 近70万 reaches down to 0.
struct Bounds {
  int128 low = 0;
  int128 high = 0;
  bool bounded = true;  // false: no upper end
};

Bounds range_of(const Figure& figure) {
  ANZE_ASSERT(figure.value.has_value());
  const int128 value = *figure.value;
  switch (figure.qualifier) {
    case NumberQualifier::k_over:
      return {value, value, false};
    case NumberQualifier::k_nearly:
      return {0, value};
    case NumberQualifier::k_under:
      return {0, value - 1};
    case NumberQualifier::k_exact:
      break;
  }
  return {value, value};
}

bool certainly_more(const Bounds& a, const Bounds& b) {
  return b.bounded && a.low > b.high;
}
bool certainly_not_more(const Bounds& a, const Bounds& b) {
  return a.bounded && a.high <= b.low;
}

std::int64_t clamped(int128 value) {
  if (value > INT64_MAX) return INT64_MAX;
  return value < INT64_MIN ? INT64_MIN : static_cast<std::int64_t>(value);
}

// "17处", or that it is more than can be counted.
std::string size_text(int128 gap, const std::string& unit) {
  const int128 size = gap < 0 ? -gap : gap;
  return size > INT64_MAX ? "超出可算范围" : std::to_string(static_cast<std::int64_t>(size)) + unit;
}

void subset(const std::vector<const Figure*>& found, Finding& finding) {
  const Bounds total = range_of(*found[0]);
  bool open = false;
  std::optional<int128> worst;
  for (std::size_t i = 1; i < found.size(); ++i) {
    const Bounds part = range_of(*found[i]);
    const int128 gap = part.low - total.low;
    if (!worst || gap > *worst) worst = gap;
    if (certainly_more(part, total)) {
      finding.text += (finding.text.empty() ? "" : "；") + label(*found[i]) + "，大于" + label(*found[0]);
      finding.verdict = Verdict::k_fails;
    } else if (!certainly_not_more(part, total)) {
      open = true;
    }
  }
  finding.gap = clamped(worst.value_or(0));
  if (finding.verdict == Verdict::k_fails) return;
  if (open) finding.verdict = Verdict::k_undecided;
}

void sum(const std::vector<const Figure*>& found, Finding& finding) {
  Bounds all;
  std::string parts;
  int128 told = 0;
  for (std::size_t i = 1; i < found.size(); ++i) {
    const Bounds part = range_of(*found[i]);
    all.low += part.low;
    all.high += part.high;
    all.bounded = all.bounded && part.bounded;
    told += *found[i]->value;
    parts += (i > 1 ? "、" : "") + label(*found[i]);
  }
  const Bounds total = range_of(*found[0]);
  const int128 gap = told - *found[0]->value;
  finding.gap = clamped(gap);
  if (certainly_more(all, total) || certainly_more(total, all)) {
    finding.verdict = Verdict::k_fails;
    finding.text = parts + "，合计与" + label(*found[0]) + "相差" + size_text(gap, found[0]->unit);
  } else if (!(certainly_not_more(all, total) && certainly_not_more(total, all))) {
    finding.verdict = Verdict::k_undecided;
  }
}

void rate(const Relation& relation, const std::vector<const Figure*>& found, Finding& finding) {
  const Figure& rate = *found[0];
  finding.verdict = Verdict::k_fails;
  if (found.size() != 3 || rate.shape != Shape::k_rate) {
    finding.text = "比率的勾稽关系" + relation.id + "应为比率、分子、分母三项";
  } else if (!rate.denominator) {
    finding.verdict = Verdict::k_undecided;
    finding.text = rate.title + "的分母未填，无法核对";
  } else if (rate.value != found[1]->value || rate.denominator != found[2]->value) {
    finding.text = label(rate) + "，与" + label(*found[1]) + "、" + label(*found[2]) + "不一致";
  } else {
    finding.verdict = Verdict::k_holds;
  }
}

void jump(const Relation& relation, const Figure& figure, Finding& finding) {
  finding.numbers.push_back(relation.before);
  if (!relation.before) {
    finding.verdict = Verdict::k_undecided;
    finding.text = label(figure) + "，" + relation.before_title + k_unknown + "，无法比较";
    return;
  }
  if (figure.qualifier != NumberQualifier::k_exact) {
    finding.verdict = Verdict::k_undecided;
    return;
  }
  const int128 change = int128{*figure.value} - *relation.before;
  const int128 size = change < 0 ? -change : change;
  finding.gap = clamped(change);
  if (size < relation.least || size * 100 <= int128{*relation.before} * relation.percent) return;
  finding.verdict = Verdict::k_fails;
  const auto amount = [&](std::int64_t value) {
    return figure.shape == Shape::k_money ? money_text(value) : std::to_string(value) + figure.unit;
  };
  finding.text = label(figure) + "，" + relation.before_title + amount(*relation.before) +
                 (change < 0 ? "，减少" : "，增加") +
                 (*relation.before > 0 ? percent_text(clamped(size), *relation.before)
                                       : size_text(change, figure.unit)) +
                 "，超过" + std::to_string(relation.percent) + "%";
}

// Unknown although something was recorded; without a record there is nothing to fill in.
void filled(const Figure& figure, Finding& finding) {
  if (figure.value || figure.records == 0) return;
  finding.verdict = Verdict::k_fails;
  finding.text = label(figure) + "，有记录" + std::to_string(figure.records) + "条而没有数";
}

}  // namespace

std::string label(const Figure& figure) {
  return (figure.scope.empty() ? "" : figure.scope + "·") + figure.title + to_text(figure);
}

Finding judge(const Relation& relation, const std::vector<const Figure*>& found) {
  ANZE_ASSERT(!found.empty());
  ANZE_ASSERT(
      std::none_of(found.begin(), found.end(), [](const Figure* figure) { return figure == nullptr; }));
  Finding finding;
  finding.check = relation.id;
  finding.verdict = Verdict::k_holds;
  for (const Figure* figure : found) {
    finding.figures.push_back(figure->id);
    finding.numbers.push_back(figure->value);
  }
  if (relation.kind == RelationKind::k_filled) {
    filled(*found[0], finding);
    return finding;
  }
  for (const Figure* figure : found)
    if (!figure->value) {
      if (relation.kind == RelationKind::k_jump) finding.numbers.push_back(relation.before);
      finding.verdict = Verdict::k_undecided;
      finding.text = label(*figure) + "，无法核对";
      return finding;
    }
  if (relation.kind == RelationKind::k_subset) subset(found, finding);
  if (relation.kind == RelationKind::k_sum) sum(found, finding);
  if (relation.kind == RelationKind::k_rate) rate(relation, found, finding);
  if (relation.kind == RelationKind::k_jump) jump(relation, *found[0], finding);
  if (finding.verdict == Verdict::k_undecided && finding.text.empty()) {
    const auto about = std::find_if(found.begin(), found.end(),
                                    [](const Figure* f) { return f->qualifier != NumberQualifier::k_exact; });
    finding.text = label(about == found.end() ? *found[0] : **about) + "为约数，无法核对";
  }
  ANZE_ASSERT(finding.verdict == Verdict::k_holds || !finding.text.empty());
  ANZE_ASSERT(finding.figures.size() == found.size());
  return finding;
}

}  // namespace anze::reports
