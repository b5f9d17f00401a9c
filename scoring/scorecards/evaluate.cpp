#include "scoring/scorecards/evaluate.h"

#include <algorithm>
#include <deque>
#include <map>

#include "scoring/clauses/case.h"
#include "scoring/clauses/kind.h"
#include "scoring/rulebook/plans.h"
#include "scoring/scorecards/compose.h"
#include "scoring/scorecards/term_rules.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// By term, then clause index.
using JudgementIndex = std::map<std::pair<CodeId, std::int32_t>, Given>;

Result<void> check_range(const Clause& clause, const Range& range, const Judgement& judgement,
                         const std::string& at) {
  if (may_be_given(clause, judgement.value)) return {};
  return invalid(
      "judgement.range",
      to_text(judgement.value) + " points cannot be given under clause “" + clause.id + "”", at + "/value",
      "give " + to_text(range.min) + " to " + to_text(range.max) + " in steps of " + to_text(range.step));
}

// A self-score takes nothing less than nothing, and no more than there is.
Result<void> check_self(const Judgement& judgement, const std::optional<Points>& least,
                        const std::optional<Points>& most, const std::string& at) {
  const bool low = least && judgement.value < *least;
  if (!low && !(most && *most < judgement.value)) return {};
  return invalid("judgement.range", "a self-score of " + to_text(judgement.value) + " points cannot be given",
                 at + "/value", low ? "give at least " + to_text(*least) : "give at most " + to_text(*most));
}

Result<void> check_item(const Rulebook& rulebook, const Judgement& judgement, const std::string& at) {
  const auto item = std::find_if(rulebook.items.begin(), rulebook.items.end(),
                                 [&](const Item& each) { return each.id == judgement.item; });
  if (!judgement.self || item == rulebook.items.end())
    return invalid("judgement.unknown", "no item “" + judgement.item + "” takes a self-score", at + "/item",
                   "name an item of the rulebook");
  const Points least{item->below_zero ? -item->points.e4 : 0};
  return check_self(judgement, least, item->uncapped ? std::nullopt : std::optional(item->points), at);
}

// One value a term, one a rater where several rate, and one of the assessed's own.
Result<void> add_judgement(const Clause& clause, const Judgement& judgement, const std::string& at,
                           Given& judged) {
  const auto same_rater = [&](const Judgement* other) { return other->rater == judgement.rater; };
  const bool rated = by_raters(clause);
  const bool again = judgement.self ? judged.self != nullptr
                     : rated        ? std::any_of(judged.values.begin(), judged.values.end(), same_rater)
                                    : !judged.values.empty();
  if (again)
    return invalid("judgement.duplicate",
                   "clause “" + judgement.clause + "” is judged twice for one term" +
                       (rated && !judgement.self ? " by one rater" : ""),
                   at, "keep the one that stands");
  if (judgement.self)
    judged.self = &judgement;
  else
    judged.values.push_back(&judgement);
  return {};
}

Result<JudgementIndex> index_judgements(const Tally& tally, std::span<const Judgement> judgements,
                                        const std::vector<const Term*>& terms) {
  JudgementIndex index;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const Judgement& judgement = judgements[i];
    const std::string at = "/judgements/" + std::to_string(i);
    if (std::none_of(terms.begin(), terms.end(), [&](const Term* t) { return t->id == judgement.term; }))
      return invalid("judgement.unknown", "the term is not scored in this period", at + "/term",
                     "name a term of an assessed post that meets the period");
    if (!judgement.item.empty()) {
      ANZE_CHECK(check_item(tally.rulebook(), judgement, at));
      continue;
    }
    const auto plan = std::find_if(tally.plans().begin(), tally.plans().end(), [&](const ClausePlan& p) {
      return p.clause->id == judgement.clause && (judgement.self || judged_range(*p.clause) != nullptr);
    });
    if (plan == tally.plans().end())
      return invalid("judgement.unknown", "no clause “" + judgement.clause + "” waits for a judgement",
                     at + "/clause", "name a clause of kind judged, or a ratio of mode range");
    if (const Range* range = judged_range(*plan->clause))
      ANZE_CHECK(check_range(*plan->clause, *range, judgement, at));
    else
      ANZE_CHECK(check_self(judgement, Points{}, plan->clause->cap, at));
    const auto clause = static_cast<std::int32_t>(plan - tally.plans().begin());
    ANZE_CHECK(add_judgement(*plan->clause, judgement, at, index[{judgement.term, clause}]));
  }
  return index;
}

