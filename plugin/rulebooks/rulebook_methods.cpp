// A rulebook as a product: what changed between two versions, whom a draft would move, and which clauses ever
// meet a fact.
#include <algorithm>
#include <map>

#include "plugin/accountability/veto_changes.h"
#include "plugin/assessments/assessment.h"
#include "plugin/questions/stored_world.h"
#include "plugin/rulebooks/changes.h"
#include "plugin/rulebooks/draft.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "scoring/questions/coverage.h"
#include "scoring/questions/difference.h"

namespace anze::plugin {
namespace {

std::string signed_text(const Exact& value) {
  return (value.sign() > 0 ? "+" : "") + to_text(value);
}

// A draft's own tests that fail: they stop it from being added, and are told to whoever tries it.
json failed_json(const Problems& failures) {
  json failed = json::array();
  for (const Error& failure : failures)
    failed.push_back({{"at", failure.at}, {"message", failure.message}, {"help", failure.help}});
  return failed;
}

std::string failed_text(const Problems& failures) {
  return failures.empty() ? std::string()
                          : "；草案自带检验 " + std::to_string(failures.size()) + " 项不符，提交前须改";
}

// The document a member names ("tiedong-leaders/1") or is; `failures` gains a draft's failing tests.
Result<json> document_of(Call& call, store::Reader& reader, const char* member, Codebook& codes,
                         Problems& failures) {
  const json& value = call.request.at(member);
  if (value.is_object()) {
    ANZE_TRY(const Rulebook draft, checked_rulebook(call, member, codes, Reading::k_trial));
    failures.insert(failures.end(), draft.failed_tests.begin(), draft.failed_tests.end());
    return value;
  }
  const std::string id = call.text(member);
  ANZE_CHECK(installed_rulebook(call, id, std::string("/") + member));
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_rulebook_record, id));
  if (!record)
    return Error{Code::k_not_found, "rulebook.unknown", "there is no rulebook “" + id + "”",
                 std::string("/") + member, "rulebook.list/1 lists them"};
  return json::parse(record->body);
}

json named(const json& document) {
  return {{"rulebook", text_of(document, "rulebook")},
          {"version", document.value("version", 1)},
          {"title", text_of(document, "title")},
          {"document_no", text_of(document, "document_no")}};
}

Result<json> diff(Call& call, store::Reader& reader) {
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  Problems failures;
  ANZE_TRY(const json from, document_of(call, reader, "from", codes, failures));
  ANZE_TRY(const json to, document_of(call, reader, "to", codes, failures));
  json answer = rulebook_changes(from, to);
  answer["from"] = named(from);
  answer["to"] = named(to);
  answer["summary"] = "新增 " + answer.at("added").dump() + " 处，删除 " + answer.at("removed").dump() +
                      " 处，修改 " + answer.at("changed").dump() + " 处，未变 " + answer.at("same").dump() +
                      " 处" + failed_text(failures);
  answer["failed_tests"] = failed_json(failures);
  return answer;
}

// ---- rulebook.impact/1

Result<Evaluation> score(const World& world) {
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(world));
  return evaluate(world, *tally);
}

// Judgements under the draft: what it does not know, or does not allow, is left out and told.
std::vector<Judgement> fitting(const std::vector<Judgement>& judgements, const Rulebook& draft,
                               std::int64_t& left_out) {
  std::vector<Judgement> kept;
  for (const Judgement& judgement : judgements) {
    if (judgement.self) continue;  // moves nothing
    bool fits = false;
    for (const Item& item : draft.items)
      for (const Clause& clause : item.clauses) {
        const bool judged = clause.kind == ClauseKind::k_judged ||
                            (clause.kind == ClauseKind::k_ratio && clause.ratio_mode == RatioMode::k_range);
        fits = fits || (clause.id == judgement.clause && judged && clause.min <= judgement.value &&
                        judgement.value <= clause.max &&
                        (clause.step.e4 <= 0 || (judgement.value.e4 - clause.min.e4) % clause.step.e4 == 0));
      }
    if (fits)
      kept.push_back(judgement);
    else
      ++left_out;
  }
  return kept;
}

