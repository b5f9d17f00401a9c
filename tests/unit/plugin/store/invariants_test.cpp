// What an act reads back of itself before it commits: where the database does not keep what was written,
// nothing is kept, and nothing more is written.
#include "scoring/values/broken.h"
#include "tests/unit/plugin/store/sly_triggers.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

class InvariantsTest : public StoreTest {
 protected:
  // A row in every sealed table.
  Result<std::string> everywhere(Writer& writer) {
    FactRecord record = meeting("M-9", "2025-02-10", 5);
    record.fact.area = store_->codes().intern("north");
    ANZE_CHECK(writer.append(std::move(record), false));
    ANZE_CHECK(writer.put("rulebook", "tiedong", 2025, "{}"));
    ANZE_CHECK(writer.put_blob("document"));
    return std::string("done");
  }
};

TEST_F(InvariantsTest, ABrokenOneGivesTheStoreUp) {
  open();
  append("M-1", "2025-02-10", 20);
  const auto all = sly_triggers();
  ASSERT_EQ(all.size(), 5U * 6U + 11U);
  for (const SlyTrigger& trigger : all) {
    SCOPED_TRACE(trigger.what);
    const auto body = [&](Writer& writer) { return everywhere(writer); };
    set_trap(database(), trigger);
    EXPECT_THROW(static_cast<void>(store_->write(act("trapped"), body)), Broken);
    EXPECT_EQ(store_->write(act("later"), body).error().reason, "store.abandoned");
    EXPECT_EQ(store_->read([](Reader&) -> Result<void> { return {}; }).error().reason, "store.abandoned");
    store_.reset();
    take_trap_away(database(), trigger);
    open();
    EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");  // nothing of the act was kept
    expect_sound();
  }
  EXPECT_EQ(*store_->write(act("free"), [&](Writer& writer) { return everywhere(writer); }), "done");
}

}  // namespace
}  // namespace anze::store
