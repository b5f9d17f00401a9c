// Codebook: every id and code word (ledger, unit, post, official, state, code-list entry) as a small integer.
//
// Facts are compared millions of times and their words repeat, so words are interned once and facts carry
// integers. The plugin stores the book beside the facts; a code keeps its number for the life of a store.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace anze {

using CodeId = std::int32_t;  // 0: no code
inline constexpr CodeId k_no_code = 0;

class Codebook {
 public:
  CodeId intern(std::string_view text);        // the code of `text`, new when it had none; k_no_code for ""
  CodeId find(std::string_view text) const;    // k_no_code when unknown
  const std::string& text(CodeId code) const;  // "" for k_no_code.  Requires: a code of this book.
  CodeId size() const { return static_cast<CodeId>(texts_.size()); }  // codes are 1..size()

 private:
  std::deque<std::string> texts_;  // a deque, so that the map's views stay valid
  std::unordered_map<std::string_view, CodeId> codes_;
};

}  // namespace anze
