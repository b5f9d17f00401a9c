// DOCX after GB/T 9704-2012: the editable layout that goes through an OA's signing flow. The page is
// described in docx_styles.cpp (grid and type) and docx_paper.cpp (mark, lines, page numbers); here the text
// is laid in.
#include <algorithm>

#include "reports/formats/docx/render_docx.h"

#include "reports/formats/clean.h"
#include "reports/formats/docx/imprint.h"
#include "reports/formats/docx/package.h"
#include "reports/formats/docx/paper.h"
#include "reports/formats/docx/styles.h"
#include "reports/formats/docx/xml.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

using namespace docx;

void write_text(Element& p, const Text& text) {
  for (const Run& piece : text)
    if (!piece.text.empty()) run(p, piece.text);
}

void write_cell(Element& row, const char* style, const Text& text, int width, Align align) {
  Element& cell = element(row, "w:tc");
  Element& looks = element(cell, "w:tcPr");
  element(looks, "w:tcW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}});
  element(looks, "w:vAlign", {{"w:val", "center"}});
  Element& p = paragraph(cell, style);
  if (align != Align::k_left)
    element(properties(p), "w:jc", {{"w:val", align == Align::k_right ? "right" : "center"}});
  write_text(p, text);
}

void write_table(Element& body, const Table& table) {
  int weights = 0;
  for (const Column& column : table.columns) weights += column.weight;
  ANZE_ASSERT(weights > 0);
  Element& node = element(body, "w:tbl");
  Element& looks = element(node, "w:tblPr");
  element(looks, "w:tblW", {{"w:w", std::to_string(k_width)}, {"w:type", "dxa"}});
  Element& lines = element(looks, "w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"})
    element(lines, side, {{"w:val", "single"}, {"w:sz", "4"}, {"w:space", "0"}, {"w:color", "000000"}});
  element(looks, "w:tblLayout", {{"w:type", "fixed"}});
  Element& margins = element(looks, "w:tblCellMar");
  element(margins, "w:left", {{"w:w", "60"}, {"w:type", "dxa"}});
  element(margins, "w:right", {{"w:w", "60"}, {"w:type", "dxa"}});
  Element& grid = element(node, "w:tblGrid");
  std::vector<int> widths;
  for (const Column& column : table.columns) {
    widths.push_back(k_width * column.weight / weights);
    element(grid, "w:gridCol", {{"w:w", std::to_string(widths.back())}});
  }
  Element& head = element(node, "w:tr");
  Element& head_looks = element(head, "w:trPr");
  element(head_looks, "w:cantSplit");
  element(head_looks, "w:tblHeader");
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    write_cell(head, "CellHead", {{table.columns[i].title, {}}}, widths[i], Align::k_centre);
  for (const auto& row : table.rows) {
    ANZE_ASSERT(row.size() <= table.columns.size());
    Element& line = element(node, "w:tr");
    element(element(line, "w:trPr"), "w:cantSplit");
    for (std::size_t i = 0; i < row.size(); ++i)
      write_cell(line, "Cell", row[i], widths[i], table.columns[i].align);
  }
}

// A table needs a paragraph before the next one; a last empty line after it could fall on a page of its own.
void write_blocks(Element& body, const std::vector<Block>& blocks) {
  bool after_table = false;
  for (const Block& block : blocks) {
    const auto* table = std::get_if<Table>(&block);
    if (after_table) spacer(body, 240);
    after_table = table != nullptr;
    if (const auto* heading = std::get_if<Heading>(&block))
      run(paragraph(body, ("heading" + std::to_string(heading->level)).c_str()), heading->text);
    if (const auto* text = std::get_if<Paragraph>(&block)) write_text(paragraph(body, "Body"), text->text);
    if (const auto* small = std::get_if<Small>(&block)) write_text(paragraph(body, "Small"), small->text);
    if (table != nullptr) write_table(body, *table);
  }
}

// Keeps the last paragraph of the text with what follows: the page of the seal must show text (7.3.5.5).
void keep_with_next(Element& p) {
  Element& looks = properties(p);
  if (looks.child("w:keepNext") == nullptr) after_style(looks, "w:keepNext");
}

