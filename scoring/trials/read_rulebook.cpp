#include "scoring/trials/read_rulebook.h"

#include "scoring/rulebook/parts.h"
#include "scoring/trials/embedded_test.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// Which clauses each test speaks of, for coverage.
void note(const std::vector<EmbeddedTest>& tests, Rulebook& rulebook) {
  for (const EmbeddedTest& test : tests) {
    rulebook.tests.push_back({test.title, {}});
    for (const auto& [clause, points] : test.lines) rulebook.tests.back().clauses.push_back(clause);
    for (const auto& [clause, shut] : test.gates) rulebook.tests.back().clauses.push_back(clause);
    for (const ExpectedVeto& veto : test.vetoes) rulebook.tests.back().clauses.push_back(veto.clause);
  }
}

}  // namespace

Result<Rulebook> read_rulebook(std::string_view json, const LedgerSet& ledgers,
                               const OrganisationData& organisation, Codebook& codes, Problems* problems,
                               Reading reading) {
  json::Document document(json, {}, reading);
  StagedCodes words(codes);
  Rulebook rulebook;
  std::vector<EmbeddedTest> tests;
  if (document) {
    const Names known(ledgers, organisation, words);
    rulebook =
        read_document(document.root(), known, [&](const std::vector<json::Place>& places, Rulebook& so_far) {
          tests = read_tests(places, so_far, known);
          note(tests, so_far);
        });
  }
  ANZE_CHECK(document.finish(problems));
  json::ProblemList meaning(reading);
  check_rulebook(rulebook, meaning);
  ANZE_CHECK(meaning.finish(problems));
  json::ProblemList failures;
  run_tests(rulebook, tests, codes, failures);
  if (const auto passed = failures.finish(reading == Reading::k_trial ? &rulebook.failed_tests : problems);
      !passed && reading != Reading::k_trial)
    return passed.error();
  ANZE_ASSERT(rulebook.id != k_no_code && !rulebook.title.empty());
  ANZE_ASSERT(!rulebook.grades.empty() && !rulebook.archetypes.empty());
  ANZE_ASSERT(rulebook.policies.rounding_step.e4 > 0);
  ANZE_ASSERT(!rulebook.effective_to || rulebook.effective_from <= *rulebook.effective_to);
  words.commit();
  return rulebook;
}

}  // namespace anze
