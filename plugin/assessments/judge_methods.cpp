// What people give to an assessment: judged values, each with its reason, and the self-scores of the assessed
// (自评). A sheet is kept whole or not at all, and checked by the engine itself: clause, range, step and term
// are the rulebook's to know.
#include <algorithm>

#include "plugin/access/acts.h"
#include "plugin/assessments/assessment.h"
#include "scoring/json/reader.h"

namespace anze::plugin {
namespace {

// Whether anybody but one may give it: then each rater's value is kept.
bool by_several(const Rulebook& rulebook, const std::string& clause) {
  for (const Item& item : rulebook.items)
    for (const Clause& each : item.clauses)
      if (each.id == clause) return by_raters(each);
  return false;
}

struct Sheet {
  Call& call;
  store::Writer& writer;
  Period period;
  const Rulebook& rulebook;
  const Organisation& organisation;
  bool self = false;
  std::vector<Judgement> judgements{};
  std::vector<std::int64_t> versions{};  // that each entry became

  const Codebook& codes() const { return call.store.codes(); }
  bool is_own(const Term& term) const {
    return !call.actor.official.empty() && codes().find(call.actor.official) == term.official;
  }
};

Result<Sheet> open_sheet(Call& call, store::Writer& writer, bool self) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const AssessmentRecord assessment, need_assessment(writer, period));
  ANZE_CHECK(refuse_sealed(assessment));
  if (self && assessment.scoring && assessment.scoring->as_of == period.last)
    return Error{Code::k_conflict, "self.closed",
                 "the whole of " + to_text(period) + " has been scored; self-scores come before that",
                 "/period", "tell the assessor, who sees your objection beside the score in score.explain/1"};
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_TRY(const InstalledRulebook* installed, call.model->need_rulebook(period));
  return Sheet{call, writer, period, installed->rulebook, *organisation, self};
}

Result<const Term*> term_of(const Sheet& sheet, const json& entry, const std::string& place) {
  const Term* term = sheet.organisation.term(sheet.codes().find(text_of(entry, "term")));
  if (term == nullptr || term->days_in(sheet.period) == 0)
    return invalid("judgement.term",
                   "no term “" + text_of(entry, "term") + "” meets " + to_text(sheet.period), place + "/term",
                   "take a term from score.list/1");
  if (!sheet.self)
    ANZE_CHECK(check_act_on(
        sheet.call,
        Concern{.official = term->official, .unit = {}, .since = sheet.period.first, .seconded = false}));
  if (sheet.self && !sheet.is_own(*term))
    return Error{Code::k_forbidden, "self.own_terms", "a self-score is given to one's own terms only",
                 place + "/term", "score.explain/1 of your own id names them"};
  return term;
}

// One rater is one person: under whichever account, the value given last stands. What an account gave before
// its person was known keeps its place.
Result<std::string> rater_key(Sheet& sheet, const JudgementRecord& record) {
  const Person& actor = sheet.call.actor;
  if (actor.official.empty()) return actor.principal;
  ANZE_TRY(const bool earlier, has_judgement(sheet.writer, judgement_id(record, actor.principal)));
  return earlier ? actor.principal : actor.official;
}

// As the sheet's line has it.
JudgementRecord record_of(const Sheet& sheet, const json& entry) {
  const auto given = [&](const char* name) {
    std::string said = text_of(entry, name);  // "" says nothing
    return said.empty() ? std::nullopt : std::optional(std::move(said));
  };
  JudgementRecord record;
  record.period = sheet.period;
  record.term = text_of(entry, "term");
  record.clause = given("clause");
  record.item = given("item");
  record.value = text_of(entry, "value");
  record.reason = given("reason");
  record.rater = sheet.call.actor.principal;
  record.judged_on = sheet.call.today;
  record.self = sheet.self;
  return record;
}

// "“1.5” of assessor, 依据…": one version as people compare them.
std::string version_shown(const std::vector<JudgementRecord>& versions, std::size_t number) {
  if (number == 0) return "没有给分";
  if (number > versions.size()) return "没有那一版";
  const JudgementRecord& version = versions[number - 1];
  return anze::json::shown(version.value + "（" + version.rater + "）" + version.reason.value_or(""));
}

// A value replaces the one before: of what was sent with the version it was made from, only that one.
Result<std::int64_t> next_version(Sheet& sheet, const json& entry, const std::string& id,
                                  const std::string& place) {
  ANZE_TRY(const std::vector<JudgementRecord> versions, judgement_versions(sheet.writer, id));
  const std::size_t last = versions.size();
  const auto seen = static_cast<std::size_t>(entry.value("version", static_cast<std::int64_t>(last)));
  if (seen == last) return static_cast<std::int64_t>(last + 1);
  const std::string number = std::to_string(last);
  return Error{Code::k_conflict, "judgement.changed",
               "“" + id + "” is at version “" + number + "”: “" + version_shown(versions, last) +
                   "”, and what was sent rests on version “" + std::to_string(seen) + "”: “" +
                   version_shown(versions, seen) + "”",
               place + "/version",
               "look at it with score.explain/1, then send it again with \"version\": " + number};
}

