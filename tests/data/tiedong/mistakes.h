// A clerk's mistakes: sheets of the year with something wrong in them, one workbook for each common mistake
// and one with several, and for each mistake where it stands and what has to be said of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "form.h"

namespace district {

// Writes OUT/mistakes/ and returns what OUT/mistakes.json says: the sheets as in workbooks.json, each with
// "mistakes": row, column and code.
Json write_mistakes(const std::filesystem::path& out, const Json& organisation,
                    const std::map<std::string, Json>& ledgers,
                    const std::map<std::string, std::vector<const Json*>>& facts);

}  // namespace district
