// Outline (文稿): a document before it has a format. Builders turn a view of the snapshot into one; renderers
// turn one into bytes and decide nothing about content. Every printed figure keeps its id, so that a reader
// of any format can be led back to the records.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace anze::reports {

struct Run {
  std::string text;
  std::string figure;  // Figure::id when the text prints one
};
using Text = std::vector<Run>;

struct Heading {  // 一、 / （一） / 1. , numbering included in the text
  int level = 1;  // 1..3
  std::string text;
};
struct Paragraph {
  Text text;
};
struct Small {  // a line of notes or provenance, 四号
  Text text;
};
enum class Align { k_left, k_centre, k_right };
struct Column {
  std::string title;
  int weight = 1;  // share of the width
  Align align = Align::k_left;
};
struct Table {
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<Text>> rows;
};
using Block = std::variant<Heading, Paragraph, Small, Table>;

struct Attachment {  // 附件, on a new page
  std::string title;
  std::vector<Block> blocks;
};

// Which paper it is. 条例 (中办发〔2012〕14号) art. 8 has 函 between organs not subordinate to each other and
// 报告 upwards; GB/T 9704-2012 gives the letter its own layout (10.1).
enum class Paper {
  k_letter,    // 函, 信函格式
  k_report,    // 报告, 文件格式
  k_material,  // 通报材料: no mark, no red line
};

struct Outline {
  Paper paper = Paper::k_letter;
  std::string mark;  // 发文机关标志
  std::string document_number;
  std::string title;
  std::string addressee;  // 主送机关, without the colon
  std::vector<Block> body;
  std::vector<Attachment> attachments;
  std::string issuer;                  // 发文机关署名
  std::string date;                    // 成文日期, 2025年10月9日
  std::vector<std::string> copies_to;  // 抄送
  std::string printed_by;              // 印发机关; a letter has none (10.1)
  std::string period;                  // for the file name
  std::string version;                 // "第2版"; empty for the first
};

std::string plain(const Text& text);

}  // namespace anze::reports
