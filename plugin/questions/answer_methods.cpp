// Answers for people: what is still owed, what would reach the next grade, why a score
// changed. Each is computed from the facts as they stand; nothing is stored but that it was
// asked.
#include <algorithm>
#include <map>

#include "plugin/access/place.h"
#include "plugin/assessments/assessment.h"
#include "plugin/questions/question_answers.h"
#include "plugin/questions/stored_world.h"
#include "plugin/records/assessment_record.h"
#include "scoring/questions/difference.h"
#include "scoring/questions/owed.h"
#include "scoring/questions/path/path.h"

namespace anze::plugin {
namespace {

std::string name_of(const Organisation& organisation, CodeId official) {
  const Official* found = organisation.official(official);
  return found != nullptr ? found->name : std::string{};
}

// ---- duty.owed/1

std::string_view to_word(OwedState state) {
  switch (state) {
    case OwedState::k_owed:
      return "owed";
    case OwedState::k_overdue:
      return "overdue";
    case OwedState::k_missed:
      return "missed";
    case OwedState::k_may:
      return "may";
    case OwedState::k_limit:
      return "limit";
    case OwedState::k_waiting:
      return "waiting";
  }
  return {};
}

// Whose duties are asked for: of an official, one post, or all posts of a unit.
Result<std::vector<CodeId>> asked_posts(const Call& call, const Organisation& organisation,
                                        const Rulebook& rulebook, const Period& period) {
  const auto assessed = [&](const Post& post) {
    return std::find(rulebook.archetypes.begin(), rulebook.archetypes.end(), post.archetype) !=
           rulebook.archetypes.end();
  };
  const Codebook& codes = call.store.codes();
  const int named = (call.request.contains("official") ? 1 : 0) + (call.request.contains("post") ? 1 : 0) +
                    (call.request.contains("unit") ? 1 : 0);
  if (named != 1)
    return invalid("owed.subject", "duties are asked of one official, one post or one unit", "",
                   "name exactly one of official, post and unit");
  std::vector<CodeId> posts;
  const PlaceOf place(call);
  const bool own = !call.actor.official.empty() && call.text("official") == call.actor.official;
  const bool bound = is_bound(call) && !own;  // posts elsewhere are as if they were not there
  const auto shown = [&](const Post& post) { return assessed(post) && (!bound || place.holds(post.unit)); };
  if (call.request.contains("official")) {
    ANZE_TRY(const CodeId official, asked_official(call));
    for (const Term* term : organisation.terms_of_official(official))
      if (const Post* post = organisation.post(term->post);
          term->days_in(period) > 0 && post != nullptr && shown(*post) &&
          std::find(posts.begin(), posts.end(), post->id) == posts.end())
        posts.push_back(post->id);
    if (posts.empty())
      return Error{Code::k_not_found, "owed.nobody",
                   "“" + call.text("official") + "” holds no assessed post in " + to_text(period),
                   "/official", "ask about another period, or about the post"};
    return posts;
  }
  if (call.request.contains("post")) {
    const Post* post = organisation.post(codes.find(call.text("post")));
    if (post == nullptr || !shown(*post))
      return Error{Code::k_not_found, "owed.post", "“" + call.text("post") + "” is no assessed post", "/post",
                   "take a post from score.list/1"};
    return std::vector<CodeId>{post->id};
  }
  const CodeId unit = codes.find(call.text("unit"));
  if (organisation.unit(unit) == nullptr || (bound && !place.holds(unit)))
    return Error{Code::k_not_found, "owed.unit", "the organisation has no unit “" + call.text("unit") + "”",
                 "/unit", "take a unit from the organisation file"};
  for (const Post& post : organisation.data().posts)
    if (post.unit == unit && shown(post)) posts.push_back(post.id);
  return posts;
}

Result<json> owed_json(store::Reader& reader, const StoredWorld& q, const Codebook& codes, const Owed& one) {
  json answer = clause_json(*q.world.rulebook, one.clause);
  const Clause& clause = clause_at(*q.world.rulebook, one.clause);
  answer["post"] = post_json(*q.world.organisation, codes, one.post);
  answer["state"] = to_word(one.state);
  answer["by"] = to_text(one.by);
  answer["last_workday"] = one.last_workday ? json(to_text(*one.last_workday)) : json(nullptr);
  answer["missing"] = one.missing;
  answer["found"] = one.found;
  answer["wanted"] = one.wanted;
  answer["each"] = one.each ? json(to_text(*one.each)) : json(nullptr);
  answer["cap"] = clause.cap ? json(to_text(*clause.cap)) : json(nullptr);
  answer["effect"] = clause.effect == Effect::k_deduct ? "deduct" : "award";
  answer["this_period"] = one.this_period;
  answer["what"] = one.what;
  if (one.fact != 0) {
    ANZE_TRY(answer["facts"], fact_ids_json(reader, {one.fact}));
  }
  return answer;
}

// The facts that wait to be closed are those the kept tally sets aside: no others are read. Only what waits
// by the clock it does not know one by one, and where such are waiting the period's facts stay the source.
FactSource waiting_facts(store::Reader& reader, const Counted& counted, FactSource all) {
  for (std::size_t i = 0; i < counted.tally->plans().size(); ++i) {
    const Clause& clause = *counted.tally->plans()[i].clause;
    if (!by_the_clock(clause)) continue;
    for (const auto& [key, cell] : counted.tally->cells_of(static_cast<std::int32_t>(i)))
      if (key.bucket == k_never_done) return all;
  }
  return [&reader, waiting = counted.waiting](const FactVisitor& visit) -> Result<void> {
    return reader.facts_by_seq(waiting,
                               [&](const store::FactVersion& version) { return visit(version.record.fact); });
  };
}

Result<json> owed_duties(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(StoredWorld q, stored_world(call, reader, period));
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const std::vector<CodeId> posts,
           asked_posts(call, *q.world.organisation, *q.world.rulebook, period));
  ANZE_TRY(const Counted counted, count_now(call, reader, period));
  q.world.facts = waiting_facts(reader, counted, std::move(q.world.facts));
  ANZE_TRY(const std::vector<Owed> all, owed(q.world, *counted.tally, posts));
  json to_do = json::array();
  json missed = json::array();
  json beside = json::array();  // nothing is owed: awards, limits, values still to be given
  std::int64_t overdue = 0;
  std::int64_t later = 0;  // due, and of no effect in this period
  for (const Owed& one : all) {
    if (one.state == OwedState::k_overdue) ++overdue;
    if (one.state == OwedState::k_owed && !one.this_period) ++later;
    ANZE_TRY(json entry, owed_json(reader, q, codes, one));
    const bool due = one.state == OwedState::k_owed || one.state == OwedState::k_overdue;
    (one.state == OwedState::k_missed ? missed : due ? to_do : beside).push_back(std::move(entry));
  }
  std::string summary = to_chinese(period) + "：还应办 " +
                        std::to_string(static_cast<std::int64_t>(to_do.size()) - later) + " 项";
  if (overdue > 0) summary += "（其中已逾期 " + std::to_string(overdue) + " 项）";
  if (later > 0) summary += "，另有 " + std::to_string(later) + " 项以后到期、本期不计";
  if (!missed.empty()) summary += "；已错过、不能补办 " + std::to_string(missed.size()) + " 项";
  if (!to_do.empty())
    summary += "；最近一项 " + text_of(to_do.front(), "by") + "：" + text_of(to_do.front(), "title");
  return json{{"period", to_text(period)},
              {"today", to_text(call.today)},
              {"rulebook", rulebook_json(*q.rulebook, codes)},
              {"summary", summary},
              {"owed", std::move(to_do)},
              {"missed", std::move(missed)},
              {"beside", std::move(beside)}};
}

// ---- score.path/1

// "再办 2 次（最迟2025年8月31日“区级” 1 次，最迟2025年9月30日“乡镇” 1 次）：…"
std::string act_text(const Advice& act, const Clause& clause) {
  const std::string times = std::to_string(act.times);
  if (act.kind == DeedKind::k_close) return "办结 " + times + " 件未办结事项（" + clause.title + "）";
  if (act.kind == DeedKind::k_prove) return "补交 " + times + " 条记录的佐证材料（" + clause.title + "）";
  std::map<std::pair<Date, std::string>, int> days;
  for (std::size_t i = 0; i < act.by.size(); ++i) ++days[{act.by[i], act.what[i]}];
  std::string told;
  for (const auto& [day, count] : days) {
    told += (told.empty() ? "最迟" : "，最迟") + to_chinese(day.first);
    if (!day.second.empty()) told += "“" + day.second + "”";
    told += " " + std::to_string(count) + " 次";
  }
  return "再办 " + times + " 次（" + told + "）：" + clause.title;
}

json lost_json(const World& world, const Codebook& codes, const std::vector<Lost>& all) {
  json lost = json::array();
  for (const Lost& one : all) {
    json entry = clause_json(*world.rulebook, one.clause);
    entry["post"] = post_json(*world.organisation, codes, one.post);
    entry["points"] = one.points ? json(to_text(*one.points)) : json(nullptr);
    entry["why"] = one.why;
    lost.push_back(std::move(entry));
  }
  return lost;
}

Result<json> find_path(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(const CodeId official, asked_official(call));
  ANZE_TRY(StoredWorld q, stored_world(call, reader, period));
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Organisation near_ones, around(*q.world.organisation, official, period, codes));
  q.world.organisation = &near_ones;
  q.world.judgements = judgements_within(q.world.judgements, near_ones, period);
  std::optional<std::string> grade;
  if (call.request.contains("grade")) grade = call.text("grade");
  ANZE_TRY(const Path path, path_to(q.world, official, grade));
  json acts = json::array();
  std::int64_t count = 0;
  for (const Advice& act : path.acts) {
    json entry = clause_json(*q.world.rulebook, act.clause);
    entry["what"] = act_text(act, clause_at(*q.world.rulebook, act.clause));
    entry["post"] = post_json(near_ones, codes, act.post);
    entry["by"] = json::array();
    for (const Date day : act.by) entry["by"].push_back(to_text(day));
    entry["which"] = act.what;
    entry["times"] = act.times;
    entry["gained"] = to_text(act.gained);
    ANZE_TRY(entry["facts"], fact_ids_json(reader, act.facts));
    acts.push_back(std::move(entry));
    count += act.times;
  }
  const char* state = path.state == PathState::k_found          ? "found"
                      : path.state == PathState::k_best_already ? "best_already"
                                                                : "impossible";
  std::string summary = "现为 " + to_text(path.from) + " 分（" + path.grade_from + "）";
  if (path.state == PathState::k_best_already) summary += "，已是最高等次";
  if (path.state == PathState::k_found)
    summary += "，" + std::string(path.proven ? "最少" : "至多") + "再办 " + std::to_string(count) +
               " 件，可达 " + to_text(path.to) + " 分（" + path.grade_to + "）";
  if (path.state == PathState::k_impossible)
    summary += (path.wanted.empty() ? "" : "，不能达到" + path.wanted) + "：" + path.why;
  return json{
      {"period", to_text(period)},
      {"official", call.text("official")},
      {"name", name_of(near_ones, official)},
      {"state", state},
      {"wanted", path.wanted},
      {"summary", summary},
      {"rulebook", rulebook_json(*q.rulebook, codes)},
      {"from",
       {{"points", to_text(path.from)}, {"exact", to_text(path.exact_from)}, {"grade", path.grade_from}}},
      {"to", {{"points", to_text(path.to)}, {"exact", to_text(path.exact_to)}, {"grade", path.grade_to}}},
      {"acts", std::move(acts)},
      {"lost", lost_json(q.world, codes, path.lost)},
      {"smallest", path.proven}};
}

