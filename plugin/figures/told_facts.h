// Facts and words as papers tell them: of one ledger in a range of days, each word by its title.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/days/date_range.h"

namespace anze::plugin {

inline constexpr const char* k_accident_ledger = "accident";

// Every fact of one ledger in a day range, as the methods answer it.
Result<std::vector<json>> facts_of(Call& call, store::Reader& reader, const char* ledger,
                                   const DateRange& range);
// The title of a unit, area, sector or person; the id itself when the organisation has none.
std::string word_title(const Model& model, const Codebook& codes, const std::string& id);
// The title of a word of a ledger's field; the word itself when it has none.
std::string code_title(const Model& model, const Codebook& codes, const char* ledger_id,
                       const char* field_name, const std::string& word);
// "坍塌事故". `fields`: of a fact of the accident ledger.
std::string accident_title(const Model& model, const Codebook& codes, const json& fields);

}  // namespace anze::plugin
