// Texts under a key: nothing that was written is in the file, its log or a backup; what is read is what was
// written or a refusal that says why, never anything else; chain and marks hold without a key.
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <fstream>
#include <sstream>

#include "plugin/store/canonical.h"
#include "plugin/store/field_cipher.h"
#include "plugin/store/field_keys.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

constexpr const char* k_name = "欧阳建国";
constexpr const char* k_identity = "110101196001011234";
constexpr const char* k_phone = "13900001111";
const std::vector<std::string> k_written = {k_name, k_identity, k_phone};

MasterKey key_of(std::uint8_t byte) {
  MasterKey key{};
  key.fill(byte);
  return key;
}

void mark_of(sqlite3_context* context, int count, sqlite3_value** values) {
  RowBytes bytes;
  bytes.begin(reinterpret_cast<const char*>(sqlite3_value_text(values[0])));
  for (int i = 1; i < count; ++i) {
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[i]));
    if (sqlite3_value_type(values[i]) == SQLITE_INTEGER)
      bytes.integer(sqlite3_value_int64(values[i]));
    else if (sqlite3_value_type(values[i]) == SQLITE_NULL)
      bytes.null();
    else
      bytes.text({static_cast<const char*>(sqlite3_value_blob(values[i])), size});
  }
  sqlite3_result_int64(context, bytes.mark());
}

constexpr const char* k_mend_records =
    "UPDATE record SET mark = mark_of('record', seq, kind, id, version, year, body, entry)";
constexpr const char* k_mend_facts =
    "UPDATE fact SET mark = mark_of('fact', period, seq, entry, voided, ledger, occurred, recorded, unit, "
    "area, sector, post, official, state, late, known, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, "
    "replaces, version, recorded_at_ms, id, recorded_by, reason, texts, attachments, remark)";

