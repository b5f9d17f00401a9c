// An invariant of a sealed table that does not hold poisons the instance: the call and all that follow are
// answered POISONED, and what was committed stands.
#include "tests/unit/plugin/district_test.h"
#include "tests/unit/plugin/store/sly_triggers.h"

namespace anze::district {
namespace {

class BrokenInvariantsTest : public DistrictTest {
 protected:
  // Writes a fact, a record, a document and a request.
  int attach() {
    return town()
        .say("ledger.attach/1", "clerk",
             {{"request_id", next()}, {"id", "C1"}, {"name", "照片.jpg"}, {"content", "aGVsbG8="}})
        .status;
  }
  // Writes a word of the codebook.
  int add_sector() {
    json larger = organisation();
    larger["sectors"].push_back({{"id", "chemistry"}, {"title", "危险化学品"}});
    return town()
        .say("org.import/1", "system_admin", {{"request_id", next()}, {"organisation", std::move(larger)}})
        .status;
  }
  // The town's own numbers begin again when it is opened again.
  std::string next() { return "broken " + std::to_string(++requests_); }
  std::string database() const { return (folder_ / "store/anze.db").string(); }

  int requests_ = 0;
};

TEST_F(BrokenInvariantsTest, PoisonsTheInstance) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  const json head = town().head();
  for (const store::SlyTrigger& trigger : store::sly_triggers()) {
    SCOPED_TRACE(trigger.what);
    store::set_trap(database(), trigger);
    EXPECT_EQ(trigger.table == "code" ? add_sector() : attach(), ANZE_E_POISONED);
    EXPECT_EQ(town().say("audit.head/1", "clerk").status, ANZE_E_POISONED);
    district_.reset();
    store::take_trap_away(database(), trigger);
    start();
    town().go_to("2025-04-01");
    EXPECT_EQ(town().head().at("hash"), head.at("hash"));  // nothing of the act was kept
  }
  expect_sound();
  EXPECT_EQ(attach(), ANZE_OK);
}

}  // namespace
}  // namespace anze::district
