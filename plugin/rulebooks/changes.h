// Changes between two rulebook documents, clause by clause, as their author reads them: which group, item,
// clause, veto clause, grade or embedded test was added, removed or moved, and which of its members changed
// from what to what.
#pragma once

#include "plugin/json/json.h"

namespace anze::plugin {

// {"changes": [{"kind", "id", "title", "change", "text", "members": [{"member", "label", "from", "to"}]}],
// "added", "removed", "changed", "same"}. kind: rulebook, policies, group, item, clause, veto, grade, test.
// Order: the document's, what was removed behind what is there. A clause is the same clause when its id is;
// one that stands in another item has the member "item" changed. A test is the same test when its title is.
// Labels are the schema's.
json rulebook_changes(const json& from, const json& to);

}  // namespace anze::plugin
