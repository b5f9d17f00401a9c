// Embedded tests of a rulebook: read with it, run when its meaning is sound. Internal to reading a rulebook.
//
// Each plays in a world of its own: one unit with one post of one archetype, in charge of everything, held by
// one person all the time. So a rulebook stays readable whatever becomes of the region's posts and people.
// Holidays are known there only when the test names its days off; then every other weekday is worked.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scoring/accountability/veto.h"
#include "scoring/rulebook/parts.h"
#include "scoring/scorecards/evaluate.h"

namespace anze {

struct TestWorld {  // codes of the one unit, post, …
  CodeId unit = k_no_code;
  CodeId post = k_no_code;
  CodeId archetype = k_no_code;
  CodeId area = k_no_code;
  CodeId official = k_no_code;
  CodeId term = k_no_code;
  CodeId unit_kind = k_no_code;
};

// A veto or yellow card that is proposed against the unit or the person of the world, or none.
struct ExpectedVeto {
  std::string clause;
  bool proposed = false;
  std::optional<Date> from;
  std::optional<Date> until;
};

struct EmbeddedTest {
  std::string at;  // its place in the document
  std::string title;
  TestWorld world;
  Period period;
  Date as_of;
  std::optional<std::vector<Date>> days_off;         // none: the calendar is unknown
  std::vector<std::pair<Fact, std::int64_t>> facts;  // and how many of the kind
  std::vector<CodeId> fact_ids;                      // of each of `facts`; k_no_code: nothing refers to it
  std::vector<Judgement> judgements;
  std::vector<QuarterResult> quarters;                     // of a year
  std::vector<SealedResult> results;                       // what vetoes on results look at
  std::vector<std::pair<std::string, std::string>> lines;  // clause, points as Exact writes them
  std::vector<std::pair<std::string, bool>> gates;         // clause, whether it is shut
  std::optional<std::string> total;
  std::optional<std::string> grade;
  std::vector<ExpectedVeto> vetoes;
};

// Words the tests bring along stay out of `known.words`.  Requires: the rulebook's header is read.
// Problems: test.period, test.result, test.too_many, and those of facts.
std::vector<EmbeddedTest> read_tests(const std::vector<json::Place>& places, const Rulebook& rulebook,
                                     const Names& known);

// Problems: test.failed, test.clause, and whatever the evaluation answers.
void run_tests(const Rulebook& rulebook, const std::vector<EmbeddedTest>& tests, const Codebook& codes,
               json::ProblemList& problems);

// What a test expects of vetoes. Problems: test.failed, test.clause.
void compare_vetoes(const Rulebook& rulebook, const Organisation& organisation, const EmbeddedTest& test,
                    json::ProblemList& problems);

}  // namespace anze
