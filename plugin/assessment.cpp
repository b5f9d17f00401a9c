#include "plugin/assessment.h"

#include <algorithm>
#include <map>

namespace anze::plugin {
namespace {

std::string_view to_word(LineState state) {
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

// Facts that may matter to the period: where a clause counts over the year, the year's earlier ones too.
store::FactQuery facts_for(const Tally& tally, std::int64_t as_of_entry) {
  return {tally.first_day(), tally.last_day(), {}, as_of_entry};
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
                     {"state", to_word(line.state)},
                     {"count", line.count},
                     {"target", line.target},
                     {"before_cap", to_text(line.before_cap)},
                     {"points", to_text(line.points)},
                     {"how", line.how}});
  }
  json items = json::array();
  for (const ItemResult& result : card.items) {
    const Item& item = book.items[static_cast<std::size_t>(result.item)];
    items.push_back({{"item", item.id},
                     {"title", item.title},
                     {"full", to_text(item.points)},
                     {"bonus", item.bonus},
                     {"points", to_text(result.points)}});
  }
  return {{"term", codes.text(card.term)},
          {"post", codes.text(card.post)},
          {"post_title", post.title},
          {"unit", codes.text(post.unit)},
          {"unit_title", std::string(organisation.title(post.unit))},
          {"archetype", codes.text(post.archetype)},
          {"archetype_title", std::string(organisation.title(post.archetype))},
          {"days", card.days},
          {"total", to_text(card.total)},
          {"gate", card.gate_note ? json(*card.gate_note) : json(nullptr)},
          {"items", std::move(items)},
          {"lines", std::move(lines)}};
}

}  // namespace

Result<std::vector<Judgement>> judgements_of(store::Reader& reader, const Period& period,
                                             const Codebook& codes, std::int64_t as_of_entry) {
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_judgement_record, as_of_entry));
  std::vector<Judgement> judgements;
  for (const store::Record& record : records) {
    const json body = json::parse(record.body);
    if (text_of(body, "period") != to_text(period)) continue;
    ANZE_TRY(const Points value, parse_points(text_of(body, "value")));
    judgements.push_back({text_of(body, "clause"), codes.find(text_of(body, "term")),
                          codes.find(text_of(body, "rater")), value, text_of(body, "reason")});
  }
  return judgements;
}

Result<Assessed> assess(Call& call, store::Reader& reader, const Period& period) {
  return assess(call, reader, period, 0, std::min(period.last, call.today));
}

Result<Assessed> assess(Call& call, store::Reader& reader, const Period& period, std::int64_t as_of_entry,
                        Date as_of) {
  Assessed assessed;
  assessed.period = period;
  assessed.as_of = as_of;
  ANZE_TRY(assessed.organisation, call.model->need_organisation());
  ANZE_TRY(assessed.rulebook, call.model->need_rulebook(period));
  const Codebook& codes = call.store.codes();

  Tally tally(assessed.rulebook->rulebook, *assessed.organisation, call.calendar, period, assessed.as_of);
  std::optional<Error> failed;
  ANZE_CHECK(reader.scan(facts_for(tally, as_of_entry), [&](const Fact& fact) {
    if (auto counted = tally.apply(fact, +1); !counted) failed = std::move(counted).error();
    return !failed;
  }));
  if (failed) return *failed;
  ANZE_TRY(const std::vector<Judgement> judgements, judgements_of(reader, period, codes, as_of_entry));
  ANZE_TRY(assessed.evaluation, evaluate(tally, judgements));

  store::Sm3 digest;
  digest.add(assessed.rulebook->digest);
  for (const PersonResult& person : assessed.evaluation.people)
    digest.add(assessed.sheets.emplace_back(dump(result_json(assessed, person, codes))));
  assessed.digest = store::to_hex(digest.finish());
  return assessed;
}

json result_json(const Assessed& assessed, const PersonResult& person, const Codebook& codes) {
  json cards = json::array();
  for (const std::size_t index : person.cards)
    cards.push_back(card_json(assessed, assessed.evaluation.cards[index], codes));
  const Official* official = assessed.organisation->official(person.official);
  return {{"official", codes.text(person.official)},
          {"name", official != nullptr ? official->name : std::string{}},
          {"period", to_text(assessed.period)},
          {"points", to_text(person.points)},
          {"exact", to_text(person.exact)},
          {"grade", person.grade},
          {"cards", std::move(cards)}};
}

Result<void> add_facts(Call& call, store::Reader& reader, const Assessed& assessed,
                       const PersonResult& person, std::int64_t as_of_entry, json& result) {
  // Which line of the answer a hit belongs to.
  std::map<std::pair<std::int32_t, CodeId>, std::vector<json*>> lines;
  for (std::size_t c = 0; c < person.cards.size(); ++c) {
    const Scorecard& card = assessed.evaluation.cards[person.cards[c]];
    for (std::size_t l = 0; l < card.lines.size(); ++l) {
      const Line& line = card.lines[l];
      const CodeId subject =
          clause_at(assessed.rulebook->rulebook, line.clause).counts_for == CountsFor::k_post ? card.post
                                                                                              : card.term;
      json& place = result["cards"][c]["lines"][l];
      place["facts"] = json::array();
      lines[{line.clause, subject}].push_back(&place["facts"]);
    }
  }

  const Tally tally(assessed.rulebook->rulebook, *assessed.organisation, call.calendar, assessed.period,
                    assessed.as_of);
  std::vector<Hit> hits;
  std::vector<std::pair<std::int64_t, json*>> found;
  std::optional<Error> failed;
  ANZE_CHECK(reader.scan(facts_for(tally, as_of_entry), [&](const Fact& fact) {
    hits.clear();
    if (auto counted = tally.hits(fact, hits); !counted) failed = std::move(counted).error();
    for (const Hit& hit : hits)
      if (const auto at = lines.find({hit.key.clause, hit.key.subject}); at != lines.end())
        for (json* facts : at->second)
          if (found.empty() || found.back() != std::pair{fact.seq, facts})
            found.emplace_back(fact.seq, facts);
    return !failed;
  }));
  if (failed) return *failed;
  for (const auto& [seq, facts] : found) {
    ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(seq));
    if (!version) continue;
    const Ledger* ledger = call.model->ledgers.find(version->record.fact.ledger);
    facts->push_back({{"id", version->record.id},
                      {"ledger", ledger != nullptr ? ledger->title : std::string{}},
                      {"occurred_on", to_text(version->record.fact.occurred)},
                      {"late", version->record.fact.late}});
  }
  return {};
}

Result<json> need_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_assessment_record, to_text(period)));
  if (!record)
    return Error{Code::k_not_found, "assessment.missing",
                 "the assessment of " + to_text(period) + " has not been opened", "/period",
                 "open it with assess.open/1"};
  return json::parse(record->body);
}

}  // namespace anze::plugin
