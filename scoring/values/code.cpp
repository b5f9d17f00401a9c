#include "scoring/values/code.h"
#include "scoring/values/broken.h"

#include <mutex>

namespace anze {

Codebook::Codebook(const Codebook& other) {
  const std::shared_lock lock(other.mutex_);
  for (const std::string& text : other.texts_) add_locked(text);
}

// The copy is taken first and swapped in after, so that two books assigned to each other by two threads never
// wait for each other.
Codebook& Codebook::operator=(const Codebook& other) {
  if (this == &other) return *this;
  Codebook copy(other);
  const std::unique_lock lock(mutex_);
  texts_.swap(copy.texts_);  // a deque's strings stay where they are, so the map's views stay valid
  codes_.swap(copy.codes_);
  return *this;
}

CodeId Codebook::intern(std::string_view text) {
  if (text.empty()) return k_no_code;
  if (const CodeId known = find(text); known != k_no_code) return known;
  const std::unique_lock lock(mutex_);
  if (const CodeId known = find_locked(text); known != k_no_code) return known;
  add_locked(text);
  ANZE_ASSERT(find_locked(text) == static_cast<CodeId>(texts_.size()));  // what is written is what is found
  return static_cast<CodeId>(texts_.size());
}

CodeId Codebook::find(std::string_view text) const {
  const std::shared_lock lock(mutex_);
  return find_locked(text);
}

const std::string& Codebook::text(CodeId code) const {
  static const std::string none;
  const std::shared_lock lock(mutex_);
  if (code <= k_no_code || static_cast<std::size_t>(code) > texts_.size()) return none;
  return texts_[static_cast<std::size_t>(code) - 1];
}

CodeId Codebook::size() const {
  const std::shared_lock lock(mutex_);
  return static_cast<CodeId>(texts_.size());
}

void Codebook::truncate(CodeId size) {
  const std::unique_lock lock(mutex_);
  while (texts_.size() > static_cast<std::size_t>(size < 0 ? 0 : size)) {
    codes_.erase(texts_.back());
    texts_.pop_back();
  }
}

CodeId Codebook::find_locked(std::string_view text) const {
  const auto found = codes_.find(text);
  return found == codes_.end() ? k_no_code : found->second;
}

void Codebook::add_locked(std::string_view text) {
  texts_.emplace_back(text);
  codes_.emplace(texts_.back(), static_cast<CodeId>(texts_.size()));
}

}  // namespace anze
