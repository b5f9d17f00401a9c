// The district through the real readers and the real engine: no file has a problem, the figures are the
// account's, and the scores of the year are believable: leaders who did their duties stand high, and two
// neglectful places do not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "scoring/accountability/veto.h"
#include "scoring/figures/figure.h"
#include "tests/data/district_world.h"

namespace anze::tests {
namespace {

Date as_of(int quarter) {
  return make_date(2025, 3 * quarter, 28) + 18;
}

const PersonResult& result_of(const Evaluation& evaluation, const std::string& official) {
  const auto at = std::ranges::find(evaluation.people, world().codes.find(official), &PersonResult::official);
  EXPECT_NE(at, evaluation.people.end()) << official;
  return *at;
}

TEST(District, EveryFileReadsWithoutAProblem) {
  EXPECT_EQ(world().problems, "");
}

std::map<std::string, FigureValue> figures_of_the_year() {
  std::map<std::string, FigureValue> out;
  const auto values = compute_figures(world().figures, *parse_period("2025"), world().facts);
  EXPECT_TRUE(values);
  for (const FigureValue& value : *values) out[value.id] = value;
  return out;
}

TEST(District, FiguresAreTheAccounts) {
  auto figures = figures_of_the_year();
  const std::map<std::string, std::int64_t> wanted{{"meetings.standing_committee", 4},
                                                   {"meetings.gov_executive", 4},
                                                   {"meetings.committee_plenary", 4},
                                                   {"meetings.flood_season", 1},
                                                   {"campaign.groups", 54},
                                                   {"campaign.groups.covert", 3},
                                                   {"campaign.led.main_leaders", 7},
                                                   {"campaign.led.district_leaders", 25},
                                                   {"campaign.led.unit_principals", 208},
                                                   {"campaign.people", 2150},
                                                   {"campaign.units", 1164},
                                                   {"campaign.hazards.found", 1317},
                                                   {"campaign.hazards.rectified", 1299},
                                                   {"campaign.hazards.open", 18},
                                                   {"campaign.hazards.rate", 986'333},
                                                   {"campaign.suspended", 1},
                                                   {"campaign.closure_requests", 2},
                                                   {"fire.units", 868},
                                                   {"fire.hazards.found", 584},
                                                   {"fire.hazards.rectified", 538},
                                                   {"fire.hazards.open", 46},
                                                   {"fire.hazards.rate", 921'233},
                                                   {"fire.sealed", 61},
                                                   {"fire.three_stops", 30},
                                                   {"fire.detained", 10},
                                                   {"chemicals.hazards.found", 26},
                                                   {"chemicals.illegal_acts", 1},
                                                   {"industry_trade.hazards.found", 200},
                                                   {"industry_trade.banned", 2},
                                                   {"industry_trade.suspended", 1},
                                                   {"plans", 61},
                                                   {"dual_prevention.enterprises", 28},
                                                   {"dual_prevention.funding", 70'000'000},
                                                   {"subscriptions.cost", 2'000'000},
                                                   {"committee.duty_lists", 17},
                                                   {"committee.power_lists", 17},
                                                   {"committee.health_duties", 17},
                                                   {"reports.discipline", 4},
                                                   {"reports.organisation", 4},
                                                   {"reports.congress", 1},
                                                   {"reports.cppcc", 1}};
  for (const auto& [id, value] : wanted) {
    ASSERT_TRUE(figures[id].value.has_value()) << id;
    EXPECT_EQ(*figures[id].value, value) << id;
  }
  EXPECT_FALSE(figures["fire.fines"].value.has_value()) << "blank in the account: unknown, not zero";
  EXPECT_EQ(figures["industry_trade.hazards.found"].qualifier, Qualifier::k_over);
  EXPECT_EQ(figures["dual_prevention.funding"].qualifier, Qualifier::k_nearly);
}

TEST(District, ChecksHoldButForTheAccountsOwnConflicts) {
  auto figures = figures_of_the_year();
  for (const FigureCheck& check : world().figures.checks) {
    std::int64_t sum = 0;
    for (const std::string& part : check.parts) sum += figures[part].value.value_or(0);
    const std::int64_t total = figures[check.total].value.value_or(0);
    const bool holds = check.kind == CheckKind::k_sum ? sum == total : sum <= total;
    EXPECT_EQ(holds, !check.id.starts_with("conflict.")) << check.id << ": " << sum << " against " << total;
  }
}

TEST(District, ScoresAreBelievable) {
  ASSERT_EQ(world().problems, "");
  const bool print = std::getenv("ANZE_PRINT_SCORES") != nullptr;
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const Evaluation evaluation = world().scored(("2025Q" + std::to_string(quarter)).c_str(), as_of(quarter));
    std::map<std::string, int> grades;
    int full = 0;
    for (const PersonResult& person : evaluation.people) {
      ++grades[person.grade];
      if (person.points.e4 >= 1'000'000) ++full;
    }
    if (print) {
      std::cout << "2025Q" << quarter << " people " << evaluation.people.size() << " full " << full;
      for (const auto& [grade, n] : grades) std::cout << " " << grade << " " << n;
      std::cout << "\n";
      for (const Scorecard& card : evaluation.cards) {
        std::cout << "  " << quarter << " " << to_text(*round_half_even(card.total, {100})) << " "
                  << world().codes.text(card.post) << " " << world().codes.text(card.official);
        for (const Line& line : card.lines)
          if (line.points.sign() != 0)
            std::cout << " " << clause_at(*world().rulebook, line.clause).id << "=" << to_text(line.points);
        std::cout << (card.gate_note ? " gate" : "") << "\n";
      }
    }
    const auto people = static_cast<int>(evaluation.people.size());
    EXPECT_GT(people, 190);
    EXPECT_GT(grades["优秀"] * 100, people * 85);
    EXPECT_LT(full * 100, people * 65) << "somebody always has something to lose";
    EXPECT_GE(grades["良好"] + grades["合格"], 4);
  }
}

TEST(District, LeadersWhoDidTheirDutiesStandHigh) {
  ASSERT_EQ(world().problems, "");
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const Evaluation evaluation = world().scored(("2025Q" + std::to_string(quarter)).c_str(), as_of(quarter));
    for (const char* official : {"cadre-0001", "cadre-0002"})
      EXPECT_GE(result_of(evaluation, official).points.e4, 900'000) << official;
  }
}

TEST(District, NoVetoInTheYearItself) {
  ASSERT_EQ(world().problems, "");
  for (const VetoProposal& proposal : propose_vetoes(*world().rulebook, *world().organisation, world().facts,
                                                     world().fact_ids, make_date(2025, 12, 31)))
    EXPECT_TRUE(proposal.yellow_card) << proposal.clause << " " << proposal.how;
}

TEST(District, TheInventedAccidentVetoesTheTownAndTheOfficialFoundResponsible) {
  const World accident{ANZE_TIEDONG_ACCIDENT_DATA};
  ASSERT_EQ(accident.problems, "");
  std::set<std::string> hit;
  for (const VetoProposal& proposal :
       propose_vetoes(*accident.rulebook, *accident.organisation, accident.facts, accident.fact_ids,
                      make_date(2025, 10, 10)))
    hit.insert(proposal.clause + " " + accident.codes.text(proposal.subject));
  const CodeId head =
      accident.organisation->holder(accident.codes.find("town-2-head"), make_date(2025, 8, 14))->official;
  EXPECT_EQ(hit, (std::set<std::string>{"V1 town-2", "V3 " + accident.codes.text(head)}));
}

}  // namespace
}  // namespace anze::tests