bool is_scored(const Tally& tally, const Term& term) {
  const auto& archetypes = tally.rulebook().archetypes;
  const Post* post = tally.organisation().post(term.post);
  return post != nullptr && term.days_in(tally.period()) > 0 &&
         std::find(archetypes.begin(), archetypes.end(), post->archetype) != archetypes.end();
}

// By official, then term.
void sort_terms(std::vector<const Term*>& terms) {
  std::sort(terms.begin(), terms.end(), [](const Term* a, const Term* b) {
    return a->official != b->official ? a->official < b->official : a->id < b->id;
  });
}

std::vector<const Term*> scored_terms(const Tally& tally) {
  std::vector<const Term*> terms;
  for (const Term& term : tally.organisation().data().terms)
    if (is_scored(tally, term)) terms.push_back(&term);
  sort_terms(terms);
  return terms;
}

std::vector<const Term*> scored_terms(const Tally& tally, std::span<const CodeId> officials) {
  std::vector<const Term*> terms;
  for (const CodeId official : officials)
    for (const Term* term : tally.organisation().terms_of_official(official))
      if (is_scored(tally, *term)) terms.push_back(term);
  sort_terms(terms);
  ANZE_ASSERT(std::adjacent_find(terms.begin(), terms.end()) == terms.end());  // or a post would weigh twice
  return terms;
}

// Which clauses apply to an archetype: asked once an archetype, not once a term.
class Applicable {
 public:
  explicit Applicable(const Tally& tally) : tally_(tally) {}
  const std::vector<bool>& to(CodeId archetype) {
    for (const auto& [known, clauses] : found_)
      if (known == archetype) return clauses;
    std::vector<bool> clauses;
    for (const ClausePlan& plan : tally_.plans())
      clauses.push_back(applies_to(tally_.rulebook(), *plan.clause, archetype));
    return found_.emplace_back(archetype, std::move(clauses)).second;
  }

 private:
  const Tally& tally_;
  std::deque<std::pair<CodeId, std::vector<bool>>> found_;
};

struct Inputs {
  const Tally& tally;
  const KeyedCells& keyed;
  const JudgementIndex& judged;
  const YearParts& year;
  Detail detail;
};

const Given* judged_of(const JudgementIndex& index, CodeId term, std::int32_t clause) {
  if (index.empty()) return nullptr;
  const auto found = index.find({term, clause});
  return found != index.end() ? &found->second : nullptr;
}

Scorecard score_term(const Inputs& in, const Term& term, Applicable& applicable) {
  const Tally& tally = in.tally;
  const Post& post = *tally.organisation().post(term.post);
  Scorecard card;
  card.term = term.id;
  card.post = term.post;
  card.official = term.official;
  card.days = term.days_in(tally.period());
  ANZE_ASSERT(card.days > 0 && card.days <= tally.period().last - tally.period().first + 1);
  if (const auto part = in.year.find(term.official); part != in.year.end())
    card.carried = part->second.points;
  const std::vector<bool>& applies = applicable.to(post.archetype);
  const auto case_of = [&](std::size_t i) {
    const ClausePlan& plan = tally.plans()[i];
    const auto clause = static_cast<std::int32_t>(i);
    return ClauseCase{tally.table(),
                      plan,
                      clause,
                      tally.rulebook().items[plan.item].points,
                      post,
                      term,
                      applies[i],
                      &in.keyed,
                      judged_of(in.judged, term.id, clause),
                      in.detail == Detail::k_words,
                      tally.rulebook().policies.missing_judgement};
  };
  const std::size_t count = tally.plans().size();
  card.lines.reserve(count);
  for (std::size_t i = 0; i < count; ++i) score_clause(case_of(i), card.lines.emplace_back());
  compose(tally, card, [&](std::size_t i) { return worth_of(case_of(i)); });
  return card;
}

// The score's grade, lowered by what gates lower it, and the worse of that and the lowest one a gate allows.
// Grades stand from the best.
const std::string& grade_within(const Rulebook& rulebook, const Grade& grade, const PersonResult& person,
                                const std::vector<Scorecard>& cards) {
  std::int32_t lower = 0;
  for (const std::size_t i : person.cards) lower = std::max(lower, cards[i].grades_lower);
  const std::ptrdiff_t below = &rulebook.grades.back() - &grade;
  const Grade* worst = &grade + std::min<std::ptrdiff_t>(lower, below);
  for (const std::size_t i : person.cards)
    for (const Grade& known : rulebook.grades)
      if (cards[i].highest_grade == known.title && worst < &known) worst = &known;
  return worst->title;
}

