// Striking known names from every text of a snapshot: the last net under view_for, for names that an officer
// typed into a passage or a title. It knows only the names the snapshot itself holds. Internal to reports.
#pragma once

#include <string>
#include <vector>

#include "reports/snapshot.h"

namespace anze::reports {

// Names of officials and of persons under a measure, longest first, each once.
std::vector<std::string> known_names(const Snapshot& snapshot);

// Strikes from what people typed: titles of figures, explanations, passages, the reason of an amendment.
void strike(Snapshot& snapshot, const std::vector<std::string>& names, const std::string& instead);

}  // namespace anze::reports
