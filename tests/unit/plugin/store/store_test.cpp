#include "plugin/store/store.h"

#include <limits>

#include "plugin/store/canonical.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

using namespace std::string_literals;

TEST(RowBytes, SpellsEachValueOneWay) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::pair<std::int64_t, std::string>> spelt = {
      {0, "\x10"s},
      {1, "\x11\x01"s},
      {-1, "\x11\xff"s},
      {127, "\x11\x7f"s},
      {128, "\x12\x00\x80"s},
      {-128, "\x11\x80"s},
      {-129, "\x12\xff\x7f"s},
      {20251, "\x12\x4f\x1b"s},
      {most, "\x18\x7f\xff\xff\xff\xff\xff\xff\xff"s},
      {-most - 1, "\x18\x80\x00\x00\x00\x00\x00\x00\x00"s}};
  RowBytes bytes;
  for (const auto& [value, expected] : spelt) {
    bytes.begin("t");
    bytes.integer(value);
    EXPECT_EQ(bytes.bytes(), "\x20\x00\x00\x00\x01t"s + expected) << value;
  }
  const std::string longer(3000, 'x');
  for (const std::string& text : {""s, "多"s, longer}) {
    bytes.begin("t");
    for (int i = 0; i < 3; ++i) bytes.text(text);
    bytes.null();
    const std::size_t each = 5 + text.size();
    ASSERT_EQ(bytes.bytes().size(), 6 + 3 * each + 1);
    EXPECT_EQ(bytes.bytes().substr(6 + 2 * each + 5, text.size()), text);
  }
}

TEST_F(StoreTest, KeepsEveryVersionOfAFact) {
  open();
  append("M-1", "2025-02-10", 20);
  append("M-2", "2025-05-10", 30);
  append("M-3", "2025-01-05", 40);
  write([&](Writer& writer) -> Result<std::string> {
    ANZE_TRY(const FactVersion version, writer.correct(meeting("M-1", "2025-02-11", 21), true, "记错一天"));
    EXPECT_EQ(version.version, 2);
    EXPECT_EQ(version.record.fact.seq, 4);
    return std::string("corrected");
  });
  write([&](Writer& writer) -> Result<std::string> {
    ANZE_TRY(const FactVersion version, writer.withdraw("M-3", "重复"));
    EXPECT_TRUE(version.voided);
    return std::string("withdrawn");
  });

  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "2:30 4:21 ");
  EXPECT_EQ(seen("2025-01-01", "2025-12-31", 4), "2:30 3:40 4:21 ");
  EXPECT_EQ(seen("2025-01-01", "2025-12-31", 3), "1:20 2:30 3:40 ");
  EXPECT_EQ(seen("2025-01-01", "2025-03-31"), "4:21 ");
  EXPECT_EQ(seen("2025-02-11", "2025-02-11"), "4:21 ");
  EXPECT_EQ(seen("2026-01-01", "2026-12-31"), "");
  EXPECT_EQ(seen("2025-01-01", "2025-12-31", 0, {store_->codes().find("meeting")}), "2:30 4:21 ");
  EXPECT_EQ(seen("2025-01-01", "2025-12-31", 0, {99}), "");

  const auto done = store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto now, reader.fact("M-1"));
    EXPECT_EQ(now->version, 2);
    EXPECT_EQ(now->reason, "记错一天");
    EXPECT_EQ(now->recorded_by, "deputy");
    EXPECT_EQ(to_text(now->record.fact.recorded), "2025-03-15");
    EXPECT_TRUE(now->record.fact.late);
    EXPECT_EQ(now->record.texts.size(), 2U);
    EXPECT_EQ(now->record.texts[0].field, "topic");
    EXPECT_EQ(now->record.texts[0].text, "研究一季度安全生产工作");
    EXPECT_EQ(now->record.texts[1].text, "");
    ANZE_TRY(const auto then, reader.fact("M-1", 3));
    EXPECT_EQ(then->version, 1);
    ANZE_TRY(const auto gone, reader.fact("M-3"));
    EXPECT_TRUE(gone->voided);
    ANZE_TRY(const auto none, reader.fact("M-9"));
    EXPECT_FALSE(none);
    ANZE_TRY(const auto history, reader.history("M-1"));
    EXPECT_EQ(history.size(), 2U);
    ANZE_TRY(const auto by_seq, reader.fact_by_seq(2));
    EXPECT_EQ(by_seq->record.id, "M-2");
    EXPECT_EQ(by_seq->record.fact.known, 1U);
    return {};
  });
  EXPECT_TRUE(done);
  expect_sound();
}

