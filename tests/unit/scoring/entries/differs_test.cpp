// What two versions of an entry say differently, held against their printed forms.
#include "scoring/entries/differs.h"

#include <gmock/gmock.h>

#include <functional>

#include "scoring/ledgers/ledger.h"

namespace anze {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view k_ledger = R"({
  "ledger": "meeting", "title": "会议台账", "basis": ["办法第三条"],
  "fields": [{"name": "present", "title": "人数", "type": "integer"}, {"name": "minutes", "title": "纪要", "type": "text"},
             {"name": "topic", "title": "议题", "type": "text"}],
  "initial": "held", "states": {"held": "已召开", "closed": "已办结"}, "moves": [["held", "closed"]]})";

class DiffersTest : public testing::Test {
 protected:
  DiffersTest() { ledgers.put(read_ledger(k_ledger, codes).value()); }
  FactRecord entry() {
    return read_fact(
               R"({"ledger": "meeting", "id": "M1", "occurred_on": "2025-03-03", "unit": "gov", "area": "east",
                         "sector": "general", "post": "head", "official": "head-1", "remark": "补记",
                         "fields": {"present": 12, "minutes": "有", "topic": "安全"}})",
               ledgers, codes)
        .value();
  }
  // Whether two entries are told apart, by the printed form and by same_entry, which must agree.
  bool told_apart(const std::function<void(FactRecord&)>& change) {
    const FactRecord one = entry();
    FactRecord other = entry();
    change(other);
    const bool printed = write_fact(one, ledgers, codes) != write_fact(other, ledgers, codes);
    EXPECT_EQ(same_entry(one, other), !printed);
    return printed;
  }

  Codebook codes;
  LedgerSet ledgers;
};

// Two entries that may speak of one event: what one of them leaves out contradicts nothing.
TEST_F(DiffersTest, WhatMayBeOneEvent) {
  const auto alike = [&](const std::function<void(FactRecord&)>& change) {
    const FactRecord one = entry();
    FactRecord other = entry();
    change(other);
    const Ledger& ledger = *ledgers.find(one.fact.ledger);
    EXPECT_EQ(may_be_one_event(ledger, one, other), may_be_one_event(ledger, other, one));
    return may_be_one_event(ledger, one, other);
  };
  const CodeId else_ = codes.intern("somewhere-else");
  EXPECT_TRUE(alike([](FactRecord&) {}));
  EXPECT_TRUE(alike([](FactRecord& record) { record.id = "M2"; }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.remark = "另记"; }));
  EXPECT_TRUE(alike([&](FactRecord& record) { record.fact.state = codes.find("closed"); }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.attachments_json = R"([{"name":"a"}])"; }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.fact.known = 0; }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.fact.post = k_no_code; }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.texts.clear(); }));
  EXPECT_TRUE(alike([](FactRecord& record) { record.texts.front().text = "无"; }));
  EXPECT_FALSE(alike([](FactRecord& record) { record.texts.front().text = "另一份"; }));
  EXPECT_FALSE(alike([](FactRecord& record) { record.fact.set(0, 13); }));
  EXPECT_FALSE(alike([](FactRecord& record) { record.fact.occurred = record.fact.occurred + 1; }));
  for (CodeId Fact::*member : {&Fact::unit, &Fact::area, &Fact::sector, &Fact::post, &Fact::official})
    EXPECT_FALSE(alike([&](FactRecord& record) { record.fact.*member = else_; }));
}

TEST_F(DiffersTest, EveryMemberTellsApart) {
  const CodeId other = codes.intern("other");
  EXPECT_FALSE(told_apart([](FactRecord&) {}));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.id = "M2"; }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.remark.clear(); }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.fact.occurred = record.fact.occurred + 1; }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.fact.set(0, 13); }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.fact.known = 0; }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.texts.front().text = "无"; }));
  EXPECT_TRUE(told_apart([](FactRecord& record) { record.texts.pop_back(); }));
  EXPECT_TRUE(told_apart(
      [](FactRecord& record) { record.attachments_json = R"([{"digest":"aa","name":"a.jpg","size":1}])"; }));
  for (CodeId Fact::*member :
       {&Fact::unit, &Fact::area, &Fact::sector, &Fact::post, &Fact::official, &Fact::state})
    EXPECT_TRUE(told_apart([&](FactRecord& record) { record.fact.*member = other; }));
}

TEST_F(DiffersTest, TheOrderOfTextsAndWhatIsUnknownDoNot) {
  EXPECT_FALSE(told_apart([](FactRecord& record) { std::swap(record.texts[0], record.texts[1]); }));
  EXPECT_FALSE(told_apart([](FactRecord& record) { record.fact.slot[7] = 5; }));
  EXPECT_FALSE(told_apart([](FactRecord& record) { record.attachments_json.clear(); }));
}

TEST_F(DiffersTest, NamesWhatIsContradicted) {
  const FactRecord before = entry();
  FactRecord after = entry();
  EXPECT_THAT(contradicted_members(before, after), IsEmpty());
  after.fact.state = codes.find("closed");
  after.fact.set(0, 13);
  after.remark = "其他";
  EXPECT_THAT(contradicted_members(before, after), IsEmpty()) << "those are the step's own to judge";
  after.fact.area = k_no_code;
  after.fact.occurred = after.fact.occurred + 1;
  after.fact.unit = codes.intern("bureau");
  EXPECT_THAT(contradicted_members(before, after), ElementsAre("area", "occurred_on", "unit"));
  FactRecord bare = entry();
  bare.fact.official = k_no_code;
  EXPECT_THAT(contradicted_members(bare, entry()), IsEmpty()) << "what is added contradicts nothing";
}

}  // namespace
}  // namespace anze
