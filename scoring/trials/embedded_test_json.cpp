#include "scoring/entries/record_reader.h"
#include "scoring/trials/embedded_test.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr std::int64_t k_facts_max = 20'000;  // of all tests: a rulebook is read at every start

// The fact of a test, with what is left to the test's world put in: fact.md's members from five.
void read_test_fact(const Place& place, const Names& known, StagedCodes& words, EmbeddedTest& test) {
  Object object(place);
  json::Members members;
  const auto copy = [&](std::string_view from, std::string_view to) {
    if (const std::optional<Place> member = object.find(from))
      members.push_back({std::string(to), member->value()});
  };
  copy("ledger", "ledger");
  copy("on", "occurred_on");
  copy("state", "state");
  copy("sector", "sector");
  copy("fields", "fields");
  const std::int64_t count = object.get_integer<std::int64_t>("count", 1, 1, k_facts_max);
  const std::optional<Date> known_on = object.get<Date>("known");
  test.fact_ids.push_back(object.get_code("id", words));
  object.close();
  const auto name = [&](std::string_view member, CodeId code) {
    members.push_back({std::string(member), json::Value{words.text(code)}});
  };
  name("unit", test.world.unit);
  name("area", test.world.area);
  name("post", test.world.post);
  name("official", test.world.official);
  const json::Value whole{std::move(members)};
  Fact fact = read_fact_record(place.with(whole), known.ledgers, words).fact;
  fact.recorded = known_on.value_or(fact.occurred);
  test.facts.emplace_back(fact, count);
}

void read_test_judgement(const Place& place, EmbeddedTest& test) {
  Object object(place);
  Judgement judgement;
  judgement.clause = object.need_id("clause");
  judgement.value = object.need<Points>("value");
  judgement.term = test.world.term;
  object.close();
  test.judgements.push_back(std::move(judgement));
}

// The year's quarters in order, null where the person was not assessed; each out of the rulebook's base.
void read_test_quarters(const std::vector<Place>& places, const Rulebook& rulebook, EmbeddedTest& test) {
  const std::vector<Period> quarters = rulebook.assesses == PeriodKind::k_year
                                           ? divide(test.period, PeriodKind::k_quarter)
                                           : std::vector<Period>{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i >= quarters.size()) {
      places[i].problem("test.quarters", "the period has no quarter number " + std::to_string(i + 1),
                        "give the scores of the four quarters of a year, null for none");
      return;
    }
    if (places[i].is_null()) continue;
    const Points points = places[i].as<Points>().value_or(Points{});
    test.quarters.push_back(
        {quarters[i], test.world.official, rulebook.base, points, Exact(points), quarters[i].days(), {}});
  }
}

// A sealed result of the person of the world.
void read_test_result(const Place& place, const Rulebook& rulebook, EmbeddedTest& test) {
  Object object(place);
  const std::optional<Place> period = object.need("period");
  const std::optional<std::string> text = period ? period->as<std::string>() : std::nullopt;
  SealedResult result{test.world.official, {}, object.need<Points>("points"), object.need<Date>("sealed")};
  object.close();
  if (!text) return;
  const Result<Period> of = parse_period(*text);
  if (!of || of->kind != rulebook.assesses) {
    period->problem("test.result", "“" + *text + "” is no period the rulebook assesses",
                    "write one such as \"" + to_text(test.period) + "\"");
    return;
  }
  result.period = *of;
  test.results.push_back(result);
}

void read_expected_veto(const std::string& clause, const Place& place, EmbeddedTest& test) {
  ExpectedVeto expected;
  expected.clause = clause;
  expected.proposed = true;
  if (place.is_object()) {
    Object object(place);
    expected.from = object.get<Date>("from");
    expected.until = object.get<Date>("until");
    object.close();
  } else {
    expected.proposed = place.as<bool>().value_or(false);
  }
  test.vetoes.push_back(std::move(expected));
}

