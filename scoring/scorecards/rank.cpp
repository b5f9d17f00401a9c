#include "scoring/scorecards/rank.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {

std::vector<Rank> competition_ranks(std::span<const Points> points) {
  std::vector<Rank> ranks;
  for (std::size_t i = 0; i < points.size(); ++i) ranks.push_back({1, i});
  std::stable_sort(ranks.begin(), ranks.end(),
                   [&](const Rank& a, const Rank& b) { return points[b.person] < points[a.person]; });
  for (std::size_t i = 1; i < ranks.size(); ++i) {
    const bool tied = points[ranks[i].person] == points[ranks[i - 1].person];
    ranks[i].rank = tied ? ranks[i - 1].rank : static_cast<std::int64_t>(i) + 1;
  }
  ANZE_ASSERT(std::is_sorted(ranks.begin(), ranks.end(),
                             [](const Rank& a, const Rank& b) { return a.rank < b.rank; }));
  return ranks;
}

Result<std::vector<Rank>> ranks_of(const Rulebook& rulebook, const Evaluation& evaluation) {
  if (rulebook.ranking_document.empty())
    return Error{
        Code::k_forbidden, "rank.unauthorised",
        "“" + rulebook.title + "” names no document that authorises ranking, so nobody is ranked by it",
        "/period",
        "add \"ranking\": {\"document\": \"…〔…〕…号\"} to the next version of the rulebook, or use "
        "score.list/1"};
  std::vector<Points> points;
  for (const PersonResult& person : evaluation.people) points.push_back(person.points);
  return competition_ranks(points);
}

Quota quota_of(const Rulebook& rulebook, std::span<const std::string> grades) {
  ANZE_ASSERT(!rulebook.grades.empty());
  Quota quota;
  quota.percent = rulebook.policies.excellent_quota_percent;
  quota.people = static_cast<std::int64_t>(grades.size());
  quota.allowed = quota.people * quota.percent / 100;
  quota.excellent = std::count(grades.begin(), grades.end(), rulebook.grades.front().title);
  ANZE_ASSERT(quota.allowed <= quota.people && quota.excellent <= quota.people);
  return quota;
}

}  // namespace anze
