// The year's figures against each other: what the account says in one sentence and takes back in another.
#include <map>

#include "tiedong.h"

namespace anze {
namespace {

using testing::UnorderedElementsAre;

TEST_F(Tiedong, TheYearRaisesWhatTheAccountHides) {
  enter_through("2025Q4");
  const json answer = ask("figures.check/1", "reviewer-01", {{"period", "2025"}});
  std::map<std::string, json> failing;
  for (const json& check : answer.at("checks"))
    if (check.at("state") == "fails") failing[check.at("check").get<std::string>()] = check;
  std::vector<std::string> names;
  for (const auto& [name, check] : failing) names.push_back(name);
  EXPECT_THAT(names, UnorderedElementsAre("conflict.fire_open", "conflict.three_stops",
                                          "conflict.industry_suspended", "fire.fines.filled"));
  const auto shown = [&](const char* check) {
    std::vector<std::string> numbers;
    for (const json& figure : failing[check].at("figures")) numbers.push_back(figure.at("shown"));
    return numbers;
  };
  EXPECT_THAT(shown("conflict.fire_open"), testing::ElementsAre("18处", "46处"));
  EXPECT_THAT(shown("conflict.three_stops"), testing::ElementsAre("1家", "30家"));
  EXPECT_THAT(shown("fire.fines.filled"), testing::ElementsAre("未填"));
  EXPECT_EQ(answer.at("unexplained"), 4);
  std::vector<std::string> approximate;
  for (const json& figure : answer.at("approximate")) approximate.push_back(figure.at("shown"));
  EXPECT_THAT(approximate, UnorderedElementsAre("200余项", "近70万元"));

  for (const auto& [name, check] : failing)
    ask("figures.declare/1", "reviewer-01",
        {{"period", "2025"}, {"check", name}, {"explanation", "各自统计，范围不同"}});
  EXPECT_EQ(ask("figures.check/1", "reviewer-01", {{"period", "2025"}}).at("unexplained"), 0);
}

TEST_F(Tiedong, TheTableOfTheCampaignAddsUp) {
  enter_through("2025Q4");
  for (const char* by : {"unit", "area", "sector", "month", "quarter"}) {
    const json table =
        ask("figures.table/1", "reviewer-01", {{"period", "2025"}, {"by", by}, {"prefix", "campaign."}});
    const json& heads = table.at("figures");
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (heads[i].at("id") == "campaign.hazards.rate") continue;
      std::int64_t sum = 0;
      for (const json& row : table.at("rows")) sum += row["cells"][i].at("value").get<std::int64_t>();
      EXPECT_EQ(sum, table["total"]["cells"][i].at("value")) << by << " " << heads[i].at("title");
    }
  }
}

}  // namespace
}  // namespace anze
