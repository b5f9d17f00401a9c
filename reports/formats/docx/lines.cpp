#include "reports/formats/docx/lines.h"

#include <algorithm>

#include "reports/formats/clean.h"
#include "scoring/values/broken.h"

namespace anze::reports::docx {

namespace {

// Its first character. Requires: clean text, not empty.
std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return text.substr(0, length);
}

int width_of_character(std::string_view character) {
  if (display_width(character) == 2) return k_full;
  const char c = character.front();
  return c == ' ' || (c >= '0' && c <= '9') ? 6 : k_full;
}

}  // namespace

int width_of(std::string_view text) {
  int width = 0;
  for (; !text.empty(); text.remove_prefix(first_character(text).size()))
    width += width_of_character(first_character(text));
  return width;
}

std::vector<std::string> broken(const std::vector<std::string>& words, int first, int rest) {
  ANZE_ASSERT(first >= k_full && rest >= k_full);
  std::vector<std::string> lines(1);
  int left = first;
  const auto next_line = [&] {
    lines.emplace_back();
    left = rest;
  };
  std::size_t bytes = 0;
  for (const std::string& raw : words) {
    const std::string word = clean(raw);
    bytes += word.size();
    const int width = width_of(word);
    if (width > left && width <= rest && !lines.back().empty()) next_line();
    for (std::string_view text = word; !text.empty();) {
      const std::string_view character = first_character(text);
      if (width_of_character(character) > left) next_line();
      lines.back() += character;
      left -= width_of_character(character);
      text.remove_prefix(character.size());
    }
  }
  for (const std::string& line : lines) bytes -= line.size();
  ANZE_ASSERT(bytes == 0);  // nothing is left out
  return lines;
}

std::vector<std::string> balanced(std::string_view text, int count) {
  const std::string whole = clean(text);
  // Rounded up to a whole character: else the rest of each line would make one more.
  ANZE_ASSERT(count >= 1);
  const int share = std::max((width_of(whole) + count - 1) / count + k_full - 1, k_full);
  std::vector<std::string> characters;
  for (std::string_view left = whole; !left.empty(); left.remove_prefix(characters.back().size()))
    characters.emplace_back(first_character(left));
  std::vector<std::string> lines = broken(characters, share, share);
  ANZE_ASSERT(lines.size() <= static_cast<std::size_t>(count));
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace anze::reports::docx