void read_expect(const Place& place, EmbeddedTest& test) {
  Object object(place);
  if (const std::optional<Place> lines = object.find("lines"))
    for (const auto& [clause, points] : lines->members())
      test.lines.emplace_back(clause, points.as<std::string>().value_or(""));
  if (const std::optional<Place> gates = object.find("gates"))
    for (const auto& [clause, shut] : gates->members())
      test.gates.emplace_back(clause, shut.as<bool>().value_or(false));
  if (const std::optional<Place> vetoes = object.find("vetoes"))
    for (const auto& [clause, expected] : vetoes->members())
      read_expected_veto(std::string(clause), expected, test);
  test.total = object.get<std::string>("total");
  test.grade = object.get<std::string>("grade");
  object.close();
  if (test.lines.empty() && test.gates.empty() && test.vetoes.empty() && !test.total && !test.grade)
    place.draft_problem("test.empty", "the test expects nothing",
                        "write \"lines\", \"gates\", \"vetoes\", \"total\" or \"grade\"");
}

CodeId word_or(Object& object, std::string_view name, std::string_view fallback, StagedCodes& words) {
  const CodeId code = object.get_code(name, words);
  return code != k_no_code ? code : words.intern(fallback);
}

TestWorld read_world(Object& object, const Rulebook& rulebook, const Names& known, StagedCodes& words) {
  TestWorld world;
  world.unit = word_or(object, "unit", "test-unit", words);
  world.post = word_or(object, "post", "test-post", words);
  world.area = words.intern("test-area");
  world.official = words.intern("test-official");
  world.term = words.intern("test-term");
  if (!rulebook.archetypes.empty()) world.archetype = rulebook.archetypes.front();
  if (const std::optional<Place> archetype = object.find("archetype"))
    for (const CodeId code : read_archetypes({*archetype}, known)) world.archetype = code;
  return world;
}

Period read_period(Object& object, const Rulebook& rulebook) {
  const std::optional<Place> place = object.find("period");
  const std::optional<std::string> text = place ? place->as<std::string>() : std::nullopt;
  const Period usual = period_of(rulebook.effective_from, rulebook.assesses);
  if (!text) return usual;
  const Result<Period> period = parse_period(*text);
  if (period && period->kind == rulebook.assesses) return *period;
  place->problem("test.period", "“" + *text + "” is no period the rulebook assesses",
                 "write one such as \"" + to_text(usual) + "\", or drop it");
  return usual;
}

// The kind of unit the vetoes expected are on; else one of its own.
CodeId kind_of_unit(const Rulebook& rulebook, const EmbeddedTest& test) {
  for (const ExpectedVeto& expected : test.vetoes)
    for (const VetoClause& clause : rulebook.vetoes)
      if (clause.id == expected.clause && !clause.unit_kinds.empty()) return clause.unit_kinds.front();
  return test.world.unit_kind;
}

EmbeddedTest read_test(const Place& place, const Rulebook& rulebook, const Names& known, StagedCodes& words) {
  EmbeddedTest test;
  Object object(place);
  test.at = place.at();
  test.title = object.need_text("title");
  test.world = read_world(object, rulebook, known, words);
  test.period = read_period(object, rulebook);
  test.as_of = object.get<Date>("as_of", test.period.last);
  if (object.find("days_off")) {
    test.days_off.emplace();
    for (const Place& day : object.get_list("days_off"))
      if (const std::optional<Date> off = day.as<Date>()) test.days_off->push_back(*off);
  }
  test.world.unit_kind = word_or(object, "unit_kind", "test-unit", words);
  for (const Place& fact : object.get_list("facts")) read_test_fact(fact, known, words, test);
  for (const Place& judgement : object.get_list("judgements")) read_test_judgement(judgement, test);
  read_test_quarters(object.get_list("quarters"), rulebook, test);
  for (const Place& result : object.get_list("results")) read_test_result(result, rulebook, test);
  if (const std::optional<Place> expect = object.need("expect")) read_expect(*expect, test);
  if (!object.has("unit_kind")) test.world.unit_kind = kind_of_unit(rulebook, test);
  object.close();
  return test;
}

}  // namespace

std::vector<EmbeddedTest> read_tests(const std::vector<Place>& places, const Rulebook& rulebook,
                                     const Names& known) {
  std::vector<EmbeddedTest> tests;
  StagedCodes words = known.words;
  std::int64_t facts = 0;
  for (const Place& place : places) {
    tests.push_back(read_test(place, rulebook, known, words));
    for (const auto& [fact, count] : tests.back().facts) facts += count;
    if (facts <= k_facts_max) continue;
    place.problem("test.too_many", "the tests have more than " + std::to_string(k_facts_max) + " facts",
                  "keep them tiny: they are run whenever the rulebook is read");
    break;
  }
  return tests;
}

}  // namespace anze
