#include "scoring/organisation/organisation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scoring/organisation/check.h"

namespace anze {
namespace {

using testing::ElementsAre;

constexpr std::string_view k_file = R"({
  "region": "tiedong", "title": "铁东区",
  "areas": [{"id": "tiedong", "title": "铁东区", "parent": null}, {"id": "street-1", "title": "山门街道", "parent": "tiedong"},
            {"id": "village-1", "title": "一村", "parent": "street-1"}, {"id": "street-2", "title": "叶赫街道", "parent": "tiedong"}],
  "sectors": [{"id": "mining", "title": "非煤矿山"}, {"id": "fire", "title": "消防"}],
  "unit_kinds": [{"id": "government", "title": "政府"}, {"id": "department", "title": "区直部门"}],
  "archetypes": [{"id": "government_principal", "title": "政府主要负责人"}, {"id": "deputy", "title": "副职"}],
  "units": [{"id": "gov", "title": "铁东区人民政府", "kind": "government", "parent": null, "area": "tiedong", "committee_member": false},
            {"id": "emergency", "title": "应急局", "kind": "department", "parent": "gov", "area": "tiedong", "committee_member": true}],
  "posts": [{"id": "head", "title": "区长", "unit": "gov", "archetype": "government_principal"},
            {"id": "deputy-1", "title": "副区长", "unit": "gov", "archetype": "deputy"}],
  "portfolios": [{"post": "head", "sector": "*", "area": "tiedong", "from": "2022-01-01", "to": null},
                 {"post": "deputy-1", "sector": "mining", "area": "street-1", "from": "2024-03-01", "to": "2024-12-31"}],
  "officials": [{"id": "c1", "name": "干部一"}, {"id": "c2", "name": "干部二"}, {"id": "c3", "name": "干部三"}],
  "terms": [{"id": "T1", "post": "head", "official": "c1", "from": "2022-01-01", "to": "2024-06-30", "kind": "full", "weight": 1},
            {"id": "T2", "post": "head", "official": "c2", "from": "2024-06-20", "to": "2024-09-30", "kind": "acting"},
            {"id": "T3", "post": "head", "official": "c3", "from": "2024-10-11", "to": null}]})";

std::string with(std::string_view part, std::string_view replacement) {
  std::string text(k_file);
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), replacement);
}

std::string told(const std::string& json) {
  Codebook codes;
  Problems problems;
  auto data = read_organisation(json, codes, &problems);
  if (!data)
    EXPECT_EQ(codes.size(), 0);
  else
    EXPECT_FALSE(Organisation::build(std::move(*data), codes, &problems));
  std::string text;
  for (const Error& error : problems) {
    EXPECT_FALSE(error.help.empty()) << error.message;
    text += error.reason + " " + error.at + ": " + error.message + "\n";
  }
  return text;
}

class District : public testing::Test {
 protected:
  District() : organisation(Organisation::build(read_organisation(k_file, codes).value(), codes).value()) {}

  CodeId id(std::string_view word) const { return codes.find(word); }
  std::string holder(int year, int month, int day) const {
    const Term* term = organisation.holder(id("head"), make_date(year, month, day));
    return term == nullptr ? "vacant" : codes.text(term->id);
  }
  std::string checked(const Fact& fact) const {
    const auto result = organisation.check(fact, codes);
    return result ? "" : result.error().reason + ": " + result.error().message;
  }

  Codebook codes;
  Organisation organisation;
};

TEST_F(District, HolderOnBoundaryDays) {
  EXPECT_EQ(holder(2021, 12, 31), "vacant");
  EXPECT_EQ(holder(2022, 1, 1), "T1");
  EXPECT_EQ(holder(2024, 6, 30), "T1") << "the full term goes before the acting one";
  EXPECT_EQ(holder(2024, 7, 1), "T2");
  EXPECT_EQ(holder(2024, 9, 30), "T2");
  EXPECT_EQ(holder(2024, 10, 1), "vacant");
  EXPECT_EQ(holder(2024, 10, 10), "vacant");
  EXPECT_EQ(holder(2024, 10, 11), "T3");
  EXPECT_EQ(holder(2199, 12, 31), "T3");
  EXPECT_EQ(organisation.holder(id("deputy-1"), make_date(2024, 1, 1)), nullptr);
  EXPECT_EQ(organisation.holder(id("gov"), make_date(2024, 1, 1)), nullptr);
}

