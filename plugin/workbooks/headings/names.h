// Names: titles of units, posts, areas, sectors, officials and code words, as the people who fill in sheets
// know them, and back. An id is understood as well. A title that several have is refused with their ids.
//
// Refers to an organisation and a codebook, which outlive it. Threads: one.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin/workbooks/headings/headings.h"
#include "scoring/organisation/organisation.h"

namespace anze::sheets {

class HeadingNames {
 public:
  HeadingNames(const Organisation& organisation, const Codebook& codes);

  // The id of what a cell names; `unit` narrows posts of one title.  Errors: sheet.name, sheet.ambiguous.
  Result<std::string> id_of(Meaning meaning, std::string_view text, CodeId unit = k_no_code) const;
  // What a sheet says for an id, so that id_of gives it back: the title, else the id.
  std::string written(Meaning meaning, CodeId id) const;

 private:
  using Titles = std::unordered_map<std::string, std::vector<CodeId>>;
  const Titles* titles(Meaning meaning) const;
  bool exists(Meaning meaning, CodeId id) const;
  std::string_view title(Meaning meaning, CodeId id) const;

  const Organisation& organisation_;
  const Codebook& codes_;
  Titles units_, areas_, sectors_, posts_, officials_;
};

// A word of a closed list by its title or its code.  Errors: sheet.code, sheet.ambiguous.
Result<CodeId> code_of(const std::vector<CodeTitle>& list, std::string_view text, const Codebook& codes);
std::string written_code(const std::vector<CodeTitle>& list, CodeId code, const Codebook& codes);

}  // namespace anze::sheets
