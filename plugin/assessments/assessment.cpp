#include "plugin/assessments/assessment.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <tuple>

#include "plugin/assessments/year_quarters.h"
#include "plugin/json/clause.h"
#include "plugin/records/scorecard_bytes.h"
#include "plugin/tallies/culprit.h"
#include "plugin/tallies/in_time.h"
#include "plugin/tallies/stored_tally.h"
#include "scoring/clauses/kind.h"

namespace anze::plugin {
namespace {

std::string_view line_word(LineState state) {
  switch (state) {
    case LineState::k_counted:
      return "counted";
    case LineState::k_judged:
      return "judged";
    case LineState::k_not_applicable:
      return "not_applicable";
    case LineState::k_unjudged:
      return "unjudged";
    case LineState::k_not_due:
      return "not_due";
  }
  return "counted";
}

// The facts that may matter, each in turn: where a clause counts over the year, the year's earlier ones too.
template <class Visit>
Result<void> each_fact(store::Reader& reader, const Tally& tally, std::int64_t as_of_entry,
                       const Visit& visit) {
  std::optional<Error> failed;
  ANZE_CHECK(reader.scan({tally.first_day(), tally.last_day(), {}, as_of_entry}, [&](const Fact& fact) {
    if (auto visited = with_in_time(reader, leaves_late_out(tally.rulebook()), fact, visit); !visited)
      failed = std::move(visited).error();
    return !failed;
  }));
  if (failed) return *failed;
  return {};
}

// From the kept tally where there is one; from the facts otherwise, and always when that is asked for. An act
// (`keep`) leaves a kept tally that is up to date.
Result<void> fill_tally(Call& call, store::Reader& reader, Counted& counted, store::Writer* keep,
                        Source source) {
  const Rulebook& book = counted.rulebook->rulebook;
  const auto empty = [&] {
    return std::make_unique<Tally>(book, *counted.organisation, call.calendar, counted.period, counted.as_of);
  };
  const store::Digest definitions =
      tally_definitions(*counted.model, *counted.rulebook, counted.period, call.calendar);
  ANZE_TRY(const std::int64_t facts_to, reader.last_fact(counted.entry));
  DayFree day_free{empty(), {}};
  Stored kept = Stored::k_none;
  if (source == Source::k_stored) {
    ANZE_TRY(kept, load_day_free(reader, definitions, facts_to, *day_free.tally, day_free.day_bound));
  }
  const auto named = [&](const Error& error) {
    return with_culprit(call, reader,
                        {book, *counted.organisation, counted.period, counted.as_of, counted.entry}, error);
  };
  if (kept == Stored::k_none) {
    auto again = recount(call, reader, counted.entry, empty);
    if (!again) return named(again.error());
    day_free = *std::move(again);
  }
  if (keep != nullptr && kept != Stored::k_current && !lacks_calendar(book, counted.period, call.calendar))
    ANZE_CHECK(store_day_free(*keep, definitions, facts_to, *day_free.tally, day_free.day_bound));
  if (const auto bound = count_day_bound(reader, day_free.day_bound, *day_free.tally); !bound)
    return named(bound.error());
  counted.tally = std::move(day_free.tally);
  counted.waiting = std::move(day_free.day_bound);
  return {};
}

Result<Counted> count(Call& call, store::Reader& reader, Counted counted, store::Writer* keep = nullptr,
                      Source source = Source::k_stored) {
  ANZE_TRY(counted.organisation, counted.model->need_organisation());
  ANZE_TRY(counted.rulebook, counted.model->need_rulebook(counted.period));
  ANZE_CHECK(fill_tally(call, reader, counted, keep, source));
  const Codebook& codes = call.store.codes();
  ANZE_TRY(counted.judgements, judgements_of(reader, counted.period, codes, counted.entry));
  ANZE_TRY(YearQuarters year, quarters_of(reader, *counted.model, counted.rulebook->rulebook, counted.period,
                                          codes, counted.entry));
  counted.quarters = std::move(year.results);
  counted.unsealed = std::move(year.unsealed);
  return counted;
}

// {"by", "value", "reason", "on"}: who gave it, when and why.
json given_json(const Judgement& judgement, const Codebook& codes) {
  json given = {{"value", to_text(judgement.value)}, {"reason", judgement.reason}};
  if (judgement.rater != k_no_code) given["by"] = codes.text(judgement.rater);
  if (judgement.on != Date{}) given["on"] = to_text(judgement.on);
  return given;
}

// What was given for one clause (or, with an item, to it) of a term: by whoever judges, and by oneself.
json judged_json(const Counted& counted, CodeId term, const std::string& clause, const Codebook& codes) {
  json judged = json::array();
  for (const Judgement& judgement : counted.judgements)
    if (judgement.term == term && judgement.clause == clause && !judgement.self && judgement.item.empty())
      judged.push_back(given_json(judgement, codes));
  return judged;
}

json self_json(const Counted& counted, CodeId term, const std::string& clause, const std::string& item,
               const Codebook& codes) {
  for (const Judgement& judgement : counted.judgements)
    if (judgement.term == term && judgement.self && judgement.clause == clause && judgement.item == item)
      return given_json(judgement, codes);
  return nullptr;
}

json groups_json(const Rulebook& book, const Scorecard& card) {
  json groups = json::array();
  for (const GroupResult& result : card.groups) {
    const ItemGroup& group = book.groups[static_cast<std::size_t>(result.group)];
    groups.push_back({{"group", group.id},
                      {"title", group.title},
                      {"parent", group.parent.empty() ? json(nullptr) : json(group.parent)},
                      {"full", to_text(group.points)},
                      {"fold_to", group.fold_to ? json(to_text(*group.fold_to)) : json(nullptr)},
                      {"bonus", group.bonus},
                      {"before_cap", to_text(result.before_cap)},
                      {"points", to_text(result.points)},
                      {"folded", to_text(result.folded)}});
  }
  return groups;
}

json card_json(const Assessed& assessed, const Scorecard& card, const Codebook& codes) {
  const Rulebook& book = assessed.rulebook->rulebook;
  const Organisation& organisation = *assessed.organisation;
  const Post& post = *organisation.post(card.post);
  json lines = json::array();
  for (const Line& line : card.lines) {
    std::size_t item = 0;
    const Clause& clause = clause_at(book, line.clause, &item);
    lines.push_back({{"item", book.items[item].id},
                     {"clause", clause.id},
                     {"title", clause.title},
                     {"basis", clause.basis},
                     {"kind", kind_of(clause).word},
                     {"cap", clause.cap ? json(to_text(*clause.cap)) : json(nullptr)},
                     {"state", line_word(line.state)},
                     {"count", line.count},
                     {"target", line.target},
                     {"before_cap", to_text(line.before_cap)},
                     {"points", to_text(line.points)},
                     {"without_evidence", line.unproven},
                     {"self", self_json(assessed, card.term, clause.id, {}, codes)},
                     {"judged", judged_json(assessed, card.term, clause.id, codes)},
                     {"how", line.how}});
  }
  json items = json::array();
  for (const ItemResult& result : card.items) {
    const Item& item = book.items[static_cast<std::size_t>(result.item)];
    items.push_back({{"item", item.id},
                     {"title", item.title},
                     {"full", to_text(item.points)},
                     {"bonus", item.bonus},
                     {"group", item.group.empty() ? json(nullptr) : json(item.group)},
                     {"fold_to", item.fold_to ? json(to_text(*item.fold_to)) : json(nullptr)},
                     {"attainable", to_text(result.attainable)},
                     {"before_cap", to_text(result.before_cap)},
                     {"self", self_json(assessed, card.term, {}, item.id, codes)},
                     {"points", to_text(result.points)},
                     {"folded", to_text(result.folded)}});
  }
  return {{"term", codes.text(card.term)},
          {"post", codes.text(card.post)},
          {"post_title", post.title},
          {"unit", codes.text(post.unit)},
          {"unit_title", std::string(organisation.title(post.unit))},
          {"archetype", codes.text(post.archetype)},
          {"archetype_title", std::string(organisation.title(post.archetype))},
          {"days", card.days},
          {"weight", card.weight},
          {"total", to_text(card.total)},
          {"gate", card.gate_note ? json(*card.gate_note) : json(nullptr)},
          {"highest_grade", card.highest_grade ? json(*card.highest_grade) : json(nullptr)},
          {"grades_lower", card.grades_lower},
          {"groups", groups_json(book, card)},
          {"items", std::move(items)},
          {"lines", std::move(lines)}};
}

Counted as_things_stand(const Call& call, const Period& period) {
  Counted now;
  now.period = period;
  now.as_of = std::min(period.last, call.today);
  now.model = call.model;
  return now;
}

}  // namespace

Result<Counted> count_now(Call& call, store::Reader& reader, const Period& period) {
  return count(call, reader, as_things_stand(call, period));
}

Result<Counted> count_and_store(Call& call, store::Writer& writer, const Period& period, Source source) {
  return count(call, writer, as_things_stand(call, period), &writer, source);
}

Result<Counted> count_facts(Call& call, store::Reader& reader, const Period& period) {
  return count(call, reader, as_things_stand(call, period), nullptr, Source::k_facts);
}

Result<void> compare_stored(Call& call, store::Reader& reader, const Counted& counted) {
  const store::Digest definitions =
      tally_definitions(*counted.model, *counted.rulebook, counted.period, call.calendar);
  ANZE_TRY(const std::int64_t facts_to, reader.last_fact(counted.entry));
  Tally kept(counted.rulebook->rulebook, *counted.organisation, call.calendar, counted.period, counted.as_of);
  DayBound day_bound;
  ANZE_TRY(const Stored found, load_day_free(reader, definitions, facts_to, kept, day_bound));
  if (found == Stored::k_none) return {};
  ANZE_CHECK(count_day_bound(reader, day_bound, kept));
  const auto ours = counted.tally->cells();
  const auto theirs = kept.cells();
  if (ours == theirs) return {};
  const auto [mine, other] = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  const TallyKey& key = other == theirs.end() || (mine != ours.end() && mine->first < other->first)
                            ? mine->first
                            : other->first;
  return Error{
      Code::k_conflict, "tally.differs",
      "the kept counts of " + to_text(counted.period) + " are not those of the facts: clause “" +
          clause_at(counted.rulebook->rulebook, key.clause).id + "”, “" +
          call.store.codes().text(key.subject) + "”",
      "/period",
      "run audit.verify/1; then score the period with \"recount\": true, look at what changed, and seal"};
}

Result<Counted> count_then(Call& call, store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.scoring.has_value());
  Counted then;
  then.period = assessment.period;
  then.as_of = assessment.scoring->as_of;
  then.entry = assessment.scoring->facts_entry;
  ANZE_TRY(then.model, load_model(reader, call.store.codes(), then.entry));
  return count(call, reader, std::move(then));
}

