// CaseWorld: what a case is played in: world/, with the case's own members put over it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "case_file.h"
#include "scoring/accountability/veto.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/scorecards/evaluate.h"

struct CaseWorld {
  anze::Codebook codes;
  anze::LedgerSet ledgers;
  anze::Calendar calendar;  // 2025 and 2026
  std::unique_ptr<anze::Organisation> organisation;
  std::string rulebook_text;
  std::unique_ptr<anze::Rulebook> rulebook;
  anze::Period period;
  anze::Date as_of;
  std::vector<anze::Fact> facts;
  std::vector<anze::CodeId> fact_ids;
  std::vector<anze::Judgement> judgements;
  std::vector<anze::SealedResult> results;
  std::vector<anze::QuarterResult> quarters;
  anze::Problems problems;  // of the first part that was refused; what follows it is missing
};

// A whole file. Throws std::runtime_error.
std::string text_of(const std::string& path);
// Throws std::runtime_error for a case nobody could play (as against one whose parts are refused).
std::unique_ptr<CaseWorld> build_world(const CaseFile& file, const std::string& folder);
