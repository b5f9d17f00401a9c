#include "plugin/filing/snapshot_builder.h"

#include <algorithm>

#include "plugin/assessment.h"
#include "plugin/figures.h"
#include "plugin/filing/snapshot_parts.h"

namespace anze::plugin {
namespace {

Result<void> add_figures(Call& call, store::Reader& reader, reports::Snapshot& snapshot) {
  const Period& period = snapshot.filing.period;
  ANZE_TRY(const std::vector<FigureValue> now, compute_figures_at(*call.model, reader, period, 0));
  const Period before{period.kind, add_months(period.first, -12), add_months(period.last + 1, -12) - 1};
  ANZE_TRY(const std::vector<FigureValue> last_year, compute_figures_at(*call.model, reader, before, 0));
  // Without a single record of last year, last year is unknown rather than zero.
  bool kept_last_year = false;
  ANZE_CHECK(reader.scan({before.first, before.last, {}, 0}, [&](const Fact&) {
    kept_last_year = true;
    return false;
  }));
  for (std::size_t i = 0; i < now.size(); ++i) {
    const FigureDefinition& definition = call.model->figures.figures[i];
    reports::Figure figure = report_figure(definition, now[i]);
    const bool index = figure.topic == reports::Topic::k_accident;
    // Nothing of this kind was recorded in the period: there is nothing to tell, not even a zero.
    if (!index && (definition.kind == FigureKind::k_rate ? now[i].denominator == 0 : now[i].facts.empty()))
      continue;
    if (index) {
      figure.compared = true;
      if (kept_last_year)
        figure.last_year =
            figure.shape == reports::Shape::k_money ? whole_yuan(last_year[i].value) : last_year[i].value;
    }
    snapshot.figures.push_back(std::move(figure));
  }
  const auto present = [&](const std::string& id) { return reports::find_figure(snapshot, id) != nullptr; };
  for (const FigureCheck& check : call.model->figures.checks) {
    if (!present(check.total) || !std::all_of(check.parts.begin(), check.parts.end(), present)) continue;
    snapshot.relations.push_back(
        {check.id,
         check.kind == CheckKind::k_sum ? reports::RelationKind::k_sum : reports::RelationKind::k_subset,
         check.total, check.parts});
  }
  ANZE_TRY(const std::vector<store::Record> declared, reader.records(k_discrepancy_record));
  for (const store::Record& record : declared) {
    const json body = json::parse(record.body);
    if (text_of(body, "period") == to_text(period))
      snapshot.discrepancies.push_back({text_of(body, "check"), text_of(body, "explanation")});
  }
  return {};
}

Result<json> sealed_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(json assessment, need_assessment(reader, period));
  if (text_of(assessment, "state") != "sealed")
    return Error{Code::k_conflict, "filing.unsealed",
                 "the assessment of " + to_text(period) + " is not sealed yet", "/period",
                 "seal it with assess.seal/1, then prepare the filing"};
  return assessment;
}

}  // namespace

Result<reports::Snapshot> build_snapshot(Call& call, store::Reader& reader, const FilingRules& rules,
                                         reports::Filing filing) {
  reports::Snapshot snapshot;
  snapshot.jurisdiction = rules.jurisdiction;
  snapshot.filing = std::move(filing);
  ANZE_TRY(const store::ChainHead head, reader.head());
  snapshot.chain = {head.seq, store::to_hex(head.hash)};
  ANZE_CHECK(add_figures(call, reader, snapshot));
  ANZE_CHECK(add_accidents(call, reader, snapshot));
  for (const Period& quarter : divide(snapshot.filing.period, PeriodKind::k_quarter)) {
    ANZE_TRY(const json assessment, sealed_assessment(reader, quarter));
    // A yearly report tells figures, not persons; the rulebook it names is the last quarter's.
    if (!reports::is_public(snapshot.filing.kind))
      ANZE_CHECK(add_results(call, reader, assessment, snapshot));
    const json& book = assessment.at("rulebook");
    snapshot.rulebook = {text_of(book, "id"), text_of(book, "title"), text_of(book, "document_no"),
                         std::to_string(book.at("version").get<int>()), text_of(book, "digest")};
  }
  ANZE_CHECK(add_vetoes(call, reader, rules, snapshot));
  return snapshot;
}

}  // namespace anze::plugin
