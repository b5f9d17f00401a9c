// import: sends a folder of files to the plugin, in the order in which they need each other:
//   {organisation.json}   org.import/1
//   {ledgers/*.json}      ledger.define/1
//   {rulebooks/*.json}    rulebook.add/1
//   {figures/*.json}      figures.define/1
//   {filings.json}        filing.rules/1
//   {workbooks.json}      sheet.import/1, a call for each sheet it names (workbooks.hpp)
//   {facts*.jsonl}        ledger.import/1, a thousand lines at a time; where there are no workbooks
// The request ids follow from name and content, so running it again after an interruption is harmless: what
// was done is answered and not repeated.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/session.hpp"

namespace anze::host {

// Who sends what. System, security and business are different people (三员分立); an empty one is the
// session's actor.
struct ImportActors {
  std::string system_admin;    // organisation, ledgers, figures, filing rules
  std::string security_admin;  // rulebooks
  std::string clerk;           // lines of facts; a sheet names its own
  bool history = false;        // the lines are an older register that is taken over: the clerk is a reviewer
};

struct Imported {
  std::uint64_t files = 0;
  std::uint64_t facts = 0;
  std::vector<std::string> proposals;  // definitions that wait for a second person's definition.confirm/1
};

// Errors: Fault (usage) for a folder without any of these files or a file that is not JSON; Refused with the
// file's name in the problem's "at".
// `period`: only the sheets entered with it ("2025Q1"); "": all.
Imported import_folder(Session& session, const std::filesystem::path& folder, const ImportActors& actors = {},
                       const std::string& period = {});

}  // namespace anze::host
