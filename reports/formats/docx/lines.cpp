#include "reports/formats/docx/lines.h"

#include "reports/formats/clean.h"

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
  std::vector<std::string> lines(1);
  int left = first;
  const auto next_line = [&] {
    lines.emplace_back();
    left = rest;
  };
  for (const std::string& raw : words) {
    const std::string word = clean(raw);
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
  return lines;
}

std::vector<std::string> balanced(std::string_view text, int count) {
  const std::string whole = clean(text);
  // Rounded up to a whole character: else the rest of each line would make one more.
  const int share = (width_of(whole) + count - 1) / count + k_full - 1;
  std::vector<std::string> characters;
  for (std::string_view left = whole; !left.empty(); left.remove_prefix(characters.back().size()))
    characters.emplace_back(first_character(left));
  return broken(characters, share, share);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

}  // namespace anze::reports::docx
