#include "reports/views/view.h"

#include <algorithm>

#include "reports/views/grades.h"
#include "reports/views/redact.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

constexpr std::int64_t k_small_group = 3;
constexpr const char* k_somebody = "某";

bool named_by_measure(const Snapshot& snapshot, const OfficialResult& official) {
  return std::any_of(snapshot.vetoes.begin(), snapshot.vetoes.end(), [&](const Veto& veto) {
    return veto.subject_kind == SubjectKind::k_person && veto.subject_id == official.id;
  });
}

bool found_liable(const Snapshot& snapshot, const OfficialResult& official) {
  return snapshot.liabilities &&
         std::any_of(snapshot.liabilities->begin(), snapshot.liabilities->end(),
                     [&](const Liability& liability) { return liability.person_id == official.id; });
}

void for_discipline(Snapshot& view) {
  const std::vector<std::string> all = known_names(view);
  std::erase_if(view.officials, [&](const OfficialResult& official) {
    return official.cases.empty() && !named_by_measure(view, official) && !found_liable(view, official);
  });
  for (OfficialResult& official : view.officials) {
    official.score.reset();
    official.exact.clear();
    official.grade.clear();
    official.forced_grade.clear();
    std::erase_if(official.lines, [](const ScoreLine& line) { return line.got >= line.full; });
  }
  view.owed.clear();  // a post names its holder
  view.grade_groups.clear();
  view.people.clear();
  const std::vector<std::string> kept = known_names(view);
  std::vector<std::string> dropped;
  for (const std::string& name : all)
    if (std::find(kept.begin(), kept.end(), name) == kept.end()) dropped.push_back(name);
  strike(view, dropped, k_somebody);
}

void for_organisation(Snapshot& view) {
  view.reporting_faults.clear();
  view.grade_groups.clear();
  view.liabilities.reset();
  view.people.clear();
}

// Grades with their numbers; small ones together as 其他等次. Where
// even those are few, the next smallest joins them; where all are few, nothing is told.
std::vector<Group> merged(std::vector<Group> groups) {
  const auto small = [](const Group& group) { return group.persons < k_small_group; };
  if (std::none_of(groups.begin(), groups.end(), small)) return groups;
  Group rest{"其他等次", 0};
  while (!groups.empty() &&
         (rest.persons < k_small_group || std::any_of(groups.begin(), groups.end(), small))) {
    const auto least = std::min_element(groups.begin(), groups.end(),
                                        [](const Group& a, const Group& b) { return a.persons < b.persons; });
    rest.persons += least->persons;
    groups.erase(least);
  }
  if (rest.persons >= k_small_group) groups.push_back(rest);
  ANZE_ASSERT(std::none_of(groups.begin(), groups.end(), small));  // one or two would point at persons
  return groups;
}

void group_grades(Snapshot& view) {
  if (!view.officials.empty()) view.grade_groups = grade_counts(view.officials);
  view.grade_groups = merged(std::move(view.grade_groups));
}

// One number for all measures decided: told apart by kind, one or two of them would point at persons.
void count_measures(Snapshot& view) {
  if (find_figure(view, "accountability.measures") != nullptr) return;
  const auto decided = std::count_if(view.vetoes.begin(), view.vetoes.end(), [](const Veto& veto) {
    return veto.state == VetoStanding::k_in_force || veto.state == VetoStanding::k_expired;
  });
  Figure figure;
  figure.id = "accountability.measures";
  figure.title = "实施一票否决和黄牌警告";
  figure.unit = "件";
  figure.topic = Topic::k_duty;
  const bool few = decided > 0 && decided < k_small_group;
  figure.qualifier = few ? NumberQualifier::k_under : NumberQualifier::k_exact;
  figure.value = few ? k_small_group : decided;
  figure.records = few ? 0 : decided;
  view.figures.push_back(figure);
}

void for_public(Snapshot& view) {
  const std::vector<std::string> names = known_names(view);
  group_grades(view);
  count_measures(view);
  view.officials.clear();
  view.units.clear();
  view.vetoes.clear();
  view.owed.clear();
  view.reporting_faults.clear();
  view.liabilities.reset();
  view.triggers.reset();
  view.people.clear();
  std::erase_if(view.accidents, [](const AccidentRow& row) { return row.grade == AccidentGrade::k_general; });
  std::erase_if(view.passages, [](const Passage& passage) { return !passage.open; });
  strike(view, names, k_somebody);
}

}  // namespace

Snapshot view_for(const Snapshot& snapshot, FilingKind kind) {
  Snapshot view = snapshot;
  view.filing.kind = kind;
  if (kind == FilingKind::k_quarterly_discipline) for_discipline(view);
  if (kind == FilingKind::k_quarterly_organisation) for_organisation(view);
  if (is_public(kind)) for_public(view);
  ANZE_ASSERT(!is_public(kind) || (view.officials.empty() && view.vetoes.empty() && view.people.empty() &&
                                   !view.liabilities && !view.triggers));  // a public paper names nobody
  ANZE_ASSERT(!is_public(kind) || (view.units.empty() && view.owed.empty() && view.reporting_faults.empty()));
  ANZE_ASSERT(view.people.empty());  // all names are there to be struck, and never leave
  ANZE_ASSERT(kind != FilingKind::k_quarterly_organisation ||
              (view.reporting_faults.empty() && !view.liabilities));
  ANZE_ASSERT(kind != FilingKind::k_quarterly_discipline ||
              std::none_of(view.officials.begin(), view.officials.end(),
                           [](const OfficialResult& official) { return official.score.has_value(); }));
  return view;
}

}  // namespace anze::reports
