// The rules that keep schema and SQL fit for a second engine (plugin/docs/decisions/0040-*.md), held over the
// statements that really run: a scenario that uses everything the store can do, every statement of the
// sources among them.
#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/unit/plugin/statements.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

const std::string k_sealed = "(fact|record|blob|code|request|audit)";

// One blank between words, and a set's places as one.
std::string plain(const std::string& text) {
  const std::string one = std::regex_replace(text, std::regex("\\s+"), " ");
  return std::regex_replace(one, std::regex("\\(\\?\\)(, \\(\\?\\))+"), "(?) …");
}

// What looks things up or keeps them: settings, transactions and the schema's own text apart.
bool is_ours(const std::string& sql) {
  return !std::regex_search(sql, std::regex("^(PRAGMA|BEGIN|COMMIT|ROLLBACK|CREATE|ANALYZE|--)|sqlite_"));
}

class SqlTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    region_ = 230108;
    open();
    write_all("M");
    read_all("M");
    store_.reset();
    open();  // verifies the last entries
    EXPECT_TRUE(store_->verify());
    for (const Statements::Run& run : statements_.take())
      if (is_ours(run.sql)) all_.insert(plain(run.sql));
  }
  void write_all(const std::string& id) {
    append(id + "-1", "2025-02-10", 20);
    append(id + "-2", "2025-05-10", 30);
    append("", "2025-05-10", 30);
    write([&](Writer& writer) -> Result<std::string> {
      EXPECT_FALSE(writer.append(meeting(id + "-1", "2025-02-10", 1), false));
      ANZE_CHECK(writer.correct(meeting(id + "-1", "2025-02-11", 21), true, "记错一天"));
      ANZE_CHECK(writer.withdraw(id + "-2", "重复"));
      ANZE_CHECK(writer.put("rulebook", "tiedong", 2025, "{}"));
      ANZE_CHECK(writer.put_blob("document"));
      ANZE_TRY(const std::int64_t tally, writer.begin_tally("2025Q1", sm3("a")));
      ANZE_TRY(const std::int64_t again, writer.begin_tally("2025Q1", sm3("b")));
      EXPECT_EQ(tally, again);  // dropped before
      ANZE_CHECK(writer.put_tally_row(again, 1, "cells"));
      ANZE_CHECK(writer.put_tally_row(again, 1, "other cells"));
      ANZE_CHECK(writer.put_tally_row(again, 2, "cells"));
      ANZE_CHECK(writer.put_tally_row(again, 2, ""));
      ANZE_CHECK(writer.put_tally_aside(again, 3, true));
      ANZE_CHECK(writer.put_tally_aside(again, 3, true));
      ANZE_CHECK(writer.put_tally_aside(again, 2, true));
      ANZE_CHECK(writer.put_tally_aside(again, 2, false));
      ANZE_CHECK(writer.tally_reaches(again, 3));
      EXPECT_TRUE(store_->verify());
      // Verified by the act: its scans read the counted columns alone.
      return writer.scan({make_date(2025, 1, 1), make_date(2025, 12, 31), {}, 0},
                         [](const Fact&) { return true; })
                 ? Result<std::string>(std::string("done"))
                 : invalid("test", "no scan", "", "");
    });
  }
  void read_all(const std::string& id) {
    const auto done = store_->read([&](Reader& reader) -> Result<void> {
      const FactQuery year{make_date(2025, 1, 1), make_date(2025, 12, 31), {}, 0};
      FactQuery meetings = year;
      meetings.ledgers = {store_->codes().find("meeting")};
      const auto any = [](const Fact&) { return true; };
      ANZE_CHECK(reader.scan(year, any));
      ANZE_CHECK(reader.changes({year.first, year.last, 0, 99}, [](const Fact&, int) { return true; }));
      ANZE_CHECK(reader.fact(id + "-1"));
      ANZE_CHECK(reader.history(id + "-1"));
      ANZE_CHECK(reader.fact_by_seq(1));
      const std::vector<std::int64_t> few{1, 2};
      std::vector<std::string> names{id + "-1"};
      const auto version = [](const FactVersion&) -> Result<void> { return {}; };
      const auto versions = [](const std::vector<FactVersion>&) -> Result<void> { return {}; };
      ANZE_CHECK(reader.facts_by_seq(few, version));
      ANZE_CHECK(reader.histories(names, versions));
      std::vector<std::int64_t> many(9);
      for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<std::int64_t>(i) + 1;
      names = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
      static_cast<void>(reader.facts_by_seq(many, version));  // where not all are there, it says so
      static_cast<void>(reader.histories(names, versions));
      ANZE_CHECK(reader.list(year, "", 2));
      ANZE_CHECK(reader.list(meetings, "", 2));
      ANZE_CHECK(reader.record("rulebook", "tiedong"));
      ANZE_CHECK(reader.records("rulebook"));
      ANZE_CHECK(reader.versions("rulebook", "tiedong"));
      ANZE_CHECK(reader.written_by(4, "rulebook"));
      ANZE_CHECK(reader.blob(sm3("document")));
      ANZE_CHECK(reader.fact_range(year.first, year.last));
      ANZE_CHECK(reader.last_fact());
      ANZE_CHECK(reader.last_fact(2));
      ANZE_CHECK(reader.tallies());
      ANZE_CHECK(reader.tally_rows(1, [](CodeId, std::string_view) { return true; }));
      ANZE_CHECK(reader.tally_row(1, 1));
      ANZE_CHECK(reader.tally_aside(1));
      ANZE_CHECK(reader.model_entry());
      return reader.audit(0, 10) ? Result<void>() : Result<void>(invalid("test", "no audit", "", ""));
    });
    EXPECT_TRUE(done) << done.error().message;
  }

  Statements statements_;
  std::set<std::string> all_;
};

