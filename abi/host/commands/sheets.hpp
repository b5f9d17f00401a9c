// Sheets: the command line's way with .xlsx and CSV files: what `anze-host sheet …` does. Everything goes
// through the plugin's sheet.* methods; here are only files, progress and words.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "host/session.hpp"

namespace anze::host {

struct SheetFile {
  std::filesystem::path file;
  std::string ledger;
  std::string sheet;                            // of a workbook; "": the plugin chooses
  std::map<std::string, std::string> defaults;  // {"unit": "town-3"}
  std::string period;                           // which all rows lie in; "": not said
  bool keep_good = false;
  bool repeats = false;
  bool history = false;  // an older register is taken over, by a reviewer
};

// The request of sheet.check/1, import and start, its file sent ahead in parts where it is large. `actor` "":
// the session's.
nlohmann::json sheet_request(Session& session, const SheetFile& sheet, const std::string& actor = {});

// Prints what an import would say of each row. Returns the exit code: k_exit_refused when a row is bad.
int check_sheet(Session& session, const SheetFile& sheet);
// Imports step by step with a progress line; with bad rows and without keep_good, prints them and imports
// nothing.
int import_sheet(Session& session, const SheetFile& sheet);
int undo_import(Session& session, const std::string& import, const std::string& reason, bool leave_corrected);
int list_imports(Session& session);
// `request` is that of sheet.export/1; "" as `file` takes the name the plugin gives, in the current folder.
int export_sheet(Session& session, nlohmann::json request, std::filesystem::path file);
int make_template(Session& session, const std::string& ledger, std::filesystem::path file);

}  // namespace anze::host
