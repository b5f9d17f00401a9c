#include "scoring/acts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scoring/clauses/clauses.h"

namespace anze {
namespace {

constexpr std::int64_t k_most_awards = 20;  // of one clause: more own acts than that are no advice

// Who acted and when is not ours to choose: those fields stay as they are.
void put(Fact& fact, FieldRef field, std::int64_t value) {
  using Kind = FieldRef::Kind;
  const auto code = static_cast<CodeId>(value);
  if (field.kind == Kind::k_unit) fact.unit = code;
  if (field.kind == Kind::k_area) fact.area = code;
  if (field.kind == Kind::k_sector) fact.sector = code;
  if (field.kind == Kind::k_state) fact.state = code;
  if (field.kind == Kind::k_slot) fact.set(field.slot, value);
}

std::int64_t value_for(const Comparison& comparison, Date today) {
  if (comparison.values.empty()) return today.days;  // anything known will do
  const std::int64_t first = comparison.values.front();
  if (comparison.op == Op::k_lt) return first - 1;
  if (comparison.op == Op::k_gt || comparison.op == Op::k_ne) return first + 1;
  if (comparison.op == Op::k_not_in)
    return *std::max_element(comparison.values.begin(), comparison.values.end()) + 1;
  return first;
}

bool touches(const Tally& tally, const Fact& fact, std::int32_t clause, std::vector<Hit>& hits) {
  if (!tally.hits(fact, hits)) return false;
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.key.clause == clause; });
}

// What is taken for equal: the clauses, subjects and counts a doing changes; amounts of lateness may differ.
using Effects = std::map<std::tuple<std::int32_t, CodeId, std::int32_t>, std::int64_t>;

class Finder {
 public:
  Finder(const World& world, const Tally& tally, CodeId official)
      : world_(world), tally_(tally), official_(official) {
    for (const Term* term : world.organisation->terms_of_official(official))
      if (term->days_in(world.period) > 0) terms_.push_back(term);
    std::sort(terms_.begin(), terms_.end(), [](const Term* a, const Term* b) { return a->id < b->id; });
  }

