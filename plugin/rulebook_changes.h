// Changes between two rulebook documents, clause by clause, as their author reads them: which item, clause,
// veto clause or grade was added, removed or moved, and which of its members changed from what to what.
#pragma once

#include "plugin/json.h"

namespace anze::plugin {

// {"changes": [{"kind", "id", "title", "change", "members": [{"member", "from", "to"}]}], "added", "removed",
// "changed", "same"}. kind: rulebook, policies, item, clause, veto, grade. Order: the document's, what was
// removed behind what is there. A clause is the same clause when its id is; one that stands in another item
// has the member "item" changed.
json rulebook_changes(const json& from, const json& to);

}  // namespace anze::plugin