class FieldKeysTest : public StoreTest {
 protected:
  std::string open_with(std::vector<MasterKey> keys) {
    store_.reset();
    OpenOptions options{directory_, k_now, "store tests", region_};
    options.keys = std::move(keys);
    auto opened = Store::open(options);
    if (!opened) return opened.error().reason;
    store_ = *std::move(opened);
    return "opened";
  }
  FactRecord with_person(std::string id) {
    FactRecord record = meeting(std::move(id), "2025-02-10", 20);
    record.texts = {{"topic", std::string("约谈") + k_name}, {"identity", k_identity}};
    record.remark = std::string("电话 ") + k_phone;
    record.attachments_json = std::string(R"([{"name":")") + k_name + R"(谈话笔录.pdf"}])";
    return record;
  }
  void write_person(const std::string& number) {
    write([&](Writer& writer) -> Result<std::string> {
      ANZE_CHECK(writer.append(with_person("M-" + number), false));
      ANZE_CHECK(writer.correct(with_person("M-" + number), false, std::string(k_name) + "申请更正"));
      ANZE_CHECK(writer.put("organisation", "o" + number, 0, std::string("{\"name\":\"") + k_name + "\"}"));
      ANZE_TRY(blob_, writer.put_blob(std::string(k_name) + "函件" + number));
      writer.subject(std::string("查询 ") + k_name);
      return std::string("{\"phone\":\"") + k_phone + "\"}";
    });
  }
  void expect_person(const std::string& number) {
    const auto done = store_->read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(const auto versions, reader.history("M-" + number));
      EXPECT_EQ(versions.size(), 2U);
      const FactRecord& record = versions.back().record;
      const FactRecord meant = with_person("M-" + number);
      EXPECT_EQ(record.texts.at(0).text, meant.texts.at(0).text);
      EXPECT_EQ(record.texts.at(1).text, meant.texts.at(1).text);
      EXPECT_EQ(record.remark, meant.remark);
      EXPECT_EQ(record.attachments_json, meant.attachments_json);
      EXPECT_EQ(versions.back().reason, std::string(k_name) + "申请更正");
      ANZE_TRY(const auto body, reader.record("organisation", "o" + number));
      EXPECT_EQ(body->body, std::string("{\"name\":\"") + k_name + "\"}");
      return {};
    });
    EXPECT_TRUE(done) << done.error().reason << " " << done.error().at;
  }
  // "store.corrupt record 2": what reading the record or the fact answers.
  std::string reading(const char* record, const char* fact) {
    const auto done = store_->read([&](Reader& reader) -> Result<void> {
      if (record != nullptr) ANZE_CHECK(reader.record("organisation", record));
      if (fact != nullptr) ANZE_CHECK(reader.history(fact));
      return {};
    });
    return done ? "read" : done.error().reason + " " + done.error().at;
  }
  // Where one of the texts lies readable: "anze.db-wal 欧阳建国".
  std::vector<std::string> readable() {
    std::vector<std::string> found;
    int looked_at = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(directory_)) {
      if (!each.is_regular_file()) continue;
      std::ostringstream bytes;
      bytes << std::ifstream(each.path(), std::ios::binary).rdbuf();
      ++looked_at;
      for (const std::string& text : k_written)
        if (bytes.str().find(text) != std::string::npos)
          found.push_back(each.path().filename().string() + " " + text);
    }
    EXPECT_GE(looked_at, 2);
    return found;
  }
  void backup() {
    SQLite::Database from(database().string(), SQLite::OPEN_READONLY);
    SQLite::Database to((directory_ / "backup.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(to, from).executeStep();
  }
  // Past the store, triggers off, marks mended.
  void alter(const std::string& sql) {
    SQLite::Database other(database().string(), SQLite::OPEN_READWRITE, 1000);
    sqlite3_create_function(other.getHandle(), "mark_of", -1, SQLITE_UTF8, nullptr, mark_of, nullptr,
                            nullptr);
    std::string recreate;
    std::string drop;
    {
      SQLite::Statement triggers(other, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
      while (triggers.executeStep()) {
        drop += "DROP TRIGGER " + triggers.getColumn(0).getString() + ";";
        recreate += triggers.getColumn(1).getString() + ";";
      }
    }
    other.exec(drop);
    EXPECT_GT(other.exec(sql), 0) << sql;
    other.exec(k_mend_records);
    other.exec(k_mend_facts);
    other.exec(recreate);
  }
  std::string stored(const std::string& sql) {
    SQLite::Database other(database().string(), SQLite::OPEN_READONLY, 1000);
    SQLite::Statement query(other, sql);
    return query.executeStep() ? query.getColumn(0).getString() : "";
  }

  Digest blob_{};
};

// GB/T 32905 with RFC 2104: the same as `openssl dgst -sm3 -mac HMAC`, over two parts behind their lengths.
TEST_F(FieldKeysTest, TheTagIsHmacSm3) {
  const auto plain_hmac = [](const MasterKey& key, const std::string& message) {
    std::string inner(64, '\x36');
    std::string outer(64, '\x5c');
    for (std::size_t i = 0; i < key.size(); ++i) {
      inner[i] = static_cast<char>(inner[i] ^ key[i]);
      outer[i] = static_cast<char>(outer[i] ^ key[i]);
    }
    const Digest within = sm3(inner + message);
    return sm3(outer + std::string(reinterpret_cast<const char*>(within.data()), within.size()));
  };
  const std::string parts = std::string(7, '\0') + '\2' + "ab" + std::string(7, '\0') + '\3' + "xyz";
  EXPECT_EQ(hmac_sm3(key_of(7), "ab", "xyz"), plain_hmac(key_of(7), parts));
}

TEST_F(FieldKeysTest, NoNameIsInTheFileTheLogOrABackup) {
  ASSERT_EQ(open_with({}), "opened");
  write_person("0");
  EXPECT_FALSE(readable().empty());  // without a key they are: what is looked for can be found
  store_.reset();
  std::filesystem::remove_all(directory_);
  std::filesystem::create_directory(directory_);
  std::filesystem::permissions(directory_, std::filesystem::perms::owner_all);

  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  EXPECT_EQ(readable(), std::vector<std::string>());
  backup();
  EXPECT_EQ(readable(), std::vector<std::string>());
  expect_person("1");
  expect_sound();
  const auto document = store_->read([&](Reader& reader) -> Result<void> {
    ANZE_TRY(const auto bytes, reader.blob(blob_));
    EXPECT_EQ(*bytes, std::string(k_name) + "函件1");
    ANZE_TRY(const auto entries, reader.audit(0, 10));
    EXPECT_EQ(entries.at(0).subject, std::string("查询 ") + k_name);
    return {};
  });
  EXPECT_TRUE(document) << document.error().message;

  ASSERT_EQ(open_with({key_of(1)}), "opened");
  EXPECT_EQ(readable(), std::vector<std::string>());
  expect_person("1");
  expect_sound();
  const auto again =
      store_->write(act("r2"), [](Writer&) { return Result<std::string>(std::string("new")); });
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, std::string("{\"phone\":\"") + k_phone + "\"}");  // r2 was answered before
  EXPECT_EQ(store_->texts_kept().key, 1);
}

TEST_F(FieldKeysTest, WithoutItsKeyOrWithAnotherAStoreDoesNotOpen) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  EXPECT_EQ(open_with({}), "store.key_missing");
  EXPECT_EQ(open_with({key_of(2)}), "store.key_wrong");
  EXPECT_EQ(open_with({key_of(1)}), "opened");
  expect_person("1");
}

// An act that fails announces no key; the next does.
TEST_F(FieldKeysTest, AKeyIsAnnouncedByTheFirstActThatSucceeds) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  EXPECT_FALSE(store_->write(act("fails"), [](Writer&) {
    return Result<std::string>(Error{Code::k_invalid, "fact.unit", "no", "", ""});
  }));
  EXPECT_EQ(open_with({key_of(2)}), "opened");  // nothing was encrypted with the first
  write_person("1");
  EXPECT_EQ(open_with({key_of(1)}), "store.key_wrong");
  EXPECT_EQ(open_with({key_of(2)}), "opened");
  expect_person("1");
  expect_sound();
}

