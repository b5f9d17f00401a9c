// Every column of every sealed table, changed, removed, added and renumbered by another program: verify finds
// it and names the row.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "plugin/store/canonical.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

class TamperTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    open();
    append("M-1", "2025-02-10", 20);
    append("M-2", "2025-05-10", 30);
    write([&](Writer& writer) -> Result<std::string> {
      ANZE_CHECK(writer.correct(meeting("M-1", "2025-02-11", 21), true, "记错一天"));
      ANZE_CHECK(writer.put("rulebook", "tiedong", 2025, "{}"));
      ANZE_CHECK(writer.put_blob("document"));
      writer.subject("M-1");
      return std::string("done");
    });
    append("M-3", "2025-08-10", 40);
    store_.reset();
    std::filesystem::copy(directory_, pristine(), std::filesystem::copy_options::recursive);
  }
  void TearDown() override {
    StoreTest::TearDown();
    std::filesystem::remove_all(pristine());
  }
  std::filesystem::path pristine() const { return directory_.string() + ".pristine"; }

  // The store is open in this process, the tampering goes past it: its own SQLite connection with every guard
  // taken off, as a patient administrator would.
  std::vector<std::string> places_after(const std::string& sql) {
    store_.reset();
    std::filesystem::remove_all(directory_);
    std::filesystem::copy(pristine(), directory_, std::filesystem::copy_options::recursive);
    open();
    {
      SQLite::Database other(database().string(), SQLite::OPEN_READWRITE, 1000);
      other.exec("PRAGMA ignore_check_constraints=ON; PRAGMA writable_schema=ON");
      SQLite::Statement triggers(other, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
      std::vector<std::string> names;
      std::string recreate;
      while (triggers.executeStep()) names.push_back(triggers.getColumn(0).getString());
      SQLite::Statement texts(other, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
      while (texts.executeStep()) recreate += texts.getColumn(0).getString() + ";";
      triggers.reset();
      texts.reset();
      for (const auto& name : names) other.exec("DROP TRIGGER " + name);
      EXPECT_GT(other.exec(sql), 0) << sql;
      other.exec(recreate);
    }
    std::vector<std::string> places;
    const auto report = store_->verify();
    EXPECT_TRUE(report);
    if (report)
      for (const Error& problem : report->problems) places.push_back(problem.at);
    return places;
  }
  void expect_named(const std::string& sql, const std::string& place) {
    const auto places = places_after(sql);
    ASSERT_FALSE(places.empty()) << "not detected: " << sql;
    EXPECT_EQ(places.front(), place) << sql;
  }
};

struct Column {
  std::string name;
  std::string type;
};

std::vector<Column> columns_of(const std::filesystem::path& file, const std::string& table) {
  SQLite::Database other(file.string(), SQLite::OPEN_READONLY);
  SQLite::Statement query(other, "SELECT name, type FROM pragma_table_info('" + table + "')");
  std::vector<Column> columns;
  while (query.executeStep())
    columns.push_back({query.getColumn(0).getString(), query.getColumn(1).getString()});
  return columns;
}

// The row each case damages, and the name it must be called by.
struct Row {
  const char* table;
  const char* key;
  const char* value;
  const char* place;
};
const Row k_rows[] = {
    {"fact", "seq", "3", "entry 3, fact 3"},       {"record", "seq", "1", "entry 3, record 1"},
    {"blob", "seq", "1", "entry 3, blob 1"},       {"code", "id", "2", "entry 1, code 2"},
    {"request", "seq", "2", "entry 2, request 2"}, {"audit", "seq", "2", "entry 2, audit"}};

TEST_F(TamperTest, AnUntouchedCopyVerifies) {
  EXPECT_TRUE(
      places_after("CREATE TABLE passing (a); DROP TABLE passing; PRAGMA user_version=1; INSERT INTO code "
                   "(region, id, text, entry, mark) SELECT 0, 77, 'x', 1, 1; DELETE FROM code WHERE id = 77")
          .empty());
}

TEST_F(TamperTest, AChangeOfAnyColumnIsNamed) {
  int changes = 0;
  for (const Row& row : k_rows) {
    for (const Column& column : columns_of(pristine() / "anze.db", row.table)) {
      std::string value = "CAST(coalesce(" + column.name + ", 0) + 1 AS INTEGER)";
      if (column.type == "TEXT") value = column.name + " || 'x'";
      if (column.type == "BLOB") value = "CAST(" + column.name + " || x'00' AS BLOB)";
      if (column.name == row.key) value = "1000";
      const std::string sql = std::string("UPDATE ") + row.table + " SET " + column.name + " = " + value +
                              " WHERE " + row.key + " = " + row.value;
      // A renumbered entry leaves a gap where it was, and so does one of another region.
      const bool renumbered =
          std::string(row.table) == "audit" && (column.name == "seq" || column.name == "region");
      if (renumbered)
        EXPECT_EQ(places_after(sql).front(), "entry 2") << sql;
      else
        expect_named(sql, row.place);
      ++changes;
    }
  }
  EXPECT_EQ(changes, 38 + 9 + 6 + 5 + 8 + 17);
}

// A forger who also computes the mark hides which row it was, not that it was.
TEST_F(TamperTest, AChangeThatMendsItsMarkIsStillFound) {
  RowBytes forged;
  forged.begin("code");
  forged.integer(1);
  forged.text("forged");
  forged.integer(1);
  expect_named("UPDATE code SET text = 'forged', mark = " + std::to_string(forged.mark()) + " WHERE id = 1",
               "entry 1");
}

TEST_F(TamperTest, ADeletedRowIsNamed) {
  for (const Row& row : k_rows)
    expect_named(std::string("DELETE FROM ") + row.table + " WHERE " + row.key + " = " + row.value,
                 std::string(row.table) == "audit" ? "entry 2" : row.place);
}

TEST_F(TamperTest, AnAddedRowIsNamed) {
  for (const Row& row : k_rows) {
    if (std::string(row.table) == "audit") continue;
    for (const char* key : {"500", "0", "-7"}) {
      std::string names;
      std::string values;
      for (const Column& column : columns_of(pristine() / "anze.db", row.table)) {
        names += (names.empty() ? "" : ", ") + column.name;
        std::string value = column.name;
        if (column.name == row.key) value = key;
        if (column.name == "id" && column.type == "TEXT") value = "'another'";
        if (column.name == "text" || column.name == "request_id") value = "'another'";
        if (column.name == "digest") value = "zeroblob(32)";
        values += (values.empty() ? "" : ", ") + value;
      }
      expect_named(std::string("INSERT INTO ") + row.table + " (" + names + ") SELECT " + values + " FROM " +
                       row.table + " WHERE " + row.key + " = " + row.value,
                   std::string(row.table) + " " + key);
    }
  }
}

TEST_F(TamperTest, AnEntryMovedToTheEndOrCutOffIsNamed) {
  EXPECT_EQ(places_after("UPDATE audit SET seq = 9 WHERE seq = 4").front(), "entry 4");
  EXPECT_EQ(
      places_after("DELETE FROM audit WHERE seq = 4; DELETE FROM fact WHERE seq = 4; DELETE FROM request "
                   "WHERE seq = 4")
          .front(),
      "entry 4");
}

TEST_F(TamperTest, SwappedRowsAreNamed) {
  expect_named(
      "UPDATE fact SET seq = 99 WHERE seq = 1; UPDATE fact SET seq = 1 WHERE seq = 2; UPDATE fact SET seq "
      "= 2 WHERE seq = 99",
      "entry 1, fact 1");
}

TEST_F(TamperTest, AWriteAfterForeignWritesIsRefused) {
  static_cast<void>(
      places_after("INSERT INTO code (region, id, text, entry, mark) VALUES (0, 500, 'x', 4, 0)"));
  const auto refused =
      store_->write(act("later"), [](Writer&) -> Result<std::string> { return std::string("never"); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.corrupt");
}

TEST_F(TamperTest, OpeningFindsWhatTheLastEntriesLost) {
  static_cast<void>(places_after("UPDATE fact SET n1 = 99 WHERE seq = 4"));
  store_.reset();
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.corrupt");
  EXPECT_EQ(refused.error().at, "entry 4, fact 4");
}

TEST_F(TamperTest, OpeningFindsAlteredSchema) {
  open();
  store_.reset();
  for (const char* sql :
       {"DROP TRIGGER fact_no_update", "DROP INDEX code_text", "DROP TABLE store", "CREATE TABLE mine (a)",
        "CREATE TRIGGER sly AFTER INSERT ON code BEGIN SELECT 1; END"}) {
    std::filesystem::remove_all(directory_);
    std::filesystem::copy(pristine(), directory_, std::filesystem::copy_options::recursive);
    SQLite::Database(database().string(), SQLite::OPEN_READWRITE).exec(sql);
    const auto refused = try_open();
    ASSERT_FALSE(refused) << sql;
    EXPECT_EQ(refused.error().reason, "store.corrupt");
  }
}

TEST_F(TamperTest, TriggersStopMistakes) {
  open();
  SQLite::Database other(database().string(), SQLite::OPEN_READWRITE, 1000);
  for (const Row& row : k_rows) {
    EXPECT_THROW(other.exec(std::string("DELETE FROM ") + row.table), SQLite::Exception);
    EXPECT_THROW(other.exec(std::string("UPDATE ") + row.table + " SET " + row.key + " = " + row.key),
                 SQLite::Exception);
  }
}

// The digests of the chain, computed again by a program that shares no code with ours.
TEST_F(TamperTest, AnIndependentProgramFindsTheSameChain) {
  const std::string command = std::string("python3 ") + ANZE_SOURCE_DIR +
                              "/tests/unit/plugin/audit/chain_check.py " + (pristine() / "anze.db").string();
  if (std::system("command -v python3 >/dev/null 2>&1 && command -v openssl >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "needs python3 and openssl";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(Digest, Sm3KnownAnswers) {
  EXPECT_EQ(to_hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(to_hex(sm3("")), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  Sm3 parts;
  parts.add("a");
  parts.add("bc");
  EXPECT_EQ(parts.finish(), sm3("abc"));
  parts.add("abc");
  EXPECT_EQ(parts.finish(), sm3("abc"));
  Digest digest{};
  EXPECT_TRUE(from_hex(to_hex(sm3("abc")), digest));
  EXPECT_EQ(digest, sm3("abc"));
  EXPECT_FALSE(from_hex("66C7", digest));
  EXPECT_FALSE(from_hex(std::string(64, 'G'), digest));
  EXPECT_FALSE(from_hex(std::string(64, 'A'), digest));
}

}  // namespace
}  // namespace anze::store
