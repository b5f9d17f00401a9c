// Workbooks: the year's facts as the clerks keep them, a workbook a register, and the list of sheets with who
// enters each and when. The same bytes every time.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "form.h"
#include "pages.h"

namespace district {

void write_workbook(const std::filesystem::path& file, const Form& form, const std::vector<Page>& pages);

// Writes OUT/workbooks/ and returns what OUT/workbooks.json says: for each sheet its file, ledger, name, the
// period it is entered with, by whom, with which defaults, and its rows.
Json write_workbooks(const std::filesystem::path& out, const Json& organisation,
                     const std::map<std::string, Json>& ledgers,
                     const std::map<std::string, std::vector<const Json*>>& facts);

}  // namespace district
