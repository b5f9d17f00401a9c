#include "scoring/questions/difference.h"

#include <algorithm>

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

struct Scored {
  Breakdown rows;
  Exact exact;
  Points points;
  std::string grade;
};

std::vector<Judgement> allowed(const std::vector<Judgement>& judgements, const Rulebook& rulebook) {
  std::vector<Judgement> kept;
  for (const Judgement& judgement : judgements)
    for (const Item& item : rulebook.items)
      for (const Clause& clause : item.clauses)
        if (clause.id == judgement.clause && may_be_given(clause, judgement.value)) kept.push_back(judgement);
  return kept;
}

Result<Scored> scored_alone(const World& world, CodeId official, const std::string& place) {
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(world));
  ANZE_TRY(const Evaluation evaluation, evaluate(world, *tally));
  const PersonResult* person = person_of(evaluation, official);
  if (person == nullptr)
    return Error{Code::k_not_found, "diff.nobody", "the official is not assessed in " + to_text(world.period),
                 place, "ask about two periods in which the official held an assessed post"};
  return Scored{break_down(*world.rulebook, evaluation, *person), person->exact, person->points,
                person->grade};
}

// The person's terms of the new period, laid into the old one.
struct Moved {
  Term term;
  Exact weight;  // days in the new period × its weight
};

Date laid(Date day, const Period& from, const Period& into) {
  return std::min(into.first + (day - from.first), into.last);
}

std::vector<Moved> moved_terms(const World& from, const World& to, CodeId official) {
  std::vector<Moved> moved;
  const Rulebook& rulebook = *to.rulebook;
  for (const Term* term : to.organisation->terms_of_official(official)) {
    const Post* post = to.organisation->post(term->post);
    const bool assessed = post != nullptr && std::find(rulebook.archetypes.begin(), rulebook.archetypes.end(),
                                                       post->archetype) != rulebook.archetypes.end();
    const int days = term->days_in(to.period);
    if (days == 0 || !assessed) continue;
    Moved one{*term, Exact::ratio(days, 1) * Exact::ratio(term->weight, 1)};
    one.term.from =
        term->from <= to.period.first ? from.period.first : laid(term->from, to.period, from.period);
    one.term.to =
        !term->to || to.period.last <= *term->to ? from.period.last : laid(*term->to, to.period, from.period);
    moved.push_back(one);
  }
  return moved;
}

// The old period with the person in one of the new posts.
Result<Scored> score_moved(const World& old_world, const World& to, const Moved& moved,
                           const Codebook& codes) {
  OrganisationData data = to.organisation->data();
  std::erase_if(data.terms, [&](const Term& term) {
    return term.official == moved.term.official || term.post == moved.term.post;
  });
  data.terms.push_back(moved.term);
  ANZE_TRY(const Organisation organisation, Organisation::build(std::move(data), codes));
  World world = old_world;
  world.organisation = &organisation;
  world.judgements.clear();
  for (Judgement judgement : old_world.judgements) {
    const Term* held = old_world.organisation->term(judgement.term);
    if (held == nullptr || held->official != moved.term.official || held->post != moved.term.post) continue;
    judgement.term = moved.term.id;
    const bool is_new =
        std::none_of(world.judgements.begin(), world.judgements.end(), [&](const Judgement& other) {
          return other.clause == judgement.clause && other.rater == judgement.rater;
        });
    if (is_new) world.judgements.push_back(judgement);
  }
  return scored_alone(world, moved.term.official, "/to");
}

// Step 2 over two periods: the mean over the new posts with their new weights.
Result<Scored> score_in_new_posts(const World& old_world, const World& to, CodeId official,
                                  const Codebook& codes) {
  const std::vector<Moved> moved = moved_terms(old_world, to, official);
  Exact weights;
  for (const Moved& one : moved) weights += one.weight;
  Scored mean;
  for (const Moved& one : moved) {
    ANZE_TRY(const Scored scored, score_moved(old_world, to, one, codes));
    for (const auto& [key, row] : scored.rows) {
      Row& sum = mean.rows[key];
      sum.title = row.title;
      sum.points += row.points * one.weight / weights;
      if (!row.how.empty() && row.how != sum.how) sum.how += (sum.how.empty() ? "" : "；") + row.how;
    }
  }
  mean.exact = sum_of(mean.rows);
  return mean;
}

DifferencePart part_of(Cause cause, const Scored& from, const Scored& to) {
  DifferencePart part{cause, to.exact - from.exact, changes(from.rows, to.rows)};
  Exact rows;
  for (const RowChange& row : part.rows) rows += row.change;
  ANZE_ASSERT(rows == part.change);  // no point of a change without its row
  return part;
}

}  // namespace

std::vector<RowChange> changes(const Breakdown& from, const Breakdown& to) {
  std::vector<RowChange> out;
  const Row none;
  const auto add = [&](const RowKey& key, const Row& before, const Row& after) {
    const Exact change = after.points - before.points;
    if (change == Exact{}) return;
    out.push_back({key, after.title.empty() ? before.title : after.title, change, before.points, after.points,
                   before.how, after.how});
  };
  for (const auto& [key, row] : from) {
    const auto found = to.find(key);
    add(key, row, found != to.end() ? found->second : none);
  }
  for (const auto& [key, row] : to)
    if (!from.contains(key)) add(key, none, row);
  std::sort(out.begin(), out.end(), [](const RowChange& a, const RowChange& b) { return a.key < b.key; });
  return out;
}

Result<Difference> difference(const World& from, const World& to, CodeId official, const Codebook& codes) {
  if (from.period.kind != to.period.kind)
    return invalid("diff.kind", to_text(from.period) + " and " + to_text(to.period) + " differ in length",
                   "/to", "compare two quarters, or two years");
  World ruled = from;
  ruled.rulebook = to.rulebook;
  ruled.judgements = allowed(from.judgements, *to.rulebook);
  ANZE_TRY(const Scored before, scored_alone(from, official, "/from"));
  ANZE_TRY(const Scored with_rules, scored_alone(ruled, official, "/from"));
  ANZE_TRY(const Scored after, scored_alone(to, official, "/to"));
  Scored in_posts;
  if (from.period == to.period) {
    World posted = ruled;
    posted.organisation = to.organisation;
    posted.judgements = judgements_within(ruled.judgements, *to.organisation, to.period);
    ANZE_TRY(in_posts, scored_alone(posted, official, "/to"));
  } else {
    ANZE_TRY(in_posts, score_in_new_posts(ruled, to, official, codes));
  }
  Difference out{before.points, after.points, before.grade, after.grade, {}};
  out.parts[0] = part_of(Cause::k_rule, before, with_rules);
  out.parts[1] = part_of(Cause::k_post, with_rules, in_posts);
  out.parts[2] = part_of(Cause::k_fact, in_posts, after);
  out.parts[3] = {
      Cause::k_rounding, (Exact(after.points) - after.exact) - (Exact(before.points) - before.exact), {}};
  return out;
}

}  // namespace anze
