// Kept tallies: after any acts whatever the kept cells are those of a recount, on any day and as of any
// entry; what was tampered with is found before the seal.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <random>

#include "district_test.h"
#include "plugin/kept_cells.h"
#include "plugin/kept_tally.h"
#include "plugin/store/store.h"
#include "plugin/tally_keeper.h"

namespace anze::district {
namespace {

using plugin::Aside;
using plugin::Kept;
using Cells = std::vector<std::pair<TallyKey, TallyCell>>;

TEST(KeptCells, ComeBackAsTheyWere) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<plugin::KeptCell> cells{
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

// Counts by post and by term, by unit and by person, over the quarter and over the year, what is late and
// what is not done yet.
json many_clauses() {
  json book = rulebook();
  book["items"] = json::parse(R"([
    {"id": "A", "title": "甲", "basis": ["一"], "points": "50", "clauses": [
      {"id": "A1", "title": "通报", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"},
       "amount": "2", "times": "times"},
      {"id": "A2", "title": "时限", "basis": ["二"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on",
       "amount": "0.2", "grace": 2, "missing": "1"},
      {"id": "A3", "title": "整改率", "basis": ["二"], "kind": "ratio", "effect": "deduct", "scope": "unit", "mode": "proportional", "amount": "10", "select": {"ledger": "hazard", "where": [{"field": "level", "op": "eq", "value": "major"}]},
       "denominator": {"ledger": "hazard"}}]},
    {"id": "B", "title": "乙", "basis": ["三"], "points": "50", "clauses": [
      {"id": "B1", "title": "工作日", "basis": ["二"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on",
       "amount": "0.5", "unit": "workday"},
      {"id": "B2", "title": "年内事故", "basis": ["二"], "kind": "shortfall", "effect": "deduct", "scope": "unit", "each": "year", "target": 1, "amount": "1", "select": {"ledger": "accident"}}]}])");
  book["vetoes"] = json::array();
  return book;
}

class KeeperTest : public testing::Test {
 protected:
  static constexpr std::int64_t k_now = 1'767'000'000'000;  // 2025-12-29

  void SetUp() override {
    std::string pattern = (fs::path(testing::TempDir()) / "anze-tally-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    auto opened = store::Store::open({folder_, k_now, "test"});
    ASSERT_TRUE(opened);
    store_ = *std::move(opened);
    for (const int year : {2024, 2025, 2026}) ASSERT_TRUE(calendar_.add_year(year, {}, {}));
    define(many_clauses());
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  void define(const json& book) {
    act([&](store::Writer& writer) -> Result<void> {
      for (const char* name : {"criticism", "hazard", "accident"})
        ANZE_CHECK(writer.put("ledger", name, 0, ledger(name).dump()));
      ANZE_CHECK(writer.put("organisation", "current", 0, organisation().dump()));
      ANZE_CHECK(
          writer.put("rulebook", "small/" + std::to_string(book.at("version").get<int>()), 0, book.dump()));
      ANZE_TRY(model_, plugin::load_model(writer, store_->codes()));
      return {};
    });
  }
  // An act, followed by the keeper unless it is left out.
  void act(const std::function<Result<void>(store::Writer&)>& body, bool followed = true) {
    const auto done =
        store_->write({"test", "test", "", "", k_now}, [&](store::Writer& writer) -> Result<std::string> {
          ANZE_CHECK(body(writer));
          if (followed && model_) ANZE_CHECK(keeper_.follow(writer, model_, calendar_));
          return std::string("{}");
        });
    ASSERT_TRUE(done) << done.error().reason << " " << done.error().message << " " << done.error().at;
  }

  int upto(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string day(int spread) { return to_text(make_date(2025, 1, 1) + upto(spread)); }
  std::string random_fact(const std::string& id) {
    json fact = {{"id", id}, {"occurred_on", day(364)}, {"unit", upto(2) == 0 ? "gov" : "bureau"}};
    switch (upto(4)) {
      case 0:
        fact["ledger"] = "criticism";
        fact["official"] = upto(3) == 0 ? "deputy-1" : "head-1";
        fact["fields"] = {{"times", upto(3)}};
        break;
      case 1:
        fact["ledger"] = "accident";
        fact["fields"] = {
            {"dead", upto(2)}, {"missing", 0}, {"injured", 0}, {"loss_fen", 0}, {"liability", true}};
        break;
      default:
        fact["ledger"] = "hazard";
        fact["fields"] = {{"level", upto(2) == 0 ? "major" : "general"}};
        if (upto(5) != 0) fact["fields"]["deadline"] = day(364);
        if (upto(3) != 0) fact["fields"]["done_on"] = day(364);
    }
    return fact.dump();
  }
  Result<void> random_step(store::Writer& writer) {
    const int choice = upto(10);
    if (choice < 6 || ids_.empty()) {
      ids_.push_back("R" + std::to_string(++made_));
      ANZE_TRY(FactRecord record, read_fact(random_fact(ids_.back()), model_->ledgers, store_->codes()));
      ledgers_[ids_.back()] = record.fact.ledger;
      ANZE_CHECK(writer.append(std::move(record), upto(4) == 0));
      return {};
    }
    const std::size_t at = random_() % ids_.size();
    const std::string id = ids_[at];
    if (choice == 9) {
      ids_.erase(ids_.begin() + static_cast<std::ptrdiff_t>(at));
      ANZE_CHECK(writer.withdraw(id, "test"));
      return {};
    }
    ANZE_TRY(FactRecord record, read_fact(random_fact(id), model_->ledgers, store_->codes()));
    if (record.fact.ledger != ledgers_[id]) return {};
    ANZE_CHECK(writer.correct(std::move(record), upto(4) == 0, "test"));
    return {};
  }

  Tally empty(const Period& period, Date as_of) {
    const auto* installed = *model_->need_rulebook(period);
    return {installed->rulebook, *model_->organisation, calendar_, period, as_of};
  }
  store::Digest definitions(const Period& period) {
    return plugin::tally_definitions(*model_, **model_->need_rulebook(period), period, calendar_);
  }
  Kept loaded(const Period& period, Date as_of, std::int64_t facts_to, Cells& cells) {
    Kept kept = Kept::k_none;
    const auto read = store_->read([&](store::Reader& reader) -> Result<void> {
      Tally tally = empty(period, as_of);
      Aside aside;
      ANZE_TRY(kept, plugin::load_steady(reader, definitions(period), facts_to, tally, aside));
      ANZE_CHECK(plugin::count_aside(reader, aside, tally));
      cells = tally.cells();
      return {};
    });
    EXPECT_TRUE(read);
    return kept;
  }
  Cells counted(const Period& period, Date as_of, std::int64_t entry) {
    Tally tally = empty(period, as_of);
    const auto read = store_->read([&](store::Reader& reader) {
      return reader.scan({tally.first_day(), tally.last_day(), {}, entry}, [&](const Fact& fact) {
        EXPECT_TRUE(tally.apply(fact, +1));
        return true;
      });
    });
    EXPECT_TRUE(read);
    return tally.cells();
  }
  std::int64_t last_fact(std::int64_t entry = 0) {
    std::int64_t last = 0;
    EXPECT_TRUE(store_->read([&](store::Reader& reader) -> Result<void> {
      ANZE_TRY(last, reader.last_fact(entry));
      return {};
    }));
    return last;
  }
  std::int64_t head() {
    std::int64_t seq = 0;
    EXPECT_TRUE(store_->read([&](store::Reader& reader) -> Result<void> {
      ANZE_TRY(const store::ChainHead found, reader.head());
      seq = found.seq;
      return {};
    }));
    return seq;
  }
  static std::vector<Period> quarters() { return divide(*parse_period("2025"), PeriodKind::k_quarter); }

  fs::path folder_;
  std::unique_ptr<store::Store> store_;
  Calendar calendar_;
  std::shared_ptr<const plugin::Model> model_;
  plugin::TallyKeeper keeper_;
  std::mt19937 random_{1};
  std::vector<std::string> ids_;
  std::map<std::string, CodeId> ledgers_;
  int made_ = 0;
};

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
          const Kept state = loaded(quarter, as_of, last_fact(), kept);
          const Cells counts = counted(quarter, as_of, 0);
          if (state == Kept::k_none) {
            ASSERT_TRUE(counts.empty()) << to_text(quarter);
            continue;
          }
          ASSERT_EQ(state, Kept::k_current) << to_text(quarter);
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
    EXPECT_EQ(loaded(quarter, quarter.last, last_fact(), kept), Kept::k_current) << to_text(quarter);
  }
  for (const Period& quarter : quarters())
    for (const std::int64_t entry : entries) {
      Cells kept;
      ASSERT_NE(loaded(quarter, quarter.last, last_fact(entry), kept), Kept::k_none);
      ASSERT_EQ(kept, counted(quarter, quarter.last, entry)) << to_text(quarter) << " at entry " << entry;
    }
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
    EXPECT_EQ(loaded(quarter, quarter.last, last_fact(), kept), Kept::k_current);
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
    district_.reset();
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "store/anze.db").c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
    start();
    town().go_to("2025-04-02");
  }
  json quarter(const char* id) { return {{"period", "2025Q1"}, {"request_id", id}}; }
};

TEST_F(KeptAtSealTest, ARecountFindsWhatWasTamperedWith) {
  town().define();
  town().go_to("2025-04-01");
  town().append(criticism("C1", "2025-02-10"));
  // One clause on, bucket 0, one fact more than there was.
  tamper("UPDATE tally_row SET cells = x'00000404'");
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
