// Figures from the store: the facts of a period, read once, counted by scoring/figure.h, and shown with their qualifier.
#pragma once

#include <vector>

#include "plugin/json.h"
#include "plugin/model.h"
#include "plugin/store/store.h"
#include "scoring/figure.h"
#include "scoring/period.h"

namespace anze::plugin {

// All figures of the model, in its order. `as_of_entry` 0: as known now.
Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader, const Period& period, std::int64_t as_of_entry);

// {"id","title","unit","version","value","shown","records"} and, by kind, "qualifier", "numerator", "denominator", "unknown_parts".
json figure_json(const FigureDefinition& definition, const FigureValue& value);

// As people read it: "1317处", "98.63%", "200余项", "近70万元", "未填".
std::string shown(const FigureDefinition& definition, const FigureValue& value);

}  // namespace anze::plugin
