// Kept tallies: after any acts whatever the kept cells are those of a recount, on any day and as of any
// entry; what was tampered with is found before the seal.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "plugin/tallies/packed_cells.h"
#include "scoring/entries/record.h"
#include "stored_fixture.h"

namespace anze::district {
namespace {

using plugin::Stored;

TEST(StoredCells, ComeBackAsTheyWere) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<plugin::StoredCell> cells{
      {0, -3, {1, 0}}, {0, 0, {-1, 64}}, {7, 2'147'483'647, {most, -most - 1}}, {300, 1, {0, -63}}};
  const std::string bytes = plugin::pack_cells(cells);
  const auto again = plugin::unpack_cells(bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(plugin::pack_cells(*again), bytes);
  EXPECT_EQ(again->at(2).cell.amount, -most - 1);
  EXPECT_EQ(again->at(3).clause, 300);
  for (std::size_t size = 1; size < bytes.size(); ++size)
    if (const auto part = plugin::unpack_cells(std::string_view(bytes).substr(0, size)); !part) {
      EXPECT_EQ(part.error().reason, "tally.corrupt");
    }
  EXPECT_FALSE(plugin::unpack_cells(std::string(11, '\xff')));
}

TEST_F(KeeperTest, KeptIsRecountedWhateverWasDone) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    random_.seed(seed);
    for (int round = 0; round < 25; ++round) {
      act([&](store::Writer& writer) -> Result<void> {
        for (int i = upto(8); i >= 0; --i) ANZE_CHECK(random_step(writer));
        return {};
      });
      for (const Period& quarter : quarters())
        for (const Date as_of : {quarter.first + 20, quarter.last}) {
          Cells kept;
          const Stored state = loaded(quarter, as_of, last_fact(), kept);
          const Cells counts = counted(quarter, as_of, 0);
          if (state == Stored::k_none) {
            ASSERT_TRUE(counts.empty()) << to_text(quarter);
            continue;
          }
          ASSERT_EQ(state, Stored::k_current) << to_text(quarter);
          ASSERT_EQ(kept, counts) << to_text(quarter) << " seed " << seed << " round " << round;
        }
    }
  }
}

TEST_F(KeeperTest, WhatIsBehindIsBroughtUpAndThePastIsBroughtBack) {
  std::vector<std::int64_t> entries;
  for (int round = 0; round < 30; ++round) {
    // From the tenth act on nobody follows, as if an older library had written.
    act(
        [&](store::Writer& writer) -> Result<void> {
          for (int i = 0; i < 5; ++i) ANZE_CHECK(random_step(writer));
          return {};
        },
        round < 10);
    entries.push_back(head());
  }
  // The next act that is followed brings up what the others left behind.
  act([&](store::Writer& writer) { return random_step(writer); });
  for (const Period& quarter : quarters()) {
    Cells kept;
    EXPECT_EQ(loaded(quarter, quarter.last, last_fact(), kept), Stored::k_current) << to_text(quarter);
  }
  for (const Period& quarter : quarters())
    for (const std::int64_t entry : entries) {
      Cells kept;
      ASSERT_NE(loaded(quarter, quarter.last, last_fact(entry), kept), Stored::k_none);
      ASSERT_EQ(kept, counted(quarter, quarter.last, entry)) << to_text(quarter) << " at entry " << entry;
    }
}

// Late entries left out: corrections after the opening change nothing, and what is kept knows it too.
TEST_F(KeeperTest, VersionsInTimeAreKeptWhereLateOnesDoNotCount) {
  json book = many_clauses();
  book["version"] = 2;
  book["policies"]["late_facts"] = "ignore";
  define(book);
  std::map<std::string, std::string> days;
  for (int round = 0; round < 60; ++round) {
    act([&](store::Writer& writer) -> Result<void> {
      const bool fresh = days.empty() || upto(3) == 0;
      const std::string id = fresh ? "R" + std::to_string(++made_) : "R" + std::to_string(1 + upto(made_));
      json fact = {{"ledger", "hazard"}, {"id", id}, {"unit", upto(2) == 0 ? "gov" : "bureau"}};
      fact["fields"] = {{"level", upto(2) == 0 ? "major" : "general"}};
      if (upto(5) != 0) fact["fields"]["deadline"] = day(364);
      if (upto(2) != 0) fact["fields"]["done_on"] = day(364);
      if (fresh) days[id] = day(364);
      fact["occurred_on"] = days[id];
      ANZE_TRY(FactRecord record, read_fact(fact.dump(), model_->ledgers, store_->codes()));
      const bool late = upto(2) == 0;
      if (fresh) {
        ANZE_CHECK(writer.append(std::move(record), late));
      } else {
        ANZE_CHECK(writer.correct(std::move(record), late, "test"));
      }
      return {};
    });
    for (const Period& quarter : quarters())
      for (const Date as_of : {quarter.first + 20, quarter.last}) {
        Cells kept;
        if (loaded(quarter, as_of, last_fact(), kept) == Stored::k_none) continue;
        ASSERT_EQ(kept, counted(quarter, as_of, 0)) << to_text(quarter) << " round " << round;
      }
  }
}

// Every day a clause may count by, and amounts that run on: what is kept is what a recount gives.
TEST_F(KeeperTest, EveryDayAndTimeIsKeptAsItIsRecounted) {
  json book = many_clauses();
  book["version"] = 2;
  book["items"][0]["clauses"] = json::parse(R"([
    {"id": "A1", "title": "通报", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amounts": ["2", "3"], "within": "year"},
    {"id": "A2", "title": "登记", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "unit", "select": {"ledger": "accident"}, "amount": "1", "by": "known"},
    {"id": "A3", "title": "办结", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "unit", "select": {"ledger": "hazard"}, "amount": "1", "by": "field", "by_field": "done_on"},
    {"id": "A4", "title": "期末逾期", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "unit", "select": {"ledger": "hazard"}, "amount": "1", "by": "overdue", "due": "deadline", "done": "done_on"},
    {"id": "A5", "title": "顺延", "basis": ["二"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "by": "due", "due": "deadline", "roll": "next_workday", "done": "done_on", "amount": "0.2", "event_cap": "1", "missing": "1", "within": "twelve_months", "cap": "6"},
    {"id": "A6", "title": "二十五日起", "basis": ["二"], "kind": "shortfall", "effect": "deduct", "scope": "unit", "select": {"ledger": "accident"}, "each": "month", "begins_on": 25, "target": 1, "amount": "1"},
    {"id": "A7", "title": "每周", "basis": ["二"], "kind": "shortfall", "effect": "deduct", "scope": "unit", "select": {"ledger": "criticism"}, "each": "week", "target": 1, "amount": "1"}])");
  define(book);
  std::size_t compared = 0;
  for (int round = 0; round < 40; ++round) {
    act([&](store::Writer& writer) -> Result<void> {
      for (int i = upto(5); i >= 0; --i) ANZE_CHECK(random_step(writer));
      return {};
    });
    for (const Period& quarter : quarters())
      for (const Date as_of : {quarter.first + 20, quarter.last}) {
        Cells kept;
        if (loaded(quarter, as_of, last_fact(), kept) == Stored::k_none) continue;
        ASSERT_EQ(kept, counted(quarter, as_of, 0)) << to_text(quarter) << " round " << round;
        ++compared;
      }
  }
  EXPECT_GT(compared, 200U);
}

TEST_F(KeeperTest, OtherDefinitionsAreAnotherTally) {
  act([&](store::Writer& writer) { return random_step(writer); });
  const Period first = quarters().front();
  const store::Digest before = definitions(first);
  json stricter = many_clauses();
  stricter["version"] = 2;
  stricter["items"][0]["clauses"][0]["select"]["where"] =
      json::array({{{"field", "times"}, {"op", "ge"}, {"value", 2}}});
  define(stricter);
  EXPECT_NE(definitions(first), before);
  for (int i = 0; i < 40; ++i) act([&](store::Writer& writer) { return random_step(writer); });
  for (const Period& quarter : quarters()) {
    Cells kept;
    EXPECT_EQ(loaded(quarter, quarter.last, last_fact(), kept), Stored::k_current);
    EXPECT_EQ(kept, counted(quarter, quarter.last, 0));
  }
  Calendar other;
  for (const int year : {2024, 2025, 2026}) ASSERT_TRUE(other.add_year(year, {make_date(year, 1, 1)}, {}));
  const auto* installed = *model_->need_rulebook(first);
  EXPECT_NE(plugin::tally_definitions(*model_, *installed, first, other), definitions(first));
}

class KeptAtSealTest : public DistrictTest {
 protected:
  void tamper(const char* sql) {
    tamper([sql](sqlite3*) { return std::string(sql); });
  }
  void tamper(const std::function<std::string(sqlite3*)>& made) {
    district_.reset();
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "store/anze.db").c_str(), &handle), SQLITE_OK);
    const std::string sql = made(handle);
    EXPECT_FALSE(sql.empty());
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle);
    sqlite3_close(handle);
    start();
    town().go_to("2025-04-02");
  }
  json quarter(const char* id) { return {{"period", "2025Q1"}, {"request_id", id}}; }
};

