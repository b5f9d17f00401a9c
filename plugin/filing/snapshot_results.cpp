// Officials' results, from what was kept when they were scored.
#include "plugin/filing/snapshot_parts.h"

#include "plugin/accountability/final_grade.h"
#include "plugin/assessments/past_results.h"
#include "reports/views/grades.h"

namespace anze::plugin {
namespace {

// Scores on paper have two decimals; the exact value stays in the scorecard.
Result<Points> printed(const std::string& exact) {
  ANZE_TRY(const Exact value, parse_exact(exact));
  return round_half_even(value, Points{100});
}

// The clauses that took or gave something; the others are in the scorecard and need no paper.
Result<void> add_lines(const json& card, bool several_posts, reports::OfficialResult& result) {
  for (const json& entry : card.at("lines")) {
    ANZE_TRY(const Points effect, printed(text_of(entry, "points")));
    if (effect.e4 == 0) continue;
    reports::ScoreLine line;
    line.item = text_of(entry, "item");
    line.clause = text_of(entry, "clause");
    line.title = several_posts ? text_of(entry, "title") + "（" + text_of(card, "post_title") + "）"
                               : text_of(entry, "title");
    for (const json& basis : entry.at("basis"))
      line.legal_basis += (line.legal_basis.empty() ? "" : "；") + basis.get<std::string>();
    // An award is all gained; what a deduction is taken from is the item's points.
    line.full = effect;
    line.got = effect;
    if (effect.e4 < 0) {
      for (const json& item : card.at("items"))
        if (item.at("item") == entry.at("item")) {
          ANZE_TRY(line.full, parse_points(text_of(item, "full")));
        }
      line.got = Points{line.full.e4 + effect.e4};
    }
    line.counts = entry.at("target") == 0 ? std::to_string(entry.at("count").get<std::int64_t>())
                                          : std::to_string(entry.at("count").get<std::int64_t>()) + "/" +
                                                std::to_string(entry.at("target").get<std::int64_t>());
    line.reason = text_of(entry, "how");
    line.facts = entry.value("count", std::int64_t{0});
    result.lines.push_back(std::move(line));
  }
  return {};
}

void take_final_grade(const std::vector<VetoState>& vetoes, reports::OfficialResult& result) {
  const FinalGrade final = final_grade_of(result.id, result.grade, vetoes);
  if (final.forced) result.forced_grade = final.grade;
  result.veto = final.veto;
}

}  // namespace

Result<void> add_grade_groups(Call& call, store::Reader& reader, reports::Snapshot& snapshot) {
  const Period& period = snapshot.filing.period;
  ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  if (!assessment || !assessment->sealed()) return {};
  ANZE_TRY(const json people, kept_people(call, reader, *assessment));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, period));
  std::vector<reports::OfficialResult> results;
  for (const json& person : people) {
    reports::OfficialResult& result = results.emplace_back();
    result.id = text_of(person, "official");
    result.grade = text_of(person, "grade");
    take_final_grade(vetoes, result);
  }
  snapshot.grade_groups = reports::grade_counts(results);
  return {};
}

Result<void> add_results(Call& call, store::Reader& reader, const AssessmentRecord& assessment,
                         reports::Snapshot& snapshot) {
  ANZE_TRY(const std::vector<json> results, stored_results(call, reader, assessment));
  ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, snapshot.filing.period));
  for (const json& sheet : results) {
    reports::OfficialResult result;
    result.id = text_of(sheet, "official");
    result.name = text_of(sheet, "name");
    result.grade = text_of(sheet, "grade");
    take_final_grade(vetoes, result);
    result.exact = text_of(sheet, "exact");
    ANZE_TRY(const Points score, parse_points(text_of(sheet, "points")));
    result.score = score;
    const bool several = sheet.at("cards").size() > 1;
    for (const json& card : sheet.at("cards")) {
      result.post +=
          (result.post.empty() ? "" : "、") + text_of(card, "unit_title") + text_of(card, "post_title");
      if (result.unit.find(text_of(card, "unit_title")) == std::string::npos)
        result.unit += (result.unit.empty() ? "" : "、") + text_of(card, "unit_title");
      result.archetype = text_of(card, "archetype_title");
      ANZE_CHECK(add_lines(card, several, result));
    }
    snapshot.officials.push_back(std::move(result));
  }
  return {};
}

}  // namespace anze::plugin
