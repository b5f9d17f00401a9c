// Veto (一票否决): the engine proposes, two bodies decide. A proposal names its clause, its facts and the
// days it would last; it becomes effective only when the organisation department and the discipline body have
// both confirmed it with a document. Disagreement is kept. The score stands beside the veto and is never
// touched.
//
// A proposal is known by its clause, its subject and what it is about: one accident (or one finding) where
// one completes it, else the window in which facts are counted. Days are no part of that, so that a corrected
// day corrects one proposal, and a second accident is a second one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scoring/accountability/trigger.h"
#include "scoring/facts/fact.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

struct VetoProposal {
  std::string clause;
  bool yellow_card = false;
  VetoOn on = VetoOn::k_unit;
  CodeId subject = k_no_code;  // unit or official
  std::int64_t about = 0;      // seq of the accident or finding it is about; 0: what `window` holds
  Period window;               // in which facts are counted; of a clause on results the last period
  Date from;   // the day it begins (VetoStart): as a rule the one the trigger was completed on
  Date until;  // last day, by the clause's end rule
  std::int32_t months_from_decision =
      0;                            // the days run from the second body's decision; until then from `from`
  std::vector<std::int64_t> facts;  // seq of the triggering facts, and of the finding
  bool provisional = false;         // some accident's toll may still change on `as_of`
  std::string how;                  // in words
};

// Proposals of one rulebook completed in the assessment year of `as_of` and up to that day: by clause,
// subject, day. The window counts by the day of the accident; an official's trigger is completed by the
// finding, unless the clause says from which other day it begins. A total rests on the facts up to the one
// that reaches it; held against a figure on record it begins no earlier than that record. Of several findings
// of one person and accident the last one counts (复核), and when it no longer matches there is no trigger;
// the days run from the first of those it upholds. A clause on results is completed the day the last of them
// was sealed.
std::vector<VetoProposal> propose_vetoes(const Rulebook& rulebook, const Organisation& organisation,
                                         const VetoQuestion& question);
inline std::vector<VetoProposal> propose_vetoes(const Rulebook& rulebook, const Organisation& organisation,
                                                const std::vector<Fact>& facts,
                                                const std::vector<CodeId>& fact_ids, Date as_of,
                                                std::span<const SealedResult> results = {}) {
  return propose_vetoes(rulebook, organisation, VetoQuestion{facts, fact_ids, as_of, as_of, results});
}

// The proposal's name: "V3/cadre-0202/ACC-0007", "V2/town-2/2025". `about`: the id of the fact it is about,
// "" when it is about none.
std::string veto_key(const VetoProposal& proposal, const Codebook& codes, const std::string& about);

enum class Body { k_organisation, k_discipline };  // 组织部, 纪检委

struct VetoDecision {
  Body body = Body::k_organisation;
  bool confirmed = false;
  CodeId decided_by = k_no_code;
  std::string document_no;
  Date decided_on;
};

// k_basis_changed: decided, and what was decided on no longer holds as it was (依据变化，待重新决定);
// k_superseded: the same accident came to be in a higher class, and another proposal took its place;
// k_dropped: nobody had decided when the ground fell away; k_lifted: both bodies took back what both had
// confirmed (撤销).
enum class VetoStatus {
  k_proposed,
  k_confirmed,
  k_rejected,
  k_disagreed,
  k_basis_changed,
  k_superseded,
  k_dropped,
  k_lifted
};

// What decisions on one ground, in the order they were made, amount to. A later one of a body replaces its
// earlier one, but one body alone does not undo what both confirmed: it stands until the other follows, and
// is then lifted.
// Errors: veto.same_person (one person for both bodies).
Result<VetoStatus> status_of(const std::vector<VetoDecision>& decisions);

}  // namespace anze
