// Differences between two versions of a definition, whichever kind it is of, place by place: what a second
// person looks at before confirming. Of rulebooks rulebook.diff/1 says the same in words (changes.h).
//
// Threads: any.
#pragma once

#include <cstddef>

#include "plugin/json/json.h"

namespace anze::plugin {

// {"changes": [{"at", "from"?, "to"?}], "left_out"}: without "from" it was added, without "to" it is gone. A
// list's elements are the same where their id, name or act is, so that one put in between is one change.
// Places are in `after`; of what is gone, in `before`. At most `most` changes are told, the rest counted.
json differences(const json& before, const json& after, std::size_t most);

}  // namespace anze::plugin