// ---- score.diff/1

std::string_view to_word(Cause cause) {
  if (cause == Cause::k_rule) return "rule";
  if (cause == Cause::k_post) return "post";
  return cause == Cause::k_fact ? "fact" : "rounding";
}

std::string_view to_chinese(Cause cause) {
  if (cause == Cause::k_rule) return "办法变化";
  if (cause == Cause::k_post) return "岗位变化";
  return cause == Cause::k_fact ? "履职事实变化" : "修约";
}

// "+2.5", "-3": which way it went is the answer.
std::string signed_text(const Exact& value) {
  return (value.sign() > 0 ? "+" : "") + to_text(value);
}

json row_json(const RowChange& row) {
  const char* kind = row.key.kind == RowKind::k_clause    ? "clause"
                     : row.key.kind == RowKind::k_start   ? "start"
                     : row.key.kind == RowKind::k_held    ? "held"
                     : row.key.kind == RowKind::k_quarter ? "quarter"
                                                          : "total";
  return {{"kind", kind},
          {"item", row.key.item},
          {"clause", row.key.clause},
          {"title", row.title},
          {"change", signed_text(row.change)},
          {"from", to_text(row.from)},
          {"to", to_text(row.to)},
          {"how_from", row.how_from},
          {"how_to", row.how_to}};
}