// One fact more than there was, and marks that fit.
std::string forged(sqlite3* handle) {
  const auto hex = [](const std::string& bytes) {
    std::string text;
    for (const char c : bytes) {
      constexpr std::string_view digits = "0123456789abcdef";
      text += digits[static_cast<unsigned char>(c) >> 4U];
      text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
  };
  std::map<std::int64_t, plugin::StoredWhole> tallies;
  std::string sql;
  sqlite3_stmt* rows = nullptr;
  sqlite3_prepare_v2(
      handle, "SELECT tally, facts_to, subject FROM tally_row JOIN tally ON id = tally WHERE subject >= 0",
      -1, &rows, nullptr);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    const CodeId subject = sqlite3_column_int(rows, 2);
    const std::string bytes = plugin::keep_row(subject, {{0, 0, {2, 2}}});
    plugin::StoredWhole& whole = tallies[sqlite3_column_int64(rows, 0)];
    whole.facts_to = sqlite3_column_int64(rows, 1);
    whole.add_row(bytes);
    sql += "UPDATE tally_row SET cells = x'" + hex(bytes) + "' WHERE subject = " + std::to_string(subject) +
           " AND tally = " + std::to_string(sqlite3_column_int64(rows, 0)) + ";";
  }
  sqlite3_finalize(rows);
  for (const auto& [tally, whole] : tallies)
    sql += "UPDATE tally_row SET cells = x'" + hex(plugin::keep_whole(whole)) +
           "' WHERE subject < 0 AND tally = " + std::to_string(tally) + ";";
  return sql;
}

