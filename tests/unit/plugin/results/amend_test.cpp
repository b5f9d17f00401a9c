// What comes to light after the seal: listed as long as no version counts it, taken in by an amended version
// of two persons, told exactly, and the version before stays what it was.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class AmendTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-05-20");
  }
  static json q1(const json& more = json::object()) {
    json request = {{"period", "2025Q1"}};
    request.update(more);
    return request;
  }
  static json ground() { return q1({{"reason", "瞒报查实"}, {"document", "四东纪通〔2025〕8号"}}); }
  json propose() { return ask("assess.amend/1", "assessor", ground()); }
  json confirm(const json& proposed) {
    return ask("assess.confirm/1", "signer", q1({{"digest", proposed.at("digest")}}));
  }
  std::string points(int version = 0) {
    const json more = version == 0 ? json::object() : json{{"version", version}};
    return ask("score.list/1", "assessor", q1(more)).at("people")[0].at("points");
  }
  json uncounted() { return ask("assess.uncounted/1", "assessor").at("periods")[0].at("facts"); }
};

TEST_F(AmendTest, WhatBecomesKnownIsListedUntilAVersionCountsIt) {
  EXPECT_EQ(uncounted(), json::array());
  town().append(criticism("C2", "2025-03-10"));
  town().append(criticism("C3", "2025-04-10"));  // of the next quarter: nothing that was sealed
  ask("ledger.withdraw/1", "clerk", {{"id", "C1"}, {"reason", "申诉成立"}});
  const json facts = uncounted();
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0], json({{"id", "C1"},
                            {"ledger", facts[0].at("ledger")},
                            {"occurred_on", "2025-02-10"},
                            {"change", "withdrawn"},
                            {"recorded_on", "2025-05-20"},
                            {"recorded_by", "clerk"},
                            {"reason", "申诉成立"},
                            {"clauses", {"A1"}}}));
  EXPECT_EQ(facts[1].at("id"), "C2");
  EXPECT_EQ(facts[1].at("change"), "entered");
  EXPECT_EQ(points(), "98") << "a sealed result does not move by itself";
  const json proposed = propose();
  EXPECT_EQ(proposed.at("changes"), json::array()) << "one came, one went: no number differs";
  EXPECT_EQ(proposed.at("facts"), facts);
  confirm(proposed);
  const json line =
      ask("score.explain/1", "assessor", q1({{"official", "head-1"}})).at("cards")[0].at("lines")[0];
  ASSERT_EQ(line.at("facts").size(), 1U);
  EXPECT_EQ(line.at("facts")[0].at("id"), "C2");
  EXPECT_EQ(uncounted(), json::array());
  json twice = criticism("C2", "2025-03-10");
  twice["fields"]["times"] = 3;
  twice["remark"] = "补正";
  ask("ledger.correct/1", "clerk", {{"fact", twice}, {"reason", "补正"}});
  EXPECT_EQ(uncounted(), json::array()) << "what no clause counts otherwise is not in it";
  json somebody = criticism("C2", "2025-03-10");
  somebody.erase("official");
  ask("ledger.correct/1", "clerk", {{"fact", somebody}, {"reason", "不是本人"}});
  ASSERT_EQ(uncounted().size(), 1U);
  EXPECT_EQ(uncounted()[0].at("change"), "changed");
}

TEST_F(AmendTest, TheDifferenceIsExactAndTheSameInEveryPlace) {
  town().append(criticism("C2", "2025-03-10"));
  const json foreseen = ask("assess.uncounted/1", "assessor", q1());
  const json proposed = propose();
  ASSERT_EQ(proposed.at("changes").size(), 1U);
  const json& change = proposed.at("changes")[0];
  const auto both = [](const char* before, const char* after) {
    return json{{"before", before}, {"after", after}};
  };
  EXPECT_EQ(change.at("official"), "head-1");
  EXPECT_EQ(change.at("points"), both("98", "96"));
  EXPECT_EQ(change.at("exact"), both("98", "96"));
  EXPECT_EQ(change.at("grade"), both("优秀", "优秀"));
  EXPECT_EQ(change.at("final_grade"), both("优秀", "优秀"));
  ASSERT_EQ(change.at("cards").size(), 1U);
  EXPECT_EQ(change.at("cards")[0].at("total"), both("98", "96"));
  ASSERT_EQ(change.at("cards")[0].at("lines").size(), 1U);
  const json& line = change.at("cards")[0].at("lines")[0];
  EXPECT_EQ(line.at("clause"), "A1");
  EXPECT_EQ(line.at("before").at("count"), 1);
  EXPECT_EQ(line.at("before").at("points"), "-2");
  EXPECT_EQ(line.at("after").at("count"), 2);
  EXPECT_EQ(line.at("after").at("points"), "-4");
  EXPECT_EQ(proposed.at("unchanged"), 0);
  EXPECT_EQ(proposed.at("version"), 2);
  EXPECT_EQ(proposed.at("facts")[0].at("id"), "C2");

  EXPECT_EQ(foreseen.at("changes"), proposed.at("changes"));
  const json waiting = ask("assess.versions/1", "signer", q1({{"version", 2}}));
  EXPECT_EQ(waiting.at("changes"), proposed.at("changes"));
  EXPECT_EQ(waiting.at("proposed").at("digest"), proposed.at("digest"));
  confirm(proposed);
  const json done = ask("assess.versions/1", "signer", q1({{"version", 2}}));
  EXPECT_EQ(done.at("changes"), proposed.at("changes"));
  EXPECT_FALSE(ask("assess.versions/1", "signer", q1({{"version", 1}})).contains("changes"));
}