// Whether anything was asked of the person at all: a clause applied and was due, or a quarter counts. Full
// marks for nothing are no result.
bool anything_assessed(const PersonResult& person, std::span<const Scorecard> cards) {
  if (person.year && !person.year->shares.empty()) return true;
  for (const Scorecard& card : cards)
    for (const Line& line : card.lines)
      if (line.state != LineState::k_not_applicable && line.state != LineState::k_not_due) return true;
  return false;
}

// Why nobody grades the person: a term rule, a gate, nothing assessed, too few quarters. A gate that leaves
// the worst grade only goes before all of them: of several effects the heavier holds.
std::string why_no_grade(const Tally& tally, std::string by_terms, const PersonResult& person,
                         std::span<const Scorecard> cards) {
  const Rulebook& rulebook = tally.rulebook();
  for (const Scorecard& card : cards)
    if (card.highest_grade == rulebook.grades.back().title) return {};
  for (const Scorecard& card : cards)
    if (by_terms.empty()) by_terms = card.no_grade;
  if (by_terms.empty() && person.year) by_terms = person.year->no_grade;
  if (by_terms.empty() && !anything_assessed(person, cards)) return "没有适用并已到期的考核内容";
  return by_terms;
}

// Requires: the person's cards stand together.
Result<void> score_person(const Tally& tally, std::vector<Scorecard>& cards, PersonResult& person) {
  const Rulebook& rulebook = tally.rulebook();
  ANZE_ASSERT(!person.cards.empty() && person.cards.back() - person.cards.front() + 1 == person.cards.size());
  const std::span<Scorecard> own(cards.data() + person.cards.front(), person.cards.size());
  std::string by_terms = apply_term_rules(tally, own);
  Exact sum;
  std::int64_t weights = 0;
  for (const Scorecard& card : own) {
    sum += card.total * card.weight;
    weights += card.weight;
  }
  ANZE_ASSERT(weights > 0);  // term rules leave somebody's weight
  person.exact = sum / Exact::ratio(weights, 1);
  ANZE_TRY(person.points, round_half_even(person.exact, rulebook.policies.rounding_step));
  const Grade& grade = rulebook.policies.grade_from == GradeFrom::k_rounded
                           ? grade_of(rulebook, person.points)
                           : grade_of(rulebook, person.exact);
  person.grade = grade_within(rulebook, grade, person, cards);
  person.no_grade = why_no_grade(tally, std::move(by_terms), person, own);
  if (!person.no_grade.empty()) person.grade = k_no_grade;
  return {};
}

// 优秀比例: reported, never enforced: who stays is for people to decide.
void note_quota(const Rulebook& rulebook, Evaluation& evaluation) {
  const auto percent = static_cast<std::size_t>(rulebook.policies.excellent_quota_percent);
  const std::string& best = rulebook.grades.front().title;
  const auto excellent = static_cast<std::size_t>(
      std::count_if(evaluation.people.begin(), evaluation.people.end(),
                    [&](const PersonResult& person) { return person.grade == best; }));
  const std::size_t most = evaluation.people.size() * percent / 100;
  if (percent == 0 || excellent <= most) return;
  evaluation.notes.push_back(best + " " + std::to_string(excellent) + " 人，超过 " +
                             std::to_string(evaluation.people.size()) + " 人的 " + std::to_string(percent) +
                             "%（至多 " + std::to_string(most) + " 人）；仅作提示，等次未变");
}

// What the quarters bring to each of the people, and to whoever was assessed in none.
YearParts parts_of(const Rulebook& rulebook, const std::vector<const Term*>& terms,
                   std::span<const QuarterResult> quarters) {
  YearParts parts;
  if (rulebook.quarters.policy == QuarterPolicy::k_none) return parts;
  parts = year_parts(rulebook.quarters, quarters);
  for (const Term* term : terms) parts.try_emplace(term->official, no_quarters(rulebook.quarters));
  return parts;
}

