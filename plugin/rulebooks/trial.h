// What the questions about rulebooks and drafts share: the document a request names or holds, and how a draft
// is told.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// The document a member names ("tiedong-leaders/1") or is; `failures` gains a draft's failing tests.
// Errors: rulebook.unknown, those of checked_rulebook.
Result<json> document_of(Call& call, store::Reader& reader, const char* member, Codebook& codes,
                         Problems& failures);

// {"rulebook", "version", "title", "document_no"}.
json named(const json& document);

// A draft's own tests that fail: they stop it from being added, and are told to whoever tries it.
json failed_json(const Problems& failures);
// "；草案自带检验 2 项不符，提交前须改"; "" for none.
std::string failed_text(const Problems& failures);

}  // namespace anze::plugin
