#include "plugin/results/resting.h"

#include <algorithm>
#include <set>

#include "plugin/accountability/veto_state.h"
#include "plugin/assessments/amended_since.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/filing_record.h"

namespace anze::plugin {
namespace {

json resting(const char* what, std::string id, std::string title, std::string_view state, bool changed) {
  return {{"what", what},
          {"id", std::move(id)},
          {"title", std::move(title)},
          {"state", state},
          {"basis_changed", changed}};
}

bool lies_in(const Period& part, const Period& whole) {
  return whole.contains(part.first) && whole.contains(part.last);
}

bool holds(const std::vector<Period>& periods, const Period& period) {
  return std::find(periods.begin(), periods.end(), period) != periods.end();
}

Result<void> add_letters(store::Reader& reader, const Period& period, json& list) {
  ANZE_TRY(const std::vector<FilingRecord> filings, read_filings(reader));
  for (const FilingRecord& filing : filings) {
    if (filing.state == FilingState::k_superseded || !lies_in(period, filing.period)) continue;
    ANZE_TRY(const std::vector<Period> amended, amended_since(reader, filing.period, filing.chain.seq));
    list.push_back(resting("filing", filing.id, filing.title, filing.word(), holds(amended, period)));
  }
  return {};
}

Result<void> add_years(Call& call, store::Reader& reader, const Period& period, json& list) {
  ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader));
  for (const AssessmentRecord& whole : assessments) {
    if (!whole.scoring || whole.period == period || !lies_in(period, whole.period)) continue;
    ANZE_TRY(const InstalledRulebook* installed, call.model->need_rulebook(whole.period));
    if (installed->rulebook.quarters.policy == QuarterPolicy::k_none) continue;
    ANZE_TRY(const std::vector<Period> amended,
             amended_since(reader, whole.period, whole.scoring->facts_entry));
    list.push_back(resting("assessment", to_text(whole.period), to_chinese(whole.period),
                           row_of(k_assessment_states, whole.state).word, holds(amended, period)));
  }
  return {};
}

bool is_of_results(const Call& call, const VetoRecord& veto) {
  for (const InstalledRulebook& installed : call.model->rulebooks)
    if (call.store.codes().text(installed.rulebook.id) == veto.rulebook.id &&
        installed.rulebook.version == veto.rulebook.version)
      for (const VetoClause& clause : installed.rulebook.vetoes)
        if (clause.id == veto.clause) return clause.on_results();
  return false;
}

// Such a veto begins when the result is sealed: in the year of the period, or in the one after.
Result<void> add_vetoes_of_results(Call& call, store::Reader& reader, const Period& period, json& list) {
  const Period year = period_of(period.last, PeriodKind::k_year);
  std::set<std::string> told;
  for (const Period& each : {year, period_of(year.last + 1, PeriodKind::k_year)}) {
    ANZE_TRY(const std::vector<VetoState> vetoes, vetoes_of(call, reader, each));
    for (const VetoState& veto : vetoes)
      if (is_of_results(call, veto.body) && told.insert(veto.id).second)
        list.push_back(resting("veto", veto.id, veto.body.title, to_word(veto.status), !veto.on_record));
  }
  return {};
}

}  // namespace

Result<json> resting_json(Call& call, store::Reader& reader, const Period& period) {
  json list = json::array();
  ANZE_CHECK(add_letters(reader, period, list));
  ANZE_CHECK(add_years(call, reader, period, list));
  ANZE_CHECK(add_vetoes_of_results(call, reader, period, list));
  return list;
}

const Shape& resting_shape() {
  static const Shape& shape =
      *new Shape{"resting",
                 {tell::word("what", {"filing", "assessment", "veto"}), tell::text("id"), tell::text("title"),
                  tell::text("state"), tell::flag("basis_changed").says("it was made on a version before")}};
  return shape;
}

}  // namespace anze::plugin