Result<void> keep(Sheet& sheet, const json& entry, const std::string& place) {
  ANZE_TRY(const Term* term, term_of(sheet, entry, place));
  const auto value = parse_points(text_of(entry, "value"));
  if (!value) return value.error().within(place + "/value");
  const std::string clause = text_of(entry, "clause");
  const std::string item = text_of(entry, "item");
  if (sheet.self && clause.empty() == item.empty())
    return invalid("self.what", "a self-score is of one clause or of one item", place,
                   "name exactly one of clause and item");
  const CodeId rater = sheet.call.store.codes().intern(sheet.call.actor.principal);
  sheet.judgements.push_back(
      {clause, term->id, rater, *value, text_of(entry, "reason"), sheet.self, item, sheet.call.today});
  const JudgementRecord record = record_of(sheet, entry);
  std::string id = judgement_id(record);
  if (!sheet.self && by_several(sheet.rulebook, clause)) {
    ANZE_TRY(const std::string by, rater_key(sheet, record));
    id = judgement_id(record, by);
  }
  ANZE_TRY(const std::int64_t version, next_version(sheet, entry, id, place));
  sheet.versions.push_back(version);
  return put_judgement(sheet.writer, id, record);
}

Result<json> keep_all(Sheet& sheet, const char* list, const std::string& what) {
  const json& entries = sheet.call.request.at(list);
  for (std::size_t i = 0; i < entries.size(); ++i)
    ANZE_CHECK(keep(sheet, entries[i], "/" + std::string(list) + "/" + std::to_string(i)));
  const Tally nothing_counted(sheet.rulebook, sheet.organisation, sheet.call.calendar, sheet.period,
                              sheet.period.last);
  if (auto checked = check_judgements(nothing_counted, sheet.judgements); !checked) {
    Error error = std::move(checked).error();
    constexpr std::string_view k_engine = "/judgements";  // the engine's name for the list
    if (error.at.starts_with(k_engine)) error.at.replace(0, k_engine.size(), "/" + std::string(list));
    return error;
  }
  sheet.writer.subject(std::to_string(entries.size()) + " " + what + " of " + to_text(sheet.period));
  return json{{"period", to_text(sheet.period)}, {list, entries.size()}, {"versions", sheet.versions}};
}

Result<json> judge(Call& call, store::Writer& writer) {
  ANZE_TRY(Sheet sheet, open_sheet(call, writer, false));
  return keep_all(sheet, "judgements", "judgements");
}

Result<json> score_oneself(Call& call, store::Writer& writer) {
  ANZE_TRY(Sheet sheet, open_sheet(call, writer, true));
  return keep_all(sheet, "scores", "self-scores");
}

Param seen_version() {
  return ask::integer("version", 0)
      .says("of the value this replaces, 0: there is none yet; when another stands there it is refused");
}

Told versions() {
  return tell::list("versions", tell::count("")).says("that each became, in the order they were sent");
}

}  // namespace

std::span<const Method> judge_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "score.judge/1",
       .title = "酌情评分",
       .summary =
           "Records a sheet of values for judged clauses, term by term, each with its reason; where a clause "
           "wants several "
           "raters, each gives a sheet.",
       .roles = {k_assessor, k_reviewer},
       .members = {ask::text("period").needed(),
                   ask::list("judgements",
                             ask::object("", {ask::text("clause", 1).needed(), ask::text("term").needed(),
                                              ask::text("value").needed().says("points, \"1.5\""),
                                              ask::text("reason", 1, 1000).needed(), seen_version()}),
                             1, 5000)
                       .needed()},
       .answer = {tell::text("period"), tell::count("judgements"), versions()},
       .errors = refusals({refusal::scoring(),
                           {"assessment.missing", "assessment.sealed", "judgement.changed", "judgement.term",
                            "actor.own_case", "actor.relation", "points.format", "points.range"}}),
       .function = judge},
      {.name = "score.self/1",
       .title = "自评",
       .summary =
           "Records what an assessed official gives the own duties, by item or by clause; shown beside the "
           "score, without "
           "effect on it.",
       .roles = {k_official},
       .members = {ask::text("period").needed(),
                   ask::list(
                       "scores",
                       ask::object("", {ask::text("item"), ask::text("clause"), ask::text("term").needed(),
                                        ask::text("value").needed().says(
                                            "of an item, the points it should have; of a clause, the points "
                                            "it takes or gives: \"1.5\""),
                                        ask::text("reason", 1, 1000), seen_version()}),
                       1, 1000)
                       .needed()},
       .answer = {tell::text("period"), tell::count("scores"), versions()},
       .errors = refusals({refusal::scoring(),
                           {"assessment.missing", "assessment.sealed", "judgement.changed", "judgement.term",
                            "points.format", "points.range", "self.closed", "self.own_terms", "self.what"}}),
       .function = score_oneself},
  };
  return methods;
}

}  // namespace anze::plugin