// Each entry says which one changed the definitions last, so that an act can tell whether its own are those.
TEST_F(StoreTest, KnowsTheEntryThatChangedTheDefinitionsLast) {
  open();
  const auto entry = [&] {
    std::int64_t found = -1;
    EXPECT_TRUE(store_->read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(found, reader.model_entry());
      return {};
    }));
    return found;
  };
  EXPECT_EQ(entry(), 0);
  append("M-1", "2025-02-10", 20);
  EXPECT_EQ(entry(), 0);
  Provenance define = act("define");
  define.changes_model = true;
  EXPECT_TRUE(store_->write(define, [&](Writer& writer) -> Result<std::string> {
    ANZE_TRY(const std::int64_t before, writer.model_entry());
    EXPECT_EQ(before, 0);  // this act's entry is not written yet
    ANZE_CHECK(writer.put("ledger", "meeting", 0, "{}"));
    return std::string("{}");
  }));
  EXPECT_EQ(entry(), 2);
  append("M-2", "2025-02-10", 20);
  EXPECT_EQ(entry(), 2);
  define.request_id = "fails";
  EXPECT_FALSE(
      store_->write(define, [](Writer&) -> Result<std::string> { return invalid("test.no", "no", "", ""); }));
  open();
  EXPECT_EQ(entry(), 2);
  expect_sound();
}

TEST_F(StoreTest, RefusesWhatCannotBe) {
  open();
  append("M-1", "2025-02-10", 20);
  write([&](Writer& writer) -> Result<std::string> {
    EXPECT_EQ(writer.append(meeting("M-1", "2025-02-10", 20), false).error().reason, "fact.exists");
    EXPECT_EQ(writer.correct(meeting("M-7", "2025-02-10", 20), false, "x").error().reason, "fact.unknown");
    EXPECT_TRUE(writer.withdraw("M-1", "x"));
    EXPECT_EQ(writer.withdraw("M-1", "x").error().reason, "fact.voided");
    EXPECT_EQ(writer.correct(meeting("M-1", "2025-02-10", 20), false, "x").error().reason, "fact.voided");
    auto made = writer.append(meeting("", "2025-02-10", 20), false);
    EXPECT_EQ(made->record.id, "F-000003");
    auto taken = writer.append(meeting("F-000005", "2025-02-10", 20), false);
    auto next = writer.append(meeting("", "2025-02-10", 20), false);
    EXPECT_EQ(next->record.id, "F-000006");
    return std::string("{}");
  });
  expect_sound();
}

TEST_F(StoreTest, ListsByIdPageByPage) {
  open();
  for (int i = 0; i < 10; ++i) append("M-" + std::to_string(9 - i), "2025-02-10", i);
  const auto pages = [&](const std::vector<CodeId>& ledgers) {
    std::string text;
    std::string after;
    for (bool more = true; more;) {
      more = false;
      const auto done = store_->read([&](Reader& reader) -> Result<void> {
        ANZE_TRY(const auto page,
                 reader.list({parse_date("2025-01-01").value(), parse_date("2025-12-31").value(), ledgers, 0},
                             after, 4));
        for (const auto& version : page) text += version.record.id + " ";
        text += "| ";
        if (!page.empty()) after = page.back().record.id;
        more = !page.empty();
        return {};
      });
      EXPECT_TRUE(done);
    }
    return text;
  };
  const std::string expected = "M-0 M-1 M-2 M-3 | M-4 M-5 M-6 M-7 | M-8 M-9 | | ";
  EXPECT_EQ(pages({}), expected);
  EXPECT_EQ(pages({store_->codes().find("meeting")}), expected);
}

TEST_F(StoreTest, AnswersARepeatedRequestOnceAndForAll) {
  open();
  int runs = 0;
  const auto body = [&](Writer& writer) -> Result<std::string> {
    ++runs;
    ANZE_CHECK(writer.put("note", "n", 0, "{}"));
    return "answer " + std::to_string(runs);
  };
  EXPECT_EQ(*store_->write(act("same", "a"), body), "answer 1");
  EXPECT_EQ(*store_->write(act("same", "a"), body), "answer 1");
  open();
  EXPECT_EQ(*store_->write(act("same", "a"), body), "answer 1");
  EXPECT_EQ(runs, 1);
  const auto refused = store_->write(act("same", "b"), body);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "request.conflict");
  Provenance other = act("same", "a");
  other.method = "ledger.correct/1";
  EXPECT_EQ(store_->write(other, body).error().reason, "request.conflict");
  // Without an id nothing is a repeat.
  EXPECT_EQ(*store_->write(act("", "a"), body), "answer 2");
  EXPECT_EQ(*store_->write(act("", "a"), body), "answer 3");
  expect_sound();
}

