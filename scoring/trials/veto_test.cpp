// What an embedded test expects of vetoes: whether they are proposed in its world, and for which days.
#include <algorithm>

#include "scoring/trials/embedded_test.h"

namespace anze {
namespace {

using json::ProblemList;

// The world's facts one by one, as the store would number them.
std::vector<VetoProposal> proposed_in(const Rulebook& rulebook, const Organisation& organisation,
                                      const EmbeddedTest& test) {
  std::vector<Fact> facts;
  std::vector<CodeId> ids;
  for (std::size_t i = 0; i < test.facts.size(); ++i)
    for (std::int64_t k = 0; k < test.facts[i].second; ++k) {
      facts.push_back(test.facts[i].first);
      facts.back().seq = static_cast<std::int64_t>(facts.size());
      ids.push_back(test.fact_ids[i]);
    }
  return propose_vetoes(rulebook, organisation, facts, ids, test.as_of, test.results);
}

std::string in_words(const VetoProposal* proposal) {
  return proposal == nullptr ? "none"
                             : "one from " + to_text(proposal->from) + " to " + to_text(proposal->until);
}

std::string in_words(const ExpectedVeto& expected) {
  if (!expected.proposed) return "none";
  return "one" + (expected.from ? " from " + to_text(*expected.from) : std::string()) +
         (expected.until ? " to " + to_text(*expected.until) : std::string());
}

bool as_expected(const ExpectedVeto& expected, const VetoProposal* proposal) {
  if (proposal == nullptr || !expected.proposed) return (proposal != nullptr) == expected.proposed;
  return (!expected.from || *expected.from == proposal->from) &&
         (!expected.until || *expected.until == proposal->until);
}

}  // namespace

void compare_vetoes(const Rulebook& rulebook, const Organisation& organisation, const EmbeddedTest& test,
                    ProblemList& problems) {
  if (test.vetoes.empty()) return;
  const std::vector<VetoProposal> proposed = proposed_in(rulebook, organisation, test);
  for (const ExpectedVeto& expected : test.vetoes) {
    const std::string at = test.at + "/expect/vetoes/" + expected.clause;
    const bool known = std::any_of(rulebook.vetoes.begin(), rulebook.vetoes.end(),
                                   [&](const VetoClause& clause) { return clause.id == expected.clause; });
    if (!known) {
      problems.add(invalid("test.clause", "“" + test.title + "”: there is no veto “" + expected.clause + "”",
                           at, "name a veto clause by its id, or drop the test with it"));
      continue;
    }
    const auto found = std::find_if(proposed.begin(), proposed.end(),
                                    [&](const VetoProposal& each) { return each.clause == expected.clause; });
    const VetoProposal* first = found == proposed.end() ? nullptr : &*found;
    if (as_expected(expected, first)) continue;
    problems.add(invalid("test.failed",
                         "“" + test.title + "”: of veto “" + expected.clause + "” there is " +
                             in_words(first) + (first == nullptr ? "" : " (" + first->how + ")") +
                             ", expected is " + in_words(expected),
                         at, "correct the clause if the document says so, else the test"));
  }
}

}  // namespace anze
