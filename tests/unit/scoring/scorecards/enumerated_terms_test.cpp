// Every combination of acting, concurrent posts, secondment, absence and a change of portfolios inside a
// quarter, under every setting of the term rules, against a reference that asks each day who held what and
// who was there, and knows nothing of tallies, subjects or term rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/unit/scoring/small_world.h"

namespace anze {
namespace {

using test::SmallWorld;

constexpr const char* k_terms_items = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "60", "clauses": [
  {"id": "A1", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "portfolio", "select": {"ledger": "accident"}, "amount": "5"}]},
 {"id": "B", "title": "一", "basis": ["一"], "points": "40", "clauses": [
  {"id": "B1", "title": "一", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "led_inspection"}, "each": "month", "target": 1, "amount": "3"},
  {"id": "B2", "title": "一", "basis": ["一"], "kind": "check", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "when": "present", "amount": "7", "counts_for": "term"}]}])";

Date day_of(int month, int day) {
  return make_date(2025, month, day);
}

struct Rules {
  bool current = false;
  bool half_seconded = false;
  int leave_percent = 0;
};

struct Setting {  // one world
  std::vector<Term> terms;
  std::vector<Portfolio> portfolios;
  std::vector<Absence> absences;
};

struct Expected {
  std::map<CodeId, int> cards;  // by term, whole points
  std::map<CodeId, Exact> people;
  std::map<CodeId, bool> graded;
};

// Asks day by day.
class Reference {
 public:
  Reference(SmallWorld& world, const Setting& setting, const std::vector<Fact>& facts, const Rules& rules)
      : world_(world), setting_(setting), facts_(facts), rules_(rules) {}

  Expected work_out() {
    Expected out;
    std::map<CodeId, std::vector<const Term*>> held;
    for (const Term& term : setting_.terms)
      if (days([&](Date day) { return term.covers(day); }) > 0) {
        out.cards[term.id] = card(term);
        held[term.official].push_back(&term);
      }
    for (const auto& [official, terms] : held) {
      Exact sum;
      std::int64_t weights = 0;
      for (const Term* term : weighing(terms)) {
        const std::int64_t weight =
            std::int64_t{days([&](Date day) { return term->covers(day); })} * term->weight;
        sum += Exact::ratio(out.cards[term->id], 1) * weight;
        weights += weight;
      }
      out.people[official] = sum / Exact::ratio(weights, 1);
      out.graded[official] = graded(official);
    }
    return out;
  }

 private:
  template <class Test>
  int days(const Test& test) const {
    int count = 0;
    for (Date day = world_.period.first; day <= world_.period.last; day = day + 1) count += test(day) ? 1 : 0;
    return count;
  }

  bool away(CodeId official, Date day, std::initializer_list<AbsenceKind> kinds) const {
    for (const Absence& absence : setting_.absences)
      for (const AbsenceKind kind : kinds)
        if (absence.official == official && absence.kind == kind && absence.from <= day &&
            (!absence.to || day <= *absence.to))
          return true;
    return false;
  }

  // Who answers: those who are there before those who are not, then full, acting, seconded.
  const Term* answers(CodeId post, Date day) const {
    for (const bool absent : {false, true})
      for (const TermKind kind : {TermKind::k_full, TermKind::k_acting, TermKind::k_seconded}) {
        const Term* found = nullptr;
        for (const Term& term : setting_.terms) {
          const bool gone = away(term.official, day,
                                 {AbsenceKind::k_sick, AbsenceKind::k_private, AbsenceKind::k_statutory,
                                  AbsenceKind::k_study, AbsenceKind::k_away});
          if (term.post == post && term.covers(day) && term.kind == kind && gone == absent &&
              (found == nullptr || found->from < term.from))
            found = &term;
        }
        if (found != nullptr) return found;
      }
    return nullptr;
  }

  bool in_charge(CodeId post, const Fact& fact) const {
    for (const Portfolio& portfolio : setting_.portfolios) {
      const bool that_day =
          portfolio.from <= fact.occurred && (!portfolio.to || fact.occurred <= *portfolio.to);
      const bool that_sector = portfolio.sector == k_no_code || portfolio.sector == fact.sector;
      const bool there = portfolio.area == fact.area || portfolio.area == world_.code("tiedong");
      if (portfolio.post == post && that_day && that_sector && there) return true;
    }
    return false;
  }

