#include "scoring/trials/embedded_test.h"

#include <algorithm>
#include <map>

#include "scoring/clauses/case.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::ProblemList;

Result<Organisation> organisation_of(const TestWorld& world, const Codebook& codes) {
  OrganisationData data;
  const Date always = parse_date("1900-01-01").value();
  data.areas = {{world.area, k_no_code, "area"}};
  data.archetypes = {{world.archetype, "archetype"}};
  data.unit_kinds = {{world.unit_kind, "kind"}};
  data.units = {{world.unit, k_no_code, world.unit_kind, world.area, false, "unit"}};
  data.posts = {{world.post, world.unit, world.archetype, "post"}};
  data.portfolios = {{world.post, k_no_code, world.area, always, {}}};
  data.officials = {{world.official, "official"}};
  data.terms = {{world.term, world.post, world.official, always, {}, TermKind::k_full, 1}};
  return Organisation::build(std::move(data), codes);
}

// The year of the test's period, and those beside it: what is late may run over the turn of a year.
Result<void> fill(Calendar& calendar, const EmbeddedTest& test) {
  ANZE_ASSERT(test.days_off.has_value());
  const int year = civil(test.period.first).year;
  std::map<int, std::vector<Date>> off{{year - 1, {}}, {year, {}}, {year + 1, {}}};
  for (const Date day : *test.days_off) {
    const auto of_year = off.find(civil(day).year);
    if (of_year == off.end())
      return invalid("test.days_off", to_text(day) + " lies neither in the year of the test nor beside it",
                     "/days_off", "name days off of these three years");
    of_year->second.push_back(day);
  }
  for (const auto& [each, days] : off) ANZE_CHECK(calendar.add_year(each, days, {}));
  return {};
}

Result<Evaluation> play(const Rulebook& rulebook, const Organisation& organisation,
                        const EmbeddedTest& test) {
  Calendar calendar;
  if (test.days_off) ANZE_CHECK(fill(calendar, test));
  Tally tally(rulebook, organisation, calendar, test.period, test.as_of);
  for (const auto& [fact, count] : test.facts)
    for (std::int64_t i = 0; i < count; ++i) ANZE_CHECK(tally.apply(fact, +1));
  return evaluate(tally, test.judgements, test.quarters);
}

void failed(const EmbeddedTest& test, const std::string& what, const std::string& came,
            const std::string& expected, const std::string& at, ProblemList& problems) {
  problems.add(invalid("test.failed",
                       "“" + test.title + "”: " + what + " comes to " + came + ", expected is " + expected,
                       at, "correct the clause if the document says so, else the test"));
}

const Line* line_of(const Rulebook& rulebook, const Scorecard& card, const std::string& clause) {
  const auto line = std::find_if(card.lines.begin(), card.lines.end(), [&](const Line& each) {
    return clause_at(rulebook, each.clause).id == clause;
  });
  return line == card.lines.end() ? nullptr : &*line;
}

void compare_line(const Rulebook& rulebook, const EmbeddedTest& test, const Scorecard& card,
                  const std::string& clause, const std::string& expected, ProblemList& problems) {
  const std::string at = test.at + "/expect/lines/" + clause;
  const Line* line = line_of(rulebook, card, clause);
  if (line == nullptr) {
    problems.add(invalid("test.clause", "“" + test.title + "”: there is no clause “" + clause + "”", at,
                         "name a clause by its id, or drop the test with its clause"));
    return;
  }
  const std::string came = to_text(line->points);
  if (came != expected)
    failed(test, "clause “" + clause + "”", came + " (" + line->how + ")", expected, at, problems);
}

void compare_gate(const Rulebook& rulebook, const EmbeddedTest& test, const Scorecard& card,
                  const std::string& clause, bool expected, ProblemList& problems) {
  const std::string at = test.at + "/expect/gates/" + clause;
  const Line* line = line_of(rulebook, card, clause);
  if (line == nullptr || gate_of(clause_at(rulebook, line->clause)) == nullptr) {
    problems.add(invalid("test.clause", "“" + test.title + "”: there is no gate “" + clause + "”", at,
                         "name a clause of kind gate by its id"));
    return;
  }
  const auto state = [](bool shut) { return shut ? "shut" : "open"; };
  if (const bool came = gate_shut(clause_at(rulebook, line->clause), *line); came != expected)
    failed(test, "gate “" + clause + "”", std::string(state(came)) + " (" + line->how + ")", state(expected),
           at, problems);
}

void compare(const Rulebook& rulebook, const EmbeddedTest& test, const Evaluation& evaluation,
             ProblemList& problems) {
  ANZE_ASSERT(evaluation.cards.size() == 1 &&
              evaluation.people.size() == 1);  // the test's world has one person
  const Scorecard& card = evaluation.cards.front();
  for (const auto& [clause, expected] : test.lines)
    compare_line(rulebook, test, card, clause, expected, problems);
  for (const auto& [clause, shut] : test.gates) compare_gate(rulebook, test, card, clause, shut, problems);
  if (test.total && *test.total != to_text(card.total))
    failed(test, "the total", to_text(card.total), *test.total, test.at + "/expect/total", problems);
  const std::string& grade = evaluation.people.front().grade;
  if (test.grade && *test.grade != grade)
    failed(test, "the grade", grade, *test.grade, test.at + "/expect/grade", problems);
}

}  // namespace

void run_tests(const Rulebook& rulebook, const std::vector<EmbeddedTest>& tests, const Codebook& codes,
               ProblemList& problems) {
  for (const EmbeddedTest& test : tests) {
    const auto organisation = organisation_of(test.world, codes);
    if (!organisation) {
      problems.add(organisation.error().within(test.at));
      continue;
    }
    compare_vetoes(rulebook, *organisation, test, problems);
    const auto evaluation = play(rulebook, *organisation, test);
    if (evaluation && !evaluation->cards.empty())
      compare(rulebook, test, *evaluation, problems);
    else if (!evaluation)
      problems.add(evaluation.error().within(test.at));
  }
}

}  // namespace anze
