// What surrounds the text on the page: mark, red lines, page numbers (the imprint: docx_imprint.h). Internal
// to the DOCX renderer.
#pragma once

#include <string>

#include "reports/formats/docx/xml.h"
#include "reports/papers/outline.h"

namespace anze::reports::docx {

std::string page_footer_part(bool odd);  // — 1 —, outer side (7.5)
std::string empty_footer_part();         // page 1 of a letter carries no number (10.1)

void write_head(Element& body, const Outline& outline);     // mark, red lines, 发文字号
void write_section(Element& body, const Outline& outline);  // page size, margins, grid, footers

}  // namespace anze::reports::docx