// Version n of the period's assessment, counted over those that were scored: the entry up to which it took
// facts in.
Result<std::int64_t> scored_version(store::Reader& reader, const Period& period, std::int64_t wanted,
                                    const std::string& at) {
  ANZE_TRY(const std::vector<AssessmentRecord> versions, assessment_versions(reader, period));
  std::vector<std::int64_t> entries;
  for (const AssessmentRecord& version : versions) {
    if (!version.scoring) continue;
    const std::int64_t entry = version.scoring->facts_entry;
    if (entries.empty() || entries.back() != entry) entries.push_back(entry);
  }
  if (wanted >= 1 && wanted <= static_cast<std::int64_t>(entries.size()))
    return entries[static_cast<std::size_t>(wanted - 1)];
  return Error{Code::k_not_found, "diff.version",
               to_text(period) + " was scored " + std::to_string(entries.size()) +
                   " times; there is no version " + std::to_string(wanted),
               at, "number the scorings from 1, or leave the version out for what is known now"};
}

// A scored period is asked about as it was scored last; one not scored yet, as things stand now.
Result<json> tell_difference(Call& call, store::Reader& reader) {
  const auto asks = [&](const char* name) { return call.request.contains(name); };
  const bool versions = asks("period");
  if (versions == (asks("from") && asks("to")) || (versions && (asks("from") || asks("to"))))
    return invalid("diff.question", "it is not clear what is compared", "",
                   "name two periods with from and to, or one period with from_version (and to_version)");
  ANZE_TRY(const CodeId official, asked_official(call));
  ANZE_TRY(const Period from, parse_period(call.text(versions ? "period" : "from")));
  ANZE_TRY(const Period to, parse_period(call.text(versions ? "period" : "to")));
  std::int64_t from_entry = 0;
  std::int64_t to_entry = 0;
  if (versions) {
    ANZE_TRY(from_entry, scored_version(reader, from, call.request.value("from_version", std::int64_t{1}),
                                        "/from_version"));
    if (asks("to_version")) {
      ANZE_TRY(to_entry,
               scored_version(reader, to, call.request.at("to_version").get<std::int64_t>(), "/to_version"));
    }
  } else {
    ANZE_TRY(from_entry, last_scored(reader, from));
    ANZE_TRY(to_entry, last_scored(reader, to));
  }
  ANZE_TRY(const StoredWorld after, stored_world(call, reader, to, to_entry));
  ANZE_TRY(const StoredWorld before, stored_world(call, reader, from, from_entry, after.world.rulebook));
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Difference found, difference(before.world, after.world, official, codes));
  const Exact whole = Exact(found.to) - Exact(found.from);
  std::string summary = to_text(found.from) + " 分（" + found.grade_from + "）→ " + to_text(found.to) +
                        " 分（" + found.grade_to + "），相差 " + signed_text(whole) + " 分";
  json parts = json::array();
  for (const DifferencePart& part : found.parts) {
    json rows = json::array();
    for (const RowChange& row : part.rows) rows.push_back(row_json(row));
    parts.push_back({{"cause", to_word(part.cause)},
                     {"title", to_chinese(part.cause)},
                     {"change", signed_text(part.change)},
                     {"rows", std::move(rows)}});
    if (part.change.sign() != 0)
      summary += "；" + std::string(to_chinese(part.cause)) + " " + signed_text(part.change);
  }
  const auto side = [&](const StoredWorld& q, const Points& points, const std::string& grade,
                        std::int64_t entry) {
    return json{{"period", to_text(q.world.period)},
                {"points", to_text(points)},
                {"grade", grade},
                {"rulebook", rulebook_json(*q.rulebook, codes)},
                {"state", entry != 0 ? "scored" : "preview"},
                {"facts_entry", entry != 0 ? json(entry) : json(nullptr)}};
  };
  return json{{"official", call.text("official")},
              {"name", name_of(*after.world.organisation, official)},
              {"summary", summary},
              {"from", side(before, found.from, found.grade_from, from_entry)},
              {"to", side(after, found.to, found.grade_to, to_entry)},
              {"difference", signed_text(whole)},
              {"parts", std::move(parts)}};
}

}  // namespace

