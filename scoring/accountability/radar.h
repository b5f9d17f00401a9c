// Radar (否决预警): how far each veto and yellow-card clause is from its trigger, for each unit and official.
//
// Counted by propose_vetoes itself with a lower threshold, so that what the radar counts is what a proposal
// will count. An accident whose toll may still change its class is flagged twice: when it is counted
// (`provisional`: it may yet be counted no more) and when it is not counted yet but would be in a higher
// class
// (`may_rise`).
#pragma once

#include <string>
#include <vector>

#include "scoring/accountability/veto.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

struct VetoDistance {
  std::size_t clause = 0;  // index in Rulebook::vetoes
  CodeId subject = k_no_code;
  std::int64_t counted = 0;         // n: facts, or what a total comes to
  std::int64_t threshold = 1;       // of m; 0: the unit has no figure on record
  std::vector<std::int64_t> facts;  // seq of what is counted, findings among them
  bool triggered = false;
  bool provisional = false;
  std::vector<std::int64_t> may_rise;  // seq of accidents that would be counted in a higher class
  std::string what;                    // in words: what would trigger it
};

// By clause, then the nearest first, then subject. Units of the clause's kinds are all told, also those with
// nothing counted; officials only when something is counted or may be. Clauses on results are left out: a
// result is sealed or not. Arguments as for propose_vetoes.
std::vector<VetoDistance> veto_radar(const Rulebook& rulebook, const Organisation& organisation,
                                     const LedgerSet& ledgers, const VetoQuestion& question);
inline std::vector<VetoDistance> veto_radar(const Rulebook& rulebook, const Organisation& organisation,
                                            const LedgerSet& ledgers, const std::vector<Fact>& facts,
                                            const std::vector<CodeId>& fact_ids, Date as_of) {
  return veto_radar(rulebook, organisation, ledgers, VetoQuestion{facts, fact_ids, as_of, as_of, {}});
}

}  // namespace anze
