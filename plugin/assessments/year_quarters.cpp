#include "plugin/assessments/year_quarters.h"

#include <algorithm>
#include <set>

#include "plugin/records/scorecard_bytes.h"
#include "plugin/records/scorecard_record.h"

namespace anze::plugin {
namespace {

bool wanted(const Model& model, const Period& quarter) {
  return std::any_of(model.rulebooks.begin(), model.rulebooks.end(), [&](const InstalledRulebook& installed) {
    return installed.rulebook.assesses == PeriodKind::k_quarter && installed.rulebook.in_force(quarter.last);
  });
}

// The rulebook an assessment cites. Versions are never edited, so today's has the base of then.
const Rulebook* cited(const Model& model, const AssessmentRecord& assessment, const Codebook& codes) {
  for (const InstalledRulebook& installed : model.rulebooks)
    if (codes.text(installed.rulebook.id) == assessment.rulebook.id &&
        installed.rulebook.version == assessment.rulebook.version)
      return &installed.rulebook;
  return nullptr;
}

// Days of the quarter on which the person held any of the posts that were scored.
int days_held(const Organisation& organisation, const std::vector<Scorecard>& cards, const Period& quarter) {
  std::set<Date> days;
  for (const Scorecard& card : cards) {
    const Term* term = organisation.term(card.term);
    if (term == nullptr) continue;
    for (Date day = std::max(term->from, quarter.first); term->covers(day) && day <= quarter.last;
         day = day + 1)
      days.insert(day);
  }
  return static_cast<int>(days.size());
}

struct Quarter {
  const Model& model;
  const Rulebook& rulebook;
  const Period& period;
  const Codebook& codes;
};

Result<QuarterResult> result_of(const Quarter& quarter, const store::Record& sheet, bool whole_answer) {
  QuarterResult result;
  result.quarter = quarter.period;
  result.base = quarter.rulebook.base;
  Evaluation kept;
  if (whole_answer) {  // format 1
    const json body = json::parse(sheet.body);
    kept.people.emplace_back().official = quarter.codes.find(text_of(body, "official"));
    kept.people.front().grade = text_of(body, "grade");
    ANZE_TRY(kept.people.front().points, parse_points(text_of(body, "points")));
    ANZE_TRY(kept.people.front().exact, parse_exact(text_of(body, "exact")));
    for (const json& card : body.at("cards"))
      kept.cards.emplace_back().term = quarter.codes.find(text_of(card, "term"));
  } else {
    ANZE_CHECK(read_sheet(sheet.body, quarter.rulebook, quarter.codes, kept));
  }
  const PersonResult& person = kept.people.front();
  result.official = person.official;
  result.points = person.points;
  result.exact = person.exact;
  result.grade = person.grade;
  result.days = days_held(*quarter.model.organisation, kept.cards, quarter.period);
  return result;
}

Result<void> add_quarter(store::Reader& reader, const Model& model, const Period& period,
                         const Codebook& codes, std::int64_t entry, YearQuarters& out) {
  ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period, entry));
  if (!assessment || !assessment->sealed()) out.unsealed.push_back(period);
  if (!assessment || !assessment->scoring) return {};
  const Rulebook* rulebook = cited(model, *assessment, codes);
  if (rulebook == nullptr)
    return Error{Code::k_corrupt,
                 "model.corrupt",
                 "the rulebook " + to_text(period) + " was scored by is missing",
                 {},
                 "run audit.verify/1"};
  const Quarter quarter{model, *rulebook, period, codes};
  ANZE_TRY(const std::vector<store::Record> sheets, sheets_written(reader, *assessment));
  for (const store::Record& sheet : sheets) {
    ANZE_TRY(QuarterResult result, result_of(quarter, sheet, assessment->scoring->whole_answers()));
    out.results.push_back(std::move(result));
  }
  return {};
}

Error unsealed_error(const std::vector<Period>& unsealed, const std::string& help) {
  std::string names;
  for (const Period& period : unsealed) names += (names.empty() ? "" : ", ") + to_text(period);
  return {Code::k_conflict, "quarters.unsealed", "quarters the year rests on are not sealed: " + names,
          "/period", help};
}

std::string_view policy_word(QuarterPolicy policy) {
  if (policy == QuarterPolicy::k_mean) return "mean";
  return policy == QuarterPolicy::k_ledger ? "ledger" : "independent";
}

}  // namespace

Result<YearQuarters> quarters_of(store::Reader& reader, const Model& model, const Rulebook& rulebook,
                                 const Period& year, const Codebook& codes, std::int64_t entry) {
  YearQuarters out;
  if (rulebook.quarters.policy == QuarterPolicy::k_none) return out;
  ANZE_CHECK(model.need_organisation());
  for (const Period& quarter : divide(year, PeriodKind::k_quarter))
    if (wanted(model, quarter)) ANZE_CHECK(add_quarter(reader, model, quarter, codes, entry, out));
  return out;
}

Result<void> may_score(const Rulebook& rulebook, const std::vector<Period>& unsealed) {
  if (unsealed.empty() || rulebook.quarters.unsealed == Unsealed::k_provisional) return {};
  return unsealed_error(unsealed, "score and seal them first; score.explain/1 shows the year as it stands");
}

Result<void> may_seal(const std::vector<Period>& unsealed) {
  if (unsealed.empty()) return {};
  return unsealed_error(unsealed, "seal them, then score the year again and seal it");
}

json year_json(const Quarters& rule, const YearPart& part) {
  json list = json::array();
  for (const QuarterShare& share : part.shares)
    list.push_back({{"period", to_text(share.result.quarter)},
                    {"points", to_text(share.result.points)},
                    {"exact", to_text(share.result.exact)},
                    {"base", to_text(share.result.base)},
                    {"days", share.result.days},
                    {"grade", share.result.grade},
                    {"weight", to_text(share.weight)},
                    {"brings", to_text(share.brings)}});
  return {{"policy", policy_word(rule.policy)},
          {"basis", rule.basis},
          {"full", to_text(rule.points)},
          {"start", to_text(part.start)},
          {"points", to_text(part.points)},
          {"how", part.how},
          {"list", std::move(list)}};
}

}  // namespace anze::plugin
