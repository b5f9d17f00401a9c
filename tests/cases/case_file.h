// CaseFile: a .case file, cut into its sections. The format is told in README.md.
#pragma once

#include <string>
#include <vector>

struct CaseFile {
  std::string path;
  std::string period;
  std::string as_of;     // "" when not given
  std::string reading;   // "stored": the rulebook is one an older library took; else a draft
  std::string rulebook;  // JSON object; "" when not given
  std::string
      rulebook_file;  // path in the source tree, in place of world/rulebook.json; brings the shipped ledgers
  std::vector<std::string>
      clause;                // "RULEBOOK CLAUSE": one clause of a shipped rulebook, in place of a rulebook
  std::string organisation;  // JSON object; "" when not given
  std::vector<std::string> facts;
  std::vector<std::string> undo;
  std::vector<std::string> judge;
  std::vector<std::string> quarters;
  std::vector<std::string> results;
  std::vector<std::string> expect;
};

// Throws std::runtime_error, with the line, for what is no case file.
CaseFile read_case(const std::string& path);

// Writes other expected lines into the file; everything before them stays as it is.
void rewrite_expectations(const CaseFile& file, const std::vector<std::string>& lines);

std::vector<std::string> words_of(const std::string& line);
