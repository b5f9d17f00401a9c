// Rulebooks: refused with a list of problems, or scored. What is accepted is played over facts of every kind.
#include <algorithm>

#include "scoring/accountability/radar.h"
#include "scoring/trials/read_rulebook.h"
#include "target.h"
#include "world.h"

namespace anze::fuzz {
namespace {

void play(const Rulebook& rulebook, const World& world) {
  static const std::vector<Fact>& facts = *new std::vector<Fact>(facts_of_all_kinds(world));
  const Period period = period_of(make_date(2025, 7, 1), rulebook.assesses);
  Tally tally(rulebook, *world.organisation, world.calendar, period, period.last);
  const auto empty = evaluate(tally, {});
  for (const std::int32_t sign : {+1, -1})
    for (const Fact& fact : facts)
      if (const auto applied = tally.apply(fact, sign); !applied) {
        expect(!applied.error().reason.empty(), "an error without a reason");
        return;  // an overflow is an error, and was told
      } else if (sign == -1 && &fact == &facts.front()) {
        const auto scored = evaluate(tally, {});
        if (!scored) expect(!scored.error().reason.empty(), "an error without a reason");
      }
  const auto undone = evaluate(tally, {});
  expect(static_cast<bool>(empty) == static_cast<bool>(undone), "undoing every fact does not lead back");
  if (!undone) return;
  for (std::size_t i = 0; i < undone->people.size(); ++i) {
    expect(empty->people[i].points == undone->people[i].points, "undoing every fact leaves other points");
    const std::string& given = undone->people[i].grade;
    expect(given == k_no_grade || std::any_of(rulebook.grades.begin(), rulebook.grades.end(),
                                              [&](const Grade& grade) { return grade.title == given; }),
           "a grade of no table");
  }
  std::vector<CodeId> ids(facts.size());
  const Date day = make_date(2025, 12, 31);
  for (const VetoProposal& proposal : propose_vetoes(rulebook, *world.organisation, facts, ids, day))
    expect(proposal.from <= proposal.until, "a veto that ends before it begins");
  (void)veto_radar(rulebook, *world.organisation, world.ledgers, facts, ids, day);
}

}  // namespace

const Shape k_shape = Shape::k_document;

const std::vector<std::string>& words() {
  static const auto& all = *new std::vector<std::string>(
      words_in({"tests/cases/world", "tests/cases/world/ledgers", "scoring/rules/examples"}));
  return all;
}

void fuzz_one(std::string_view input) {
  const World& known = world();
  for (const Reading reading : {Reading::k_stored, Reading::k_draft}) {
    Codebook codes = known.codes;
    const CodeId before = codes.size();
    Problems problems;
    const auto read =
        read_rulebook(input, known.ledgers, known.organisation->data(), codes, &problems, reading);
    if (read) {
      expect(problems.empty(), "accepted, with problems");
      play(*read, known);
      continue;
    }
    expect(!problems.empty(), "refused, without a problem");
    expect(codes.size() == before, "a refused document leaves words behind");
    for (const Error& problem : problems) {
      expect(!problem.reason.empty() && !problem.message.empty(), "a problem that says nothing");
      expect(!problem.help.empty() || problem.reason.starts_with("json."), "no way out of " + problem.reason);
    }
  }
}

}  // namespace anze::fuzz