  Result<std::vector<Step>> find() {
    for (const Term* term : terms_) {
      const Post& post = *world_.organisation->post(term->post);
      for (std::size_t i = 0; i < tally_.plans().size(); ++i)
        if (tally_.plans()[i].due && applies_to(*world_.rulebook, *tally_.plans()[i].clause, post.archetype))
          add_records(static_cast<std::int32_t>(i), *term, post);
    }
    ANZE_CHECK(add_matters());
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.clause < b.clause; });
    return std::move(steps_);
  }

 private:
  // A record of the post within [from, by] that the clause would count.
  std::optional<Fact> record(std::int32_t index, const Clause& clause, const Term& term, const Post& post,
                             Date from, Date by) {
    from = std::max({from, world_.today, term.from});
    if (term.to) by = std::min(by, *term.to);
    if (by < from) return std::nullopt;
    Fact fact;
    fact.ledger = clause.select.ledger;
    fact.occurred = fact.recorded = from;
    fact.unit = post.unit;
    fact.post = post.id;
    fact.official = official_;
    const Unit* unit = world_.organisation->unit(post.unit);
    if (unit != nullptr) fact.area = unit->area;
    if (clause.scope == Scope::k_portfolio)
      for (const Portfolio& portfolio : world_.organisation->data().portfolios)
        if (portfolio.post == post.id && portfolio.from <= from && (!portfolio.to || from <= *portfolio.to)) {
          fact.area = portfolio.area;
          fact.sector = portfolio.sector;
        }
    std::optional<Fact> fits = fitted(clause.select, fact, from);
    if (fits && clause.kind == ClauseKind::k_shortfall && !clause.list.empty()) return fits;
    return fits && touches(tally_, *fits, index, hits_) ? fits : std::nullopt;
  }

  std::int64_t counted(std::int32_t index, const Clause& clause, const Term& term,
                       std::int32_t bucket) const {
    const CodeId subject = clause.counts_for == CountsFor::k_post ? term.post : term.id;
    const TallyCell* cell = tally_.find({index, subject, bucket});
    return cell != nullptr ? cell->count : 0;
  }

  void add_record(std::int32_t index, const Term& term, const std::optional<Fact>& fact, Date by,
                  std::int64_t times) {
    if (!fact || times <= 0) return;
    const CodeId post = term.post;
    // A post held twice in the period is one post: its duty is asked once.
    if (!asked_.insert({index, post, fact->occurred, fact->slot}).second) return;
    auto at = std::find_if(steps_.begin(), steps_.end(), [&](const Step& step) {
      return step.kind == ActKind::k_record && step.clause == index && step.post == post &&
             alike(step.doings.front().after, *fact);
    });
    if (at == steps_.end()) at = steps_.insert(steps_.end(), Step{ActKind::k_record, index, post, {}});
    for (std::int64_t i = 0; i < times; ++i) at->doings.push_back({std::nullopt, *fact, by, 0});
  }

  // Two records of one clause are alike when they count for the same clauses and the person holds the post in
  // one stretch, so that it does not matter which sub-period is filled first.
  bool alike(const Fact& a, const Fact& b) {
    const auto stretches =
        std::count_if(terms_.begin(), terms_.end(), [&](const Term* term) { return term->post == a.post; });
    return stretches == 1 && clauses_of(a) == clauses_of(b);
  }

  std::set<std::pair<std::int32_t, CodeId>> clauses_of(const Fact& fact) {
    std::set<std::pair<std::int32_t, CodeId>> clauses;
    if (tally_.hits(fact, hits_))
      for (const Hit& hit : hits_) clauses.insert({hit.key.clause, hit.key.subject});
    return clauses;
  }

  void add_records(std::int32_t index, const Term& term, const Post& post) {
    const ClausePlan& plan = tally_.plans()[static_cast<std::size_t>(index)];
    const Clause& clause = *plan.clause;
    if (clause.kind == ClauseKind::k_shortfall) add_shortfall(index, plan, term, post);
    const bool wants_one = clause.when_absent == (clause.effect == Effect::k_deduct);
    if (clause.kind == ClauseKind::k_check && wants_one && counted(index, clause, term, 0) == 0)
      add_record(index, term, record(index, clause, term, post, plan.first, plan.last), plan.last, 1);
    const bool plain_award =
        (clause.kind == ClauseKind::k_per_event && !clause.times_field) ||
        (clause.kind == ClauseKind::k_accrual && clause.streak.count == 0 && clause.levels.empty() &&
         !clause.key_field && clause.take == AccrualTake::k_sum);
    if (plain_award && clause.effect == Effect::k_award && clause.scope == Scope::k_own)
      add_record(index, term, record(index, clause, term, post, plan.first, plan.last), plan.last,
                 k_most_awards);
  }

  void add_shortfall(std::int32_t index, const ClausePlan& plan, const Term& term, const Post& post) {
    const Clause& clause = *plan.clause;
    const std::optional<std::int64_t> target = target_of(clause, post);
    for (std::size_t part = 0; part < plan.parts.size(); ++part) {
      const Date by = std::min(plan.parts[part].last, plan.last);
      if (term.days_in(plan.parts[part]) == 0) continue;
      const std::optional<Fact> fact = record(index, clause, term, post, plan.parts[part].first, by);
      if (!fact) continue;
      if (clause.list.empty() && target)
        add_record(index, term, fact, by,
                   *target - counted(index, clause, term, static_cast<std::int32_t>(part)));
      for (std::size_t i = 0; i < clause.list.size(); ++i) {
        const auto bucket = static_cast<std::int32_t>(part * clause.list.size() + i);
        if (counted(index, clause, term, bucket) > 0) continue;
        Fact entry = *fact;
        put(entry, clause.list_field, clause.list[i].code);
        if (clause.select.matches(entry) && touches(tally_, entry, index, hits_))
          add_record(index, term, entry, by, 1);
      }
    }
  }

  // An open matter as it would be, were it closed today: every dated clause's done day is today, and every
  // ratio whose denominator it is in takes it.
  Fact closed(const Fact& fact) const {
    Fact after = fact;
    for (const ClausePlan& plan : tally_.plans()) {
      const Clause& clause = *plan.clause;
      std::int64_t value = 0;
      if (clause.kind == ClauseKind::k_lateness && !by_the_clock(clause) && clause.select.matches(fact) &&
          read_field(fact, clause.due_field, value) && !read_field(fact, clause.done_field, value))
        put(after, clause.done_field, world_.today.days);
      if (clause.kind == ClauseKind::k_ratio && clause.denominator.matches(fact) &&
          clause.select.ledger == fact.ledger && !clause.select.matches(fact)) {
        const std::optional<Fact> fits = fitted(clause.select, after, world_.today);
        if (fits && clause.denominator.matches(*fits)) after = *fits;
      }
    }
    return after;
  }

  bool concerns(const std::vector<Hit>& hits) const {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      return std::any_of(terms_.begin(), terms_.end(), [&](const Term* term) {
        return hit.key.subject == term->id || hit.key.subject == term->post;
      });
    });
  }

  Result<void> add_matter(const Fact& fact, std::map<Effects, Step>& matters) {
    std::vector<Hit> before;
    ANZE_CHECK(tally_.hits(fact, before));
    if (!concerns(before)) return {};
    const Fact after = closed(fact);
    if (after.known == fact.known && after.slot == fact.slot && after.state == fact.state) return {};
    ANZE_CHECK(tally_.hits(after, hits_));
    Effects effects;
    Doing doing{fact, after, world_.period.last, 0};
    std::map<std::int32_t, std::int64_t> costs;
    for (const int sign : {-1, +1})
      for (const Hit& hit : sign < 0 ? before : hits_) {
        effects[{hit.key.clause, hit.key.subject, hit.key.bucket}] += sign * hit.delta.count;
        const ClausePlan& plan = tally_.plans()[static_cast<std::size_t>(hit.key.clause)];
        if (plan.clause->kind == ClauseKind::k_lateness && hit.key.bucket != k_due)
          costs[hit.key.clause] += sign * hit.delta.amount;
      }
    std::erase_if(effects, [](const auto& entry) { return entry.second == 0; });
    for (const auto& [clause, cost] : costs) {
      if (cost > 0) return {};  // closing it late is dearer than leaving it: not an advice to give
      doing.relief -= cost;
    }
    if (effects.empty() && doing.relief == 0) return {};
    Step& step = matters[effects];
    step.kind = ActKind::k_close;
    step.clause = std::get<0>(effects.begin()->first);
    step.post = terms_.front()->post;
    for (const Term* term : terms_)
      for (const Hit& hit : before)
        if (hit.key.subject == term->post || hit.key.subject == term->id) step.post = term->post;
    step.doings.push_back(std::move(doing));
    return {};
  }

  Result<void> add_matters() {
    std::map<Effects, Step> matters;
    if (world_.period.last < world_.today || terms_.empty()) return {};
    ANZE_CHECK(world_.facts([&](const Fact& fact) { return add_matter(fact, matters); }));
    for (auto& [effects, step] : matters) {
      std::stable_sort(step.doings.begin(), step.doings.end(),
                       [](const Doing& a, const Doing& b) { return a.relief > b.relief; });
      steps_.push_back(std::move(step));
    }
    return {};
  }

  const World& world_;
  const Tally& tally_;
  CodeId official_;
  std::vector<const Term*> terms_;
  std::vector<Step> steps_;
  std::set<std::tuple<std::int32_t, CodeId, Date, std::array<std::int64_t, k_slots>>> asked_;
  std::vector<Hit> hits_;
};

}  // namespace

std::optional<Fact> fitted(const Selector& selector, Fact fact, Date today) {
  for (const Comparison& comparison : selector.where) {
    if (Selector{selector.ledger, {comparison}}.matches(fact)) continue;
    if (comparison.op == Op::k_missing) {
      if (comparison.field.kind == FieldRef::Kind::k_slot)
        fact.known = static_cast<std::uint16_t>(fact.known & ~(1U << comparison.field.slot));
      continue;
    }
    put(fact, comparison.field, value_for(comparison, today));
  }
  if (!selector.matches(fact)) return std::nullopt;
  return fact;
}

Result<std::vector<Step>> steps_of(const World& world, const Tally& tally, CodeId official) {
  return Finder(world, tally, official).find();
}

}  // namespace anze
