// A fact version as the methods answer it.
#pragma once

#include "plugin/json/json.h"
#include "plugin/json/told.h"
#include "plugin/store/store.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

// The record alone: what write_fact prints.
json record_json(const FactRecord& record, const LedgerSet& ledgers, const Codebook& codes);
json fact_json(const store::FactVersion& version, const LedgerSet& ledgers, const Codebook& codes);
const Shape& fact_shape();

// A paper or picture beside a fact.
const Shape& attachment_shape();

}  // namespace anze::plugin
