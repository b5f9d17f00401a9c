#include "reports/formats/docx/xml.h"

#include <algorithm>

#include "reports/formats/clean.h"
#include "scoring/values/broken.h"

namespace anze::reports::docx {

namespace {

void write_escaped(std::string& out, std::string_view text, bool quoted) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>' && !quoted)
      out += "&gt;";
    else if (c == '"' && quoted)
      out += "&quot;";
    else
      out += c;
  }
}

void write_element(std::string& out, const Element& node) {
  out.append("<").append(node.name);
  for (const auto& [key, value] : node.attributes) {
    out.append(" ").append(key).append("=\"");
    write_escaped(out, value, true);
    out += '"';
  }
  if (!node.text && node.children.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  if (node.text) write_escaped(out, *node.text, false);
  for (const Element& child : node.children) write_element(out, child);
  out.append("</").append(node.name).append(">");
}

}  // namespace

Element* Element::child(std::string_view called) {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Element& each) { return each.name == called; });
  return found == children.end() ? nullptr : &*found;
}

Element& element(Element& parent, const char* name, Attributes attributes) {
  Element& node = parent.children.emplace_back(name);
  node.attributes.assign(attributes.begin(), attributes.end());
  return node;
}

Element& root(Element& document, const char* name) {
  document.name = name;
  document.attributes = {{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
                         {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}};
  return document;
}

std::string bytes_of(const Element& document) {
  std::string out = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
  write_element(out, document);
  return out;
}

Element& properties(Element& paragraph) {
  Element* found = paragraph.child("w:pPr");
  return found != nullptr ? *found : paragraph.children.emplace_front("w:pPr");
}

void after_style(Element& properties, const char* name) {
  properties.children.emplace(std::next(properties.children.begin()), name);
}

Element& paragraph(Element& parent, const char* style) {
  Element& node = element(parent, "w:p");
  element(properties(node), "w:pStyle", {{"w:val", style}});
  return node;
}

Element& run(Element& paragraph, std::string_view text) {
  const std::string safe = clean(text);
  Element& node = element(paragraph, "w:r");
  for (std::size_t from = 0;;) {
    const std::size_t end = safe.find('\n', from);
    element(node, "w:t", {{"xml:space", "preserve"}}).text = safe.substr(from, end - from);
    if (end == std::string::npos) return node;
    element(node, "w:br");
    from = end + 1;
  }
}

void spacer(Element& parent, int height) {
  ANZE_ASSERT(height > 0);
  Element& p = paragraph(parent, "Blank");
  element(properties(p), "w:spacing", {{"w:line", std::to_string(height)}, {"w:lineRule", "exact"}});
}

Element& fixed(Element& parent, const char* style, const Box& box) {
  ANZE_ASSERT(box.width > 0 && box.height > 0);
  Element& p = paragraph(parent, style);
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

void borders(Element& properties, const char* side, const char* kind, int eighths, int space,
             const char* colour) {
  Element* box = properties.child("w:pBdr");
  element(box != nullptr ? *box : element(properties, "w:pBdr"), side,
          {{"w:val", kind},
           {"w:sz", std::to_string(eighths)},
           {"w:space", std::to_string(space)},
           {"w:color", colour}});
}

}  // namespace anze::reports::docx
