// DOCX: the editable layout for the signing flow (GB/T 9704-2012). Lays out and decides nothing about content.
#pragma once

#include <string>

#include "reports/papers/outline.h"
#include "scoring/values/result.h"

namespace anze::reports {

// Errors: report.archive.
Result<std::string> render_docx(const Outline& outline);

}  // namespace anze::reports