// Which gates replaced something for this person, and why there is no grade.
std::string gates_of(const Evaluation& evaluation, const PersonResult& person) {
  std::string text = person.no_grade;
  for (const std::size_t card : person.cards)
    if (const std::optional<std::string>& note = evaluation.cards[card].gate_note)
      text += (text.empty() ? "" : "；") + *note;
  return text;
}

// What changes a grade without points: another border, another gate.
void add_grade_reasons(const Rulebook& book, const Rulebook& draft, const Evaluation& before,
                       const PersonResult& old, const Evaluation& after, const PersonResult& now,
                       json& because) {
  const auto add = [&](const char* kind, const char* title, const std::string& from, const std::string& to) {
    because.push_back(
        {{"kind", kind}, {"id", ""}, {"title", title}, {"change", "0"}, {"how_from", from}, {"how_to", to}});
  };
  const std::string from = gates_of(before, old);
  const std::string to = gates_of(after, now);
  if (from != to) add("gate", "门槛、不定等次", from, to);
  const std::string& was = grade_of(book, now.points).title;
  const std::string& is = grade_of(draft, now.points).title;
  const std::string points = to_text(now.points) + " 分为";
  if (was != is) add("grades", "等次界线", points + was, points + is);
}

// The posts a person's result is of, as the organisation calls them.
json posts_of(const Organisation& organisation, const Codebook& codes, const Evaluation& evaluation,
              const PersonResult& person) {
  json posts = json::array();
  for (const std::size_t card : person.cards)
    posts.push_back(post_json(organisation, codes, evaluation.cards[card].post));
  return posts;
}

// An exact sum may be a fraction nobody reads: to two places beside it.
std::string about(const Exact& value) {
  const Result<Points> rounded = round_half_even(value, Points{100});
  return rounded ? (rounded->e4 > 0 ? "+" : "") + to_text(*rounded) : signed_text(value);
}

