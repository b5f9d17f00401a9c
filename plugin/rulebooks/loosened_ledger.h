// loosened (loosened.h), of a ledger: who may do what with a record, and what must be on it by then.
#pragma once

#include "plugin/rulebooks/loosened.h"

namespace anze::plugin {

Result<std::vector<Loosening>> loosened_ledger(const std::string& before, const std::string& after,
                                               Codebook& codes);

}  // namespace anze::plugin