Result<Evaluation> evaluate_terms(const Tally& tally, const std::vector<const Term*>& terms,
                                  const JudgementIndex& judged, std::span<const QuarterResult> quarters,
                                  Detail detail) {
  const KeyedCells keyed(tally.plans(), tally.table());
  Applicable applicable(tally);
  const YearParts year = parts_of(tally.rulebook(), terms, quarters);
  const Inputs inputs{tally, keyed, judged, year, detail};
  Evaluation result;
  result.cards.reserve(terms.size());
  for (const Term* term : terms) {
    if (result.people.empty() || result.people.back().official != term->official) {
      result.people.emplace_back().official = term->official;
      if (const auto part = year.find(term->official); part != year.end())
        result.people.back().year = part->second;
    }
    result.people.back().cards.push_back(result.cards.size());
    result.cards.push_back(score_term(inputs, *term, applicable));
  }
  for (PersonResult& person : result.people) ANZE_CHECK(score_person(tally, result.cards, person));
  ANZE_ASSERT(
      std::is_sorted(result.people.begin(), result.people.end(),
                     [](const PersonResult& a, const PersonResult& b) { return a.official < b.official; }));
  return result;
}

}  // namespace

Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements, Detail detail) {
  return evaluate(tally, judgements, std::span<const QuarterResult>(), detail);
}

Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const CodeId> officials, Detail detail) {
  return evaluate(tally, judgements, std::span<const QuarterResult>(), officials, detail);
}

Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const QuarterResult> quarters, Detail detail) {
  const std::vector<const Term*> terms = scored_terms(tally);
  ANZE_TRY(const JudgementIndex judged, index_judgements(tally, judgements, terms));
  ANZE_TRY(Evaluation evaluation, evaluate_terms(tally, terms, judged, quarters, detail));
  note_quota(tally.rulebook(), evaluation);
  return evaluation;
}

Result<Evaluation> evaluate(const Tally& tally, std::span<const Judgement> judgements,
                            std::span<const QuarterResult> quarters, std::span<const CodeId> officials,
                            Detail detail) {
  const std::vector<const Term*> terms = scored_terms(tally, officials);
  std::vector<Judgement> theirs;
  for (const Judgement& judgement : judgements)
    if (std::any_of(terms.begin(), terms.end(), [&](const Term* t) { return t->id == judgement.term; }))
      theirs.push_back(judgement);
  ANZE_TRY(const JudgementIndex judged, index_judgements(tally, theirs, terms));
  return evaluate_terms(tally, terms, judged, quarters, detail);
}

Result<void> check_judgements(const Tally& tally, std::span<const Judgement> judgements) {
  ANZE_CHECK(index_judgements(tally, judgements, scored_terms(tally)));
  return {};
}

namespace {

// Whether the bucket holds each fact once.
bool counts_facts(const Clause& clause, std::int32_t bucket) {
  const auto holds_each = kind_of(clause).holds_each;
  return holds_each == nullptr || holds_each(bucket);
}

}  // namespace

std::vector<VacantCount> vacant_events(const Tally& tally) {
  std::vector<VacantCount> vacant;
  for (const auto& [key, cell] : tally.cells()) {
    const ClausePlan& plan = tally.plans()[static_cast<std::size_t>(key.clause)];
    const Clause& clause = *plan.clause;
    if (key.bucket == -1 - plan.unproven && plan.evidence == Evidence::k_flagged) continue;  // counted beside
    if (key.bucket >= 0 || !counts_facts(clause, -1 - key.bucket)) continue;
    if (vacant.empty() || vacant.back().clause != key.clause || vacant.back().post != key.subject)
      vacant.push_back({key.clause, key.subject, 0});
    vacant.back().count += cell.count;
  }
  return vacant;
}

const Grade& grade_of(const Rulebook& rulebook, const Exact& score) {
  ANZE_ASSERT(!rulebook.grades.empty());
  for (const Grade& grade : rulebook.grades)
    if (!(score < Exact(grade.from))) return grade;
  return rulebook.grades.back();
}

const Grade& grade_of(const Rulebook& rulebook, Points score) {
  return grade_of(rulebook, Exact(score));
}

const Clause& clause_at(const Rulebook& rulebook, std::int32_t index, std::size_t* item) {
  ANZE_ASSERT(index >= 0);
  auto rest = static_cast<std::size_t>(index);
  std::size_t i = 0;
  while (i < rulebook.items.size() && rest >= rulebook.items[i].clauses.size())
    rest -= rulebook.items[i++].clauses.size();
  ANZE_ASSERT(i < rulebook.items.size());
  if (item != nullptr) *item = i;
  return rulebook.items[i].clauses[rest];
}

}  // namespace anze
