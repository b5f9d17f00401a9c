#include "scoring/questions/impact.h"

#include <algorithm>

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

Result<Evaluation> scored_all(const World& world) {
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(world));
  return evaluate(world, *tally);
}

bool allows(const Rulebook& rulebook, const Judgement& judgement) {
  return std::any_of(rulebook.items.begin(), rulebook.items.end(), [&](const Item& item) {
    return std::any_of(item.clauses.begin(), item.clauses.end(), [&](const Clause& clause) {
      return clause.id == judgement.clause && may_be_given(clause, judgement.value);
    });
  });
}

// A judgement about a term the draft does not assess would be refused as a whole; here it is left out and
// told.
bool about_assessed(const Organisation& organisation, const Rulebook& draft, const Judgement& judgement) {
  const Term* term = organisation.term(judgement.term);
  const Post* post = term != nullptr ? organisation.post(term->post) : nullptr;
  return post != nullptr && std::find(draft.archetypes.begin(), draft.archetypes.end(), post->archetype) !=
                                draft.archetypes.end();
}

// Which gates replaced something for this person, and why there is no grade.
std::string gates_of(const Evaluation& evaluation, const PersonResult& person) {
  std::string text = person.no_grade;
  for (const std::size_t card : person.cards)
    if (const std::optional<std::string>& note = evaluation.cards[card].gate_note)
      text += (text.empty() ? "" : "；") + *note;
  return text;
}

// Two scores of one period, and by which rulebook each was made.
struct Compared {
  const Rulebook& book;
  const Rulebook& draft;
  const Evaluation& before;
  const Evaluation& after;
};

std::vector<GradeReason> grade_reasons(const Compared& both, const PersonResult& old,
                                       const PersonResult& now) {
  std::vector<GradeReason> reasons;
  const auto add = [&](GradeReason::Kind kind, const std::string& from, const std::string& to) {
    if (from != to) reasons.push_back({kind, from, to});
  };
  add(GradeReason::Kind::k_gate, gates_of(both.before, old), gates_of(both.after, now));
  const std::string points = to_text(now.points) + " 分为";
  add(GradeReason::Kind::k_border, points + grade_of(both.book, now.points).title,
      points + grade_of(both.draft, now.points).title);
  return reasons;
}

void add_person(const Compared& both, const PersonResult& old, const PersonResult& now, Impact& impact) {
  const int sign = (Exact(now.points) - Exact(old.points)).sign();
  (sign > 0 ? impact.raised : sign < 0 ? impact.lowered : impact.same) += 1;
  const bool regraded = now.grade != old.grade;
  if (regraded) {
    ++impact.regraded;
    ++impact.grades[{old.grade, now.grade}];
  }
  PersonImpact person{
      .official = old.official,
      .posts = {},
      .from = old.points,
      .to = now.points,
      .grade_from = old.grade,
      .grade_to = now.grade,
      .rows = changes(break_down(both.book, both.before, old), break_down(both.draft, both.after, now)),
      .reasons = {}};
  for (const RowChange& row : person.rows) {
    if (row.key.kind != RowKind::k_clause) continue;
    ClauseImpact& clause = impact.clauses[row.key.clause];
    ++clause.people;
    clause.sum += row.change;
  }
  if (sign == 0 && !regraded) return;
  person.reasons = grade_reasons(both, old, now);
  for (const std::size_t card : now.cards) person.posts.push_back(both.after.cards[card].post);
  impact.people.push_back(std::move(person));
}

}  // namespace

std::vector<Judgement> fitting_judgements(const std::vector<Judgement>& judgements, const Rulebook& rulebook,
                                          std::int64_t& left_out) {
  std::vector<Judgement> kept;
  for (const Judgement& judgement : judgements) {
    if (judgement.self) continue;
    if (allows(rulebook, judgement))
      kept.push_back(judgement);
    else
      ++left_out;
  }
  return kept;
}

Result<Impact> impact(const World& world, const Rulebook& draft) {
  Impact impact;
  World drafted = world;
  drafted.rulebook = &draft;
  drafted.judgements = fitting_judgements(world.judgements, draft, impact.judgements_left_out);
  const std::size_t fitting = drafted.judgements.size();
  std::erase_if(drafted.judgements, [&](const Judgement& judgement) {
    return !about_assessed(*world.organisation, draft, judgement);
  });
  impact.judgements_left_out += static_cast<std::int64_t>(fitting - drafted.judgements.size());
  ANZE_TRY(const Evaluation before, scored_all(world));
  ANZE_TRY(const Evaluation after, scored_all(drafted));
  for (const PersonResult& person : after.people)
    if (person_of(before, person.official) == nullptr) impact.newly_assessed.push_back(person.official);
  for (const PersonResult& old : before.people) {
    const PersonResult* now = person_of(after, old.official);
    if (now == nullptr)
      impact.no_longer_assessed.push_back(old.official);
    else
      add_person({*world.rulebook, draft, before, after}, old, *now, impact);
  }
  ANZE_ASSERT(impact.raised + impact.lowered + impact.same +
                  static_cast<std::int64_t>(impact.no_longer_assessed.size()) ==
              static_cast<std::int64_t>(before.people.size()));
  std::stable_sort(
      impact.people.begin(), impact.people.end(),
      [](const PersonImpact& a, const PersonImpact& b) { return a.regraded() && !b.regraded(); });
  return impact;
}

}  // namespace anze
