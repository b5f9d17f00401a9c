// loosened (loosened.h), of one clause, one veto and the policies of a rulebook: which members of theirs ask
// for less, or take less, when they are changed in which way.
#pragma once

#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/proposal_record.h"

namespace anze::plugin {

// Of a clause that deducted. `at`: where the new one stands.
void loosened_clause(const json& before, const json& after, const std::string& at,
                     std::vector<Loosening>& list);
void loosened_veto(const json& before, const json& after, const std::string& at,
                   std::vector<Loosening>& list);
// Requires: both are whole rulebooks.
void loosened_policies(const json& before, const json& after, std::vector<Loosening>& list);

}  // namespace anze::plugin