std::span<const Method> answer_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "duty.owed/1",
       .title = "应办未办",
       .summary = "Lists what an official, a post or a unit's posts still have to do in a period, by when "
                  "and at what "
                  "cost.",
       .roles = {k_clerk, k_assessor, k_reviewer, k_official},
       .members = {ask::text("period").needed(), ask::text("official"), ask::text("post"), ask::text("unit")},
       .answer = owed_answer(),
       .errors = refusals({refusal::scoring(),
                           {"actor.own_sheet", "official.unknown", "owed.nobody", "owed.post", "owed.subject",
                            "owed.unit"}}),
       .function = owed_duties,
       .reads_people = true},
      {.name = "score.path/1",
       .title = "进档路径",
       .summary = "Finds the smallest set of acts that brings an official to the next grade, or a named one, "
                  "or says "
                  "why none does.",
       .roles = {k_assessor, k_reviewer, k_official},
       .members = {ask::text("period").needed(), ask::text("official").needed(), ask::text("grade")},
       .answer = path_answer(),
       .errors = refusals(
           {refusal::scoring(), {"actor.own_sheet", "official.unknown", "path.grade", "path.nobody"}}),
       .function = find_path,
       .reads_people = true},
      {.name = "score.diff/1",
       .title = "得分变化",
       .summary = "Splits the change of an official's score into rules, posts, facts and rounding, exactly, "
                  "clause by "
                  "clause.",
       .roles = {k_assessor, k_reviewer, k_signer, k_discipline, k_official},
       .members = {ask::text("official").needed(), ask::text("from").says("a period"),
                   ask::text("to").says("a period"),
                   ask::text("period").says("instead of from and to: two scorings of one period"),
                   ask::integer("from_version", 1).says("default 1, the first scoring"),
                   ask::integer("to_version", 1).says("default: as things stand now")},
       .answer = difference_answer(),
       .errors = refusals({refusal::scoring(),
                           {"actor.own_sheet", "official.unknown", "diff.kind", "diff.nobody",
                            "diff.question", "diff.version"}}),
       .function = tell_difference,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
