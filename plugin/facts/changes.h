// A fact that is kept changes by next versions only: corrections, moves and attachments, all checked alike.
#pragma once

#include <string>

#include "plugin/calls/method.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

Error unknown_fact(const std::string& id);

// The last version, of a fact that the actor sees; none as if it had never been.
Result<std::optional<store::FactVersion>> seen_fact(const Call& call, store::Reader& reader,
                                                    const std::string& id);
// That the fact is still at the version the request's "version" names: what it says was made from that one,
// and a correction says the whole entry anew, so it would undo unseen what others changed since. A request
// without the member is let through: hosts of before send none.
// Errors: fact.changed, with both numbers and what differs between the two versions.
Result<void> check_seen(const Call& call, store::Reader& reader, const std::string& id);

// Of a ledger whose records take two: who corrects or withdraws one is another person than who wrote the
// version that stands, and not close to the one it concerns.  Errors: actor.four_eyes, actor.relation.
Result<void> check_second(const Call& call, store::Reader& reader, const Ledger& ledger,
                          const std::string& id);

// How a next version comes about. A correction says the entry anew: when it changes what counts after the
// assessment of its period opened, it is late (补录); what only documents is not. A step (a move, an act)
// says what happened to it since: that is not a late entry, and the mark stays as it was. Otherwise
// rectifying in April what was found in March would take the hazard out of a count that leaves late entries
// aside.
struct Change {
  bool step = false;
  const RecordAct* act = nullptr;  // of a step that leaves the state as it is
};

// The next version of a fact, checked against the last one and written. Places of errors are within the fact;
// further ones go to call.problems.
// Requires: whether the actor may change it was asked (access/entry_roles.h).
// Errors: those of check_step, check_known; fact.ledger, fact.unknown, fact.voided,
// fact.assessed_day (it would leave, or enter, an assessment that is sealed, or open and deaf to late
// entries).
Result<store::FactVersion> correct_one(Call& call, store::Writer& writer, FactRecord record,
                                       std::string reason, Change change = {});

// Whether the fact may be withdrawn now. Errors: fact.assessed (an open assessment that leaves late entries
// out counts it all the same).
Result<void> check_withdrawal(const Call& call, store::Reader& reader, const Fact& fact);

// {"id","seq","version","late"}, and "reused" when attachments lie in other facts too (attachments.h).
// `before`: the attachments of the version before, "" for a new fact.
// `brought`: as of note_attachments.
Result<json> receipt_of(const Call& call, store::Writer& writer, const store::FactVersion& version,
                        const std::string& before, const std::string& brought = {});

}  // namespace anze::plugin
