// A fact version as the methods answer it.
#pragma once

#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

json fact_json(const store::FactVersion& version, const LedgerSet& ledgers, const Codebook& codes);

}  // namespace anze::plugin