TEST_F(FieldKeysTest, TheSameTextIsNeverTheSameInTheFile) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  write_person("2");
  const std::string one = stored("SELECT body FROM record WHERE id = 'o1'");
  const std::string two = stored("SELECT body FROM record WHERE id = 'o2'");
  EXPECT_TRUE(one.starts_with("~sm4:1:")) << one;
  EXPECT_EQ(one.size(), two.size());
  EXPECT_NE(one, two);
}

// Whoever may write the file and computes every mark anew still makes no other text of it.
TEST_F(FieldKeysTest, AnAlteredTextIsFoundAndNeverAnother) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  write_person("2");
  store_.reset();
  const auto kept = std::filesystem::path(directory_.string() + ".kept");
  std::filesystem::copy(directory_, kept);
  struct Case {
    const char* sql;
    const char* record;
    const char* fact;
    const char* told;
  };
  const Case cases[] = {
      {"UPDATE record SET body = (SELECT body FROM record WHERE id = 'o1') WHERE id = 'o2'", "o2", nullptr,
       "store.corrupt record 3"},
      {"UPDATE record SET body = substr(body, 1, 40) || CASE substr(body, 41, 1) WHEN 'A' THEN 'B' ELSE 'A' "
       "END || substr(body, 42) WHERE id = 'o2'",
       "o2", nullptr, "store.corrupt record 3"},
      {"UPDATE record SET body = substr(body, 1, length(body) - 8) || 'AAAAAAA=' WHERE id = 'o2'", "o2",
       nullptr, "store.corrupt record 3"},
      {"UPDATE record SET body = '~sm4:1:' WHERE id = 'o2'", "o2", nullptr, "store.corrupt record 3"},
      {"UPDATE record SET body = replace(body, '~sm4:1:', '~sm4:2:') WHERE id = 'o2'", "o2", nullptr,
       "store.corrupt record 3"},
      {"UPDATE record SET body = '{\"name\":\"别人\"}' WHERE id = 'o2'", "o2", nullptr,
       "store.corrupt record 3"},
      {"UPDATE fact SET texts = (SELECT texts FROM fact WHERE seq = 1) WHERE seq = 3", nullptr, "M-2",
       "store.corrupt fact 3"},
      {"UPDATE fact SET texts = (SELECT texts FROM fact WHERE seq = 4) WHERE seq = 3", nullptr, "M-2",
       "store.corrupt fact 3"},
      {"UPDATE fact SET texts = '{\"topic\":\"别事\"}' WHERE seq = 3", nullptr, "M-2",
       "store.corrupt fact 3"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.sql);
    std::filesystem::remove_all(directory_);
    std::filesystem::copy(kept, directory_);
    ASSERT_EQ(open_with({key_of(1)}), "opened");
    alter(each.sql);
    EXPECT_EQ(reading(each.record, each.fact), each.told);
    EXPECT_EQ(reading("o1", "M-1"), "read");
    const auto report = store_->verify();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->problems.empty());  // the chain says so too
  }
  std::filesystem::remove_all(kept);
}

TEST_F(FieldKeysTest, ANewKeyComesFirstAndTheOldOneOpensWhatItWrote) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  ASSERT_EQ(open_with({key_of(2), key_of(1)}), "opened");
  write_person("2");
  expect_person("1");
  expect_person("2");
  EXPECT_TRUE(stored("SELECT body FROM record WHERE id = 'o2'").starts_with("~sm4:2:"));
  EXPECT_EQ(store_->texts_kept().key, 2);

  ASSERT_EQ(open_with({key_of(2)}), "opened");  // the old one is gone: what it wrote is refused by name
  EXPECT_EQ(store_->texts_kept().missing, std::vector<std::int64_t>{1});
  EXPECT_EQ(reading("o1", nullptr), "store.key_missing record 2");
  EXPECT_EQ(reading(nullptr, "M-1"), "store.key_missing fact 1");
  expect_person("2");
  expect_sound();  // and verifying needs no key
  EXPECT_EQ(open_with({key_of(1)}), "store.key_wrong");
}

TEST_F(FieldKeysTest, WhatWasWrittenBeforeTheKeyGoesOnBeingRead) {
  ASSERT_EQ(open_with({}), "opened");
  write_person("1");
  EXPECT_EQ(store_->texts_kept().key, 0);
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  expect_person("1");
  write_person("2");
  expect_person("1");
  expect_person("2");
  expect_sound();
  EXPECT_EQ(store_->texts_kept().since, 2);
  EXPECT_EQ(open_with({}), "store.key_missing");
}

// Two stores under one key have nothing in common.
TEST_F(FieldKeysTest, ATextOfAnotherStoreDoesNotOpen) {
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  const std::string other = stored("SELECT body FROM record WHERE id = 'o1'");
  store_.reset();
  std::filesystem::remove_all(directory_);
  std::filesystem::create_directory(directory_);
  std::filesystem::permissions(directory_, std::filesystem::perms::owner_all);
  ASSERT_EQ(open_with({key_of(1)}), "opened");
  write_person("1");
  alter("UPDATE record SET body = '" + other + "' WHERE id = 'o1'");
  EXPECT_EQ(reading("o1", nullptr), "store.corrupt record 2");
}

}  // namespace
}  // namespace anze::store