  int card(const Term& term) const {
    int a = 60;
    bool criticised = false;
    for (const Fact& fact : facts_) {
      if (fact.ledger == world_.code("accident") && in_charge(term.post, fact) &&
          answers(term.post, fact.occurred) == &term)
        a -= 5;
      if (fact.ledger == world_.code("criticism") && fact.official == term.official &&
          term.covers(fact.occurred))
        criticised = true;
    }
    int b = 40 - (criticised ? 7 : 0);
    for (int month = 7; month <= 9; ++month) {
      const bool held = days([&](Date day) { return civil(day).month == month && term.covers(day); }) > 0;
      const bool done = std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
        return fact.ledger == world_.code("led_inspection") && fact.post == term.post &&
               civil(fact.occurred).month == month;
      });
      if (held && !done) b -= 3;
    }
    return std::max(a, 0) + b;
  }

  std::vector<const Term*> weighing(std::vector<const Term*> terms) const {
    if (rules_.half_seconded) {
      const int seconded = days([&](Date day) {
        return std::any_of(terms.begin(), terms.end(), [&](const Term* term) {
          return term->kind == TermKind::k_seconded && term->covers(day);
        });
      });
      const bool there = 2 * seconded >= days([](Date) { return true; });
      std::vector<const Term*> chosen;
      for (const Term* term : terms)
        if ((term->kind == TermKind::k_seconded) == there) chosen.push_back(term);
      if (!chosen.empty()) terms = chosen;
    }
    if (rules_.current) {
      // Backwards from the last day to one on which anything was held.
      for (Date day = world_.period.last;; day = day - 1) {
        std::vector<const Term*> chosen;
        for (const Term* term : terms)
          if (term->covers(day)) chosen.push_back(term);
        if (!chosen.empty()) return chosen;
      }
    }
    return terms;
  }

  bool graded(CodeId official) const {
    const int quarter = days([](Date) { return true; });
    if (rules_.half_seconded &&
        2 * days([&](Date day) { return away(official, day, {AbsenceKind::k_away}); }) >= quarter)
      return false;
    const int leave = days([&](Date day) {
      return away(official, day, {AbsenceKind::k_sick, AbsenceKind::k_private});
    });
    return rules_.leave_percent == 0 || 100 * leave <= rules_.leave_percent * quarter;
  }

  SmallWorld& world_;
  const Setting& setting_;
  const std::vector<Fact>& facts_;
  const Rules& rules_;
};

std::vector<Fact> facts_of_terms(SmallWorld& world) {
  std::vector<Fact> facts;
  const auto accident = [&](int month, int day, const char* area, const char* sector) {
    facts.push_back(world.fact("accident", day_of(month, day)));
    facts.back().area = world.code(area);
    facts.back().sector = world.code(sector);
  };
  accident(7, 10, "shanmen", "mining");
  accident(8, 10, "yehe", "mining");
  accident(8, 14, "shanmen", "mining");
  accident(8, 15, "shanmen", "mining");
  accident(8, 16, "yehe", "traffic");
  accident(9, 30, "shanmen", "traffic");
  for (const auto& [month, day, post] : {std::tuple{7, 2, "district-head"},
                                         {8, 31, "district-head"},
                                         {8, 20, "shanmen-head"},
                                         {9, 1, "deputy-mining"}}) {
    facts.push_back(world.fact("led_inspection", day_of(month, day)));
    facts.back().post = world.code(post);
  }
  for (const auto& [month, day, official] : {std::tuple{8, 1, "head-2"}, {9, 20, "deputy-1"}}) {
    facts.push_back(world.fact("criticism", day_of(month, day)));
    facts.back().official = world.code(official);
  }
  return facts;
}

using Span = std::pair<Date, std::optional<Date>>;

