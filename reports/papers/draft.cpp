#include "reports/papers/draft.h"

#include <algorithm>

#include "reports/snapshot/number_text.h"
#include "reports/snapshot/words.h"
#include "scoring/values/broken.h"

namespace anze::reports {

std::string plain(const Text& text) {
  std::string all;
  for (const Run& run : text) all += run.text;
  return all;
}

Sentence& Sentence::say(std::string_view text) {
  text_.push_back({std::string(text), {}});
  return *this;
}

Sentence& Sentence::say(const Figure& figure) {
  text_.push_back({to_text(figure), figure.id});
  return *this;
}

Sentence& Sentence::titled(const Figure& figure) {
  say(figure.title).say(figure);
  if (const std::string comparison = comparison_text(figure); !comparison.empty())
    text_.push_back({"（" + comparison + "）", figure.id});
  return *this;
}

void Draft::heading(int level, const std::string& title) {
  ANZE_ASSERT(level >= 1 && level <= 3);
  const auto at = static_cast<std::size_t>(level);
  const int number = ++count_.at(at);
  for (std::size_t deeper = at + 1; deeper < count_.size(); ++deeper) count_.at(deeper) = 0;
  // People bring headings with their passages, and may bring more than papers number in Han.
  const std::string counted = number <= 99 ? han_number(number) : std::to_string(number);
  std::string text;
  if (level == 1) text = counted + "、" + title;
  if (level == 2) text = "（" + counted + "）" + title;
  if (level == 3) text = std::to_string(number) + "." + title;
  blocks_.emplace_back(Heading{level, std::move(text)});
}

void Draft::paragraph(Sentence sentence) {
  blocks_.emplace_back(Paragraph{std::move(sentence).take()});
}
void Draft::paragraph(Text text) {
  blocks_.emplace_back(Paragraph{std::move(text)});
}
void Draft::paragraph(std::string_view text) {
  blocks_.emplace_back(Paragraph{cell(text)});
}
void Draft::small(std::string_view text) {
  blocks_.emplace_back(Small{cell(text)});
}
void Draft::table(Table table) {
  blocks_.emplace_back(std::move(table));
}

Text cell(std::string_view text) {
  return {{std::string(text), {}}};
}
Text cell(const Figure& figure) {
  return {{to_text(figure), figure.id}};
}

std::string listed(const std::vector<std::string>& names, const char* separator) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : separator) + name;
  return all;
}

bool tell_passages(Draft& draft, const Snapshot& view, Slot slot, int level) {
  bool told = false;
  for (const Passage& passage : view.passages) {
    if (passage.slot != slot) continue;
    if (!passage.heading.empty()) draft.heading(level, passage.heading);
    for (std::size_t from = 0; from < passage.text.size();) {
      const std::size_t end = std::min(passage.text.find('\n', from), passage.text.size());
      if (end > from) draft.paragraph(std::string_view(passage.text).substr(from, end - from));
      from = end + 1;
    }
    told = true;
  }
  return told;
}

}  // namespace anze::reports
