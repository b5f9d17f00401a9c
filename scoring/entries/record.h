// FactRecord: one entry of a ledger as people write it, read against its definition: the fact that is
// counted, and the texts beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

struct FactText {
  std::string field;
  std::string text;  // of a field that is no text: canonical (field_value.h)
};

struct FactRecord {
  std::string id;  // "" when the sender leaves it to us
  Fact fact;       // seq, recorded and late are the store's to fill
  std::vector<FactText> texts;
  std::string attachments_json;  // canonical JSON array
  std::string remark;
};

// Reads one fact as people write it (format: plugin/docs/formats/fact.md) against its ledger: field types,
// code lists, required fields, unknown fields, states, the rules between fields; fills computed fields.
// `texts` receives what has no slot. Codes that name units, posts, officials are interned as they stand:
// whether they exist is the organisation's answer (Organisation::check).
Result<FactRecord> read_fact(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                             Problems* problems = nullptr);

// The fact back as canonical JSON, words for codes: what the store shows and what a round trip must give.
std::string write_fact(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes);

// Whether the field of that name has a value.
bool is_filled(const FactRecord& record, const Field& field);

}  // namespace anze