TEST_F(District, TermsAndDays) {
  EXPECT_EQ(organisation.terms_of_post(id("head")).size(), 3U);
  EXPECT_EQ(organisation.terms_of_official(id("c2")).size(), 1U);
  EXPECT_TRUE(organisation.terms_of_official(id("gov")).empty());
  const Period second = parse_period("2024Q2").value();
  const Period fourth = parse_period("2024Q4").value();
  EXPECT_EQ(organisation.term(id("T1"))->days_in(second), 91);
  EXPECT_EQ(organisation.term(id("T2"))->days_in(second), 11);
  EXPECT_EQ(organisation.term(id("T1"))->days_in(fourth), 0);
  EXPECT_EQ(organisation.term(id("T3"))->days_in(fourth), 82);
}

TEST_F(District, AreaAndUnitTrees) {
  EXPECT_TRUE(organisation.area_within(id("village-1"), id("tiedong")));
  EXPECT_TRUE(organisation.area_within(id("village-1"), id("village-1")));
  EXPECT_FALSE(organisation.area_within(id("tiedong"), id("village-1")));
  EXPECT_FALSE(organisation.area_within(id("village-1"), id("street-2")));
  EXPECT_FALSE(organisation.area_within(k_no_code, id("tiedong")));
  EXPECT_TRUE(organisation.unit_within(id("emergency"), id("gov")));
  EXPECT_FALSE(organisation.unit_within(id("gov"), id("emergency")));
}

TEST_F(District, PortfoliosAreDatedAndTakeInTheSubtree) {
  const auto in_charge = [&](const char* area, const char* sector, int month, int day) {
    return organisation.posts_in_charge(id(area), id(sector), make_date(2024, month, day));
  };
  EXPECT_THAT(in_charge("village-1", "mining", 2, 29), ElementsAre(id("head")));
  EXPECT_THAT(in_charge("village-1", "mining", 3, 1), ElementsAre(id("head"), id("deputy-1")));
  EXPECT_THAT(in_charge("street-1", "mining", 12, 31), ElementsAre(id("head"), id("deputy-1")));
  EXPECT_THAT(in_charge("street-2", "mining", 6, 1), ElementsAre(id("head")));
  EXPECT_THAT(in_charge("village-1", "fire", 6, 1), ElementsAre(id("head")));
  EXPECT_TRUE(in_charge("village-1", "", 6, 1).empty()) << "a fact without a sector is in no portfolio";
  EXPECT_TRUE(in_charge("", "fire", 6, 1).empty());
}

TEST_F(District, Titles) {
  EXPECT_EQ(organisation.title(id("head")), "区长");
  EXPECT_EQ(organisation.title(id("mining")), "非煤矿山");
  EXPECT_EQ(organisation.title(id("c2")), "干部二");
  EXPECT_EQ(organisation.title(id("department")), "区直部门");
  EXPECT_EQ(organisation.title(id("T1")), "");
  EXPECT_EQ(organisation.title(k_no_code), "");
}

TEST_F(District, ChecksAFactAgainstTheDay) {
  Fact fact;
  fact.occurred = make_date(2024, 10, 5);
  fact.unit = id("gov");
  EXPECT_EQ(checked(fact), "");
  fact.post = id("head");
  EXPECT_EQ(checked(fact), "fact.outside_term: nobody held the post “区长” (head) on 2024-10-05");
  fact.occurred = make_date(2024, 10, 11);
  EXPECT_EQ(checked(fact), "");
  fact.official = id("c1");
  EXPECT_EQ(checked(fact),
            "fact.outside_term: “干部一” (c1) did not hold the post “区长” (head) on 2024-10-11");
  fact.occurred = make_date(2024, 6, 30);
  EXPECT_EQ(checked(fact), "");
  fact.official = id("c2");
  EXPECT_EQ(checked(fact), "") << "acting beside the full term";
  fact.sector = id("gov");
  EXPECT_EQ(checked(fact), "fact.sector: the organisation has no sector “gov”");
  fact.sector = id("mining");
  fact.area = id("gov");
  EXPECT_EQ(checked(fact), "fact.area: the organisation has no area “gov”");
  fact.area = id("street-1");
  fact.official = id("gov");
  EXPECT_EQ(checked(fact), "fact.official: the organisation has no official “gov”");
  fact.official = k_no_code;
  fact.post = id("gov");
  EXPECT_EQ(checked(fact), "fact.post: the organisation has no post “gov”");
  fact.unit = k_no_code;
  EXPECT_EQ(checked(fact), "fact.unit: the organisation has no unit “”");
}