Result<json> impact(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  ANZE_TRY(const Rulebook draft, checked_rulebook(call, "rulebook", codes, Reading::k_trial));
  if (draft.assesses != period.kind)
    return invalid("impact.period",
                   "the draft assesses by " + std::string(to_text(draft.assesses)) + ", " + to_text(period) +
                       " is no such period",
                   "/period", "name a period of that length");
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_assessment_record, to_text(period)));
  const std::int64_t entry =
      record ? json::parse(record->body).value("facts_entry", std::int64_t{0}) : std::int64_t{0};
  ANZE_TRY(const Question q, question(call, reader, period, entry, &draft));
  World drafted = q.world;
  drafted.rulebook = &draft;
  std::int64_t left_out = 0;
  drafted.judgements = fitting(q.world.judgements, draft, left_out);
  ANZE_TRY(const Evaluation before, score(q.world));
  // A judgement about a term the draft does not assess would be refused: those are told beside the score, not
  // inside it.
  std::erase_if(drafted.judgements, [&](const Judgement& judgement) {
    const Term* term = q.world.organisation->term(judgement.term);
    const Post* post = term != nullptr ? q.world.organisation->post(term->post) : nullptr;
    const bool out = post == nullptr || std::find(draft.archetypes.begin(), draft.archetypes.end(),
                                                  post->archetype) == draft.archetypes.end();
    if (out) ++left_out;
    return out;
  });
  ANZE_TRY(const Evaluation after, score(drafted));

  json people = json::array();
  std::map<std::string, std::pair<std::int64_t, Exact>> clauses;  // people moved, sum of changes
  std::map<std::pair<std::string, std::string>, std::int64_t> moves;
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t same = 0;
  std::int64_t regraded = 0;
  json only_before = json::array();
  json only_after = json::array();
  for (const PersonResult& person : after.people)
    if (person_of(before, person.official) == nullptr) only_after.push_back(codes.text(person.official));
  for (const PersonResult& old : before.people) {
    const PersonResult* now = person_of(after, old.official);
    if (now == nullptr) {
      only_before.push_back(codes.text(old.official));
      continue;
    }
    const Exact change = Exact(now->points) - Exact(old.points);
    (change.sign() > 0 ? up : change.sign() < 0 ? down : same) += 1;
    if (now->grade != old.grade) {
      ++regraded;
      ++moves[{old.grade, now->grade}];
    }
    const std::vector<RowChange> rows =
        changes(break_down(*q.world.rulebook, before, old), break_down(draft, after, *now));
    json because = json::array();
    for (const RowChange& row : rows) {
      const std::string what = row.key.kind == RowKind::k_clause ? row.key.clause : row.key.item;
      if (row.key.kind == RowKind::k_clause) {
        ++clauses[what].first;
        clauses[what].second += row.change;
      }
      because.push_back({{"kind", row.key.kind == RowKind::k_clause  ? "clause"
                                  : row.key.kind == RowKind::k_total ? "total"
                                                                     : "item"},
                         {"id", what},
                         {"title", row.title},
                         {"change", signed_text(row.change)},
                         {"how_from", row.how_from},
                         {"how_to", row.how_to}});
    }
    if (change.sign() == 0 && now->grade == old.grade) continue;
    add_grade_reasons(*q.world.rulebook, draft, before, old, after, *now, because);
    const Official* official = q.world.organisation->official(old.official);
    people.push_back({{"official", codes.text(old.official)},
                      {"name", official != nullptr ? official->name : std::string{}},
                      {"posts", posts_of(*q.world.organisation, codes, after, *now)},
                      {"from", to_text(old.points)},
                      {"to", to_text(now->points)},
                      {"change", signed_text(change)},
                      {"grade_from", old.grade},
                      {"grade_to", now->grade},
                      {"regraded", now->grade != old.grade},
                      {"because", std::move(because)}});
  }
  // Who changes grade first: that is what the draft is judged by.
  std::stable_sort(people.begin(), people.end(), [](const json& a, const json& b) {
    return a.at("regraded").get<bool>() && !b.at("regraded").get<bool>();
  });
  json by_clause = json::array();
  for (const auto& [clause, moved] : clauses)
    by_clause.push_back({{"clause", clause},
                         {"people", moved.first},
                         {"sum", signed_text(moved.second)},
                         {"about", about(moved.second)}});
  json grades = json::array();
  for (const auto& [move, count] : moves)
    grades.push_back({{"from", move.first}, {"to", move.second}, {"people", count}});
  ANZE_TRY(json vetoes, veto_changes(call, reader, *q.world.organisation, *q.world.rulebook, draft,
                                     period_of(period.last, PeriodKind::k_year)));
  const std::string summary =
      to_chinese(period) + "按草案重算：" + std::to_string(regraded) + " 人等次变化，" + std::to_string(up) +
      " 人升分，" + std::to_string(down) + " 人降分，" + std::to_string(same) + " 人不变" +
      (left_out > 0 ? "；" + std::to_string(left_out) + " 条酌情评分草案不适用，未计" : "") +
      (vetoes.empty() ? "" : "；一票否决、黄牌建议变化 " + std::to_string(vetoes.size()) + " 项") +
      failed_text(draft.failed_tests);
  return json{{"period", to_text(period)},
              {"summary", summary},
              {"rulebook", rulebook_json(*q.rulebook, call.store.codes())},
              {"draft", named(call.request.at("rulebook"))},
              {"regraded", regraded},
              {"raised", up},
              {"lowered", down},
              {"same", same},
              {"grades", std::move(grades)},
              {"clauses", std::move(by_clause)},
              {"vetoes", std::move(vetoes)},
              {"people", std::move(people)},
              {"no_longer_assessed", std::move(only_before)},
              {"newly_assessed", std::move(only_after)},
              {"judgements_left_out", left_out},
              {"failed_tests", failed_json(draft.failed_tests)}};
}

// ---- rulebook.coverage/1

// "；从未用到：A13、C7"; "" for none.
std::string listed(const std::string& lead, const json& ids) {
  std::string text;
  for (const json& id : ids) text += (text.empty() ? lead : "、") + id.get<std::string>();
  return text;
}

