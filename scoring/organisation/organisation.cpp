#include "scoring/organisation/organisation.h"

#include <algorithm>
#include <tuple>

#include "scoring/organisation/check.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using Index = std::unordered_map<CodeId, std::size_t>;

template <class T>
Index index_by_id(const std::vector<T>& all) {
  Index index;
  index.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) index.emplace(all[i].id, i);
  return index;
}

template <class T>
const T* look_up(const Index& index, const std::vector<T>& all, CodeId id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : &all[found->second];
}

std::uint64_t portfolio_key(CodeId area, CodeId sector) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(area)) << 32U |
         static_cast<std::uint32_t>(sector);
}

Error unknown(std::string reason, std::string_view what, CodeId id, const Codebook& codes) {
  return invalid(std::move(reason),
                 "the organisation has no " + std::string(what) + " “" + codes.text(id) + "”",
                 "/" + std::string(what), "correct the id, or import the organisation that has it");
}

}  // namespace

int Term::days_in(const Period& period) const {
  const Date first = std::max(from, period.first);
  const Date last = to ? std::min(*to, period.last) : period.last;
  return std::max(0, last - first + 1);
}

Result<Organisation> Organisation::build(OrganisationData data, const Codebook& codes, Problems* problems) {
  const Problems found = check_organisation(data, codes);
  if (problems != nullptr) problems->insert(problems->end(), found.begin(), found.end());
  if (!found.empty()) return found.front();

  Organisation organisation;
  organisation.areas_ = index_by_id(data.areas);
  organisation.units_ = index_by_id(data.units);
  organisation.posts_ = index_by_id(data.posts);
  organisation.officials_ = index_by_id(data.officials);
  organisation.terms_ = index_by_id(data.terms);
  for (std::size_t i = 0; i < data.terms.size(); ++i) {
    organisation.terms_by_post_[data.terms[i].post].push_back(i);
    organisation.terms_by_official_[data.terms[i].official].push_back(i);
  }
  for (std::size_t i = 0; i < data.portfolios.size(); ++i)
    organisation.portfolios_[portfolio_key(data.portfolios[i].area, data.portfolios[i].sector)].push_back(i);
  for (std::size_t i = 0; i < data.absences.size(); ++i)
    organisation.absences_[data.absences[i].official].push_back(i);
  organisation.data_ = std::move(data);
  const OrganisationData& built = organisation.data_;
  ANZE_ASSERT(organisation.areas_.size() == built.areas.size());  // no id twice, or one of two is not found
  ANZE_ASSERT(organisation.units_.size() == built.units.size());
  ANZE_ASSERT(organisation.posts_.size() == built.posts.size());
  ANZE_ASSERT(organisation.officials_.size() == built.officials.size());
  ANZE_ASSERT(organisation.terms_.size() == built.terms.size());
  return organisation;
}

const Area* Organisation::area(CodeId id) const {
  return look_up(areas_, data_.areas, id);
}
const Unit* Organisation::unit(CodeId id) const {
  return look_up(units_, data_.units, id);
}
const Post* Organisation::post(CodeId id) const {
  return look_up(posts_, data_.posts, id);
}
const Official* Organisation::official(CodeId id) const {
  return look_up(officials_, data_.officials, id);
}
const Term* Organisation::term(CodeId id) const {
  return look_up(terms_, data_.terms, id);
}

std::string_view Organisation::title(CodeId id) const {
  if (id == k_no_code) return {};
  if (const Unit* found = unit(id)) return found->title;
  if (const Post* found = post(id)) return found->title;
  if (const Official* found = official(id)) return found->name;
  if (const Area* found = area(id)) return found->title;
  for (const auto* list : {&data_.sectors, &data_.archetypes, &data_.unit_kinds})
    for (const Titled& titled : *list)
      if (titled.id == id) return titled.title;
  return id == data_.region ? std::string_view(data_.title) : std::string_view();
}

const Term* Organisation::holder(CodeId post, Date day) const {
  const auto found = terms_by_post_.find(post);
  if (found == terms_by_post_.end()) return nullptr;
  const Term* best = nullptr;
  for (const std::size_t i : found->second) {
    const Term& term = data_.terms[i];
    if (!term.covers(day)) continue;
    // Who is there before who is not; full before acting before seconded; of two alike whoever came last.
    const auto key = [&](const Term& each) {
      return std::tuple(is_absent(each.official, day), each.kind, each.from);
    };
    const auto [away, kind, from] = key(term);
    if (best == nullptr) {
      best = &term;
      continue;
    }
    const auto [best_away, best_kind, best_from] = key(*best);
    if (away != best_away ? best_away : kind != best_kind ? kind < best_kind : best_from < from) best = &term;
  }
  ANZE_ASSERT(best == nullptr || (best->post == post && best->covers(day)));
  return best;
}

