// The world the readers' targets read in: that of tests/cases, and every word a document may name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scoring/ledgers/ledger.h"
#include "scoring/scorecards/evaluate.h"

namespace anze::fuzz {

struct World {
  Codebook codes;
  LedgerSet ledgers;
  Calendar calendar;
  std::unique_ptr<Organisation> organisation;
};

const World& world();  // read once; copy its codebook to read with

std::string text_of(const std::string& path);  // under the source folder
// All member names and words in the JSON files of these folders and in the published schema of rulebooks.
std::vector<std::string> words_in(const std::vector<std::string>& folders);

// Facts of every ledger: ordinary ones, ones of unknown amounts, ones of the largest.
std::vector<Fact> facts_of_all_kinds(const World& world);

}  // namespace anze::fuzz
