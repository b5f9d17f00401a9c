// Striking known names from every text of a snapshot: the last net under view_for, for names that an officer
// typed into a passage or a title. It knows the names the snapshot itself holds, among them those of
// everybody the organisation knew when it was sealed. Internal to reports.
#pragma once

#include <string>
#include <vector>

#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// Names of all persons in it, longest first, each once.
std::vector<std::string> known_names(const Snapshot& snapshot);

// Strikes from what people typed: titles of figures, explanations, passages, the reason of an amendment.
// Requires: no name is empty.
void strike(Snapshot& snapshot, const std::vector<std::string>& names, const std::string& instead);

}  // namespace anze::reports