// Who leaves the district head's post when, and what happens to everybody else meanwhile.
std::vector<Setting> settings(SmallWorld& world) {
  const Date long_ago = make_date(2022, 1, 1);
  std::vector<Setting> all;
  const std::vector<std::optional<Span>> actings{
      {}, Span{day_of(7, 10), day_of(8, 10)}, Span{day_of(8, 15), {}}};
  const std::vector<std::optional<std::pair<AbsenceKind, Span>>> absences{
      {},
      std::pair{AbsenceKind::k_sick, Span{day_of(7, 10), day_of(8, 10)}},
      std::pair{AbsenceKind::k_private, Span{day_of(8, 1), day_of(9, 16)}},
      std::pair{AbsenceKind::k_away, Span{day_of(8, 16), {}}},
      std::pair{AbsenceKind::k_study, Span{day_of(7, 1), {}}}};
  const std::vector<std::optional<Date>> secondments{{}, day_of(8, 16), day_of(8, 17)};
  const std::vector<std::optional<Date>> leavings{{}, day_of(8, 15), day_of(9, 30)};
  for (const auto& acting : actings)
    for (const auto& absence : absences)
      for (const auto& seconded : secondments)
        for (const auto& leaving : leavings)
          for (const bool portfolio_changes : {false, true}) {
            Setting setting;
            setting.terms.push_back(world.term("T1", "district-head", "head-1", long_ago, leaving));
            if (leaving) setting.terms.push_back(world.term("T2", "district-head", "deputy-1", *leaving + 1));
            setting.terms.push_back(world.term("T3", "deputy-mining", "deputy-1", long_ago));
            setting.terms.push_back(world.term("T4", "shanmen-head", "head-2", long_ago));
            setting.terms.back().weight = 2;
            if (acting) {
              setting.terms.push_back(
                  world.term("T5", "district-head", "head-2", acting->first, acting->second));
              setting.terms.back().kind = TermKind::k_acting;
            }
            if (seconded) {
              setting.terms.push_back(world.term("T6", "shanmen-head", "deputy-1", *seconded));
              setting.terms.back().kind = TermKind::k_seconded;
            }
            if (absence)
              setting.absences.push_back(
                  {world.code("head-1"), absence->first, absence->second.first, absence->second.second, {}});
            if (absence && acting)  // and the one who acts is away himself on some of the days
              setting.absences.push_back(
                  {world.code("head-2"), AbsenceKind::k_study, day_of(8, 10), day_of(8, 14), {}});
            const auto portfolio = [&](const char* post, CodeId sector, const char* area, Date from,
                                       std::optional<Date> to) {
              setting.portfolios.push_back({world.code(post), sector, world.code(area), from, to});
            };
            portfolio("district-head", k_no_code, "tiedong", long_ago, {});
            portfolio("shanmen-head", k_no_code, "shanmen", long_ago, {});
            if (portfolio_changes) {
              portfolio("deputy-mining", world.code("mining"), "tiedong", long_ago, day_of(8, 14));
              portfolio("deputy-mining", world.code("traffic"), "tiedong", day_of(8, 15), {});
            } else {
              portfolio("deputy-mining", world.code("mining"), "tiedong", long_ago, {});
            }
            all.push_back(setting);
          }
  return all;
}

std::string policies_of(const Rules& rules) {
  return std::string(R"({"transfer": ")") + (rules.current ? "current" : "by_days") + R"(", "seconded": ")" +
         (rules.half_seconded ? "half_period" : "by_days") + R"(", "leave_over_percent": )" +
         std::to_string(rules.leave_percent) + "}";
}

void check_setting(SmallWorld& world, const Setting& setting, const std::vector<Fact>& facts,
                   const Rules& rules) {
  world.hold(setting.terms, setting.portfolios, setting.absences);
  Tally tally = world.tally();
  for (const Fact& fact : facts) ASSERT_TRUE(tally.apply(fact, +1));
  const auto evaluation = evaluate(tally, {});
  ASSERT_TRUE(evaluation);
  const Expected expected = Reference(world, setting, facts, rules).work_out();
  ASSERT_EQ(evaluation->cards.size(), expected.cards.size());
  for (const Scorecard& card : evaluation->cards)
    EXPECT_EQ(card.total, Exact::ratio(expected.cards.at(card.term), 1)) << world.codes.text(card.term);
  ASSERT_EQ(evaluation->people.size(), expected.people.size());
  for (const PersonResult& person : evaluation->people) {
    EXPECT_EQ(person.exact, expected.people.at(person.official)) << world.codes.text(person.official);
    EXPECT_EQ(person.grade != k_no_grade, expected.graded.at(person.official));
    EXPECT_EQ(person.no_grade.empty(), expected.graded.at(person.official));
  }
}

TEST(EnumeratedTerms, AgreeWithTheReferenceThatAsksEachDay) {
  SmallWorld world;
  const std::vector<Fact> facts = facts_of_terms(world);
  const std::vector<Setting> all = settings(world);
  EXPECT_EQ(all.size(), 3U * 5U * 3U * 3U * 2U);
  for (const bool current : {false, true})
    for (const bool half_seconded : {false, true})
      for (const int leave_percent : {0, 50}) {
        const Rules rules{current, half_seconded, leave_percent};
        world.rule(k_terms_items, "100", policies_of(rules));
        for (std::size_t i = 0; i < all.size(); ++i) {
          SCOPED_TRACE(policies_of(rules) + " setting " + std::to_string(i));
          check_setting(world, all[i], facts, rules);
          if (testing::Test::HasFailure()) return;
        }
      }
}

}  // namespace
}  // namespace anze
