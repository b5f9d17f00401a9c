// What two versions of an entry say differently, without printing either.
#pragma once

#include <string_view>
#include <vector>

#include "scoring/entries/record.h"

namespace anze {

// Whether they say word for word the same: every member, field and text, whatever is computed from them, and
// not in which order texts are kept.
bool same_entry(const FactRecord& one, const FactRecord& other);

// The members beside fields, state, attachments and remark that `before` has and `after` says otherwise or
// not at all, by name: "area", "id", "occurred_on" … What `after` adds is no contradiction.
std::vector<std::string_view> contradicted_members(const FactRecord& before, const FactRecord& after);

}  // namespace anze