bool Organisation::is_absent(CodeId official, Date day) const {
  const auto found = absences_.find(official);
  return found != absences_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](std::size_t i) { return data_.absences[i].covers(day); });
}

int Organisation::days_absent(CodeId official, std::initializer_list<AbsenceKind> kinds,
                              const Period& period) const {
  const auto found = absences_.find(official);
  if (found == absences_.end()) return 0;
  int days = 0;
  for (Date day = period.first; day <= period.last; day = day + 1)
    if (std::any_of(found->second.begin(), found->second.end(), [&](std::size_t i) {
          const Absence& absence = data_.absences[i];
          return absence.covers(day) && std::find(kinds.begin(), kinds.end(), absence.kind) != kinds.end();
        }))
      ++days;
  return days;
}

std::vector<const Term*> Organisation::terms_of_post(CodeId post) const {
  std::vector<const Term*> terms;
  if (const auto found = terms_by_post_.find(post); found != terms_by_post_.end())
    for (const std::size_t i : found->second) terms.push_back(&data_.terms[i]);
  return terms;
}

std::vector<const Term*> Organisation::terms_of_official(CodeId official) const {
  std::vector<const Term*> terms;
  if (const auto found = terms_by_official_.find(official); found != terms_by_official_.end())
    for (const std::size_t i : found->second) terms.push_back(&data_.terms[i]);
  return terms;
}

bool Organisation::area_within(CodeId area, CodeId ancestor) const {
  for (const Area* at = this->area(area); at != nullptr; at = this->area(at->parent))
    if (at->id == ancestor) return true;
  return false;
}

bool Organisation::unit_within(CodeId unit, CodeId ancestor) const {
  for (const Unit* at = this->unit(unit); at != nullptr; at = this->unit(at->parent))
    if (at->id == ancestor) return true;
  return false;
}

std::vector<CodeId> Organisation::posts_in_charge(CodeId area, CodeId sector, Date day) const {
  std::vector<CodeId> posts;
  if (sector == k_no_code) return posts;  // a fact without area and sector is in no portfolio
  for (const Area* at = this->area(area); at != nullptr; at = this->area(at->parent))
    for (const CodeId looked_after : {sector, k_no_code}) {
      const auto found = portfolios_.find(portfolio_key(at->id, looked_after));
      if (found == portfolios_.end()) continue;
      for (const std::size_t i : found->second) {
        const Portfolio& portfolio = data_.portfolios[i];
        if (portfolio.from <= day && (!portfolio.to || day <= *portfolio.to)) posts.push_back(portfolio.post);
      }
    }
  std::sort(posts.begin(), posts.end());
  posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
  return posts;
}

Result<void> Organisation::check(const Fact& fact, const Codebook& codes) const {
  if (unit(fact.unit) == nullptr) return unknown("fact.unit", "unit", fact.unit, codes);
  if (fact.area != k_no_code && area(fact.area) == nullptr)
    return unknown("fact.area", "area", fact.area, codes);
  const auto is_sector = [&](const Titled& sector) { return sector.id == fact.sector; };
  if (fact.sector != k_no_code && std::none_of(data_.sectors.begin(), data_.sectors.end(), is_sector))
    return unknown("fact.sector", "sector", fact.sector, codes);
  if (fact.official != k_no_code && official(fact.official) == nullptr)
    return unknown("fact.official", "official", fact.official, codes);
  if (fact.post == k_no_code) return {};
  const Post* stood = post(fact.post);
  if (stood == nullptr) return unknown("fact.post", "post", fact.post, codes);

  const std::string where =
      "“" + stood->title + "” (" + codes.text(fact.post) + ") on " + to_text(fact.occurred);
  if (fact.official == k_no_code) {
    if (holder(fact.post, fact.occurred) != nullptr) return {};
    return invalid("fact.outside_term", "nobody held the post " + where, "/occurred_on",
                   "check the day, or add the term of whoever held it");
  }
  for (const Term* term : terms_of_official(fact.official))
    if (term->post == fact.post && term->covers(fact.occurred)) return {};
  return invalid("fact.outside_term",
                 "“" + official(fact.official)->name + "” (" + codes.text(fact.official) +
                     ") did not hold the post " + where,
                 "/occurred_on", "check the day and the person, or add the term");
}

}  // namespace anze
