// What everything else is measured by: organisation, ledgers, rulebooks, figures, filing rules. Each kind has
// a row that says how a document of it is checked before it is kept, now or when a second person confirms it.
// Nothing is written here.
//
// Threads: a check interns words: inside an act.
#pragma once

#include "plugin/calls/method.h"
#include "plugin/rulebooks/definition.h"

namespace anze::plugin {

// Checks the request's document as a whole against what is in force; every fault with its path in the
// request.
using DefinitionCheck = Result<Definition> (*)(Call& call, store::Reader& reader);

struct DefinitionKind {
  const char* record;
  const char* member;         // of the request
  std::string_view proposer;  // the role that sends it
  bool tells_version;         // its answer tells the version of the record
  DefinitionCheck check;
};
// Requires: one of the five kinds of records.
const DefinitionKind& definition_kind(std::string_view record);

}  // namespace anze::plugin
