// The text twin of a paper, for screens, search and comparison.
#pragma once

#include <string>

#include "reports/papers/outline.h"

namespace anze::reports {

std::string render_text(const Outline& outline);

}  // namespace anze::reports
