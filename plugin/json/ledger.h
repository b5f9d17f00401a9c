// A ledger's definition as the methods answer it: what a form, a sheet or a checker needs to know.
#pragma once

#include "plugin/json/json.h"
#include "plugin/json/told.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

json field_json(const Field& field, const Codebook& codes);
// {"from","to","title","roles","needs","attachment","other_person"}
json move_json(const StateMove& move, const Codebook& codes);
json act_json(const RecordAct& act, const Codebook& codes);
// {"title","scope","basis"}
json credit_json(const Credit& credit);
json ledger_json(const Ledger& ledger, const Codebook& codes);

std::string_view to_word(FigureKind kind);  // of a measure or figure: "count", "sum", "rate", "stated"

// What each of them shows.
const Shape& field_shape();
const Shape& move_shape();
const Shape& act_shape();
const Shape& credit_shape();
const Shape& ledger_shape();

}  // namespace anze::plugin
