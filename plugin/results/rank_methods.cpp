// How results stand to each other: ranks, where a document authorises them, and the quota of the best grade.
#include "plugin/accountability/final_grade.h"
#include "plugin/accountability/veto_state.h"
#include "plugin/assessments/assessment.h"
#include "plugin/questions/stored_world.h"
#include "plugin/results/score_answers.h"
#include "plugin/results/scored_period.h"
#include "scoring/scorecards/rank.h"

namespace anze::plugin {
namespace {

// Everybody's numbers, as they were when the period was scored, or as things stand: from the kept tally, so
// that no facts are read.
Result<Assessed> assessed_all(Counted counted) {
  Assessed assessed{std::move(counted), {}};
  ANZE_TRY(assessed.evaluation,
           evaluate(*assessed.tally, assessed.judgements, assessed.quarters, Detail::k_numbers));
  return assessed;
}

const char* state_of(const Counted& counted) {
  return counted.entry != 0 ? "scored" : "preview";
}

Result<json> rank_people(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(Counted counted, count_scored(call, reader, period, asked_version(call)));
  ANZE_CHECK(ranks_of(counted.rulebook->rulebook, {}));  // nobody is scored for a ranking that may not be
  ANZE_TRY(const Assessed assessed, assessed_all(std::move(counted)));
  const Rulebook& book = assessed.rulebook->rulebook;
  ANZE_TRY(const std::vector<Rank> ranks, ranks_of(book, assessed.evaluation));
  const Codebook& codes = call.store.codes();
  json people = json::array();
  for (const Rank& rank : ranks) {
    const PersonResult& person = assessed.evaluation.people[rank.person];
    people.push_back({{"rank", rank.rank},
                      {"official", codes.text(person.official)},
                      {"name", std::string(assessed.organisation->title(person.official))},
                      {"points", to_text(person.points)},
                      {"grade", person.grade}});
  }
  return json{{"period", to_text(period)},
              {"document", book.ranking_document},
              {"state", state_of(assessed)},
              {"rulebook", rulebook_json(*assessed.rulebook, codes)},
              {"people", std::move(people)}};
}

Result<json> check_quota(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(Counted counted, count_scored(call, reader, period, asked_version(call)));
  ANZE_TRY(const Assessed assessed, assessed_all(std::move(counted)));
  const Rulebook& book = assessed.rulebook->rulebook;
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, period));
  const Quota quota = quota_of(book, final_grades(assessed.evaluation, vetoes, call.store.codes()));
  const std::string& best = book.grades.front().title;
  std::string note = "参加考核 " + std::to_string(quota.people) + " 人，" + best + " " +
                     std::to_string(quota.excellent) + " 人";
  if (quota.percent == 0)
    note += "；考核办法未规定" + best + "比例";
  else
    note += "；比例上限 " + std::to_string(quota.percent) + "%，即 " + std::to_string(quota.allowed) + " 人" +
            (quota.exceeded()
                 ? "，超出 " + std::to_string(quota.excellent - quota.allowed) + " 人，超比例确定须有批准文件"
                 : "，未超出");
  return json{{"period", to_text(period)},    {"grade", best},
              {"percent", quota.percent},     {"people", quota.people},
              {"allowed", quota.allowed},     {"excellent", quota.excellent},
              {"exceeded", quota.exceeded()}, {"note", note},
              {"state", state_of(assessed)}};
}

}  // namespace

std::span<const Method> rank_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "score.rank/1",
       .title = "排名",
       .summary = "Ranks the assessed officials (1, 2, 2, 4), if the rulebook names the document that "
                  "authorises it.",
       .roles = {k_assessor, k_reviewer, k_signer, k_discipline},
       .members = {ask::text("period").needed(), sealed_version()},
       .answer = ranks_answer(),
       .errors =
           refusals({refusal::scoring(), {"rank.unauthorised", "assessment.missing", "assessment.version"}}),
       .function = rank_people,
       .reads_people = true},
      {.name = "score.quota/1",
       .title = "优秀比例",
       .summary = "Compares how many reached the best grade with the rulebook's quota.",
       .roles = {k_assessor, k_reviewer, k_signer, k_discipline},
       .members = {ask::text("period").needed(), sealed_version()},
       .answer = quota_answer(),
       .errors = refusals({refusal::vetoes(), {"assessment.missing", "assessment.version"}}),
       .function = check_quota,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
