// Headings: what stands over the columns of a ledger's sheets, the same way out and way in: which words name
// a member that all facts share, and which a field. What was exported is so understood when it comes back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/ledgers/ledger.h"

namespace anze::sheets {

// The members all facts share, and the fields of the ledger.
enum class Meaning {
  k_id,
  k_occurred,
  k_unit,
  k_area,
  k_sector,
  k_post,
  k_official,
  k_state,
  k_attachments,
  k_remark,
  k_field
};

struct SharedColumn {
  Meaning meaning;
  const char* member;  // of a fact: "occurred_on"
  bool required;
  std::vector<const char*> headings;  // the first is written, the others are understood too
};
std::span<const SharedColumn> shared_columns();
const SharedColumn& shared_column(Meaning meaning);

// What stands over a shared column of this ledger: the first of its headings that is no field's title.
std::string heading_of(const SharedColumn& shared, const Ledger& ledger);
// "整改资金（元）", "检查单位（家）", "隐患级别".
std::string heading_of(const Field& field);

// What two headings that mean the same have in common, but for a unit in brackets: without spaces, width and
// marks.
std::string heading_key(std::string_view heading);

}  // namespace anze::sheets
