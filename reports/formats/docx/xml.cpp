#include "reports/formats/docx/xml.h"

#include <sstream>

#include "reports/formats/clean.h"
#include "scoring/values/broken.h"

namespace anze::reports::docx {

pugi::xml_node element(pugi::xml_node parent, const char* name, Attributes attributes) {
  pugi::xml_node node = parent.append_child(name);
  for (const auto& [key, value] : attributes) node.append_attribute(key).set_value(value.c_str());
  return node;
}

pugi::xml_node root(pugi::xml_document& document, const char* name) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  declaration.append_attribute("standalone").set_value("yes");
  return element(document, name,
                 {{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
                  {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}});
}

std::string bytes_of(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}

pugi::xml_node properties(pugi::xml_node paragraph) {
  const pugi::xml_node found = paragraph.child("w:pPr");
  return found ? found : paragraph.prepend_child("w:pPr");
}

pugi::xml_node paragraph(pugi::xml_node parent, const char* style) {
  pugi::xml_node node = parent.append_child("w:p");
  element(properties(node), "w:pStyle", {{"w:val", style}});
  return node;
}

pugi::xml_node run(pugi::xml_node paragraph, std::string_view text) {
  const std::string safe = clean(text);
  pugi::xml_node node = paragraph.append_child("w:r");
  for (std::size_t from = 0;;) {
    const std::size_t end = safe.find('\n', from);
    pugi::xml_node t = element(node, "w:t", {{"xml:space", "preserve"}});
    t.text().set(safe.substr(from, end - from).c_str());
    if (end == std::string::npos) return node;
    node.append_child("w:br");
    from = end + 1;
  }
}

void spacer(pugi::xml_node parent, int height) {
  ANZE_ASSERT(height > 0);
  pugi::xml_node p = paragraph(parent, "Blank");
  element(properties(p), "w:spacing", {{"w:line", std::to_string(height)}, {"w:lineRule", "exact"}});
}

pugi::xml_node fixed(pugi::xml_node parent, const char* style, const Box& box) {
  ANZE_ASSERT(box.width > 0 && box.height > 0);
  pugi::xml_node p = paragraph(parent, style);
  element(properties(p), "w:framePr",
          {{"w:w", std::to_string(box.width)},
           {"w:h", std::to_string(box.height)},
           {"w:hRule", box.grows ? "atLeast" : "exact"},
           {"w:hSpace", "0"},
           {"w:wrap", "around"},
           {"w:vAnchor", "page"},
           {"w:hAnchor", "page"},
           {"w:x", std::to_string(box.left)},
           {"w:y", std::to_string(box.top)}});
  return p;
}

void borders(pugi::xml_node properties, const char* side, const char* kind, int eighths, int space,
             const char* colour) {
  pugi::xml_node box = properties.child("w:pBdr");
  if (!box) box = properties.append_child("w:pBdr");
  element(box, side,
          {{"w:val", kind},
           {"w:sz", std::to_string(eighths)},
           {"w:space", std::to_string(space)},
           {"w:color", colour}});
}

}  // namespace anze::reports::docx
