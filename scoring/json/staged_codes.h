// StagedCodes: the codes a document would be given, kept aside until it is known to be good.
//
// A reader interns through it while it still may find problems; commit() puts the new words into the codebook
// in the order they were met, which gives each the very code it was promised. A document that is refused
// leaves no trace in the book, and the book is never copied.
// Requires: nobody else changes the codebook between the first intern and commit (a word would get another
// code than it was promised).
#pragma once

#include <string>
#include <string_view>

#include "scoring/values/broken.h"
#include "scoring/values/code.h"

namespace anze {

class StagedCodes {
 public:
  explicit StagedCodes(Codebook& codes) : codes_(codes) {}

  CodeId intern(std::string_view text) {
    if (const CodeId known = find(text); known != k_no_code || text.empty()) return known;
    if (fresh_.size() == 0) size_ = codes_.size();
    return codes_.size() + fresh_.intern(text);
  }
  CodeId find(std::string_view text) const {
    if (const CodeId known = codes_.find(text); known != k_no_code) return known;
    const CodeId promised = fresh_.find(text);
    return promised == k_no_code ? k_no_code : codes_.size() + promised;
  }
  const std::string& text(CodeId code) const {
    return code <= codes_.size() ? codes_.text(code) : fresh_.text(code - codes_.size());
  }

  void commit() {
    ANZE_ASSERT(fresh_.size() == 0 || codes_.size() == size_);
    for (CodeId code = 1; code <= fresh_.size(); ++code) {
      const CodeId given = codes_.intern(fresh_.text(code));
      ANZE_ASSERT(given == size_ + code);  // the very one it was promised
    }
    fresh_ = Codebook();
  }

 private:
  Codebook& codes_;
  Codebook fresh_;
  CodeId size_ = 0;  // of the codebook when the first fresh word was promised its code
};

}  // namespace anze