// The scenario is whole: every statement that stands in the sources is among those that ran.
TEST_F(SqlTest, EveryStatementOfTheSourcesRan) {
  const std::regex constant(R"re(constexpr const char\* (k_\w+) =([^;]*);)re");
  const std::regex joined(R"re("\s*\n\s*")re");
  const std::regex literal(R"re("([^"]*)")re");
  std::size_t found = 0;
  for (const char* file :
       {"fact_scanner", "reader", "sealed_rows", "sqlite_store", "verification", "writer"}) {
    std::ifstream in(std::string(ANZE_SOURCE_DIR) + "/plugin/store/sqlite/" + file + ".cpp");
    std::stringstream source;
    source << in.rdbuf();
    const std::string text = std::regex_replace(source.str(), joined, "");
    for (std::sregex_iterator each(text.begin(), text.end(), constant), end; each != end; ++each) {
      std::vector<std::string> parts;
      const std::string value = (*each)[2];
      for (std::sregex_iterator part(value.begin(), value.end(), literal); part != end; ++part)
        parts.push_back(plain((*part)[1]));
      if (parts.empty() || std::regex_search(parts.front(), std::regex("^(BEGIN|PRAGMA|ROLLBACK|store\\.)")))
        continue;
      ++found;
      EXPECT_TRUE(std::any_of(all_.begin(), all_.end(),
                              [&](const std::string& ran) {
                                return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
                                  return ran.find(part) != std::string::npos;
                                });
                              }))
          << (*each)[1] << " did not run";
    }
  }
  EXPECT_GT(found, 40U);
}

TEST_F(SqlTest, TheRegionLeadsEverySearchAndEveryRow) {
  const std::regex source("(FROM|JOIN) " + k_sealed + "\\b(?: AS (\\w+))?(.{0,24})");
  const std::regex insert("INSERT INTO " + k_sealed + " \\((\\w+)");
  std::size_t searches = 0;
  for (const std::string& sql : all_) {
    for (std::sregex_iterator each(sql.begin(), sql.end(), source), end; each != end; ++each, ++searches) {
      const std::string alias =
          (*each)[3].matched && sql.find(" JOIN ") == std::string::npos ? (*each)[3].str() : "";
      const std::string after = (*each)[4];
      EXPECT_TRUE(std::regex_search(after, std::regex("^ WHERE (" + (alias.empty() ? "" : alias + "\\.)?(") +
                                                      "\\w+\\.)?region [=<>] \\?")))
          << sql;
    }
    if (std::smatch row; std::regex_search(sql, row, insert)) {
      EXPECT_EQ(row[2], "region") << sql;
    }
  }
  EXPECT_GT(searches, 30U);
}