TEST_F(StoreTest, AFailedActLeavesNothing) {
  open();
  append("M-1", "2025-02-10", 20);
  const CodeId codes = store_->codes().size();
  const auto failed = store_->write(act("failing"), [&](Writer& writer) -> Result<std::string> {
    store_->codes().intern("a word nobody needs");
    EXPECT_TRUE(writer.append(meeting("M-2", "2025-02-10", 20), false));
    EXPECT_TRUE(writer.put("note", "n", 0, "{}"));
    EXPECT_TRUE(writer.put_blob("bytes"));
    return invalid("test.no", "no");
  });
  EXPECT_EQ(failed.error().reason, "test.no");
  EXPECT_EQ(store_->codes().size(), codes);
  EXPECT_EQ(store_->codes().find("a word nobody needs"), k_no_code);
  EXPECT_THROW(static_cast<void>(store_->write(act("throwing"),
                                               [&](Writer& writer) -> Result<std::string> {
                                                 EXPECT_TRUE(writer.put("note", "n", 0, "{}"));
                                                 throw 7;
                                               })),
               int);
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
  write([&](Writer& writer) -> Result<std::string> {
    ANZE_TRY(const Record record, writer.put("note", "n", 0, "{}"));
    EXPECT_EQ(record.version, 1);
    EXPECT_EQ(store_->codes().intern("a new word"), codes + 1);
    return std::string();
  });
  expect_sound();
  open();
  EXPECT_EQ(store_->codes().text(codes + 1), "a new word");
  expect_sound();
}

TEST_F(StoreTest, KeepsVersionsOfRecordsAndDocuments) {
  open();
  Digest document{};
  for (int i = 1; i <= 3; ++i)
    write([&](Writer& writer) -> Result<std::string> {
      ANZE_CHECK(writer.put("rulebook", "tiedong", 2025, "{\"n\":" + std::to_string(i) + "}"));
      if (i == 2) ANZE_CHECK(writer.put("rulebook", "other", 2025, "{}"));
      ANZE_TRY(document, writer.put_blob(std::string("bytes\0with a zero", 17)));
      writer.subject("rulebook tiedong");
      return std::string();
    });
  const auto done = store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto now, reader.record("rulebook", "tiedong"));
    EXPECT_EQ(now->version, 3);
    EXPECT_EQ(now->body, "{\"n\":3}");
    ANZE_TRY(const auto then, reader.record("rulebook", "tiedong", 2));
    EXPECT_EQ(then->version, 2);
    EXPECT_EQ(then->entry, 2);
    ANZE_TRY(const auto all, reader.records("rulebook"));
    EXPECT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].id, "other");
    ANZE_TRY(const auto early, reader.records("rulebook", 1));
    EXPECT_EQ(early.size(), 1U);
    ANZE_TRY(const auto versions, reader.versions("rulebook", "tiedong"));
    EXPECT_EQ(versions.size(), 3U);
    ANZE_TRY(const auto bytes, reader.blob(document));
    EXPECT_EQ(*bytes, std::string("bytes\0with a zero", 17));
    ANZE_TRY(const auto none, reader.blob(Digest{}));
    EXPECT_FALSE(none);
    ANZE_TRY(const auto entries, reader.audit(1, 10));
    EXPECT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].subject, "rulebook tiedong");
    ANZE_TRY(const ChainHead head, reader.head());
    EXPECT_EQ(head.seq, 3);
    EXPECT_EQ(head.hash, entries[1].hash);
    return {};
  });
  EXPECT_TRUE(done);
  expect_sound();
}

TEST_F(StoreTest, RefusesAWriteInsideAWrite) {
  open();
  write([&](Writer&) -> Result<std::string> {
    const auto inner =
        store_->write(act("inner"), [](Writer&) -> Result<std::string> { return std::string(); });
    EXPECT_EQ(inner.error().reason, "store.nested");
    return std::string();
  });
}

}  // namespace
}  // namespace anze::store