// 附件说明 (7.3.4): one blank line below the text, 2 字 in, later lines under the first character of the
// name.
void write_attachment_list(Element& body, const Outline& outline) {
  if (outline.attachments.empty()) return;
  spacer(body, k_line);
  keep_with_next(body.children.back());
  const bool one = outline.attachments.size() == 1;
  for (std::size_t i = 0; i < outline.attachments.size(); ++i) {
    const std::string number = one ? "" : std::to_string(i + 1) + ".";
    const int label = i == 0 ? 3 : 0;  // 附件：
    const int digits = static_cast<int>(number.size()) * k_em / 2;
    Element& p = paragraph(body, "Flush");
    element(properties(p), "w:keepNext");
    element(properties(p), "w:ind",
            {{"w:left", std::to_string(5 * k_em + digits)},
             {"w:hanging", std::to_string(label * k_em + digits)}});
    run(p, (i == 0 ? "附件：" : "") + number + outline.attachments[i].title);
  }
}

// 7.3.5.1: date four 字 from the right, the issuer centred above it, two lines left for the seal. A long
// issuer pushes the date to the left, but never so far that the line would not hold it.
void write_signature(Element& body, const Outline& outline) {
  constexpr int k_line_halves = 56;  // 28 字
  const int date = static_cast<int>(display_width(clean(outline.date)));
  const int issuer = static_cast<int>(display_width(clean(outline.issuer)));
  const int room = std::max(0, k_line_halves - date);
  const int date_right = std::min(room, std::max(8, (issuer - date) / 2));  // in half 字
  const int issuer_right = std::max(0, date_right + (date - issuer) / 2);
  const auto line = [&](const std::string& text, int right, bool keep) {
    Element& p = paragraph(body, "Sign");
    if (keep) element(properties(p), "w:keepNext");
    element(properties(p), "w:ind", {{"w:right", std::to_string(right * k_em / 2)}});
    run(p, text);
  };
  for (int i = 0; i < 2; ++i) line("", 0, true);
  line(outline.issuer, issuer_right, true);
  line(outline.date, date_right, false);
}

void write_attachments(Element& body, const Outline& outline) {
  for (std::size_t i = 0; i < outline.attachments.size(); ++i) {
    const Attachment& attachment = outline.attachments[i];
    Element& label = paragraph(body, "AnnexLabel");
    element(properties(label), "w:pageBreakBefore");
    run(label, outline.attachments.size() == 1 ? "附件" : "附件" + std::to_string(i + 1));
    spacer(body, k_line);
    run(paragraph(body, "AnnexTitle"), attachment.title);
    spacer(body, k_line / 2);
    write_blocks(body, attachment.blocks);
  }
}

std::string document_part(const Outline& outline) {
  Element document;
  Element& body = element(root(document, "w:document"), "w:body");
  write_head(body, outline);
  run(paragraph(body, "DocTitle"), outline.title);
  spacer(body, k_line);
  run(paragraph(body, "Flush"), outline.addressee + "：");
  write_blocks(body, outline.body);
  if (body.children.back().name == "w:p") keep_with_next(body.children.back());
  write_attachment_list(body, outline);
  write_signature(body, outline);
  write_attachments(body, outline);
  write_imprint(body, outline);
  write_section(body, outline);
  return bytes_of(document);
}

}  // namespace

Result<std::string> render_docx(const Outline& outline, const Pack& pack) {
  return pack(docx::package_parts(outline, document_part(outline),
                                  {{"rIdStyles", "styles.xml", "styles", styles_part()},
                                   {"rIdSettings", "settings.xml", "settings", settings_part()},
                                   {"rIdFonts", "fontTable.xml", "fontTable", font_table_part()},
                                   {"rIdFooterOdd", "footerOdd.xml", "footer", page_footer_part(true)},
                                   {"rIdFooterEven", "footerEven.xml", "footer", page_footer_part(false)},
                                   {"rIdFooterFirst", "footerFirst.xml", "footer", empty_footer_part()}}));
}

}  // namespace anze::reports
