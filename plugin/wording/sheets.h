// Wording: what is wrong with a sheet, in the words of the clerk who filled it in. Errors are English, with a
// code (plugin/docs/errors.md); whoever reads Chinese gets every message of sheets in Chinese throughout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/ledgers/ledger.h"
#include "scoring/values/error.h"

namespace anze::sheets {

// What is wrong in a row and how to put it right: "“2025.13.1”不是完整、真实的日期。请写成…。". `said` is
// what the cell says; `field` that of its column, null for what all facts share.
std::string row_wording(const Error& error, const std::string& said, const Ledger& ledger,
                        const Field* field);

// The same of a file or a request; none for what only programmers meet.
std::optional<std::string> file_wording(const Error& error);

// Every code they have words for.
std::vector<std::string> row_codes();
std::vector<std::string> file_codes();

}  // namespace anze::sheets
