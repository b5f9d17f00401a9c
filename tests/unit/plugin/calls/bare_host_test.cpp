// What hosts without a clock may say of the time, and what an anchor is told that fails, or that hears the
// same folder in another spelling.
#include <gtest/gtest.h>

#include "host/reply.hpp"
#include "tests/unit/plugin/calls/bare_host.h"

namespace anze::district {
namespace {

// Keeps heads as the contract asks, and may fail at keeping.
struct Memory {
  json head;
  std::string store;
  bool fails = false;
  static const anze_host_anchor k_table;
  anze_service service() { return {ANZE_HOST_ANCHOR, &k_table, this}; }
};
const anze_host_anchor Memory::k_table = {
    sizeof(anze_host_anchor), 0,
    [](void* ctx, const char*, const anze_reply* reply) {
      const auto* self = static_cast<const Memory*>(ctx);
      host::answer_bytes(reply, self->head.is_null() ? "{}" : self->head.dump(),
                         self->head.is_null() ? ANZE_E_NOT_FOUND : ANZE_OK);
    },
    [](void* ctx, const std::uint8_t* bytes, std::uint64_t size, const anze_reply* reply) {
      auto* self = static_cast<Memory*>(ctx);
      if (self->fails) return host::answer_bytes(reply, "{}", ANZE_E_IO);
      const json said = json::parse(host::view(bytes, size));
      self->store = said.at("store");
      if (self->head.is_null() || said.value("replaces", false) || self->head.at("seq") < said.at("seq"))
        self->head = {{"seq", said.at("seq")}, {"hash", said.at("hash")}};
      host::answer_bytes(reply, "{}", ANZE_OK);
    }};

class BareHostTest : public DistrictTest {
 protected:
  fs::path bare() const { return folder_ / "bare"; }
};

// Days go by the chain for ever after: one slip of a caller must not move them by years.
TEST_F(BareHostTest, ATimeFarAfterTheLastEntryIsRefused) {
  constexpr std::int64_t k_day = 86'400'000;
  BareHost host(bare(), {});
  host.at(k_march);
  EXPECT_EQ(host.no("org.import/1", "system_admin", {{"organisation", organisation()}}), "done");
  host.at(k_march + 402 * k_day);
  EXPECT_EQ(host.no("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}}),
            "clock.range /now");
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "clock.range /now");
  host.at(k_march + 399 * k_day);  // with an act between, the day may come
  EXPECT_EQ(host.no("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}}), "done");
  host.at(k_march + 402 * k_day);
  EXPECT_EQ(host.no("audit.head/1", "clerk"), "done");
}

// The last allowed moment is one of 2199 in Beijing too.
TEST_F(BareHostTest, TheLastMomentIsOfTheLastYear) {
  constexpr std::int64_t k_end = 7'258'089'600'000;  // 2200-01-01T00:00:00+08:00
  BareHost host(bare(), {});
  EXPECT_EQ(host.no("audit.head/1", "clerk", {{"now", k_end}}), "clock.range /now");
  EXPECT_EQ(host.no("audit.head/1", "clerk", {{"now", k_end - 1}}), "done");
}

// A host that once failed to put an accepted head in the higher one's place hears of it until it did.
TEST_F(BareHostTest, AnAnchorIsToldToReplaceUntilItDid) {
  Memory memory;
  json head;
  {
    BareHost host(bare(), {memory.service()});
    host.at(k_march);
    host.ask("org.import/1", "system_admin", {{"organisation", organisation()}});
    head = host.ask("audit.head/1", "clerk");
  }
  memory.head = {{"seq", 99}, {"hash", std::string(64, 'a')}};
  const json accepting = {
      {"accept_head",
       {{"seq", head.at("seq")}, {"hash", head.at("hash")}, {"by", "管理员甲"}, {"reason", "磁盘损坏"}}}};
  {
    memory.fails = true;
    BareHost host(bare(), {memory.service()}, accepting);
    host.at(k_march);
    memory.fails = false;
    EXPECT_EQ(memory.head.at("seq"), 99);
    EXPECT_EQ(host.no("ledger.define/1", "system_admin", {{"definition", ledger("criticism")}}), "done");
    head = host.ask("audit.head/1", "clerk");
    EXPECT_EQ(memory.head.at("seq"), head.at("seq"));
  }
  BareHost again(bare(), {memory.service()});
  again.at(k_march);
  EXPECT_EQ(again.no("audit.head/1", "clerk"), "done");
}

// However its folder is written, a store is the same to the anchor.
TEST_F(BareHostTest, ASlashOrALinkMakesNoOtherStore) {
  Memory memory;
  const auto told_of = [&](const std::string& spelled) {
    const host::Loaded loaded = host::load(ANZE_PLUGIN, [](const std::string&) {});
    abi::Plugin plugin(loaded.entrance);
    const json config = {
        {"storage_dir", spelled}, {"people", people()}, {"now", k_march}, {"personal_plain", true}};
    const abi::Said opened = plugin.open(config.dump(), {memory.service()});
    EXPECT_TRUE(opened.ok()) << opened.text;
    memory.store.clear();
    const json request = {{"actor", "system_admin"},
                          {"request_id", "of " + spelled},
                          {"now", k_march},
                          {"organisation", organisation()}};
    plugin.call("org.import/1", request.dump());
    return memory.store;
  };
  fs::create_directories(bare() / "store");
  fs::create_directory_symlink(bare() / "store", bare() / "link");
  const std::string plain = told_of((bare() / "store").string());
  EXPECT_EQ(plain, fs::canonical(bare() / "store").string());
  EXPECT_EQ(told_of((bare() / "store").string() + "/"), plain);
  EXPECT_EQ(told_of((bare() / "link").string()), plain);
}

}  // namespace
}  // namespace anze::district
