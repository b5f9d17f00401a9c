// Whose rows a store keeps: fixed when it is made, in every key, named by every entry since format 2; and the
// stores of releases that knew no region, brought up with every entry still as it was sealed.
#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <sstream>

#include "plugin/store/sqlite/connection.h"
#include "plugin/store/sqlite/migrations.h"
#include "plugin/store/sqlite/sealed_rows.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class StoreRegionTest : public StoreTest {
 protected:
  // Four acts of a release before format 2, as it left them (tests/unit/plugin/store/version_1.sql).
  static constexpr const char* k_old_head =
      "ecd77d96bc5ea0f5e0b5fe98d666cfd4f5f0a5126c2e45fdc30cfd3850c72e6e";

  void old_store(int version) {
    const std::filesystem::path source(ANZE_SOURCE_DIR);
    SQLite::Database database(this->database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(text_of(source / "tests/unit/plugin/store/version_1.sql"));
    if (version == 1) return;
    database.exec(text_of(source / "plugin/store/sqlite/to_2.sql"));
    database.exec("INSERT INTO tally VALUES (1, '2025Q1', zeroblob(32), 0); PRAGMA user_version=2");
  }
  void act_of(const std::string& id) { append(id, "2025-06-10", 7); }
  std::string refusal() {
    const auto refused = try_open();
    return refused ? "opened" : refused.error().reason;
  }
  // By a connection of its own, past the triggers.
  void alter(const std::string& sql) {
    SQLite::Database other(database().string(), SQLite::OPEN_READWRITE, 1000);
    std::string drop;
    std::string create;
    SQLite::Statement triggers(other, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    while (triggers.executeStep()) {
      drop += "DROP TRIGGER " + triggers.getColumn(0).getString() + ";";
      create += triggers.getColumn(1).getString() + ";";
    }
    triggers.reset();
    other.exec(drop + sql + ";" + create);
  }
  std::string first_problem() {
    const auto report = store_->verify();
    if (!report) return report.error().message;
    return report->problems.empty() ? ""
                                    : report->problems.front().reason + " " + report->problems.front().at;
  }
};

TEST_F(StoreRegionTest, IsFixedWhenTheStoreIsMade) {
  region_ = 230108;
  open();
  append("M-1", "2025-02-10", 20);
  store_.reset();
  region_ = 230109;
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.region");
  EXPECT_NE(refused.error().message.find("230108"), std::string::npos);
  EXPECT_NE(refused.error().help, "");
  region_ = 0;  // not told: the store knows
  open();
  expect_sound();
  EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "1:20 ");
}

TEST_F(StoreRegionTest, AStoreMadeWithoutOneTakesNoneLater) {
  open();
  store_.reset();
  region_ = 230108;
  EXPECT_EQ(refusal(), "store.region");
}

