// Sheet: one person's result as the store keeps it: the numbers, in a canonical text a twentieth the size of
// the answer made of it. Titles, legal bases and words are not in it; whoever reads it makes them again from
// the rulebook, the organisation and the facts known when it was scored. Format:
// plugin/docs/formats/sheet.md.
#pragma once

#include <string>

#include "plugin/json/json.h"
#include "scoring/scorecards/evaluate.h"
#include "scoring/values/code.h"

namespace anze::plugin {

inline constexpr int k_sheet_format = 2;  // format 1 was the whole answer, words and all

// The canonical bytes of a person's result.  Requires: the cards are of that rulebook.
std::string write_sheet(const Rulebook& rulebook, const std::vector<Scorecard>& cards,
                        const PersonResult& person, const Codebook& codes);

// Adds the person and the cards of a sheet to `out`, every line without words.
// Errors: sheet.corrupt (not a sheet of this rulebook).
Result<void> read_sheet(std::string_view bytes, const Rulebook& rulebook, const Codebook& codes,
                        Evaluation& out);

}  // namespace anze::plugin