Result<Counted> count_at(Call& call, store::Reader& reader, const Period& period, std::int64_t entry) {
  Counted then;
  then.period = period;
  then.as_of = period.last;
  then.entry = entry;
  ANZE_TRY(then.model, load_model(reader, call.store.codes(), entry));
  return count(call, reader, std::move(then));
}

Result<Counted> count_scored(Call& call, store::Reader& reader, const Period& period, std::int64_t version) {
  if (version > 0) {
    ANZE_TRY(const AssessmentRecord sealed, need_version(reader, period, version));
    return count_then(call, reader, sealed);
  }
  ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  if (!assessment || !assessment->scoring) return count_now(call, reader, period);
  return count_then(call, reader, *assessment);
}

ScorecardTexts scorecard_texts(const Assessed& assessed, const Codebook& codes, const Lanes& lanes) {
  constexpr std::size_t k_run = 100;  // people a lane takes at a time
  const std::vector<PersonResult>& people = assessed.evaluation.people;
  ScorecardTexts sheets;
  sheets.texts.resize(people.size());
  std::atomic<std::size_t> next = 0;
  const auto write = [&](std::uint32_t) {
    for (std::size_t first = next.fetch_add(k_run); first < people.size(); first = next.fetch_add(k_run))
      for (std::size_t i = first; i < std::min(first + k_run, people.size()); ++i)
        sheets.texts[i] =
            write_sheet(assessed.rulebook->rulebook, assessed.evaluation.cards, people[i], codes);
  };
  if (lanes.count > 1 && people.size() > 10 * k_run)
    lanes.work(lanes.count, write);
  else
    write(0);
  store::Sm3 digest;
  digest.add(assessed.rulebook->digest);
  for (const std::string& text : sheets.texts) digest.add(text);
  sheets.digest = store::to_hex(digest.finish());
  return sheets;
}

