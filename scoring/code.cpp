#include "scoring/code.h"

namespace anze {

CodeId Codebook::intern(std::string_view text) {
  if (const CodeId known = find(text); known != k_no_code || text.empty()) return known;
  texts_.emplace_back(text);
  const auto code = static_cast<CodeId>(texts_.size());
  codes_.emplace(texts_.back(), code);
  return code;
}

CodeId Codebook::find(std::string_view text) const {
  const auto found = codes_.find(text);
  return found == codes_.end() ? k_no_code : found->second;
}

const std::string& Codebook::text(CodeId code) const {
  static const std::string none;
  return code == k_no_code ? none : texts_[static_cast<std::size_t>(code) - 1];
}

}  // namespace anze