TEST(Organisation, ToldWhatIsWrong) {
  EXPECT_EQ(told(with(R"("id": "street-1", "title": "山门街道", "parent": "tiedong")",
                      R"("id": "street-1", "title": "山门街道", "parent": "village-1")")),
            "organisation.cycle /areas/1/parent: “山门街道” (street-1) is above itself\n");
  EXPECT_EQ(told(with(R"("parent": "gov")", R"("parent": "emergency")")),
            "organisation.cycle /units/1/parent: “应急局” (emergency) is above itself\n");
  EXPECT_EQ(told(with(R"("parent": "gov")", R"("parent": "bureau")")),
            "organisation.reference /units/1/parent: there is no parent “bureau”\n");
  EXPECT_EQ(told(with(R"("official": "c3")", R"("official": "c4")")),
            "organisation.reference /terms/2/official: there is no official “c4”\n");
  EXPECT_EQ(told(with(R"("sector": "mining")", R"("sector": "mines")")),
            "organisation.reference /portfolios/1/sector: there is no sector “mines”\n");
  EXPECT_EQ(told(with(R"({"id": "c3")", R"({"id": "c2")")),
            "organisation.duplicate /officials/2/id: “c2” is given twice in “officials”\n"
            "organisation.reference /terms/2/official: there is no official “c3”\n");
  EXPECT_EQ(told(with(R"({"id": "emergency")", R"({"id": "head")")),
            "organisation.duplicate /posts/0/id: “head” is the id of a unit and of a post\n");
  EXPECT_EQ(
      told(with(R"("to": "2024-12-31")", R"("to": "2024-02-29")")),
      "organisation.dates /portfolios/1/to: the last day 2024-02-29 is before the first day 2024-03-01\n");
  EXPECT_EQ(told(with(R"("weight": 1)", R"("weight": 0)")),
            "json.range /terms/0/weight: 0 is out of range\n");
  EXPECT_EQ(
      told(with(R"("kind": "acting")", R"("kind": "action")")),
      "json.word /terms/1/kind: “action” is not one of the words allowed here, did you mean “acting”?\n");
  EXPECT_EQ(told(with(R"("name": "干部三")", R"("title": "干部三")")),
            "json.missing /officials/2: “name” is missing\n"
            "json.unknown_field /officials/2/title: unknown field “title”\n");
}

TEST(Organisation, TwoFullTermsMayNotShareADay) {
  EXPECT_EQ(told(with(R"("kind": "acting")", R"("kind": "full")")),
            "organisation.overlap /terms/1/from: the post “head” has two full terms on 2024-06-20: T1 (c1) "
            "and T2 (c2)\n");
  EXPECT_EQ(told(with(R"("from": "2024-10-11")", R"("from": "2024-06-30")")),
            "organisation.overlap /terms/2/from: the post “head” has two full terms on 2024-06-30: T1 (c1) "
            "and T3 (c3)\n");
  Codebook codes;
  const std::string next_day = with(R"("from": "2024-10-11")", R"("from": "2024-07-01")");
  EXPECT_TRUE(Organisation::build(read_organisation(next_day, codes).value(), codes));
  // The one that never ends is found although a shorter one lies between.
  EXPECT_EQ(
      told(with(
          R"("to": "2024-06-30", "kind": "full", "weight": 1},)",
          R"("to": null}, {"id": "T9", "post": "head", "official": "c2", "from": "2023-01-01", "to": "2023-01-31"},)")),
      "organisation.overlap /terms/1/from: the post “head” has two full terms on 2023-01-01: T1 (c1) and T9 "
      "(c2)\n"
      "organisation.overlap /terms/3/from: the post “head” has two full terms on 2024-10-11: T1 (c1) and T3 "
      "(c3)\n");
}

// Acting and full of the same person on one post would count the days twice; two persons may share a day.
TEST(Organisation, OnePersonHoldsAPostByOneTermADay) {
  const auto twice = [](const std::string& file) {
    Codebook codes;
    const OrganisationData data = read_organisation(file, codes).value();
    EXPECT_TRUE(Organisation::build(data, codes)) << "what is stored stays readable";
    std::string text;
    for (const Error& problem : terms_held_twice(data, codes))
      text += problem.reason + " " + problem.at + ": " + problem.message + "\n";
    return text;
  };
  EXPECT_EQ(twice(std::string(k_file)), "");
  EXPECT_EQ(
      twice(with(R"("official": "c2")", R"("official": "c1")")),
      "organisation.overlap /terms/1/from: “c1” holds the post “head” by two terms on 2024-06-20: T1 and "
      "T2\n");
}

TEST(Organisation, ALongChainOfParentsCostsNoStack) {
  Codebook codes;
  OrganisationData data;
  constexpr CodeId k_areas = 200'000;
  for (CodeId i = 1; i <= k_areas; ++i)
    data.areas.push_back({codes.intern("a" + std::to_string(i)), i - 1, "村"});
  auto organisation = Organisation::build(data, codes);
  ASSERT_TRUE(organisation);
  EXPECT_TRUE(organisation->area_within(k_areas, 1));
  data.areas.front().parent = k_areas;
  EXPECT_EQ(Organisation::build(std::move(data), codes).error().reason, "organisation.cycle");
}

}  // namespace
}  // namespace anze
