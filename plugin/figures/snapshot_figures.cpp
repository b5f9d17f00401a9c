#include "plugin/figures/snapshot_figures.h"

#include <algorithm>
#include <map>

#include "plugin/figures/figures.h"
#include "plugin/records/discrepancy_record.h"
#include "reports/papers/narrative.h"
#include "scoring/figures/figure.h"

namespace anze::plugin {
namespace {

// Days to look back at. Without a single record of it its numbers are unknown rather than zero.
struct Earlier {
  DateRange range;
  bool kept = false;
  std::vector<FigureValue> values;
};

Result<Earlier> look_back(Call& call, store::Reader& reader, const DateRange& range, Against against) {
  Earlier earlier;
  earlier.range = compared_with(range, against);
  ANZE_TRY(const std::vector<Fact> facts, facts_within(*call.model, reader, earlier.range, 0));
  earlier.kept = !facts.empty();
  ANZE_TRY(earlier.values, compute_figures(call.model->figures, earlier.range, facts));
  return earlier;
}

reports::RelationKind relation_kind(CheckKind kind) {
  switch (kind) {
    case CheckKind::k_sum:
      return reports::RelationKind::k_sum;
    case CheckKind::k_jump:
      return reports::RelationKind::k_jump;
    case CheckKind::k_filled:
      return reports::RelationKind::k_filled;
    case CheckKind::k_subset:
      break;
  }
  return reports::RelationKind::k_subset;
}

class Relations {
 public:
  Relations(const FigureSet& set, const std::vector<FigureValue>& values) : set_(set), values_(values) {
    for (std::size_t i = 0; i < set.figures.size(); ++i) places_.emplace(set.figures[i].id, i);
  }

  // Whether anything was recorded of what the check compares, and no number in it is missing only because
  // nothing was stated.
  bool has_something(const FigureCheck& check) const {
    bool any = false;
    for (const std::size_t i : figures_of(check)) {
      const bool recorded = is_recorded(set_.figures[i], values_[i]);
      if (!recorded && !values_[i].value) return false;
      any = any || recorded;
    }
    return any;
  }
  std::vector<std::size_t> figures_of(const FigureCheck& check) const {
    std::vector<std::size_t> found{places_.at(check.total)};
    for (const std::string& part : check.parts) found.push_back(places_.at(part));
    return found;
  }

  reports::Relation make(const FigureCheck& check, const Earlier& previous, const Earlier& last_year) const {
    reports::Relation relation{check.id, relation_kind(check.kind), check.total, check.parts, {}, {}, 0, 0};
    if (check.kind != CheckKind::k_jump) return relation;
    const Earlier& earlier = check.against == Against::k_previous ? previous : last_year;
    const std::size_t total = places_.at(check.total);
    relation.before_title = to_chinese(earlier.range);
    relation.percent = check.percent;
    relation.least = check.least;
    // As the figure itself is told: money in whole yuan.
    if (earlier.kept) relation.before = report_figure(set_.figures[total], earlier.values[total]).value;
    return relation;
  }

 private:
  const FigureSet& set_;
  const std::vector<FigureValue>& values_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

// What is declared of the range and not withdrawn, for the gate.
Result<std::vector<reports::Discrepancy>> declared_of(store::Reader& reader, const DateRange& range) {
  ANZE_TRY(const std::vector<DiscrepancyRecord> records, read_discrepancies(reader));
  std::vector<reports::Discrepancy> discrepancies;
  for (const DiscrepancyRecord& record : records) {
    if (record.period != range || record.withdrawn()) continue;
    reports::Discrepancy& told = discrepancies.emplace_back();
    told.check = record.check;
    told.explanation = record.explanation;
    if (!record.numbers) continue;
    for (const DiscrepancyRecord::Number& number : *record.numbers) told.numbers.push_back(number.value);
  }
  return discrepancies;
}

}  // namespace

Result<void> add_figures(Call& call, store::Reader& reader, const DateRange& range, Telling telling,
                         reports::Snapshot& snapshot) {
  const FigureSet& set = call.model->figures;
  ANZE_TRY(const std::vector<FigureValue> now, compute_figures_at(*call.model, reader, range, 0));
  ANZE_TRY(const Earlier previous, look_back(call, reader, range, Against::k_previous));
  ANZE_TRY(const Earlier last_year, look_back(call, reader, range, Against::k_last_year));

  const Relations relations(set, now);
  std::vector<bool> wanted(now.size(), telling == Telling::k_all);
  for (const FigureCheck& check : set.checks) {
    if (!spans(range, check.over)) continue;
    if (telling == Telling::k_recorded && !relations.has_something(check)) continue;
    reports::Relation relation = relations.make(check, previous, last_year);
    // Nothing to compare with is worth a line in a check, none in a paper.
    if (telling == Telling::k_recorded && check.kind == CheckKind::k_jump && !relation.before) continue;
    snapshot.relations.push_back(std::move(relation));
    for (const std::size_t i : relations.figures_of(check)) wanted[i] = true;
  }

  if (telling == Telling::k_recorded && reports::is_public(snapshot.filing.kind)) {
    snapshot.narratives = narratives_of(call.model->paragraphs, set, now);
    for (std::size_t i = 0; i < now.size(); ++i)
      wanted[i] = wanted[i] || reports::is_narrated(snapshot, now[i].id);
  }

  for (std::size_t i = 0; i < now.size(); ++i) {
    const FigureDefinition& definition = set.figures[i];
    reports::Figure figure = report_figure(definition, now[i]);
    const bool index = figure.topic == reports::Topic::k_accident;
    // Nothing of this kind was recorded in the period: there is nothing to tell, not even a zero.
    if (!wanted[i] && !index && !is_recorded(definition, now[i])) continue;
    if (index) {
      figure.compared = true;
      if (last_year.kept) figure.last_year = report_figure(definition, last_year.values[i]).value;
    }
    snapshot.figures.push_back(std::move(figure));
  }
  ANZE_TRY(snapshot.discrepancies, declared_of(reader, range));
  return {};
}

}  // namespace anze::plugin