TEST_F(SqlTest, TheRegionLeadsEveryKeyAndTheTypesAreThree) {
  SQLite::Database database(this->database().string());
  for (const char* table : {"fact", "record", "blob", "code", "request", "audit"}) {
    std::size_t keys = 0;
    SQLite::Statement indexes(database, std::string("SELECT name FROM pragma_index_list('") + table + "')");
    while (indexes.executeStep()) {
      SQLite::Statement columns(database, "SELECT name, coll FROM pragma_index_xinfo('" +
                                              indexes.getColumn(0).getString() +
                                              "') WHERE key = 1 ORDER BY seqno");
      for (int at = 0; columns.executeStep(); ++at) {
        if (at == 0) {
          EXPECT_EQ(columns.getColumn(0).getString(), "region") << indexes.getColumn(0).getString();
        }
        EXPECT_EQ(columns.getColumn(1).getString(), "BINARY");
      }
      ++keys;
    }
    EXPECT_GE(keys, 1U) << table;
  }
  SQLite::Statement types(database,
                          "SELECT DISTINCT c.type FROM sqlite_schema AS s, pragma_table_info(s.name) AS c "
                          "WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite%' ORDER BY 1");
  std::string found;
  while (types.executeStep()) found += types.getColumn(0).getString() + " ";
  EXPECT_EQ(found, "BLOB INTEGER TEXT ");
}

TEST_F(SqlTest, NothingOnlyOneEngineKnows) {
  std::ifstream schema(std::string(ANZE_SOURCE_DIR) + "/plugin/store/sqlite/schema.sql");
  std::stringstream text;
  text << schema.rdbuf();
  std::set<std::string> texts = all_;
  texts.insert(std::regex_replace(text.str(), std::regex("--[^\n]*"), ""));
  const std::regex engine(
      "\\b(INDEXED|AUTOINCREMENT|RETURNING|REPLACE INTO|INSERT OR|REFERENCES|DEFERRABLE|TEMP|TEMPORARY|LOCK|"
      "NOTIFY|LISTEN|last_insert_rowid|rowid|json_\\w+|lower|upper|LIKE|GLOB|NOCASE|REAL|NUMERIC|DEFAULT|"
      "DATE|BOOLEAN)\\b");
  for (const std::string& sql : texts) {
    // Not of the schema's: WITHOUT ROWID says how SQLite clusters a table.
    std::smatch word;
    EXPECT_FALSE(std::regex_search(sql, word, engine)) << word.str() << " in " << sql.substr(0, 200);
  }
}

// One statement a text, and nothing of what was asked in it.
TEST_F(SqlTest, NoStatementIsMadeOfInput) {
  const std::set<std::string> before = all_;
  for (const std::string& sql : all_) {
    EXPECT_EQ(sql.find(';'), std::string::npos) << sql;
    EXPECT_FALSE(std::regex_search(sql, std::regex("'[^']+'"))) << sql;
  }
  statements_.take();
  write_all("it's; DROP TABLE fact; --");
  read_all("it's; DROP TABLE fact; --");
  for (const Statements::Run& run : statements_.take())
    EXPECT_TRUE(before.contains(plain(run.sql)) || !is_ours(run.sql)) << run.sql;
}

// How each search of a sealed table finds its rows, held against a list: an index is named, none walks a
// table.
TEST_F(SqlTest, PlansAreAsListed) {
  SQLite::Database database(this->database().string());
  std::string told;
  for (const std::string& sql : all_) {
    if (!std::regex_search(sql, std::regex("(FROM|JOIN) " + k_sealed + "\\b"))) continue;
    std::string whole = std::regex_replace(sql, std::regex("\\(\\?\\) …"), "(?), (?), (?), (?)");
    SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + whole);
    told += std::regex_replace(sql, std::regex("SELECT [a-z_0-9, ]{60,} FROM"), "SELECT … FROM") + "\n";
    while (plan.executeStep()) {
      const std::string line = plan.getColumn(3).getString();
      if (!std::regex_search(line, std::regex("^(SEARCH|SCAN) (" + k_sealed + "|[bfnr])\\b|TEMP B-TREE")))
        continue;
      EXPECT_NE(line.substr(0, 4), "SCAN") << sql;
      told += "    " + line + "\n";
    }
  }
  const std::string file = std::string(ANZE_SOURCE_DIR) + "/tests/unit/plugin/store/plans.txt";
  std::ifstream in(file);
  std::stringstream listed;
  listed << in.rdbuf();
  EXPECT_EQ(told, listed.str());
}

}  // namespace
}  // namespace anze::store
