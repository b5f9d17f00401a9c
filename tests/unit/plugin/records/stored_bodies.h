// Bodies of records as stores hold them, kept beside the tests: kind, id and body a line.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "plugin/records/accepted_head_record.h"
#include "plugin/records/account_record.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/attachment_record.h"
#include "plugin/records/discrepancy_record.h"
#include "plugin/records/filing_record.h"
#include "plugin/records/import_record.h"
#include "plugin/records/judgement_record.h"
#include "plugin/records/proposal_record.h"
#include "plugin/records/record_kinds.h"
#include "plugin/records/veto_record.h"

namespace anze::plugin {

inline std::vector<store::Record> bodies_in(const std::string& name) {
  std::ifstream file(std::string(ANZE_SOURCE_DIR) + "/tests/unit/plugin/records/" + name);
  std::vector<store::Record> records;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string::npos) continue;
    store::Record& record = records.emplace_back();
    record.kind = line.substr(0, first);
    record.id = line.substr(first + 1, second - first - 1);
    record.version = 1;
    record.body = line.substr(second + 1);
  }
  EXPECT_FALSE(records.empty()) << name;
  return records;
}

// Text to struct to text.
inline Result<std::string> rewritten(const store::Record& stored) {
  const auto through = [&](auto&& read, auto&& write) -> Result<std::string> {
    ANZE_TRY(const auto record, read(stored));
    return dump(write(record));
  };
  const std::string& kind = stored.kind;
  if (kind == k_assessment_record) return through(assessment_of, assessment_json);
  if (kind == k_amendment_record) return through(amendment_of, amendment_json);
  if (kind == k_judgement_record) return through(judgement_of, judgement_json);
  if (kind == k_veto_record) return through(veto_of, veto_json);
  if (kind == k_veto_decision_record || kind == k_veto_lifting_record)
    return through(veto_statement_of, veto_statement_json);
  if (kind == k_filing_record) return through(filing_of, filing_json);
  if (kind == k_discrepancy_record) return through(discrepancy_of, discrepancy_json);
  if (kind == k_attachment_record) return through(attachment_of, attachment_json);
  if (kind == k_import_record) return through(sheets::import_of, sheets::import_json);
  if (kind == k_proposal_record) return through(proposal_of, proposal_json);
  if (kind == k_accepted_head_record) return through(accepted_head_of, accepted_head_json);
  if (kind == k_account_record) {
    ANZE_TRY(const AccountRecord account, account_of(stored));
    return account_text(account);
  }
  ADD_FAILURE() << "no struct for " << kind;
  return std::string();
}

}  // namespace anze::plugin
