// A store of the small world's facts with a rulebook of many clauses, and random acts upon it.
#pragma once

#include <gtest/gtest.h>

#include <random>

#include "cpp/host_proxy.hpp"
#include "host/services/workers.hpp"
#include "plugin/store/store.h"
#include "plugin/tallies/in_time.h"
#include "plugin/tallies/stored_tally.h"
#include "plugin/tallies/upkeep.h"
#include "scoring/entries/record.h"
#include "tests/own_folder.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {

using plugin::DayBound;
using plugin::Stored;
using Cells = std::vector<std::pair<TallyKey, TallyCell>>;

// Threads of the reference host, with runs so short that every lane gets some.
inline plugin::Lanes lanes(std::uint32_t count) {
  auto workers = std::make_shared<host::Workers>(count);
  const anze_service service = workers->service();
  const abi::Host host({{service.id, service.table, service.ctx}});
  return {count, 3, [workers, host](std::uint32_t pieces, const auto& body) { host.run(pieces, body); }};
}

// Counts by post and by term, by unit and by person, over the quarter and over the year, what is late and
// what is not done yet.
inline json many_clauses() {
  json book = rulebook();
  book["items"] = json::parse(R"([
    {"id": "A", "title": "甲", "basis": ["一"], "points": "50", "clauses": [
      {"id": "A1", "title": "通报", "basis": ["二"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"},
       "amount": "2", "times": "times"},
      {"id": "A2", "title": "时限", "basis": ["二"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on",
       "amount": "0.2", "grace": 2, "missing": "1"},
      {"id": "A3", "title": "整改率", "basis": ["二"], "kind": "ratio", "effect": "deduct", "scope": "unit", "mode": "proportional", "amount": "10", "select": {"ledger": "hazard", "where": [{"field": "level", "op": "eq", "value": "major"}]},
       "denominator": {"ledger": "hazard"}},
      {"id": "A4", "title": "到期时限", "basis": ["二"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on",
       "by": "due", "unit": "workday", "amount": "0.2", "grace": 2, "missing": "1"},
      {"id": "A5", "title": "到期整改率", "basis": ["二"], "kind": "ratio", "effect": "deduct", "scope": "unit", "mode": "proportional", "amount": "10", "by": "due", "due": "deadline",
       "select": {"ledger": "hazard", "where": [{"field": "level", "op": "eq", "value": "major"}]}, "denominator": {"ledger": "hazard"}}]},
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
    folder_ = tests::own_folder("tally");
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
  Stored loaded(const Period& period, Date as_of, std::int64_t facts_to, Cells& cells) {
    Stored kept = Stored::k_none;
    const auto read = store_->read([&](store::Reader& reader) -> Result<void> {
      Tally tally = empty(period, as_of);
      DayBound day_bound;
      ANZE_TRY(kept, plugin::load_day_free(reader, definitions(period), facts_to, tally, day_bound));
      ANZE_CHECK(plugin::count_day_bound(reader, day_bound, tally));
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
        EXPECT_TRUE(plugin::with_in_time(reader, true, fact,
                                         [&](const Fact& each) { return tally.apply(each, +1); }));
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

}  // namespace anze::district
