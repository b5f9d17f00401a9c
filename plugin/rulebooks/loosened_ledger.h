// loosened (loosened.h), of a ledger: who may do what with a record, and what must be on it by then.
#pragma once

#include <string>
#include <vector>

#include "plugin/records/proposal_record.h"
#include "scoring/values/code.h"

namespace anze::plugin {

Result<std::vector<Loosening>> loosened_ledger(const std::string& before, const std::string& after,
                                               Codebook& codes);

}  // namespace anze::plugin