TEST_F(AmendTest, BothVersionsStayReadableAndNameEachOther) {
  const json before = ask("score.explain/1", "assessor", q1({{"official", "head-1"}}));
  const json listed = ask("score.list/1", "assessor", q1());
  town().append(criticism("C2", "2025-03-10"));
  const json sealed = confirm(propose());
  EXPECT_EQ(points(), "96");
  EXPECT_EQ(points(2), "96");
  EXPECT_EQ(points(1), "98");
  const json in_force = ask("score.list/1", "assessor", q1());
  EXPECT_EQ(in_force.at("version"), 2);
  EXPECT_EQ(in_force.at("supersedes"), listed.at("digest"));
  EXPECT_EQ(in_force.at("digest"), sealed.at("digest"));
  EXPECT_EQ(in_force.at("scored_by"), "assessor");
  EXPECT_EQ(in_force.at("sealed_by"), "signer");
  EXPECT_EQ(ask("score.list/1", "assessor", q1({{"version", 1}})), listed);
  EXPECT_EQ(ask("score.explain/1", "assessor", q1({{"official", "head-1"}, {"version", 1}})), before);
  const json after = ask("score.explain/1", "assessor", q1({{"official", "head-1"}}));
  EXPECT_EQ(after.at("version"), 2);
  EXPECT_EQ(after.at("cards")[0].at("lines")[0].at("facts").size(), 2U);
  EXPECT_EQ(no("score.list/1", "assessor", q1({{"version", 3}})), "assessment.version /version");
  EXPECT_EQ(ask("score.quota/1", "assessor", q1({{"version", 1}})).at("excellent"), 1);
  EXPECT_EQ(no("score.quota/1", "assessor", q1({{"version", 3}})), "assessment.version /version");

  const json versions = ask("assess.versions/1", "reviewer", q1());
  EXPECT_EQ(versions.at("in_force"), 2);
  EXPECT_EQ(versions.at("proposed"), nullptr);
  ASSERT_EQ(versions.at("versions").size(), 2U);
  EXPECT_EQ(versions.at("versions")[0].at("ground"), nullptr);
  EXPECT_EQ(versions.at("versions")[1].at("supersedes"), versions.at("versions")[0].at("digest"));
  EXPECT_EQ(versions.at("versions")[1].at("ground").at("document"), "四东纪通〔2025〕8号");
  EXPECT_EQ(versions.at("versions")[1].at("ground").at("reason"), "瞒报查实");
  expect_sound();
}

TEST_F(AmendTest, ASecondPersonConfirmsWhatWasShownAndNothingElse) {
  town().append(criticism("C2", "2025-03-10"));
  EXPECT_EQ(no("assess.confirm/1", "signer", q1({{"digest", "x"}})), "amendment.none /period");
  EXPECT_EQ(no("assess.amend/1", "judge-and-judged", ground()), "actor.own_case /actor");
  EXPECT_EQ(no("assess.amend/1", "signer", ground()), "actor.role /actor");
  const json proposed = ask("assess.amend/1", "one-woman-show", ground());
  const json digest = q1({{"digest", proposed.at("digest")}});
  EXPECT_EQ(no("assess.confirm/1", "one-woman-show", digest), "actor.four_eyes /actor");
  EXPECT_EQ(no("assess.confirm/1", "assessor", digest), "actor.role /actor");
  EXPECT_EQ(no("assess.confirm/1", "signer", q1({{"digest", "x"}})), "amendment.digest /digest");
  town().append(criticism("C3", "2025-03-11"));
  EXPECT_EQ(no("assess.confirm/1", "signer", digest), "amendment.stale /period");
  EXPECT_EQ(points(), "98");
  const json again = propose();
  EXPECT_EQ(again.at("changes")[0].at("points").at("after"), "94");
  EXPECT_EQ(no("assess.confirm/1", "signer", digest), "amendment.digest /digest") << "it was proposed anew";
  confirm(again);
  EXPECT_EQ(points(), "94");
  EXPECT_EQ(no("assess.confirm/1", "signer", q1({{"digest", again.at("digest")}})), "amendment.none /period");
}

