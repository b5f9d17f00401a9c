// Figures from the store: the facts of a range of days, read once, counted by scoring/figures/figure.h, and
// shown with their qualifier; for the whole district or a part of it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/json/json.h"
#include "plugin/json/ledger.h"
#include "plugin/store/store.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/days/date_range.h"
#include "scoring/figures/figure.h"

namespace anze::plugin {

// The part of the district a number is about: a unit and those below it, an area and those within it, a
// sector. k_no_code: no such bound.
struct FigureScope {
  CodeId unit = k_no_code;
  CodeId area = k_no_code;
  CodeId sector = k_no_code;

  bool whole() const { return unit == k_no_code && area == k_no_code && sector == k_no_code; }
};

// The request's "unit", "area", "sector".  Errors: figure.scope, organisation.missing.
Result<FigureScope> asked_scope(const Call& call);
json scope_json(const Model& model, const Codebook& codes, const FigureScope& scope);

// The days a request is about: its "period" (a calendar period, or "2025-05-25..2025-06-24"), or its "from"
// and "to".  Errors: figure.range, and those of parse_range.
Result<DateRange> asked_range(const Call& call);
// A method's properties with those three, for the life of the process.
std::vector<Param> with_days(std::vector<Param> more = {});
// {"period": "2025-05-25..2025-06-24", "title": "2025年5月25日至6月24日", "first", "last"}
json range_json(const DateRange& range);

// The facts of a range within the scope. `as_of_entry` 0: as known now.
Result<std::vector<Fact>> facts_within(const Model& model, store::Reader& reader, const DateRange& range,
                                       std::int64_t as_of_entry, const FigureScope& scope = {});

// All figures of the model, in its order.
Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader,
                                                    const DateRange& range, std::int64_t as_of_entry,
                                                    const FigureScope& scope = {});

// {"id","title","unit","scope","topic","kind","version","value","shown","records"} and, by kind, "qualifier",
// "numerator", "denominator", "unknown_parts".
json figure_json(const FigureDefinition& definition, const FigureValue& value);

// The figure as reports know it and print it: "1317处", "98.63%（1299/1317处）", "200余项", "近70万元",
// "未填".
reports::Figure report_figure(const FigureDefinition& definition, const FigureValue& value);

// Whether anything was recorded of it: of a rate, of what it divides by.
bool is_recorded(const FigureDefinition& definition, const FigureValue& value);

// The paragraphs anything was recorded for, with the sentences that are told (scoring/figures/paragraph.h).
std::vector<reports::Narrative> narratives_of(const std::vector<ParagraphRule>& rules, const FigureSet& set,
                                              const std::vector<FigureValue>& values);

// Money as papers print it, rounded once; unknown stays unknown.
std::optional<std::int64_t> whole_yuan(std::optional<std::int64_t> fen);

// The chapter of a report a definition names.
std::optional<reports::Topic> parse_topic(std::string_view word);

}  // namespace anze::plugin
