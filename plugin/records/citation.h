// Citation: which rulebook a record rests on, by version and digest, so that it is known for ever which words
// were applied.
#pragma once

#include <cstdint>
#include <string>

#include "plugin/json/json.h"

namespace anze::plugin {

struct RulebookVersion {
  std::string id;  // "tiedong-leaders"
  std::int64_t version = 0;
  std::string digest;  // SM3 of its canonical JSON, hex

  friend bool operator==(const RulebookVersion&, const RulebookVersion&) = default;
};

// With what papers and people call it.
struct Citation : RulebookVersion {
  std::string title;
  std::string document_no;

  friend bool operator==(const Citation&, const Citation&) = default;
};

// {"id", "version", "digest"}
json rulebook_version_json(const RulebookVersion& cited);
// {"id", "title", "document_no", "version", "digest"}
json citation_json(const Citation& cited);

}  // namespace anze::plugin
