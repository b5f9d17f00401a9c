#include "scoring/clauses/evidence.h"

#include "scoring/clauses/sign.h"
#include "scoring/json/reader.h"
#include "scoring/values/broken.h"

namespace anze {

bool records_help(const Clause& clause) {
  return sign_of_one(clause) > 0;
}

namespace {

Evidence wanted(const Rulebook& rulebook, const Clause& clause) {
  if (!records_help(clause)) return Evidence::k_not_asked;
  return clause.evidence.value_or(rulebook.policies.missing_evidence);
}

}  // namespace

// A stored rulebook may hold a clause of which an older library did not know that it asks for records, over a
// ledger that says nothing of papers: nobody can be asked for them there.
Evidence evidence_of(const Rulebook& rulebook, const Clause& clause) {
  return clause.proof ? wanted(rulebook, clause) : Evidence::k_not_asked;
}

bool is_proven(const Clause& clause, const Fact& fact) {
  ANZE_ASSERT(clause.proof.has_value());
  std::int64_t attached = 0;
  return read_field(fact, *clause.proof, attached) && attached != 0;
}

void check_evidence(const Rulebook& rulebook, json::ProblemList& problems) {
  for (std::size_t i = 0; i < rulebook.items.size(); ++i)
    for (std::size_t k = 0; k < rulebook.items[i].clauses.size(); ++k) {
      const Clause& clause = rulebook.items[i].clauses[k];
      const std::string at = "/items/" + std::to_string(i) + "/clauses/" + std::to_string(k);
      if (clause.evidence && *clause.evidence != Evidence::k_not_asked && !records_help(clause))
        problems.add(
            invalid("clause.evidence",
                    "no record helps anybody under clause “" + clause.id + "”, so none wants evidence",
                    at + "/evidence", "leave it out: what costs counts with or without papers"));
      if (wanted(rulebook, clause) != Evidence::k_not_asked && !clause.proof)
        problems.add_of_draft(
            invalid("clause.evidence",
                    "the ledger of clause “" + clause.id + "” does not say whether anything is attached",
                    at + "/select/ledger",
                    "add a boolean field with \"attachments\": true to the ledger, or write "
                    "\"evidence\": \"not_asked\" in the clause"));
    }
}

}  // namespace anze
