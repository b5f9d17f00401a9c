#include "reports/formats/docx/paper.h"

#include <algorithm>

#include "reports/formats/clean.h"
#include "reports/formats/docx/lines.h"
#include "reports/formats/docx/xml.h"

namespace anze::reports::docx {

namespace {

constexpr const char* k_red = "FF0000";
constexpr int k_rule_width = 9638;  // 170 mm, letter lines
constexpr int k_double_line = 100;
constexpr int k_rule_left = 1134;  // (210 - 170) / 2 mm

constexpr int k_mark_width = 430;  // pt, within the 156 mm of the 版心
constexpr int k_mark_least = 22;   // pt: smaller than the title (二号) no mark may be (7.2.4: 醒目)

// 发文机关标志 as large as 36 pt. A longer name is made smaller, and one that is still too long stands in
// several lines: it may neither leave the 版心 nor shrink to nothing.
struct Mark {
  std::string text;
  int half_points = 72;
  int lines = 1;
  int height() const { return lines * half_points * 10; }  // twips
};

Mark mark_of(const Outline& outline) {
  Mark mark;
  const int width = width_of(clean(outline.mark));
  const int most = k_mark_width / k_mark_least * k_full;  // of one line
  mark.lines = std::max(1, (width + most - 1) / most);
  const std::vector<std::string> lines = balanced(outline.mark, mark.lines);
  mark.lines = static_cast<int>(lines.size());
  int widest = k_full;
  for (const std::string& line : lines) widest = std::max(widest, width_of(line));
  mark.half_points = std::min(72, 2 * k_mark_width * k_full / widest);
  mark.text = joined(lines);
  return mark;
}

void exact(Element& p, int height) {
  element(properties(p), "w:spacing", {{"w:line", std::to_string(height)}, {"w:lineRule", "exact"}});
}

void write_mark(Element& p, const Mark& mark) {
  Element& r = run(p, mark.text);
  Element& looks = r.children.emplace_front("w:rPr");
  element(looks, "w:color", {{"w:val", k_red}});
  element(looks, "w:sz", {{"w:val", std::to_string(mark.half_points)}});
}

// Where line 1 of a letter lies: mark at 30 mm, its height, 4 mm.
int letter_rule_top(const Mark& mark) {
  return 1701 + mark.height() + 227;
}

// Two lines of a letter from one paragraph: its upper and lower border, thick and thin.
void double_line(Element& parent, int top, int upper_eighths, int lower_eighths) {
  Element& p = fixed(parent, "Blank", {k_rule_left, top, k_rule_width, k_double_line, false});
  borders(properties(p), "w:top", "single", upper_eighths, 0, k_red);
  borders(properties(p), "w:bottom", "single", lower_eighths, 0, k_red);
  exact(p, 30);
}

// Mark and lines lie on the page whatever the text does (10.1): the frames of mark and line 1 touch, so that
// the text can only begin below them.
void letter_frames(Element& body, const Outline& outline) {
  const Mark mark = mark_of(outline);
  Element& p = fixed(body, "Mark", {k_rule_left, 1701, k_rule_width, mark.height() + 227, false});
  exact(p, mark.half_points * 10);
  write_mark(p, mark);
  double_line(body, letter_rule_top(mark), 24, 6);
  double_line(body, 16838 - 1134 - k_double_line, 6, 24);
}

void number(Element& body, const char* style, const Outline& outline, bool rule) {
  Element& p = paragraph(body, style);
  if (rule) borders(properties(p), "w:bottom", "single", 16, 11, k_red);  // 7.2.7: 4 mm below
  run(p, outline.document_number);
}

}  // namespace

std::string page_footer_part(bool odd) {
  Element document;
  Element& footer = root(document, "w:ftr");
  Element& p = paragraph(footer, "PageNumber");
  element(properties(p), "w:ind", {{odd ? "w:right" : "w:left", "280"}});  // one 四号 字 in
  element(properties(p), "w:jc", {{"w:val", odd ? "right" : "left"}});
  run(p, "— ");
  run(element(p, "w:fldSimple", {{"w:instr", " PAGE "}}), "1");
  run(p, " —");
  return bytes_of(document);
}

std::string empty_footer_part() {
  Element document;
  spacer(root(document, "w:ftr"), 20);
  return bytes_of(document);
}

void write_head(Element& body, const Outline& outline) {
  if (outline.paper == Paper::k_letter) {
    letter_frames(body, outline);
    // 发文字号 lies 7/8 of a 三号 character (280 twips) under line 1, measured at its type, not at its line.
    spacer(body, 280 - (k_line - 320) / 2);
    number(body, "NumberRight", outline, false);
  }
  if (outline.paper == Paper::k_report) {
    const Mark mark = mark_of(outline);
    spacer(body, 1984);  // 7.2.4: 35 mm below the 版心's upper edge
    Element& p = paragraph(body, "Mark");
    exact(p, mark.half_points * 10);
    write_mark(p, mark);
    spacer(body, k_line);
    spacer(body, k_line);
    number(body, "Number", outline, true);
  }
  if (outline.paper == Paper::k_material) return;
  spacer(body, k_line);
  spacer(body, k_line);
}

void write_section(Element& body, const Outline& outline) {
  const bool letter = outline.paper == Paper::k_letter;
  Element& section = element(body, "w:sectPr");
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
