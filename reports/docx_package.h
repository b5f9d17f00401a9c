// The wrapping of a DOCX: content types (which must come first), relationships, properties. Internal.
#pragma once

#include <vector>

#include "reports/outline.h"
#include "reports/zip_package.h"

namespace anze::reports::docx {

// Every part that is not laid out: [Content_Types].xml, both relationship parts, core properties.
std::vector<Part> package_parts(const Outline& outline);

}  // namespace anze::reports::docx
