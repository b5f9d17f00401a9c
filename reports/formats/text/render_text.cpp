// Plain text: the same words in the same order, tables as aligned columns. Two renders of two versions
// compare line by line.
#include "reports/formats/text/render_text.h"

#include <algorithm>

#include "reports/formats/clean.h"
#include "reports/papers/draft.h"
#include "scoring/values/broken.h"

namespace anze::reports {

namespace {

std::string one_line(std::string_view text) {
  std::string line = clean(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

void write_table(std::string& out, const Table& table) {
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : table.columns) lines[0].push_back(one_line(column.title));
  for (const auto& row : table.rows) {
    ANZE_ASSERT(row.size() <= table.columns.size());
    lines.emplace_back();
    for (const Text& cell : row) lines.back().push_back(one_line(plain(cell)));
  }
  std::vector<std::size_t> widths(table.columns.size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string gap(widths[i] - display_width(line[i]), ' ');
      text +=
          (i == 0 ? "" : "  ") + (table.columns[i].align == Align::k_right ? gap + line[i] : line[i] + gap);
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
}

void write_line(std::string& out, const char* before, std::string_view text) {
  out += before;
  out += one_line(text);
  out += '\n';
}

void write_blocks(std::string& out, const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) write_line(out, "\n", heading->text);
    if (const auto* paragraph = std::get_if<Paragraph>(&block))
      write_line(out, "　　", plain(paragraph->text));
    if (const auto* small = std::get_if<Small>(&block)) write_line(out, "　　", plain(small->text));
    if (const auto* table = std::get_if<Table>(&block)) write_table(out, *table);
  }
}

}  // namespace

std::string render_text(const Outline& outline) {
  std::string out;
  if (!outline.mark.empty()) write_line(out, "", outline.mark);
  if (!outline.document_number.empty()) write_line(out, "", outline.document_number);
  write_line(out, "\n", outline.title);
  write_line(out, "\n", outline.addressee + "：");
  write_blocks(out, outline.body);
  for (std::size_t i = 0; i < outline.attachments.size(); ++i)
    write_line(out, i == 0 ? "\n　　附件：" : "　　　　　",
               std::to_string(i + 1) + "." + outline.attachments[i].title);
  write_line(out, "\n", outline.issuer);
  write_line(out, "", outline.date);
  for (std::size_t i = 0; i < outline.attachments.size(); ++i) {
    write_line(out, "\n附件", std::to_string(i + 1));
    write_line(out, "", outline.attachments[i].title);
    write_blocks(out, outline.attachments[i].blocks);
  }
  if (!outline.copies_to.empty()) write_line(out, "\n抄送：", listed(outline.copies_to, "，") + "。");
  return out;
}

}  // namespace anze::reports