TEST_F(KeptAtSealTest, ARecountFindsWhatWasTamperedWith) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  tamper(forged);
  ask("assess.open/1", "assessor", quarter("open"));
  ask("score.evaluate/1", "assessor", quarter("wrong"));
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"), "96");
  EXPECT_EQ(no("assess.seal/1", "signer", quarter("seal-1")), "tally.differs /period");
  json again = quarter("right");
  again["recount"] = true;
  ask("score.evaluate/1", "assessor", again);
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"), "98");
  EXPECT_EQ(no("assess.seal/1", "signer", quarter("seal-2")), "done");
  expect_sound();
}

// Cells, a row, the fact version reached or a fact day-bound that damage changed: the facts are counted
// instead.
TEST_F(KeptAtSealTest, WhatIsDamagedIsCountedAnew) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  ask("assess.open/1", "assessor", quarter("open"));
  int request = 0;
  for (const char* sql :
       {"UPDATE tally_row SET cells = x'00000404' WHERE subject >= 0",
        "UPDATE tally_row SET subject = subject + 1000 WHERE subject >= 0", "UPDATE tally SET facts_to = 0",
        "DELETE FROM tally_row WHERE subject >= 0", "DELETE FROM tally_row WHERE subject < 0",
        "INSERT INTO tally_aside (tally, fact) SELECT id, 1 FROM tally"}) {
    tamper(sql);
    ask("score.evaluate/1", "assessor", quarter(("again" + std::to_string(++request)).c_str()));
    EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"), "98")
        << sql;
  }
  tamper("UPDATE tally SET facts_to = 0");
  ask("ledger.append/1", "clerk", {{"fact", criticism("C2", "2025-02-10")}, {"request_id", "C2"}});
  ask("score.evaluate/1", "assessor", quarter("grown"));
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"), "96");
  EXPECT_EQ(no("assess.seal/1", "signer", quarter("seal")), "done");
}

TEST_F(KeptAtSealTest, WhatIsLostOrBrokenIsCountedAnew) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  tamper("UPDATE tally_row SET cells = x'ff'");
  ask("assess.open/1", "assessor", quarter("open"));
  ask("score.evaluate/1", "assessor", quarter("first"));
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q1"}}).at("people")[0].at("points"), "98");
  tamper("DELETE FROM tally; DELETE FROM tally_row");
  ask("score.evaluate/1", "assessor", quarter("second"));
  EXPECT_EQ(no("assess.seal/1", "signer", quarter("seal")), "done");
}

}  // namespace
}  // namespace anze::district
