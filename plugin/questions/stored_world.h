// Answers: what the methods that answer people's questions share: who may ask about whom, and the worlds
// (scoring/questions/world.h) they ask in, put together from the store.
#pragma once

#include <memory>
#include <string>

#include "plugin/calls/method.h"
#include "plugin/json/clause.h"
#include "scoring/questions/world.h"

namespace anze::plugin {

// A period as it is known now, or was known at an audit entry.
struct StoredWorld {
  World world;
  const InstalledRulebook* rulebook = nullptr;
  std::unique_ptr<Organisation> organisation;  // when it is not the model's present one
};

// `as_of_entry` 0: now. Facts are read through `reader` whenever the world asks for them.
// Requires: call and reader outlive the question.  Errors: organisation.missing, rulebook.missing, store.*.
// `draft`: another rulebook the world will be asked by; its clauses may look back further.
Result<StoredWorld> stored_world(Call& call, store::Reader& reader, const Period& period,
                                 std::int64_t as_of_entry = 0, const Rulebook* draft = nullptr);

// An assessed official who is nothing else asks about the own case only.
// Returns: the official's code.  Errors: actor.own_sheet, official.unknown.
Result<CodeId> asked_official(const Call& call);

// The installed rulebook "id/version".  Errors: rulebook.unknown.
Result<const InstalledRulebook*> installed_rulebook(const Call& call, const std::string& id,
                                                    const std::string& at);

// The ids of facts by their seq.
Result<json> fact_ids_json(store::Reader& reader, const std::vector<std::int64_t>& seqs);
json rulebook_json(const InstalledRulebook& installed, const Codebook& codes);

// The audit entry whose facts the period's scores were made from; 0 when it has not been scored: as things
// stand.
Result<std::int64_t> last_scored(store::Reader& reader, const Period& period);

}  // namespace anze::plugin
