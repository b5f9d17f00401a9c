#include "reports/docx_paper.h"

#include <algorithm>

#include "reports/clean.h"
#include "reports/docx_xml.h"
#include "reports/draft.h"

namespace anze::reports::docx {

namespace {

constexpr const char* k_red = "FF0000";
constexpr int k_rule_width = 9638;  // 170 mm, letter lines
constexpr int k_imprint_line = 500;
constexpr int k_double_line = 100;
constexpr int k_rule_left = 1134;  // (210 - 170) / 2 mm

// 发文机关标志 as large as 36 pt, smaller when the name would leave the 版心.
int mark_half_points(const std::string& mark) {
  const int ems = std::max(1, static_cast<int>(display_width(clean(mark)) / 2));
  return std::min(72, 2 * 430 / ems);
}

struct Box {
  int left;
  int top;
  int width;
  int height;
};

// A paragraph fixed on the page, whatever the text does.
pugi::xml_node fixed(pugi::xml_node parent, const char* style, const Box& box) {
  pugi::xml_node p = paragraph(parent, style);
  element(properties(p), "w:framePr",
          {{"w:w", std::to_string(box.width)},
           {"w:h", std::to_string(box.height)},
           {"w:hRule", "exact"},
           {"w:hSpace", "0"},
           {"w:wrap", "around"},
           {"w:vAnchor", "page"},
           {"w:hAnchor", "page"},
           {"w:x", std::to_string(box.left)},
           {"w:y", std::to_string(box.top)}});
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

// Two lines of a letter from one paragraph: its upper and lower border, thick and thin.
void double_line(pugi::xml_node parent, int top, int upper_eighths, int lower_eighths) {
  pugi::xml_node p = fixed(parent, "Blank", {k_rule_left, top, k_rule_width, k_double_line});
  borders(properties(p), "w:top", "single", upper_eighths, 0, k_red);
  borders(properties(p), "w:bottom", "single", lower_eighths, 0, k_red);
  exact(p, 30);
}

// Mark and lines lie on the page whatever the text does (10.1): the frames of mark and line 1 touch, so that
// the text can only begin below them.
void letter_frames(pugi::xml_node body, const Outline& outline) {
  const int size = mark_half_points(outline.mark);
  pugi::xml_node mark = fixed(body, "Mark", {k_rule_left, 1701, k_rule_width, size * 10 + 227});
  exact(mark, size * 10);
  write_mark(mark, outline.mark, size);
  double_line(body, letter_rule_top(outline), 24, 6);
  double_line(body, 16838 - 1134 - k_double_line, 6, 24);
}

void number(pugi::xml_node body, const char* style, const Outline& outline, bool rule) {
  pugi::xml_node p = paragraph(body, style);
  if (rule) borders(properties(p), "w:bottom", "single", 16, 11, k_red);  // 7.2.7: 4 mm below
  run(p, outline.document_number);
}

}  // namespace

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
    letter_frames(body, outline);
    // 发文字号 lies 7/8 of a 三号 character (280 twips) under line 1, measured at its type, not at its line.
    spacer(body, 280 - (k_line - 320) / 2);
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

// Each line of the 版记 has its own frame, measured up from the lower edge of the 版心, where the last line
// lies (7.4.1): LibreOffice puts neither a table nor a frame aligned to the bottom there.
void write_imprint(pugi::xml_node body, const Outline& outline) {
  const bool report = outline.paper == Paper::k_report;
  const std::string copies =
      outline.copies_to.empty() ? "" : "抄送：" + listed(outline.copies_to, "，") + "。";
  // A line holds 26 characters of 四号 behind 抄送：, with one 字 free on both sides.
  const int lines = static_cast<int>((display_width(clean(copies)) + 45) / 52);
  const int issue = report ? k_imprint_line : 0;
  const int top = 16838 - 1984 - issue - lines * k_imprint_line;
  if (!copies.empty()) {
    pugi::xml_node p = fixed(body, "Imprint", {1588, top, k_width, lines * k_imprint_line});
    if (report) borders(properties(p), "w:top", "single", 8, 0, "000000");  // 0.35 mm
    element(properties(p), "w:ind", {{"w:left", "1120"}, {"w:right", "280"}, {"w:hanging", "840"}});
    run(p, copies);
  }
  if (report) {
    pugi::xml_node p = fixed(body, "Imprint", {1588, 16838 - 1984 - issue, k_width, issue});
    borders(properties(p), "w:top", "single", copies.empty() ? 8 : 6, 0, "000000");
    borders(properties(p), "w:bottom", "single", 8, 0, "000000");
    pugi::xml_node tabs = element(properties(p), "w:tabs");
    element(tabs, "w:tab", {{"w:val", "right"}, {"w:pos", std::to_string(k_width - 280)}});
    element(properties(p), "w:ind", {{"w:firstLine", "280"}});
    run(p, outline.printed_by);
    element(element(p, "w:r"), "w:tab");
    run(p, outline.date + "印发");
  }
  if (report || !copies.empty()) spacer(body, 20);  // frames need a paragraph to hang on
}

void write_section(pugi::xml_node body, const Outline& outline) {
  const bool letter = outline.paper == Paper::k_letter;
  pugi::xml_node section = element(body, "w:sectPr");
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
