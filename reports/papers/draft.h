// Draft: what the builders write with: numbered headings, sentences of figures, table cells. Internal to
// reports.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "reports/papers/outline.h"
#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// Appends pieces of a sentence; a figure prints its number and leaves its id behind.
class Sentence {
 public:
  Sentence& say(std::string_view text);
  Sentence& say(const Figure& figure);  // 1317处
  Sentence& titled(const Figure& figure);  // 排查隐患1317处（上年同期1200处，同比增加117处、上升9.75%）
  bool empty() const { return text_.empty(); }
  Text take() && { return std::move(text_); }

 private:
  Text text_;
};

class Draft {
 public:
  explicit Draft(std::vector<Block>& blocks) : blocks_(blocks) {}
  void heading(int level, const std::string& title);  // Requires: 1 <= level <= 3.
  void paragraph(Sentence sentence);
  void paragraph(Text text);
  void paragraph(std::string_view text);
  void small(std::string_view text);
  void table(Table table);

 private:
  std::vector<Block>& blocks_;
  std::array<int, 4> count_{};  // by level
};

Text cell(std::string_view text);
Text cell(const Figure& figure);

// "甲、乙、丙"
std::string listed(const std::vector<std::string>& names, const char* separator = "、");

// An officer's passages of one slot, with their own headings at `level`. Returns false when there are none.
bool tell_passages(Draft& draft, const Snapshot& view, Slot slot, int level);

}  // namespace anze::reports
