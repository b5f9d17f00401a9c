#include "scoring/clauses/evidence.h"

#include "scoring/clauses/kind.h"
#include "scoring/values/broken.h"

namespace anze {

bool records_help(const Clause& clause) {
  return sign_of_one(clause) > 0;
}

Evidence wanted_evidence(const Clause& clause, Evidence policy) {
  if (!records_help(clause)) return Evidence::k_not_asked;
  return clause.evidence.value_or(policy);
}

// A stored rulebook may hold a clause of which an older library did not know that it asks for records, over a
// ledger that says nothing of papers: nobody can be asked for them there.
Evidence evidence_of(const Clause& clause, Evidence policy) {
  return clause.proof ? wanted_evidence(clause, policy) : Evidence::k_not_asked;
}

bool is_proven(const Clause& clause, const Fact& fact) {
  ANZE_ASSERT(clause.proof.has_value());
  std::int64_t attached = 0;
  return read_field(fact, *clause.proof, attached) && attached != 0;
}

}  // namespace anze
