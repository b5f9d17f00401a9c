// VetoTriggers (触发): which facts a veto clause counts, against whom, and when what they come to is reached.
// Internal to accountability; veto.h makes proposals of them, radar.h tells how near they are.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "scoring/accountability/question.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/veto_clause.h"

namespace anze {

// A matching fact, with the finding that ties it to an official.
struct VetoTrigger {
  Date completed_by;  // the day it begins to count from: the fact's own, or its finding's
  const Fact* fact = nullptr;
  const Fact* finding = nullptr;
};

// What one proposal would be about.
struct VetoTopic {
  CodeId subject = k_no_code;
  Date window;             // its first day
  std::int64_t about = 0;  // seq
  friend auto operator<=>(const VetoTopic&, const VetoTopic&) = default;
};
// By completed_by within each topic. Of a clause on leaders the subjects are the units they lead.
using VetoTriggers = std::map<VetoTopic, std::vector<VetoTrigger>>;

// What is counted of the question's facts. Requires: a clause that is not on results.
VetoTriggers triggers_of(const VetoClause& clause, const Organisation& organisation,
                         const VetoQuestion& question);

// How far the triggers of one topic go, and what they are held against.
struct VetoReached {
  std::int64_t amount = 0;           // facts, or what their field adds up to
  std::optional<std::int64_t> need;  // the least amount that triggers; none: no figure is on record
  const Fact* figure = nullptr;      // the record that holds it
  std::size_t completing = 0;        // index of the trigger that completes it
  std::int64_t silent = 0;           // facts that do not say the field that is added up

  bool reached() const { return need && *need <= amount; }
};
VetoReached reached_by(const VetoClause& clause, const VetoQuestion& question, const VetoTopic& topic,
                       const std::vector<VetoTrigger>& triggers);

// Whoever held a post of the clause's `leaders` in the unit on that day, in the order of posts, each once.
std::vector<CodeId> leaders_of(const VetoClause& clause, const Organisation& organisation, CodeId unit,
                               Date day);

// Whom a finding is about: the person it names, else whoever answered for the post it names on `day` (that of
// the accident); none when it names neither, or the post was vacant.
CodeId person_found(const Organisation& organisation, const Fact& finding, Date day);

// The finding's place in the line of one person's findings about one accident: the last one that the clause's
// ledger knows up to `today`; nullptr when there is none.
const Fact* last_finding(const VetoClause& clause, const Organisation& organisation,
                         const VetoQuestion& question, CodeId official, CodeId accident);

}  // namespace anze
