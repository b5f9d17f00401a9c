// Topics: the chapters that are told figure by figure, without what a narrative says already.
#pragma once

#include "reports/papers/draft.h"

namespace anze::reports {

// All figures of a topic in one paragraph a scope, district first: "组织检查组54个，检查单位1164家。"
void tell_topic(Draft& draft, const Snapshot& view, Topic topic);
bool has_topic(const Snapshot& view, Topic topic);

}  // namespace anze::reports
