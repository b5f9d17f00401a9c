// Figures from the store: the facts of a period, read once, counted by scoring/figure.h, and shown with their
// qualifier.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "plugin/json.h"
#include "plugin/model.h"
#include "plugin/store/store.h"
#include "reports/figure.h"
#include "scoring/figure.h"
#include "scoring/period.h"

namespace anze::plugin {

// All figures of the model, in its order. `as_of_entry` 0: as known now.
Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader,
                                                    const Period& period, std::int64_t as_of_entry);

// {"id","title","unit","version","value","shown","records"} and, by kind, "qualifier", "numerator",
// "denominator", "unknown_parts".
json figure_json(const FigureDefinition& definition, const FigureValue& value);

// The figure as reports know it and print it: "1317处", "98.63%（1299/1317处）", "200余项", "近70万元",
// "未填".
reports::Figure report_figure(const FigureDefinition& definition, const FigureValue& value);

// Money as papers print it, rounded once; unknown stays unknown.
std::optional<std::int64_t> whole_yuan(std::optional<std::int64_t> fen);

// The chapter of a report a definition names.
std::optional<reports::Topic> parse_topic(std::string_view word);

}  // namespace anze::plugin
