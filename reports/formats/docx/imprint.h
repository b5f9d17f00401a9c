// 版记 (7.4): who else gets the paper, who printed it and when, at the foot of the last page. Internal to the
// DOCX renderer.
#pragma once

#include "reports/formats/docx/xml.h"
#include "reports/papers/outline.h"

namespace anze::reports::docx {

// Every organ of a list of any length stands on the paper: a few lines share the last page with the text,
// more get a page of their own, and more than that a page each.
void write_imprint(Element& body, const Outline& outline);

}  // namespace anze::reports::docx
