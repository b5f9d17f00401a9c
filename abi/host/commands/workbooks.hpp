// Workbooks: a year of sheets as the clerks of a district hand them in: a folder whose workbooks.json names
// each sheet with its file, ledger, the period it is entered with and who enters it:
//   [{"file": "workbooks/隐患台账.xlsx", "ledger": "hazard", "sheet": "3月", "period": "2025Q1",
//     "clerk": "clerk-01", "rows": 163, "dated": "2025Q1", "defaults": {"unit": "town-1"}}]
// "history": true says that it is an older register and "clerk" the reviewer who takes it over;
// "dated" says that every row lies in that period; "defaults" are for rows that do not say.
// Each sheet is one act of sheet.import/1: all its rows, or none and the list of its bad cells.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/commands/sheets.hpp"
#include "host/session.hpp"

namespace anze::host {

struct WorkbookSheet {
  SheetFile sheet;
  std::string period;
  std::string clerk;
  std::uint64_t rows = 0;
};

// In the order of the list; none when the folder has no such list.  Errors: Fault (usage).
std::vector<WorkbookSheet> read_workbooks(const std::filesystem::path& folder,
                                          const std::string& list = "workbooks.json");

// Returns the answer of sheet.import/1.  Errors: Refused with file and sheet in the problem's "at"; Fault
// when other than the rows announced came in.
nlohmann::json enter_sheet(Session& session, const WorkbookSheet& sheet);

}  // namespace anze::host
