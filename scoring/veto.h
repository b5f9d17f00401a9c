// Veto (一票否决): the engine proposes, two bodies decide. A proposal names its clause, its facts and the
// days it would last; it becomes effective only when the organisation department and the discipline body have
// both confirmed it with a document. Disagreement is kept. The score stands beside the veto and is never
// touched.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scoring/fact.h"
#include "scoring/organisation.h"
#include "scoring/rulebook.h"

namespace anze {

struct VetoProposal {
  std::string clause;
  bool yellow_card = false;
  VetoOn on = VetoOn::k_unit;
  CodeId subject = k_no_code;       // unit or official
  Date from;                        // the day the trigger was completed (the finding's day for an official)
  Date until;                       // last day, by the clause's end rule
  std::vector<std::int64_t> facts;  // seq of the triggering facts, and of the finding
  bool provisional = false;         // some accident's toll may still change on `as_of`
  std::string how;                  // in words
};

// A sealed result (考核结果) of an assessed person: what clauses on results look at.
struct SealedResult {
  CodeId official = k_no_code;
  Period period;
  Points points;
  Date sealed_on;
};

// Proposals of one rulebook completed in the assessment year of `as_of` and up to that day: by clause,
// subject, day. `facts` need only hold the ledgers the veto clauses name, and of former years the accidents
// that findings of this year may refer to; `fact_ids` gives each fact's id code in the same order (a finding
// refers to an accident by it). The window counts by the day of the accident; an official's trigger is
// completed by the finding, the first one of an accident counting. A clause on results is completed the day
// the last of them was sealed; `results` are those of this rulebook, of this year and as many periods before
// as the clauses look back.
std::vector<VetoProposal> propose_vetoes(const Rulebook& rulebook, const Organisation& organisation,
                                         const std::vector<Fact>& facts, const std::vector<CodeId>& fact_ids,
                                         Date as_of, std::span<const SealedResult> results = {});

enum class Body { k_organisation, k_discipline };  // 组织部, 纪检委

struct VetoDecision {
  Body body = Body::k_organisation;
  bool confirmed = false;
  CodeId decided_by = k_no_code;
  std::string document_no;
  Date decided_on;
};

enum class VetoStatus { k_proposed, k_confirmed, k_rejected, k_disagreed };

// What the decisions so far amount to. The last decision of each body counts.
// Errors: veto.same_person (one person for both bodies).
Result<VetoStatus> status_of(const std::vector<VetoDecision>& decisions);

}  // namespace anze
