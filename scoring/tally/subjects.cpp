#include "scoring/tally/subjects.h"

#include <algorithm>
#include <limits>
#include "scoring/rulebook/plans.h"

namespace anze {
namespace {

constexpr Date k_no_end{std::numeric_limits<std::int32_t>::max()};

}  // namespace

Subjects::Subjects(const Rulebook& rulebook, const Organisation& organisation,
                   const std::vector<ClausePlan>& plans)
    : organisation_(organisation) {
  for (const ClausePlan& plan : plans) {
    rules_.push_back({plan.clause->scope, plan.clause->counts_for, {}});
    const Gate* gate = gate_of(*plan.clause);
    if (gate != nullptr && gate->lasting.count > 0) rules_.back().lasts_into = plan.parts.front();
  }
  std::vector<Post> posts = organisation.data().posts;
  std::sort(posts.begin(), posts.end(), [](const Post& a, const Post& b) { return a.id < b.id; });
  if (!posts.empty()) {
    archetype_of_.assign(static_cast<std::size_t>(posts.back().id) + 1, -1);
    holding_.resize(archetype_of_.size());
  }
  std::unordered_map<CodeId, std::int32_t> rows;
  for (const Post& post : posts) {
    if (std::find(rulebook.archetypes.begin(), rulebook.archetypes.end(), post.archetype) ==
        rulebook.archetypes.end())
      continue;
    const auto [row, is_new] = rows.try_emplace(post.archetype, static_cast<std::int32_t>(rows.size()));
    if (is_new) {
      applies_.emplace_back();
      for (const ClausePlan& plan : plans)
        applies_.back().push_back(applies_to(rulebook, *plan.clause, post.archetype) ? 1 : 0);
    }
    archetype_of_[static_cast<std::size_t>(post.id)] = row->second;
    posts_of_unit_[post.unit].push_back(post.id);
    const std::vector<const Term*> terms = organisation.terms_of_post(post.id);
    if (terms.size() == 1)
      holding_[static_cast<std::size_t>(post.id)] = {terms.front()->id, terms.front()->from,
                                                     terms.front()->to.value_or(k_no_end)};
  }
  for (const Portfolio& portfolio : organisation.data().portfolios)
    portfolios_of_area_[portfolio.area].push_back(&portfolio);
  for (const Term& term : organisation.data().terms) terms_of_official_[term.official].push_back(&term);
  for (auto& [official, terms] : terms_of_official_)
    std::sort(terms.begin(), terms.end(), [](const Term* a, const Term* b) { return a->id < b->id; });
}

bool Subjects::applies(std::int32_t index, CodeId post) const {
  if (post <= 0 || static_cast<std::size_t>(post) >= archetype_of_.size()) return false;
  const std::int32_t row = archetype_of_[static_cast<std::size_t>(post)];
  return row >= 0 && applies_[static_cast<std::size_t>(row)][static_cast<std::size_t>(index)] != 0;
}

void Subjects::add_post(std::int32_t index, CodeId post, Date day, std::vector<Subject>& out) const {
  if (!applies(index, post)) return;
  if (rules_[static_cast<std::size_t>(index)].counts_for == CountsFor::k_post) {
    out.push_back({post, false});
    return;
  }
  const Holding& sole = holding_[static_cast<std::size_t>(post)];
  if (sole.term != k_no_code && sole.from <= day && day <= sole.to) {
    out.push_back({sole.term, false});
    return;
  }
  const Term* term = organisation_.holder(post, day);
  out.push_back(term != nullptr ? Subject{term->id, false} : Subject{post, true});
}

// Every post the person held that day: the person's result is the mean over the posts, so a fact about the
// person must weigh on each of them to weigh fully.
void Subjects::add_named(std::int32_t index, const Fact& fact, Date day, std::vector<Subject>& out) const {
  const auto found = terms_of_official_.find(fact.official);
  if (found == terms_of_official_.end()) return;
  const Rule& rule = rules_[static_cast<std::size_t>(index)];
  const bool by_post = rule.counts_for == CountsFor::k_post;
  const auto held = [&](const Term& term) {
    return rule.lasts_into ? term.days_in(*rule.lasts_into) > 0 : term.covers(day);
  };
  for (const Term* term : found->second)
    if (held(*term) && applies(index, term->post)) out.push_back({by_post ? term->post : term->id, false});
}

void Subjects::find(std::int32_t index, const Fact& fact, Date day, std::vector<Subject>& out) {
  switch (rules_[static_cast<std::size_t>(index)].scope) {
    case Scope::k_own:
      add_post(index, fact.post, day, out);
      return;
    case Scope::k_named:
      add_named(index, fact, day, out);
      return;
    case Scope::k_unit:
      for (const CodeId post : posts_above(fact.unit)) add_post(index, post, day, out);
      return;
    case Scope::k_portfolio:
      CodeId last = k_no_code;  // a post with two portfolios that take the fact in counts it once
      for (const Charge& charge : posts_in_charge(fact.area, fact.sector)) {
        if (charge.post == last || day < charge.from || charge.to < day) continue;
        last = charge.post;
        add_post(index, charge.post, day, out);
      }
      return;
  }
}

const std::vector<CodeId>& Subjects::posts_above(CodeId unit) {
  const auto [found, is_new] = above_.try_emplace(unit);
  if (!is_new) return found->second;
  for (const Unit* u = organisation_.unit(unit); u != nullptr; u = organisation_.unit(u->parent)) {
    const auto posts = posts_of_unit_.find(u->id);
    if (posts != posts_of_unit_.end())
      found->second.insert(found->second.end(), posts->second.begin(), posts->second.end());
  }
  return found->second;
}

const std::vector<Subjects::Charge>& Subjects::posts_in_charge(CodeId area, CodeId sector) {
  const std::uint64_t key = static_cast<std::uint64_t>(static_cast<std::uint32_t>(area)) << 32U |
                            static_cast<std::uint32_t>(sector);
  if (last_charges_ != nullptr && last_key_ == key) return *last_charges_;
  const auto [found, is_new] = in_charge_.try_emplace(key);
  last_key_ = key;
  last_charges_ = &found->second;
  if (!is_new || area == k_no_code || sector == k_no_code) return found->second;
  for (const Area* at = organisation_.area(area); at != nullptr; at = organisation_.area(at->parent)) {
    const auto here = portfolios_of_area_.find(at->id);
    if (here == portfolios_of_area_.end()) continue;
    for (const Portfolio* portfolio : here->second)
      if (portfolio->sector == k_no_code || portfolio->sector == sector)
        found->second.push_back({portfolio->post, portfolio->from, portfolio->to.value_or(k_no_end)});
  }
  std::sort(found->second.begin(), found->second.end(), [](const Charge& a, const Charge& b) {
    return a.post != b.post ? a.post < b.post : a.from < b.from;
  });
  return found->second;
}

}  // namespace anze
