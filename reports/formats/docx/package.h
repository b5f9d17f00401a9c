// The wrapping of a DOCX: content types (which must come first), relationships, properties. Internal.
#pragma once

#include <string>
#include <vector>

#include "reports/formats/part.h"
#include "reports/papers/outline.h"

namespace anze::reports::docx {

// A part the text refers to, with its bytes.
struct WordPart {
  const char* id;    // of the relationship, as the text names it
  const char* file;  // below word/
  const char* type;  // "styles", of both the relationship and the content
  std::string bytes;
};

// The whole package around the text, word/document.xml. What content types and relationships name is the
// same list that is written: a part named and not written is one that strict readers refuse the file for
// (ECMA-376 part 2, 9.3), and one written and not named is out of their reach.
std::vector<Part> package_parts(const Outline& outline, std::string document, std::vector<WordPart> parts);

}  // namespace anze::reports::docx
