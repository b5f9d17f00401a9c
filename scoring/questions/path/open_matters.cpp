#include "scoring/questions/path/open_matters.h"

#include <algorithm>
#include <map>

#include "scoring/clauses/kind.h"
#include "scoring/questions/path/shaping.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// The states after the fact's own, in the ledger's order, that its moves lead to.
std::vector<CodeId> later_states(const Ledger& ledger, CodeId state) {
  std::vector<CodeId> later;
  const auto is_state = [&](CodeId code) {
    return [code](const CodeTitle& each) { return each.code == code; };
  };
  auto at = std::find_if(ledger.states.begin(), ledger.states.end(), is_state(state));
  if (at == ledger.states.end()) return later;
  std::vector<CodeId> reached{state};
  for (++at; at != ledger.states.end(); ++at) {
    const bool leads = std::any_of(reached.begin(), reached.end(), [&](CodeId from) {
      return ledger.moves.empty() || ledger.move(from, at->code) != nullptr;
    });
    if (!leads) continue;
    reached.push_back(at->code);
    later.push_back(at->code);
  }
  return later;
}

// A clause that leaves out what has no papers knows where its ledger says so (clauses/evidence.h).
const FieldRef& proof_of(const Clause& clause) {
  ANZE_ASSERT(clause.proof.has_value());
  return *clause.proof;
}

class Closer {
 public:
  Closer(const World& world, const Tally& tally, const std::vector<const Term*>& terms)
      : world_(world), tally_(tally), terms_(terms) {}

  Result<void> add(const Fact& fact) {
    ANZE_CHECK(tally_.hits(fact, before_));
    if (!concerns()) return {};
    const Fact moved = closed(fact);
    const Fact after = proven(moved);
    const bool only_papers = same(moved, fact);
    if (same(after, fact)) return {};
    ANZE_CHECK(tally_.hits(after, after_));
    const Effects effects = effects_of(before_, after_);
    Deed doing{fact, after, world_.period.last, {}, 0};
    if (harmful(tally_, effects) || !relieves(doing.relief)) return {};
    if (effects.empty() && doing.relief == 0) return {};
    Option& step = steps_[effects];
    step.kind = only_papers ? DeedKind::k_prove : DeedKind::k_close;
    step.clause = effects.empty() ? before_.front().key.clause : std::get<0>(effects.begin()->first);
    step.post = terms_.front()->post;
    for (const Term* term : terms_)
      for (const Hit& hit : before_)
        if (hit.key.subject == term->post || hit.key.subject == term->id) step.post = term->post;
    step.doings.push_back(std::move(doing));
    return {};
  }

  std::vector<Option> take() {
    std::vector<Option> steps;
    for (auto& [effects, step] : steps_) {
      std::stable_sort(step.doings.begin(), step.doings.end(),
                       [](const Deed& a, const Deed& b) { return a.relief > b.relief; });
      steps.push_back(std::move(step));
    }
    return steps;
  }

 private:
  static bool same(const Fact& a, const Fact& b) {
    return a.known == b.known && a.slot == b.slot && a.state == b.state;
  }

  bool concerns() const {
    return std::any_of(before_.begin(), before_.end(), [&](const Hit& hit) {
      return std::any_of(terms_.begin(), terms_.end(), [&](const Term* term) {
        return hit.key.subject == term->id || hit.key.subject == term->post;
      });
    });
  }

  // With the papers that clauses miss which would count it then.
  Fact proven(Fact fact) const {
    for (const ClausePlan& plan : tally_.plans())
      if (plan.evidence == Evidence::k_unfavourable && plan.clause->select.matches(fact))
        put(fact, proof_of(*plan.clause), 1);
    return fact;
  }

  Fact closed(const Fact& fact) const {
    Fact after = fact;
    for (const ClausePlan& plan : tally_.plans()) {
      const auto close = kind_of(*plan.clause).close;
      if (close != nullptr) close(*plan.clause, fact, world_.today, after);
    }
    for (const ClausePlan& plan : tally_.plans())
      if (sign_of_one(*plan.clause) < 0 && plan.clause->select.matches(after))
        move_on(plan.clause->select, after);
    return after;
  }

  // Brings the fact out of what the selector takes, where what is open is what it asks for.
  void move_on(const Selector& selector, Fact& fact) const {
    const Ledger* ledger = world_.ledgers != nullptr ? world_.ledgers->find(fact.ledger) : nullptr;
    if (ledger == nullptr) return;
    for (const Comparison& comparison : selector.where) {
      const bool names_state = comparison.field.kind == FieldRef::Kind::k_state &&
                               (comparison.op == Op::k_eq || comparison.op == Op::k_in);
      if (names_state)
        for (const CodeId state : later_states(*ledger, fact.state)) {
          Fact moved = fact;
          moved.state = state;
          if (selector.matches(moved)) continue;
          fact = moved;
          return;
        }
      if (comparison.op != Op::k_missing || comparison.field.kind != FieldRef::Kind::k_slot) continue;
      const auto open_day =
          std::find_if(ledger->fields.begin(), ledger->fields.end(), [&](const Field& field) {
            return field.type == FieldType::k_date && field.slot && *field.slot == comparison.field.slot;
          });
      if (open_day == ledger->fields.end()) continue;
      put(fact, comparison.field, world_.today.days);
      return;
    }
  }

  // Points of lateness that closing takes away. Returns: false when it is dearer than leaving it.
  bool relieves(std::int64_t& relief) const {
    std::map<std::int32_t, std::int64_t> cost;
    for (const int sign : {-1, +1})
      for (const Hit& hit : sign < 0 ? before_ : after_) {
        const ClausePlan& plan = tally_.plans()[static_cast<std::size_t>(hit.key.clause)];
        if (const auto cost_of = kind_of(*plan.clause).cost)
          cost[hit.key.clause] += sign * cost_of(plan.kind_bucket(hit.key.bucket), hit.delta);
      }
    for (const auto& [clause, more] : cost) {
      if (more > 0) return false;
      relief -= more;
    }
    return true;
  }

  const World& world_;
  const Tally& tally_;
  const std::vector<const Term*>& terms_;
  std::map<Effects, Option> steps_;
  std::vector<Hit> before_;
  std::vector<Hit> after_;
};

}  // namespace

Result<std::vector<Option>> open_matters(const World& world, const Tally& tally,
                                         const std::vector<const Term*>& terms) {
  if (world.period.last < world.today || terms.empty()) return std::vector<Option>{};
  ANZE_ASSERT(std::adjacent_find(terms.begin(), terms.end(), [](const Term* a, const Term* b) {
                return b->id <= a->id || a->official != b->official;
              }) == terms.end());
  Closer closer(world, tally, terms);
  ANZE_CHECK(world.facts([&](const Fact& fact) { return closer.add(fact); }));
  return closer.take();
}

}  // namespace anze
