// Vetoes of stores from before a veto was known by what it is about: their ids end in the finding's day, and
// their bodies name the facts and nothing of what those said.
#include <gmock/gmock.h>

#include "host/services/clock.hpp"
#include "plugin/store/store.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

constexpr const char* k_old = "V2/head-1/2025-02-20";

class OldVetoTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(major_accident("2025-02-10"));
    town().append(finding("2025-02-20"));
    const json body = {{"clause", "V2"},
                       {"title", "对重大责任事故负有领导责任"},
                       {"basis", {"责任制规定第二十条"}},
                       {"authority", "区委办公室"},
                       {"yellow_card", false},
                       {"on", "official"},
                       {"subject", "head-1"},
                       {"subject_title", "干部甲"},
                       {"from", "2025-02-20"},
                       {"until", "2025-12-31"},
                       {"facts", {"X1", "F1"}},
                       {"forced_grade", "不合格"},
                       {"effects", json::array()},
                       {"provisional", false},
                       {"how", "符合条件 1 起"},
                       {"rulebook", {{"id", "small"}, {"version", 1}, {"digest", std::string(64, '0')}}}};
    write("veto", k_old, body);
  }
  void write(const char* kind, const std::string& id, const json& body) {
    district_.reset();
    store::OpenOptions options;
    options.directory = folder_ / "store";
    options.now_ms = *host::parse_time("2025-04-02T09:00:00+08:00");
    const auto store = store::Store::open(options);
    ASSERT_TRUE(store) << store.error().message;
    store::Provenance act{"assessor", "veto.decide/1", "old-" + std::to_string(++acts_), "{}",
                          options.now_ms};
    ASSERT_TRUE((*store)->write(act, [&](store::Writer& writer) -> Result<std::string> {
      ANZE_CHECK(writer.put(kind, id, 2025, body.dump()));
      return std::string("{}");
    }));
  }
  void old_decision(const char* body, bool confirmed, const char* document) {
    write("veto_decision", std::string(k_old) + "/" + body,
          {{"veto", k_old},
           {"body", body},
           {"confirmed", confirmed},
           {"document_no", document},
           {"reason", ""},
           {"decided_by", std::string("old-") + body},
           {"decided_on", "2025-04-02"}});
  }
  json old_veto() {
    start();
    town().go_to("2025-04-10");
    const json listed = ask("veto.list/1", "assessor", {{"period", "2025"}});
    for (const json& veto : listed.at("vetoes"))
      if (veto.at("id") == k_old) return veto;
    return nullptr;
  }

  int acts_ = 0;
};

TEST_F(OldVetoTest, IsListedWithEveryDecisionAndOneBodyDidNotLiftIt) {
  old_decision("organisation", true, "组1号");
  old_decision("discipline", true, "纪1号");
  old_decision("discipline", false, " ");
  const json veto = old_veto();
  ASSERT_FALSE(veto.is_null());
  EXPECT_EQ(veto.at("status"), "confirmed");
  ASSERT_EQ(veto.at("decisions").size(), 3U);
  EXPECT_EQ(veto.at("decisions")[1].at("confirmed"), true);
  EXPECT_EQ(veto.at("objections").size(), 1U);
  const json proposed = ask("veto.propose/1", "assessor", {{"period", "2025"}, {"request_id", "anew"}});
  EXPECT_THAT(proposed.at("proposals"), testing::ElementsAre("V1/gov/X1", k_old))
      << "it goes on under its id";
  EXPECT_EQ(proposed.at("changed"), json::array());
  expect_sound();
}

TEST_F(OldVetoTest, FollowsItsFacts) {
  old_decision("organisation", true, "组1号");
  old_decision("discipline", true, "纪1号");
  EXPECT_EQ(old_veto().at("status"), "confirmed");
  ask("ledger.withdraw/1", "clerk", {{"id", "F1"}, {"reason", "撤销"}, {"request_id", "off"}});
  EXPECT_EQ(old_veto().at("status"), "basis_changed");
}

}  // namespace
}  // namespace anze::district
