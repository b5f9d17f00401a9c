#include "scoring/scorecards/breakdown.h"

#include "scoring/scorecards/evaluate.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

void add_row(Breakdown& rows, RowKey key, const std::string& title, const Exact& points,
             const std::string& how) {
  Row& row = rows[std::move(key)];
  row.points += points;
  row.title = title;
  if (how.empty() || row.how == how) return;
  row.how += (row.how.empty() ? "" : "；") + how;
}

void add_card(const Rulebook& rulebook, const Scorecard& card, const Exact& share, Breakdown& rows) {
  std::vector<Exact> lines(rulebook.items.size());
  for (const Line& line : card.lines) {
    std::size_t item = 0;
    const Clause& clause = clause_at(rulebook, line.clause, &item);
    lines[item] += line.points;
    const bool says = line.state != LineState::k_not_applicable || !(line.points == Exact{});
    add_row(rows, {rulebook.items[item].id, RowKind::k_clause, clause.id}, clause.title, line.points * share,
            says ? line.how : "");
  }
  Exact items;
  for (const ItemResult& result : card.items) {
    const auto index = static_cast<std::size_t>(result.item);
    const Item& item = rulebook.items[index];
    add_row(rows, {item.id, RowKind::k_start, {}}, item.title + "：起始分",
            (result.before_cap - lines[index]) * share, {});
    add_row(rows, {item.id, RowKind::k_held, {}}, item.title + "：保底、封顶和门槛",
            (result.points - result.before_cap) * share, {});
    items += result.points;
  }
  add_row(rows, {{}, RowKind::k_total, {}}, "总分换算和门槛", (card.total - items - card.carried) * share,
          card.gate_note.value_or(""));
}

// The same in every card of the person, so with all their weight.
void add_year(const YearPart& year, Breakdown& rows) {
  constexpr std::size_t k_year_digits = 4;
  Exact sum = year.start;
  if (year.start.sign() != 0) add_row(rows, {{}, RowKind::k_start, {}}, "全年起点", year.start, {});
  for (const QuarterShare& share : year.shares) {
    const std::string name = to_text(share.result.quarter).substr(k_year_digits);
    add_row(rows, {{}, RowKind::k_quarter, name}, name + " 季度结果", share.brings, {});
    sum += share.brings;
  }
  if (!(sum == year.points))
    add_row(rows, {{}, RowKind::k_held, {}}, "季度结果扣完为止", year.points - sum, {});
}

}  // namespace

Breakdown break_down(const Rulebook& rulebook, const Evaluation& evaluation, const PersonResult& person) {
  std::int64_t weights = 0;
  for (const std::size_t i : person.cards) weights += evaluation.cards[i].weight;
  Breakdown rows;
  for (const std::size_t i : person.cards)
    if (evaluation.cards[i].weight > 0)
      add_card(rulebook, evaluation.cards[i], Exact::ratio(evaluation.cards[i].weight, weights), rows);
  if (person.year) add_year(*person.year, rows);
  ANZE_ASSERT(sum_of(rows) == person.exact);  // explained to the last point
  return rows;
}

Exact sum_of(const Breakdown& rows) {
  Exact sum;
  for (const auto& [key, row] : rows) sum += row.points;
  return sum;
}

}  // namespace anze
