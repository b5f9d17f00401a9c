#include "reports/docx_paper.h"

#include <algorithm>

#include "reports/clean.h"
#include "reports/docx_xml.h"

namespace anze::reports::docx {

namespace {

constexpr const char* k_red = "FF0000";
constexpr int k_rule_width = 9638;  // 170 mm, letter lines
constexpr int k_rule_left = 1134;   // (210 - 170) / 2 mm

// 发文机关标志 as large as 36 pt, smaller when the name would leave the 版心.
int mark_half_points(const std::string& mark) {
  const int ems = std::max(1, static_cast<int>(display_width(clean(mark)) / 2));
  return std::min(72, 2 * 430 / ems);
}

// A paragraph fixed on the page, whatever the text does.
pugi::xml_node fixed(pugi::xml_node parent, const char* style, int top, int height) {
  pugi::xml_node p = paragraph(parent, style);
  element(properties(p), "w:framePr",
          {{"w:w", std::to_string(k_rule_width)},
           {"w:h", std::to_string(height)},
           {"w:hRule", "exact"},
           {"w:hSpace", "0"},
           {"w:wrap", "around"},
           {"w:vAnchor", "page"},
           {"w:hAnchor", "page"},
           {"w:x", std::to_string(k_rule_left)},
           {"w:y", std::to_string(top)}});
  return p;
}

void exact(pugi::xml_node p, int height) {
  element(properties(p), "w:spacing", {{"w:line", std::to_string(height)}, {"w:lineRule", "exact"}});
}

void write_mark(pugi::xml_node p, const std::string& mark, int half_points) {
  pugi::xml_node r = run(p, mark);
  pugi::xml_node looks = r.prepend_child("w:rPr");
  element(looks, "w:color", {{"w:val", k_red}});
  element(looks, "w:sz", {{"w:val", std::to_string(half_points)}});
}

// Where line 1 of a letter lies: mark at 30 mm, its height, 4 mm.
int letter_rule_top(const Outline& outline) {
  return 1701 + mark_half_points(outline.mark) * 10 + 227;
}

void number(pugi::xml_node body, const char* style, const Outline& outline, bool rule) {
  pugi::xml_node p = paragraph(body, style);
  if (rule) borders(properties(p), "w:bottom", "single", 16, 11, k_red);  // 7.2.7: 4 mm below
  run(p, outline.document_number);
}

pugi::xml_node imprint_row(pugi::xml_node table, const char* top, const char* bottom) {
  pugi::xml_node row = element(table, "w:tr");
  element(element(row, "w:trPr"), "w:cantSplit");
  pugi::xml_node cell = element(row, "w:tc");
  pugi::xml_node looks = element(cell, "w:tcPr");
  element(looks, "w:tcW", {{"w:w", std::to_string(k_width)}, {"w:type", "dxa"}});
  pugi::xml_node lines = element(looks, "w:tcBorders");
  const auto line = [&](const char* side, const char* size) {
    if (std::string_view(size) == "0")
      element(lines, side, {{"w:val", "nil"}});
    else
      element(lines, side, {{"w:val", "single"}, {"w:sz", size}, {"w:space", "0"}, {"w:color", "000000"}});
  };
  line("w:top", top);
  line("w:bottom", bottom);
  return cell;
}

}  // namespace

std::string first_header_part(const Outline& outline) {
  pugi::xml_document document;
  pugi::xml_node header = root(document, "w:hdr");
  const int size = mark_half_points(outline.mark);
  pugi::xml_node mark = fixed(header, "Mark", 1701, size * 10);
  exact(mark, size * 10);
  write_mark(mark, outline.mark, size);
  pugi::xml_node first = fixed(header, "Blank", letter_rule_top(outline), 100);
  borders(properties(first), "w:top", "thickThinSmallGap", 24, 0, k_red);
  exact(first, 20);
  pugi::xml_node second = fixed(header, "Blank", 16838 - 1134, 100);
  borders(properties(second), "w:top", "thinThickSmallGap", 24, 0, k_red);
  exact(second, 20);
  exact(paragraph(header, "Blank"), 20);
  return bytes_of(document);
}

std::string page_footer_part(bool odd) {
  pugi::xml_document document;
  pugi::xml_node footer = root(document, "w:ftr");
  pugi::xml_node p = paragraph(footer, "PageNumber");
  element(properties(p), "w:ind", {{odd ? "w:right" : "w:left", "280"}});  // one 四号 字 in
  element(properties(p), "w:jc", {{"w:val", odd ? "right" : "left"}});
  run(p, "— ");
  run(element(p, "w:fldSimple", {{"w:instr", " PAGE "}}), "1");
  run(p, " —");
  return bytes_of(document);
}

std::string empty_footer_part() {
  pugi::xml_document document;
  spacer(root(document, "w:ftr"), 20);
  return bytes_of(document);
}

void write_head(pugi::xml_node body, const Outline& outline) {
  if (outline.paper == Paper::k_letter) {
    // 发文字号 lies 7/8 of a 三号 character (280 twips) under line 1; the text area begins at 37 mm (2098).
    spacer(body, std::max(20, letter_rule_top(outline) + 280 - 2098 - (k_line - 320) / 2));
    number(body, "NumberRight", outline, false);
  }
  if (outline.paper == Paper::k_report) {
    const int size = mark_half_points(outline.mark);
    spacer(body, 1984);  // 7.2.4: 35 mm below the 版心's upper edge
    pugi::xml_node mark = paragraph(body, "Mark");
    exact(mark, size * 10);
    write_mark(mark, outline.mark, size);
    spacer(body, k_line);
    spacer(body, k_line);
    number(body, "Number", outline, true);
  }
  if (outline.paper == Paper::k_material) return;
  spacer(body, k_line);
  spacer(body, k_line);
}

void write_imprint(pugi::xml_node body, const Outline& outline) {
  const bool report = outline.paper == Paper::k_report;
  if (outline.copies_to.empty() && !report) return;
  pugi::xml_node table = element(body, "w:tbl");
  pugi::xml_node looks = element(table, "w:tblPr");
  element(looks, "w:tblpPr",
          {{"w:leftFromText", "0"},
           {"w:rightFromText", "0"},
           {"w:vertAnchor", "margin"},
           {"w:horzAnchor", "margin"},
           {"w:tblpX", "0"},
           {"w:tblpYSpec", "bottom"}});
  element(looks, "w:tblW", {{"w:w", std::to_string(k_width)}, {"w:type", "dxa"}});
  element(looks, "w:tblLayout", {{"w:type", "fixed"}});
  element(element(table, "w:tblGrid"), "w:gridCol", {{"w:w", std::to_string(k_width)}});
  if (!outline.copies_to.empty()) {
    pugi::xml_node p = paragraph(imprint_row(table, report ? "8" : "0", report ? "6" : "0"), "Imprint");
    element(properties(p), "w:ind", {{"w:left", "1120"}, {"w:right", "280"}, {"w:hanging", "840"}});
    std::string names;
    for (const std::string& name : outline.copies_to) names += (names.empty() ? "抄送：" : "，") + name;
    run(p, names + "。");
  }
  if (report) {
    pugi::xml_node p = paragraph(imprint_row(table, outline.copies_to.empty() ? "8" : "6", "8"), "Imprint");
    pugi::xml_node tabs = element(properties(p), "w:tabs");
    element(tabs, "w:tab", {{"w:val", "right"}, {"w:pos", std::to_string(k_width - 496)}});
    element(properties(p), "w:ind", {{"w:left", "172"}, {"w:right", "172"}});
    run(p, outline.printed_by);
    element(element(p, "w:r"), "w:tab");
    run(p, outline.date + "印发");
  }
  spacer(body, 20);
}

void write_section(pugi::xml_node body, const Outline& outline) {
  const bool letter = outline.paper == Paper::k_letter;
  pugi::xml_node section = element(body, "w:sectPr");
  if (letter) element(section, "w:headerReference", {{"w:type", "first"}, {"r:id", "rIdHeaderFirst"}});
  element(section, "w:footerReference", {{"w:type", "default"}, {"r:id", "rIdFooterOdd"}});
  element(section, "w:footerReference", {{"w:type", "even"}, {"r:id", "rIdFooterEven"}});
  if (letter) element(section, "w:footerReference", {{"w:type", "first"}, {"r:id", "rIdFooterFirst"}});
  element(section, "w:pgSz", {{"w:w", "11906"}, {"w:h", "16838"}});
  element(section, "w:pgMar",
          {{"w:top", "2098"},
           {"w:right", "1474"},
           {"w:bottom", "1984"},
           {"w:left", "1588"},
           {"w:header", "851"},
           {"w:footer", "1400"},
           {"w:gutter", "0"}});
  if (letter) element(section, "w:titlePg");
  element(section, "w:docGrid", {{"w:type", "lines"}, {"w:linePitch", std::to_string(k_line)}});
}

}  // namespace anze::reports::docx
