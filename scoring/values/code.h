// Codebook: every id and code word (ledger, unit, post, official, state, code-list entry) as a small integer.
//
// Facts are compared millions of times and their words repeat, so words are interned once and facts carry
// integers. The plugin stores the book beside the facts; a code keeps its number for the life of a store.
//
// Threads: any. Readers look words up while a writer interns, so a lock stands before the book; the counting
// loop compares integers and never comes here. A text stays where it is until `truncate` drops its code.
#pragma once

#include <cstdint>
#include <deque>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace anze {

using CodeId = std::int32_t;  // 0: no code
inline constexpr CodeId k_no_code = 0;

class Codebook {
 public:
  Codebook() = default;
  Codebook(const Codebook& other);
  Codebook& operator=(const Codebook& other);
  ~Codebook() = default;

  CodeId intern(std::string_view text);        // the code of `text`, new when it had none; k_no_code for ""
  CodeId find(std::string_view text) const;    // k_no_code when unknown
  const std::string& text(CodeId code) const;  // "" for k_no_code and for codes that are not of this book
  CodeId size() const;                         // codes are 1..size()
  // Drops the codes above `size`: what a failed write had interned. No one may still use them.
  void truncate(CodeId size);

 private:
  CodeId find_locked(std::string_view text) const;
  void add_locked(std::string_view text);

  mutable std::shared_mutex mutex_;
  std::deque<std::string> texts_;  // a deque, so that the map's views and callers' references stay valid
  std::unordered_map<std::string_view, CodeId> codes_;
};

}  // namespace anze
