#include "scoring/scorecards/compose.h"

#include "scoring/clauses/case.h"
#include "scoring/scorecards/fold.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

Exact hold(const Exact& value, const Exact& most) {
  if (value.sign() < 0) return {};
  return most < value ? most : value;
}

Exact hold_item(const Item& item, const ItemResult& result) {
  const Exact& value = result.before_cap;
  if (item.uncapped && value.sign() >= 0) return value;
  if (!item.below_zero || value.sign() >= 0) return hold(value, result.attainable);
  return Exact{} - hold(Exact{} - value, Exact(item.points));
}

// A gate is no way to gain or lose points of its own.
bool carries_points(const Clause& clause) {
  return gate_of(clause) == nullptr;
}

struct Shares {
  std::size_t lines = 0;
  std::size_t out = 0;
  Exact worth;      // of all lines whose worth is known
  Exact worth_out;  // of those not applicable
};

// Worth counts where the clause works on what the item starts from: deductions on full points, awards on
// none.
bool works_on(const Item& item, const Clause& clause) {
  return (item.start == ItemStart::k_full) == (clause.effect == Effect::k_deduct);
}

// `weigh`: whether worths are wanted at all; under full points only the numbers are.
Shares shares_of(const Item& item, std::span<const ClausePlan> plans, std::span<const Line> lines,
                 std::size_t first, const WorthOf& worth_of_clause, bool weigh) {
  Shares shares;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!carries_points(*plans[i].clause)) continue;
    ++shares.lines;
    if (is_out(lines[i])) ++shares.out;
    if (!weigh || !works_on(item, *plans[i].clause)) continue;
    const std::optional<Exact> worth = worth_of_clause(first + i);
    if (!worth) continue;
    shares.worth += *worth;
    if (is_out(lines[i])) shares.worth_out += *worth;
  }
  return shares;
}

// What of the item's points is left to be had: points × (1 − worth out / worth of all), where clauses worth
// less than the item in sum are held against the item's points.
Exact attainable(const Item& item, const Shares& shares) {
  const Exact points{item.points};
  if (shares.out == shares.lines) return {};
  const Exact whole = shares.worth < points ? points : shares.worth;
  return whole.sign() > 0 ? points * (Exact::ratio(1, 1) - shares.worth_out / whole) : points;
}

void give_in_full(Line& line, const Exact& worth) {
  line.points = worth;
  if (!line.how.empty()) line.how += "，按满分计 " + points_text(worth);  // empty: told nothing
}

// What the rulebook's policy made of a line that does not apply.
void tell_policy(Line& line, const Clause& clause, bool renormalised) {
  if (line.how.empty() || line.state != LineState::k_not_applicable)
    return;  // told nothing; told by the kind
  if (renormalised)
    line.how += "，其分值不计入，按其余条款折算";
  else
    line.how += clause.effect == Effect::k_award ? "，不加分" : "，不扣分";
}

void note(Scorecard& card, const std::string& text) {
  card.gate_note = card.gate_note ? *card.gate_note + "；" + text : text;
}

// The worse of two grades; grades stand from the best.
void hold_grade(const Rulebook& rulebook, const std::string& grade, Scorecard& card) {
  for (const Grade& known : rulebook.grades) {
    if (card.highest_grade && known.title == grade) return;  // the one held already is not better
    if (known.title == grade || (card.highest_grade && known.title == *card.highest_grade)) {
      card.highest_grade = grade;
      return;
    }
  }
}

void shut_item_gates(const Tally& tally, Scorecard& card) {
  for (const Line& line : card.lines) {
    const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(line.clause)];
    if (gate_shut(*plan.clause, line) && gate_of(*plan.clause)->effect == GateEffect::k_item_zero) {
      ANZE_ASSERT(plan.item < card.items.size());
      card.items[plan.item].points = {};
      note(card, plan.clause->title + "：" + line.how);
    }
  }
}

void shut_total_gates(const Tally& tally, Scorecard& card) {
  for (const Line& line : card.lines) {
    const Clause& clause = *tally.plans()[static_cast<std::size_t>(line.clause)].clause;
    if (!gate_shut(clause, line)) continue;
    const Gate& gate = *gate_of(clause);
    if (gate.effect == GateEffect::k_item_zero) continue;
    if (gate.effect == GateEffect::k_total_zero) {
      note(card, clause.title + "：" + line.how + "（原 " + points_text(card.total) + "）");
      card.total = {};
    } else if (gate.effect == GateEffect::k_no_grade) {
      note(card, clause.title + "：" + line.how);
      if (card.no_grade.empty()) card.no_grade = clause.title;
    } else if (gate.effect == GateEffect::k_lower_grade) {
      note(card, clause.title + "：" + line.how);
      ++card.grades_lower;
    } else {
      note(card, clause.title + "：" + line.how);
      hold_grade(tally.rulebook(), gate.grade, card);
    }
  }
}

Exact total_of(const Rulebook& rulebook, Scorecard& card) {
  const Sums top = fold_up(rulebook, card);
  const bool renormalise = rulebook.policies.not_applicable == NotApplicable::k_renormalise;
  if (!renormalise && !rulebook.policies.fold_total) return top.base + top.bonus;
  const Exact base{rulebook.item_base()};
  if (top.attainable.sign() == 0) return base + top.bonus;  // nothing could be lost
  return top.base / top.attainable * base + top.bonus;
}

}  // namespace

bool is_out(const Line& line) {
  return line.state == LineState::k_not_applicable || line.state == LineState::k_not_due;
}

void compose(const Tally& tally, Scorecard& card, const WorthOf& worth) {
  ANZE_ASSERT(card.lines.size() == tally.plans().size());
  const Rulebook& rulebook = tally.rulebook();
  const bool full_points = rulebook.policies.not_applicable == NotApplicable::k_full_points;
  std::size_t next = 0;
  for (std::size_t i = 0; i < rulebook.items.size(); ++i) {
    const Item& item = rulebook.items[i];
    const std::size_t count = item.clauses.size();
    const std::span<const ClausePlan> plans(tally.plans().data() + next, count);
    const std::span<Line> lines(card.lines.data() + next, count);
    const bool renormalise = !full_points && !item.bonus;
    const Shares shares = shares_of(item, plans, lines, next, worth, renormalise);
    ItemResult result{static_cast<std::int32_t>(i), {}, {}, {}, Exact(item.points)};
    if (renormalise && shares.out > 0) result.attainable = attainable(item, shares);
    if (item.start == ItemStart::k_full) result.before_cap = result.attainable;
    for (std::size_t k = 0; k < count; ++k) {
      const bool given = full_points && !item.bonus && is_out(lines[k]) &&
                         plans[k].clause->effect == Effect::k_award && item.start == ItemStart::k_zero;
      if (given)
        if (const std::optional<Exact> most = worth(next + k)) give_in_full(lines[k], *most);
      if (!given) tell_policy(lines[k], *plans[k].clause, renormalise);
      result.before_cap += lines[k].points;
    }
    const bool all_out = full_points && !item.bonus && shares.lines > 0 && shares.out == shares.lines;
    result.points = all_out ? Exact(item.points) : hold_item(item, result);
    ANZE_ASSERT(item.uncapped || !(Exact(item.points) < result.points));
    card.items.push_back(result);
    next += count;
  }
  ANZE_ASSERT(next == card.lines.size());  // every line is in one item
  shut_item_gates(tally, card);
  card.total = total_of(rulebook, card) + card.carried;
  ANZE_ASSERT(card.groups.size() == rulebook.groups.size());
  shut_total_gates(tally, card);
}

}  // namespace anze