TEST_F(AmendTest, AConfirmationThatIsRepeatedIsAnsweredAsTheFirstTime) {
  town().append(criticism("C2", "2025-03-10"));
  const json request = q1({{"digest", propose().at("digest")}, {"request_id", "again"}});
  const json first = ask("assess.confirm/1", "signer", request);
  const json head = town().head();
  EXPECT_EQ(ask("assess.confirm/1", "signer", request), first);
  EXPECT_EQ(town().head(), head);
}

TEST_F(AmendTest, WhereEverySignerIsAssessedSomebodyFromOutsideConfirms) {
  town().append(criticism("C2", "2025-03-10"));
  const json proposed = propose();
  EXPECT_EQ(no("assess.confirm/1", "countersigner", q1({{"digest", proposed.at("digest")}})), "done");
  EXPECT_EQ(points(), "96");
}

TEST_F(AmendTest, ItNeedsASealAGroundAndADifference) {
  EXPECT_EQ(no("assess.amend/1", "assessor", ground()), "amendment.nothing /period");
  town().append(criticism("C2", "2025-03-10"));
  EXPECT_EQ(no("assess.amend/1", "assessor", q1({{"reason", "想起来了"}})), "amendment.ground /document");
  EXPECT_EQ(no("assess.amend/1", "assessor", q1({{"reason", "查实"}, {"facts", {"C2", "C9"}}})),
            "fact.unknown /facts/1");
  ask("assess.open/1", "assessor", {{"period", "2025Q2"}});
  json second = ground();
  second["period"] = "2025Q2";
  EXPECT_EQ(no("assess.amend/1", "assessor", second), "amendment.unsealed /period");
  EXPECT_EQ(no("assess.versions/1", "assessor", {{"period", "2025Q2"}}), "amendment.unsealed /period");
  EXPECT_EQ(no("assess.amend/1", "assessor", q1({{"reason", "查实"}, {"facts", {"C2"}}})), "done");
}

TEST_F(AmendTest, ARefusedOneCanBeProposedAgain) {
  town().append(criticism("C2", "2025-03-10"));
  const json proposed = propose();
  ask("assess.refuse/1", "signer", q1({{"reason", "证据不足"}}));
  EXPECT_EQ(no("assess.confirm/1", "signer", q1({{"digest", proposed.at("digest")}})),
            "amendment.none /period");
  const json refused = ask("assess.versions/1", "assessor", q1()).at("proposed");
  EXPECT_EQ(refused.at("state"), "refused");
  EXPECT_EQ(refused.at("decision_reason"), "证据不足");
  EXPECT_EQ(refused.at("decided_by"), "signer");
  confirm(propose());
  EXPECT_EQ(points(), "96");
}

TEST_F(AmendTest, WhatRestsOnTheVersionBeforeIsListed) {
  const std::string letter = town().file("2025Q1", "quarterly_organisation");
  town().append(criticism("C2", "2025-03-10"));
  const json proposed = propose();
  const json named = {{"what", "filing"},
                      {"id", letter},
                      {"title", proposed.at("rests")[0].at("title")},
                      {"state", "queued"},
                      {"basis_changed", false}};
  EXPECT_EQ(proposed.at("rests"), json::array({named}));
  json changed = named;
  changed["basis_changed"] = true;
  EXPECT_EQ(confirm(proposed).at("rests"), json::array({changed}));
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", letter}}).at("basis_changed"), json::array({"2025Q1"}));
  const auto marked = [&] {
    const json filings = ask("filing.list/1", "reviewer", {{"period", "2025"}}).at("filings");
    return std::count_if(filings.begin(), filings.end(),
                         [](const json& row) { return row.contains("basis_changed"); });
  };
  EXPECT_EQ(marked(), 1);
  const json amended = ask("filing.prepare/1", "reviewer",
                           {{"period", "2025Q1"},
                            {"kind", "quarterly_organisation"},
                            {"amendment", {{"manner", "更正"}, {"reason", "考核结果更正"}}}});
  ask("filing.sign/1", "signer", {{"id", amended.at("id")}});
  const json now = ask("assess.versions/1", "assessor", q1()).at("rests");
  ASSERT_EQ(now.size(), 1U) << "the one before is superseded";
  EXPECT_EQ(now[0].at("id"), amended.at("id"));
  EXPECT_EQ(now[0].at("basis_changed"), false);
  EXPECT_EQ(marked(), 0);
}

TEST_F(AmendTest, ASealSaysWhatCameLate) {
  town().go_to("2025-07-01");
  ask("assess.open/1", "assessor", {{"period", "2025Q2"}});
  town().append(criticism("C5", "2025-05-10"));
  ask("score.evaluate/1", "assessor", {{"period", "2025Q2"}});
  const json sealed = ask("assess.seal/1", "signer", {{"period", "2025Q2"}});
  EXPECT_EQ(sealed.at("late_facts"), 1);
  EXPECT_EQ(sealed.at("late_counted"), true);
}

}  // namespace
}  // namespace anze::district
