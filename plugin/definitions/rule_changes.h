// RuleChange (规则修改): a definition that was changed by proposal and confirmation, and that a period's
// results and papers must tell of: it loosened a control while the period ran, or reached into the period.
//
// Threads: any; reads in the caller's snapshot.
#pragma once

#include <string>
#include <vector>

#include "plugin/json/told.h"
#include "plugin/records/proposal_record.h"
#include "plugin/store/store.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// What people call a kind of definition; the word itself when it is none: "ledger", "台账".
std::string definition_title(const std::string& kind);
// "system_admin", "系统管理员".
std::string role_title(const std::string& role);

// Confirmed proposals that reach into the period, or loosened a control on one of its days; oldest first. As
// known at `as_of_entry` (0: now).  Errors: store.*, record.corrupt.
Result<std::vector<ProposalRecord>> rule_changes_of(store::Reader& reader, const Period& period,
                                                    std::int64_t as_of_entry = 0);

// One sentence for people and papers: offices, no persons.
std::string rule_change_text(const ProposalRecord& change);

// With the accounts that proposed and confirmed.
json rule_changes_json(const std::vector<ProposalRecord>& changes);
const Shape& rule_change_shape();

}  // namespace anze::plugin
