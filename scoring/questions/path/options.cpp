#include "scoring/questions/path/options.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "scoring/clauses/kind.h"
#include "scoring/questions/path/open_matters.h"
#include "scoring/questions/path/shaping.h"
#include "scoring/rulebook/plans.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

class Finder {
 public:
  Finder(const World& world, const Tally& tally, CodeId official)
      : world_(world), tally_(tally), shaper_(tally, world.today), official_(official) {
    for (const Term* term : world.organisation->terms_of_official(official))
      if (term->days_in(world.period) > 0) terms_.push_back(term);
    std::sort(terms_.begin(), terms_.end(), [](const Term* a, const Term* b) { return a->id < b->id; });
  }

  Result<std::vector<Option>> find() {
    for (const Term* term : terms_) {
      const Post& post = *world_.organisation->post(term->post);
      for (std::size_t i = 0; i < tally_.plans().size(); ++i)
        if (tally_.plans()[i].due && applies_to(*world_.rulebook, *tally_.plans()[i].clause, post.archetype))
          add_records(static_cast<std::int32_t>(i), *term, post);
    }
    ANZE_TRY(std::vector<Option> matters, open_matters(world_, tally_, terms_));
    for (Option& step : matters) steps_.push_back(std::move(step));
    for (const Option& step : steps_) ANZE_ASSERT(!step.doings.empty());
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Option& a, const Option& b) { return a.clause < b.clause; });
    return std::move(steps_);
  }

 private:
  // A record of the post within [from, by] that the clause selects.
  std::optional<Fact> record(const Clause& clause, const Term& term, const Post& post, Date from,
                             Date by) const {
    from = std::max({from, world_.today, term.from});
    if (term.to) by = std::min(by, *term.to);
    if (by < from) return std::nullopt;
    Fact fact;
    fact.ledger = clause.select.ledger;
    fact.occurred = fact.recorded = from;
    fact.unit = post.unit;
    fact.post = post.id;
    if (clause.scope == Scope::k_named) fact.official = official_;
    if (clause.by == By::k_field) put(fact, clause.by_field, from.days);
    const Unit* unit = world_.organisation->unit(post.unit);
    if (unit != nullptr) fact.area = unit->area;
    if (clause.scope == Scope::k_portfolio)
      for (const Portfolio& portfolio : world_.organisation->data().portfolios)
        if (portfolio.post == post.id && portfolio.from <= from && (!portfolio.to || from <= *portfolio.to)) {
          fact.area = portfolio.area;
          fact.sector = portfolio.sector;
        }
    return fitted(clause.select, fact, from);
  }

  // What one more act is for, and the day it is wanted by.
  struct Wanted {
    std::int32_t index = 0;
    const Term& term;
    Date by;
  };

  void add_record(const Wanted& wanted, const std::optional<ShapedRecord>& shaped, std::int64_t times) {
    if (!shaped || times <= 0) return;
    const std::optional<ShapedRecord> record = shaper_.rounded_out(wanted.index, *shaped);
    if (!record) return;
    const Fact& fact = record->fact;
    const CodeId post = wanted.term.post;
    // A post held twice in the period is one post: its duty is asked once.
    if (!asked_.insert({wanted.index, post, fact.occurred, fact.slot}).second) return;
    auto at = std::find_if(steps_.begin(), steps_.end(), [&](const Option& step) {
      return step.kind == DeedKind::k_record && step.clause == wanted.index && step.post == post &&
             alike(step.doings.front().after, fact);
    });
    if (at == steps_.end())
      at = steps_.insert(steps_.end(), Option{DeedKind::k_record, wanted.index, post, {}});
    for (std::int64_t i = 0; i < times; ++i)
      at->doings.push_back({std::nullopt, fact, wanted.by, record->what, 0});
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
    const auto wants = kind_of(*plan.clause).wants;
    if (wants == nullptr) return;
    std::vector<Want> wanted;
    wants({tally_.table(), plan, index, post, term}, wanted);
    for (const Want& want : wanted)
      if (const std::optional<Fact> fact = record(*plan.clause, term, post, want.from, want.by))
        add_wanted({index, term, want.by}, want, *fact);
  }

  void add_wanted(const Wanted& wanted, const Want& want, const Fact& fact) {
    if (want.field) return add_record(wanted, with_value(wanted.index, want, fact), 1);
    const std::optional<ShapedRecord> shaped = shaper_.shaped(wanted.index, fact);
    if (!shaped) return;
    const std::int64_t times = want.times ? *want.times : until_full(wanted, shaped->each);
    if (!want.apart) return add_record(wanted, shaped, times);
    for (std::int64_t i = 0; i < times; ++i) add_record(wanted, shaper_.shaped(wanted.index, fact, i), 1);
  }

  // The record with the value it is wanted for, an entry of a list; none when the clause does not take it.
  std::optional<ShapedRecord> with_value(std::int32_t index, const Want& want, const Fact& fact) const {
    const Clause& clause = *tally_.plans()[static_cast<std::size_t>(index)].clause;
    ShapedRecord record{fact, want.what, clause.amount};
    put(record.fact, *want.field, want.value);
    if (clause.proof) put(record.fact, *clause.proof, 1);
    if (!clause.select.matches(record.fact)) return std::nullopt;
    return record;
  }

  // How many of an award until its clause, or its item, is full.
  std::int64_t until_full(const Wanted& wanted, Points each) const {
    const ClausePlan& plan = tally_.plans()[static_cast<std::size_t>(wanted.index)];
    const Item& item = tally_.rulebook().items[plan.item];
    if (each.e4 <= 0) return 0;
    if (!plan.clause->cap && item.uncapped) return k_most_awards;
    const Points most = plan.clause->cap.value_or(item.points);
    return std::min(k_most_awards, most.e4 / each.e4 + (most.e4 % each.e4 != 0 ? 1 : 0));
  }

  const World& world_;
  const Tally& tally_;
  RecordShaper shaper_;
  CodeId official_;
  std::vector<const Term*> terms_;
  std::vector<Option> steps_;
  std::set<std::tuple<std::int32_t, CodeId, Date, std::array<std::int64_t, k_slots>>> asked_;
  std::vector<Hit> hits_;
};

}  // namespace

Result<std::vector<Option>> steps_of(const World& world, const Tally& tally, CodeId official) {
  return Finder(world, tally, official).find();
}

}  // namespace anze
