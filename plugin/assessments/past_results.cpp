#include "plugin/assessments/past_results.h"

#include <array>

#include "plugin/calls/verified.h"
#include "plugin/records/scorecard_bytes.h"
#include "plugin/records/scorecard_record.h"
#include "scoring/questions/world.h"

namespace anze::plugin {
namespace {

json summary_of(const Assessed& assessed, const PersonResult& person, const Codebook& codes) {
  json posts = json::array();
  for (const std::size_t index : person.cards) {
    const Scorecard& card = assessed.evaluation.cards[index];
    const Post& post = *assessed.organisation->post(card.post);
    posts.push_back({{"term", codes.text(card.term)},
                     {"post", codes.text(card.post)},
                     {"title", post.title},
                     {"unit", codes.text(post.unit)},
                     {"unit_title", std::string(assessed.organisation->title(post.unit))},
                     {"archetype", codes.text(post.archetype)},
                     {"archetype_title", std::string(assessed.organisation->title(post.archetype))},
                     {"days", card.days},
                     {"total", to_text(card.total)}});
  }
  const Official* official = assessed.organisation->official(person.official);
  return {{"official", codes.text(person.official)},
          {"name", official != nullptr ? official->name : std::string{}},
          {"points", to_text(person.points)},
          {"exact", to_text(person.exact)},
          {"grade", person.grade},
          {"posts", std::move(posts)}};
}

constexpr const char* k_not_again = "按保存的分值列示；当时的计算过程不能重现";

void say_not_again(Assessed& kept, const PersonResult& person) {
  for (const std::size_t index : person.cards)
    for (Line& line : kept.evaluation.cards[index].lines) line.how = k_not_again;
}

Error nobody(const Period& period, const std::string& official) {
  return {Code::k_not_found, "score.nobody", "“" + official + "” is not assessed in " + to_text(period),
          "/official", "score.list/1 lists who is"};
}

// One person scored in words from what was counted; nobody when the person is not assessed.
Result<Assessed> score_in_words(Counted counted, CodeId official, const std::string& name) {
  Assessed assessed{std::move(counted), {}};
  const std::array<CodeId, 1> only{official};
  ANZE_TRY(assessed.evaluation, evaluate(*assessed.tally, assessed.judgements, assessed.quarters, only));
  if (assessed.evaluation.people.empty()) return nobody(assessed.period, name);
  return assessed;
}

}  // namespace

Result<Counted> definitions_then(Call& call, store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.scoring.has_value());
  Counted then;
  then.period = assessment.period;
  then.as_of = assessment.scoring->as_of;
  then.entry = assessment.scoring->facts_entry;
  ANZE_TRY(then.model, load_model(reader, call.store.codes(), then.entry));
  ANZE_TRY(then.organisation, then.model->need_organisation());
  ANZE_TRY(then.rulebook, then.model->need_rulebook(then.period));
  return then;
}

Result<json> kept_people(Call& call, store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.scoring.has_value());
  if (assessment.scoring->whole_answers()) return assessment.scoring->listed;
  ANZE_TRY(const std::vector<store::Record> sheets, sheets_written(reader, assessment));
  ANZE_TRY(Counted definitions, definitions_then(call, reader, assessment));
  Assessed kept{std::move(definitions), {}};
  json people = json::array();
  for (const store::Record& sheet : sheets) {
    kept.evaluation = {};
    ANZE_CHECK(read_sheet(sheet.body, kept.rulebook->rulebook, call.store.codes(), kept.evaluation));
    people.push_back(summary_of(kept, kept.evaluation.people.front(), call.store.codes()));
  }
  return people;
}

Result<std::vector<json>> stored_results(Call& call, store::Reader& reader,
                                         const AssessmentRecord& assessment) {
  ANZE_TRY(const std::vector<store::Record> sheets, sheets_written(reader, assessment));
  std::vector<json> results;
  if (assessment.scoring->whole_answers()) {
    for (const store::Record& sheet : sheets) results.push_back(json::parse(sheet.body));
    return results;
  }
  const Codebook& codes = call.store.codes();
  ANZE_TRY(Counted definitions, definitions_then(call, reader, assessment));
  Assessed kept{std::move(definitions), {}};
  Assessed again;
  if (auto counted = count_then(call, reader, assessment)) {
    static_cast<Counted&>(again) = *std::move(counted);
    ANZE_TRY(again.evaluation, evaluate(*again.tally, again.judgements, again.quarters));
  } else if (is_of_store(counted.error())) {
    return counted.error();
  }
  for (const store::Record& sheet : sheets) {
    kept.evaluation = {};
    ANZE_CHECK(read_sheet(sheet.body, kept.rulebook->rulebook, codes, kept.evaluation));
    const PersonResult& person = kept.evaluation.people.front();
    const PersonResult* same = person_of(again.evaluation, person.official);
    if (same != nullptr &&
        write_sheet(again.rulebook->rulebook, again.evaluation.cards, *same, codes) == sheet.body) {
      results.push_back(result_json(again, *same, codes));
      continue;
    }
    say_not_again(kept, person);
    results.push_back(result_json(kept, person, codes));
  }
  return results;
}

Result<json> stored_result(Call& call, store::Reader& reader, const AssessmentRecord& assessment,
                           const std::string& official) {
  const std::string period = to_text(assessment.period);
  ANZE_TRY(const std::optional<store::Record> sheet, sheet_written(reader, assessment, official));
  ANZE_TRY(Counted counted, count_then(call, reader, assessment));
  ANZE_CHECK(sheets_written(reader, assessment));
  if (!sheet) return nobody(counted.period, official);
  const Codebook& codes = call.store.codes();
  if (assessment.scoring->whole_answers()) {
    json result = json::parse(sheet->body);
    ANZE_CHECK(add_facts(call, reader, counted, result));
    return result;
  }
  ANZE_TRY(const Assessed assessed, score_in_words(std::move(counted), codes.find(official), official));
  const PersonResult& person = assessed.evaluation.people.front();
  if (write_sheet(assessed.rulebook->rulebook, assessed.evaluation.cards, person, codes) != sheet->body)
    return Error{Code::k_conflict, "assessment.not_reproduced",
                 "the scores of " + period + " do not come out again as they were kept", "/period",
                 "the host's calendar of those days may have changed; the kept points are in score.list/1, "
                 "and audit.verify/1 checks the store"};
  json result = result_json(assessed, person, codes);
  ANZE_CHECK(add_facts(call, reader, assessed, result));
  return result;
}

Result<json> preview_result(Call& call, store::Reader& reader, const Period& period,
                            const std::string& official) {
  ANZE_TRY(Counted counted, count_now(call, reader, period));
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Assessed assessed, score_in_words(std::move(counted), codes.find(official), official));
  json result = result_json(assessed, assessed.evaluation.people.front(), codes);
  ANZE_CHECK(add_facts(call, reader, assessed, result));
  return result;
}

}  // namespace anze::plugin
