// Narratives: paragraphs of words around figures, every number of which keeps the figure's id. What they
// print is not told a second time in the chapter of its topic.
#pragma once

#include <string_view>

#include "reports/papers/draft.h"

namespace anze::reports {

bool is_narrated(const Snapshot& view, std::string_view figure);
inline bool is_narrated(const Snapshot& view, const Figure& figure) {
  return is_narrated(view, figure.id);
}

// A figure the snapshot does not hold prints 未填.
Text narrative_text(const Narrative& narrative, const Snapshot& view);

// All of them, each heading once, at `level`.
void tell_narratives(Draft& draft, const Snapshot& view, int level);

}  // namespace anze::reports