TEST_F(StoreRegionTest, OldStoresKeepTheirEntriesAsTheyWereSealed) {
  for (const int version : {1, 2}) {
    SCOPED_TRACE(version);
    store_.reset();
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directory(directory_);
    old_store(version);
    region_ = 230108;
    open();
    expect_sound();
    EXPECT_EQ(to_hex(store_->verify()->head.hash), k_old_head);
    EXPECT_EQ(seen("2025-01-01", "2025-12-31"), "2:30 3:21 4:40 ");
    EXPECT_TRUE(std::filesystem::exists(directory_ / "backups" /
                                        ("version-" + std::to_string(version) + "-1742000000000.db")));
    // The next act joins on with an entry of format 2, and a repeat still gets its first answer.
    EXPECT_EQ(*store_->write(act("r1"), [](Writer&) -> Result<std::string> { return std::string("new"); }),
              "1");
    requests_ = 4;
    act_of("M-4");
    expect_sound();
    store_.reset();
    Connection connection(database(), Connection::Role::k_writer);
    EXPECT_EQ(connection.integer("PRAGMA user_version"), 3);
    EXPECT_EQ(connection.integer("SELECT format FROM audit WHERE seq = 4"), 1);
    EXPECT_EQ(connection.integer("SELECT format FROM audit WHERE seq = 5"), 2);
    EXPECT_EQ(connection.integer("SELECT count(*) FROM fact WHERE region = 230108"), 5);
    EXPECT_TRUE(check_schema(connection));
  }
  open();
  const std::string command = std::string("python3 ") + ANZE_SOURCE_DIR +
                              "/tests/unit/plugin/audit/chain_check.py " + database().string();
  if (std::system("command -v python3 >/dev/null 2>&1 && command -v openssl >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "needs python3 and openssl";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST_F(StoreRegionTest, AChangeInARowOfFormatOneIsStillFound) {
  old_store(1);
  open();
  act_of("M-4");
  alter("UPDATE fact SET n1 = 99 WHERE seq = 2");
  EXPECT_EQ(first_problem(), "chain.row_changed entry 2, fact 2");
}

TEST_F(StoreRegionTest, AStoreThatCannotBeMigratedIsLeftAsItIs) {
  old_store(1);
  SQLite::Database(database().string(), SQLite::OPEN_READWRITE).exec("CREATE TABLE fact_2 (a)");
  EXPECT_NE(refusal(), "opened");
  SQLite::Database other(database().string(), SQLite::OPEN_READWRITE);
  EXPECT_EQ(other.execAndGet("SELECT count(*) FROM fact").getInt(), 4);
  EXPECT_EQ(other.execAndGet("PRAGMA user_version").getInt(), 2);
}

TEST_F(StoreRegionTest, NoEntryOfFormatOneFollowsOneOfFormatTwo) {
  open();
  act_of("M-1");
  act_of("M-2");
  // What a forger would do to leave the region out: the older format, with its hash computed anew.
  AuditRow row;
  {
    Connection connection(database(), Connection::Role::k_writer);
    row = last_audit_row(connection);
  }
  row.format = 1;
  const std::string hash = to_hex(entry_hash(row));
  alter("UPDATE audit SET format = 1, hash = x'" + hash + "' WHERE seq = 2");
  EXPECT_EQ(first_problem(), "chain.broken entry 2, audit");
}

// The first format hashed no model: what its entries say of one is nobody's, and no act goes by it.
TEST_F(StoreRegionTest, AModelWrittenIntoAnEntryOfFormatOneIsFoundAndNotBelieved) {
  old_store(1);
  open();
  for (const char* model : {"1", "1000000", "-1"}) {
    alter("UPDATE audit SET model = " + std::string(model) + " WHERE seq = 4");
    EXPECT_EQ(first_problem(), "chain.broken entry 4, audit") << model;
  }
  store_.reset();
  EXPECT_EQ(refusal(), "store.corrupt");
  {
    SQLite::Database other(database().string(), SQLite::OPEN_READONLY);
    EXPECT_EQ(other.execAndGet("SELECT max(seq) FROM audit").getInt(), 4);
  }
  Connection connection(database(), Connection::Role::k_writer);
  connection.set_region(0);
  EXPECT_EQ(last_audit_row(connection).model, 0);
}

TEST_F(StoreRegionTest, AnEntryOfAFormatNobodyKnowsIsFound) {
  open();
  act_of("M-1");
  AuditRow row;
  {
    Connection connection(database(), Connection::Role::k_writer);
    row = last_audit_row(connection);
  }
  row.format = 99;
  alter("UPDATE audit SET format = 99, hash = x'" + to_hex(entry_hash(row)) + "' WHERE seq = 1");
  EXPECT_EQ(first_problem(), "chain.broken entry 1, audit");
}

TEST_F(StoreRegionTest, AStoreThatForgetsWhoseRowsItKeepsIsFound) {
  open();
  act_of("M-1");
  expect_sound();
  alter("UPDATE store SET region = 230108");
  EXPECT_EQ(first_problem(), "chain.row_changed store");
  alter("UPDATE store SET region = 0");
  expect_sound();
}

// Two regions did the same at the same time under the same ids: every row and digest is alike.
TEST_F(StoreRegionTest, ARowOrAnEntryMovedFromAnotherRegionIsFound) {
  region_ = 230109;
  open();
  act_of("M-1");
  act_of("M-2");
  store_.reset();
  const auto other = directory_.string() + ".other.db";
  std::filesystem::copy_file(database(), other);
  std::filesystem::remove_all(directory_);
  std::filesystem::create_directory(directory_);
  requests_ = 0;
  region_ = 230108;
  open();
  act_of("M-1");
  act_of("M-2");
  expect_sound();
  const std::string attach = "ATTACH '" + other + "' AS other;";
  const std::string detach = "; DETACH other";

  // Beside ours, under its own region.
  alter(attach + "INSERT INTO fact SELECT * FROM other.fact WHERE seq = 1" + detach);
  EXPECT_EQ(first_problem(), "chain.row_foreign fact 1");
  alter("DELETE FROM fact WHERE region = 230109");
  EXPECT_EQ(first_problem(), "");
  alter(attach + "INSERT INTO audit SELECT * FROM other.audit WHERE seq = 1" + detach);
  EXPECT_EQ(first_problem(), "chain.row_foreign audit 1");
  alter("DELETE FROM audit WHERE region = 230109");

  // In place of ours, the region changed: the entry's hash names another.
  alter(attach +
        "DELETE FROM audit; INSERT INTO audit SELECT * FROM other.audit; UPDATE audit SET region = 230108" +
        detach);
  EXPECT_EQ(first_problem(), "chain.entry_changed entry 1, audit");
  store_->abandon();
  std::filesystem::remove(other);
}

// The whole file under another name: the configuration tells, and who changes every column meets the hashes.
TEST_F(StoreRegionTest, AStoreRelabelledForAnotherRegionIsFound) {
  region_ = 230109;
  open();
  act_of("M-1");
  store_.reset();
  std::string sql;
  for (const char* table : {"store", "fact", "record", "blob", "code", "request", "audit"})
    sql += std::string("UPDATE ") + table + " SET region = 230108;";
  alter(sql);
  region_ = 230108;
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.corrupt");
  EXPECT_EQ(refused.error().at, "entry 1, audit");
}

}  // namespace
}  // namespace anze::store
