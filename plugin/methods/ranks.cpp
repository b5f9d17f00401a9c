// How results stand to each other: ranks, where a document authorises them, and the quota of the best grade.
#include "plugin/answers.h"
#include "plugin/assessment.h"
#include "plugin/veto_state.h"
#include "scoring/rank.h"

namespace anze::plugin {
namespace {

Result<json> rank_people(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(const std::int64_t entry, last_scored(reader, period));
  ANZE_TRY(const Question q, question(call, reader, period, entry));
  ANZE_CHECK(ranks_of(*q.world.rulebook, {}));  // nobody is scored for a ranking that may not be
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(q.world));
  ANZE_TRY(const Evaluation evaluation, evaluate(q.world, *tally, Detail::k_numbers));
  ANZE_TRY(const std::vector<Rank> ranks, ranks_of(*q.world.rulebook, evaluation));
  const Codebook& codes = call.store.codes();
  json people = json::array();
  for (const Rank& rank : ranks) {
    const PersonResult& person = evaluation.people[rank.person];
    people.push_back({{"rank", rank.rank},
                      {"official", codes.text(person.official)},
                      {"name", std::string(q.world.organisation->title(person.official))},
                      {"points", to_text(person.points)},
                      {"grade", person.grade}});
  }
  return json{{"period", to_text(period)},
              {"document", q.world.rulebook->ranking_document},
              {"state", entry != 0 ? "scored" : "preview"},
              {"rulebook", rulebook_json(*q.rulebook, codes)},
              {"people", std::move(people)}};
}

Result<json> check_quota(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  ANZE_TRY(const std::int64_t entry, last_scored(reader, period));
  ANZE_TRY(const Question q, question(call, reader, period, entry));
  ANZE_TRY(const std::unique_ptr<Tally> tally, count(q.world));
  ANZE_TRY(const Evaluation evaluation, evaluate(q.world, *tally, Detail::k_numbers));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(reader, period));
  const Codebook& codes = call.store.codes();
  const Quota quota = quota_of(*q.world.rulebook, final_grades(evaluation, vetoes, codes));
  const std::string& best = q.world.rulebook->grades.front().title;
  std::string note = "参加考核 " + std::to_string(quota.people) + " 人，" + best + " " +
                     std::to_string(quota.excellent) + " 人";
  if (quota.percent == 0)
    note += "；考核办法未规定" + best + "比例";
  else
    note += "；比例上限 " + std::to_string(quota.percent) + "%，即 " + std::to_string(quota.allowed) + " 人" +
            (quota.exceeded()
                 ? "，超出 " + std::to_string(quota.excellent - quota.allowed) + " 人，超比例确定须有批准文件"
                 : "，未超出");
  return json{{"period", to_text(period)},
              {"grade", best},
              {"percent", quota.percent},
              {"people", quota.people},
              {"allowed", quota.allowed},
              {"excellent", quota.excellent},
              {"exceeded", quota.exceeded()},
              {"note", note},
              {"state", entry != 0 ? "scored" : "preview"}};
}

}  // namespace

std::span<const Method> rank_methods() {
  static const auto& methods = *new std::vector<Method>{
      {"score.rank/1",
       "排名",
       "Ranks the assessed officials (1, 2, 2, 4), if the rulebook names the document that authorises it.",
       {k_assessor, k_reviewer, k_signer, k_discipline},
       R"({"period!": {"type": "string"}})",
       rank_people,
       false,
       true},
      {"score.quota/1",
       "优秀比例",
       "Compares how many reached the best grade with the rulebook's quota.",
       {k_assessor, k_reviewer, k_signer, k_discipline},
       R"({"period!": {"type": "string"}})",
       check_quota,
       false,
       true},
  };
  return methods;
}

}  // namespace anze::plugin