json result_json(const Assessed& assessed, const PersonResult& person, const Codebook& codes) {
  json cards = json::array();
  for (const std::size_t index : person.cards)
    cards.push_back(card_json(assessed, assessed.evaluation.cards[index], codes));
  const Official* official = assessed.organisation->official(person.official);
  json result = {{"official", codes.text(person.official)},
                 {"name", official != nullptr ? official->name : std::string{}},
                 {"period", to_text(assessed.period)},
                 {"points", to_text(person.points)},
                 {"exact", to_text(person.exact)},
                 {"grade", person.grade},
                 {"cards", std::move(cards)}};
  if (!person.no_grade.empty()) result["no_grade"] = person.no_grade;
  if (person.year) {
    result["quarters"] = year_json(assessed.rulebook->rulebook.quarters, *person.year);
    result["quarters"]["unsealed"] = json::array();
    for (const Period& quarter : assessed.unsealed)
      result["quarters"]["unsealed"].push_back(to_text(quarter));
  }
  return result;
}

Result<void> add_facts(Call& call, store::Reader& reader, const Counted& counted, json& result) {
  const Rulebook& book = counted.rulebook->rulebook;
  const Codebook& codes = call.store.codes();
  // Which line of the answer a hit belongs to.
  std::map<std::pair<std::int32_t, CodeId>, std::vector<json*>> lines;
  // By the line's facts, what it left to another clause: 就高不就低 is seen, not guessed.
  std::vector<std::tuple<std::int64_t, json*, std::int32_t>> left;
  for (json& card : result["cards"])
    for (std::size_t i = 0; i < card["lines"].size(); ++i) {
      const auto clause = static_cast<std::int32_t>(i);
      const bool by_post = clause_at(book, clause).counts_for == CountsFor::k_post;
      json& line = card["lines"][i];
      line["facts"] = json::array();
      lines[{clause, codes.find(text_of(card, by_post ? "post" : "term"))}].push_back(&line);
    }

  std::vector<Hit> hits;
  std::vector<GivenWay> given_way;
  std::vector<std::pair<std::int64_t, json*>> found;
  const auto find = [&](const Fact& fact) -> Result<void> {
    given_way.clear();
    ANZE_CHECK(counted.tally->hits(fact, hits, &given_way));
    for (const Hit& hit : hits)
      if (const auto at = lines.find({hit.key.clause, hit.key.subject}); at != lines.end())
        for (json* line : at->second)
          if (found.empty() || found.back() != std::pair{fact.seq, line}) found.emplace_back(fact.seq, line);
    for (const GivenWay& given : given_way)
      if (const auto at = lines.find({given.clause, given.subject}); at != lines.end())
        for (json* line : at->second) left.emplace_back(fact.seq, line, given.to);
    return {};
  };
  ANZE_CHECK(each_fact(reader, *counted.tally, counted.entry, find));
  std::vector<std::int64_t> seqs;
  for (const auto& each : found) seqs.push_back(each.first);
  for (const auto& each : left) seqs.push_back(std::get<0>(each));
  std::size_t next = 0;
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    const Ledger* ledger = counted.model->ledgers.find(version.record.fact.ledger);
    json fact = {{"id", version.record.id},
                 {"ledger", ledger != nullptr ? ledger->title : std::string{}},
                 {"occurred_on", to_text(version.record.fact.occurred)},
                 {"late", version.record.fact.late}};
    const std::size_t at = next++;
    if (at < found.size()) {
      (*found[at].second)["facts"].push_back(std::move(fact));
      return {};
    }
    const auto& [seq, line, to] = left[at - found.size()];
    fact["to"] = clause_at(book, to).id;
    fact["to_title"] = clause_at(book, to).title;
    (*line)["given_way"].push_back(std::move(fact));
    return {};
  });
}

}  // namespace anze::plugin
