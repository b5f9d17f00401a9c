// rulebook.impact/1: whom a draft would move, by how much and why, and which vetoes it would bring or drop.
#include "plugin/accountability/veto_changes.h"
#include "plugin/questions/stored_world.h"
#include "plugin/rulebooks/draft.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "plugin/rulebooks/trial.h"
#include "scoring/questions/impact.h"

namespace anze::plugin {
namespace {

std::string signed_text(const Exact& value) {
  return (value.sign() > 0 ? "+" : "") + to_text(value);
}

// An exact sum may be a fraction nobody reads: to two places beside it.
std::string about(const Exact& value) {
  const Result<Points> rounded = round_half_even(value, Points{100});
  return rounded ? (rounded->e4 > 0 ? "+" : "") + to_text(*rounded) : signed_text(value);
}

json grades_json(const Impact& moved) {
  json grades = json::array();
  for (const auto& [move, count] : moved.grades)
    grades.push_back({{"from", move.first}, {"to", move.second}, {"people", count}});
  return grades;
}

json clauses_json(const Impact& moved) {
  json clauses = json::array();
  for (const auto& [clause, by] : moved.clauses)
    clauses.push_back(
        {{"clause", clause}, {"people", by.people}, {"sum", signed_text(by.sum)}, {"about", about(by.sum)}});
  return clauses;
}

json because_json(const PersonImpact& person) {
  json because = json::array();
  for (const RowChange& row : person.rows)
    because.push_back({{"kind", row.key.kind == RowKind::k_clause  ? "clause"
                                : row.key.kind == RowKind::k_total ? "total"
                                                                   : "item"},
                       {"id", row.key.kind == RowKind::k_clause ? row.key.clause : row.key.item},
                       {"title", row.title},
                       {"change", signed_text(row.change)},
                       {"how_from", row.how_from},
                       {"how_to", row.how_to}});
  for (const GradeReason& reason : person.reasons) {
    const bool gate = reason.kind == GradeReason::Kind::k_gate;
    because.push_back({{"kind", gate ? "gate" : "grades"},
                       {"id", ""},
                       {"title", gate ? "门槛、不定等次" : "等次界线"},
                       {"change", "0"},
                       {"how_from", reason.from},
                       {"how_to", reason.to}});
  }
  return because;
}

json people_json(const Organisation& organisation, const Codebook& codes, const Impact& moved) {
  json people = json::array();
  for (const PersonImpact& person : moved.people) {
    const Official* official = organisation.official(person.official);
    json posts = json::array();
    for (const CodeId post : person.posts) posts.push_back(post_json(organisation, codes, post));
    people.push_back({{"official", codes.text(person.official)},
                      {"name", official != nullptr ? official->name : std::string{}},
                      {"posts", std::move(posts)},
                      {"from", to_text(person.from)},
                      {"to", to_text(person.to)},
                      {"change", signed_text(Exact(person.to) - Exact(person.from))},
                      {"grade_from", person.grade_from},
                      {"grade_to", person.grade_to},
                      {"regraded", person.regraded()},
                      {"because", because_json(person)}});
  }
  return people;
}

json ids_json(const Codebook& codes, const std::vector<CodeId>& ids) {
  json list = json::array();
  for (const CodeId id : ids) list.push_back(codes.text(id));
  return list;
}

std::string summary_text(const Period& period, const Impact& moved, std::size_t vetoes,
                         const Rulebook& draft) {
  return to_chinese(period) + "按草案重算：" + std::to_string(moved.regraded) + " 人等次变化，" +
         std::to_string(moved.raised) + " 人升分，" + std::to_string(moved.lowered) + " 人降分，" +
         std::to_string(moved.same) + " 人不变" +
         (moved.judgements_left_out > 0
              ? "；" + std::to_string(moved.judgements_left_out) + " 条酌情评分草案不适用，未计"
              : "") +
         (vetoes == 0 ? "" : "；一票否决、黄牌建议变化 " + std::to_string(vetoes) + " 项") +
         failed_text(draft.failed_tests);
}

Result<json> show_impact(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  ANZE_TRY(const Rulebook draft, checked_rulebook(call, "rulebook", codes, Reading::k_trial));
  if (draft.assesses != period.kind)
    return invalid("impact.period",
                   "the draft assesses by " + std::string(to_text(draft.assesses)) + ", " + to_text(period) +
                       " is no such period",
                   "/period", "name a period of that length");
  ANZE_TRY(const std::int64_t entry, last_scored(reader, period));
  ANZE_TRY(const StoredWorld q, stored_world(call, reader, period, entry, &draft));
  ANZE_TRY(const Impact moved, impact(q.world, draft));
  const Organisation& organisation = *q.world.organisation;
  ANZE_TRY(json vetoes, veto_changes(call, reader, organisation, *q.world.rulebook, draft,
                                     period_of(period.last, PeriodKind::k_year)));
  const std::string summary = summary_text(period, moved, vetoes.size(), draft);
  return json{{"period", to_text(period)},
              {"summary", summary},
              {"rulebook", rulebook_json(*q.rulebook, call.store.codes())},
              {"draft", named(call.request.at("rulebook"))},
              {"regraded", moved.regraded},
              {"raised", moved.raised},
              {"lowered", moved.lowered},
              {"same", moved.same},
              {"grades", grades_json(moved)},
              {"clauses", clauses_json(moved)},
              {"vetoes", std::move(vetoes)},
              {"people", people_json(organisation, codes, moved)},
              {"no_longer_assessed", ids_json(codes, moved.no_longer_assessed)},
              {"newly_assessed", ids_json(codes, moved.newly_assessed)},
              {"judgements_left_out", moved.judgements_left_out},
              {"failed_tests", failed_json(draft.failed_tests)}};
}

}  // namespace

std::span<const Method> rulebook_impact_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "rulebook.impact/1",
       .title = "草案影响测算",
       .summary = "Scores a past period again under a draft and tells who changes grade, by how much and "
                  "why, and which "
                  "vetoes "
                  "it would propose or drop; stores nothing.",
       .roles = {k_assessor, k_security_admin, k_reviewer},
       .members = {ask::object("rulebook").needed(), ask::text("period").needed()},
       .answer = impact_answer(),
       .errors = refusals({refusal::rulebook(), refusal::vetoes(), {"impact.period"}}),
       .function = show_impact,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
