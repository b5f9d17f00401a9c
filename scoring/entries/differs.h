// What two versions of an entry say differently, without printing either.
#pragma once

#include <string_view>
#include <vector>

#include "scoring/entries/record.h"

namespace anze {

// Whether they say word for word the same: every member, field and text, whatever is computed from them, and
// not in which order texts are kept.
bool same_entry(const FactRecord& one, const FactRecord& other);

// Whether the two may speak of one event: same ledger, unit and day, and nothing that both say is said
// otherwise, but for id, state, attachments, remark and what is computed. Two events may be as alike; whoever
// is told looks.
bool may_be_one_event(const Ledger& ledger, const FactRecord& one, const FactRecord& other);
// The same of what is counted alone, without the texts: false where the texts need not be looked at.
bool may_be_one_event(const Ledger& ledger, const Fact& one, const Fact& other);

// The members beside fields, state, attachments and remark that `before` has and `after` says otherwise or
// not at all, by name: "area", "id", "occurred_on" … What `after` adds is no contradiction.
std::vector<std::string_view> contradicted_members(const FactRecord& before, const FactRecord& after);

}  // namespace anze
