// Lines broken here and not by the office program, for the places whose height must be known when the file is
// written: a frame that is lower than its text shows a part of it, on some readers, and no reader says so.
// Internal to the DOCX renderer.
//
// Widths are in tenths of a 字 and never less than what a font draws: Han and full-width signs take ten,
// digits and spaces six (half of a 字 in the fonts of the standard, a little more in their stand-ins), all
// else ten.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace anze::reports::docx {

inline constexpr int k_full = 10;  // one 字

int width_of(std::string_view text);

// Puts `words` into lines of at most `first` and then `rest`. A word goes to the next line whole where a line
// can hold it, else it is divided between characters. Nothing is left out: the lines joined are the words
// joined.  Requires: first and rest hold a 字.
std::vector<std::string> broken(const std::vector<std::string>& words, int first, int rest);

// The same text in at most `count` lines of about one length, divided between characters. Requires: count
// >= 1.
std::vector<std::string> balanced(std::string_view text, int count);

// Lines as one text, for run().
std::string joined(const std::vector<std::string>& lines);

}  // namespace anze::reports::docx
