// DOCX: the editable layout for the signing flow (GB/T 9704-2012). Lays out and decides nothing about
// content.
#pragma once

#include <string>

#include "reports/formats/part.h"
#include "reports/papers/outline.h"
#include "scoring/values/result.h"

namespace anze::reports {

// Errors: those of `pack`.
Result<std::string> render_docx(const Outline& outline, const Pack& pack);

}  // namespace anze::reports
