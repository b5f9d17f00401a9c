// A rulebook on its way in: what stands against installing one that is good in itself.
#pragma once

#include "plugin/calls/method.h"
#include "plugin/rulebooks/definition.h"

namespace anze::plugin {

// A rulebook in short.
json summary_of(const Rulebook& book, const Codebook& codes);

// The request's "rulebook".  Errors: refusal::rulebook, rulebook.exists, rulebook.conflict,
// rulebook.dated_back.
Result<Definition> check_rulebook_definition(Call& call, store::Reader& reader);

// What stands against installing a rulebook that is good in itself: another text of the version, another
// rulebook for the same days; none: nothing.
std::optional<Error> against_installing(const Call& call, const Rulebook& book, const std::string& body,
                                        const Codebook& codes);
// The same of its days: other rules held on them, or what was opened.
Result<std::optional<Error>> against_its_days(const Call& call, store::Reader& reader, const Rulebook& book);

}  // namespace anze::plugin