Result<json> show_coverage(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  Problems failures;
  ANZE_TRY(const json document, document_of(call, reader, "rulebook", codes, failures));
  std::optional<Rulebook> draft;
  const Rulebook* book = nullptr;
  if (call.request.at("rulebook").is_object()) {
    ANZE_TRY(draft, checked_rulebook(call, "rulebook", codes, Reading::k_trial));
    book = &*draft;
  } else {
    ANZE_TRY(const InstalledRulebook* installed,
             installed_rulebook(call, call.text("rulebook"), "/rulebook"));
    book = &installed->rulebook;
  }
  if (book->assesses != period.kind)
    return invalid("coverage.period",
                   "the rulebook assesses by " + std::string(to_text(book->assesses)) + ", " +
                       to_text(period) + " is no such period",
                   "/period", "name a period of that length");
  ANZE_TRY(Question q, question(call, reader, period, 0, book));
  q.world.rulebook = book;
  std::int64_t left_out = 0;
  q.world.judgements = fitting(q.world.judgements, *book, left_out);
  ANZE_TRY(const std::vector<ClauseCoverage> covered, coverage(q.world));
  json clauses = json::array();
  json never = json::array();
  json not_due = json::array();
  for (const ClauseCoverage& one : covered) {
    json entry = clause_json(*book, one.clause);
    json tested_by = json::array();
    for (const RulebookTest& test : book->tests)
      if (std::find(test.clauses.begin(), test.clauses.end(), text_of(entry, "clause")) != test.clauses.end())
        tested_by.push_back(test.title);
    entry["facts"] = one.facts;
    entry["lines"] = one.lines;
    entry["with_effect"] = one.with_effect;
    entry["not_due"] = one.not_due;
    entry["unjudged"] = one.unjudged;
    entry["points"] = to_text(one.points);
    entry["tests"] = tested_by.size();
    entry["tested_by"] = std::move(tested_by);
    entry["hit"] = one.hit();
    const bool waits = one.lines > 0 && one.not_due == one.lines;
    if (!one.hit()) (waits ? not_due : never).push_back(text_of(entry, "clause"));
    clauses.push_back(std::move(entry));
  }
  std::string summary = to_chinese(period) + "：共 " + std::to_string(covered.size()) +
                        " 条，有记录或有得失分的 " +
                        std::to_string(covered.size() - never.size() - not_due.size()) + " 条";
  summary += listed("；本期未到期：", not_due) + listed("；从未用到：", never) + failed_text(failures);
  return json{{"period", to_text(period)},
              {"rulebook", named(document)},
              {"summary", summary},
              {"tests", book->tests.size()},
              {"clauses", std::move(clauses)},
              {"never_hit", std::move(never)},
              {"not_due", std::move(not_due)},
              {"failed_tests", failed_json(failures)}};
}

}  // namespace

std::span<const Method> rulebook_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "rulebook.diff/1",
       .title = "考核办法对比",
       .summary = "Compares two rulebooks, installed (\"id/version\") or drafts, clause by clause and member "
                  "by member.",
       .members = {ask::object("from").or_text().needed(), ask::object("to").or_text().needed()},
       .answer = rulebook_diff_answer(),
       .errors = refusals({refusal::rulebook(), {"rulebook.unknown"}}),
       .function = diff},
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
       .function = impact,
       .reads_people = true},
      {.name = "rulebook.coverage/1",
       .title = "条款覆盖",
       .summary =
           "Tells for each clause of a rulebook what it counted in a period, and which clauses nothing ever "
           "meets.",
       .roles = {k_assessor, k_security_admin, k_reviewer, k_auditor},
       .members = {ask::object("rulebook").or_text().needed().says("\"id/version\" or a draft"),
                   ask::text("period").needed()},
       .answer = coverage_answer(),
       .errors = refusals({refusal::rulebook(), refusal::scoring(), {"rulebook.unknown", "coverage.period"}}),
       .function = show_coverage,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
