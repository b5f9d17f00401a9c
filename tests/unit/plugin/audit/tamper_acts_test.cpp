// A store that was altered by other means, and what the acts make of it: nothing of it is scored, sealed or
// put into a letter, whether the alteration came beside the open host or before it opened; and a bit that
// flipped never shows another number.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "host/fault.hpp"
#include "plugin/store/canonical.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// mark_of(table, column, column …): the mark of a row, for a forger who mends it.
void mark_of(sqlite3_context* context, int count, sqlite3_value** values) {
  store::RowBytes bytes;
  bytes.begin(reinterpret_cast<const char*>(sqlite3_value_text(values[0])));
  for (int i = 1; i < count; ++i) {
    if (sqlite3_value_type(values[i]) == SQLITE_INTEGER)
      bytes.integer(sqlite3_value_int64(values[i]));
    else if (sqlite3_value_type(values[i]) == SQLITE_NULL)
      bytes.null();
    else
      bytes.text({reinterpret_cast<const char*>(sqlite3_value_text(values[i])),
                  static_cast<std::size_t>(sqlite3_value_bytes(values[i]))});
  }
  sqlite3_result_int64(context, bytes.mark());
}

constexpr const char* k_mend_records =
    "UPDATE record SET mark = mark_of('record', seq, kind, id, version, year, body, entry);";
constexpr const char* k_mend_facts =
    "UPDATE fact SET mark = mark_of('fact', period, seq, entry, voided, ledger, occurred, recorded, unit, "
    "area, sector, post, official, state, late, known, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, "
    "replaces, version, recorded_at_ms, id, recorded_by, reason, texts, attachments, remark);";
constexpr const char* k_forget_tallies = "DELETE FROM tally; DELETE FROM tally_row; DELETE FROM tally_aside;";

class TamperedTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-04-01");
    town().append(criticism("C1", "2025-02-10"));
    town().append(criticism("C2", "2025-02-11"));
  }
  void second_quarter() {
    town().go_to("2025-05-12");
    town().append(criticism("D3", "2025-05-10"));
    town().append(criticism("D4", "2025-05-11"));
  }
  // By an SQLite of its own, with the guards off and put back, as an administrator of the database would.
  void alter(const std::string& sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder_ / "store/anze.db").c_str(), &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_create_function(handle, "mark_of", -1, SQLITE_UTF8, nullptr, mark_of, nullptr, nullptr);
    std::string off;
    std::string on;
    const auto each = [](void* texts, int, char** columns, char**) {
      auto& [drop, create] = *static_cast<std::pair<std::string, std::string>*>(texts);
      drop += std::string("DROP TRIGGER ") + columns[0] + ";";
      create += std::string(columns[1]) + ";";
      return 0;
    };
    std::pair<std::string, std::string> triggers;
    sqlite3_exec(handle, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid", each,
                 &triggers, nullptr);
    const std::string all = "BEGIN IMMEDIATE;" + triggers.first + sql + ";" + triggers.second + "COMMIT;";
    EXPECT_EQ(sqlite3_exec(handle, all.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }
  void sealed_quarter() {
    town().score("2025Q1");
    town().seal("2025Q1");
    town().go_to("2025-04-09");
  }
  static json letter(const char* period = "2025Q1") {
    return {{"period", period}, {"kind", "quarterly_organisation"}};
  }
  std::string list() { return no("score.list/1", "assessor", {{"period", "2025Q1"}}); }
  std::string explain() {
    return no("score.explain/1", "assessor", {{"period", "2025Q1"}, {"official", "head-1"}});
  }
  // What opening the altered store says.
  std::string opening() {
    district_.reset();
    try {
      start();
    } catch (const host::Fault& fault) {
      return fault.what();
    }
    return "opened";
  }
  static constexpr const char* k_better =
      "UPDATE record SET body = json_set(body, '$.points', 1000000, '$.exact', 1000000) WHERE kind = "
      "'scorecard' AND id = '2025Q1/head-1';";
};

TEST_F(TamperedTest, ASealedScoreIsNeitherListedNorFiled) {
  sealed_quarter();
  EXPECT_EQ(list(), "done");
  alter(k_better);
  EXPECT_THAT(list(), StartsWith("store.corrupt record "));
  EXPECT_THAT(explain(), StartsWith("store.corrupt record "));
  EXPECT_THAT(no("filing.prepare/1", "reviewer", letter()),
              testing::MatchesRegex("store.corrupt entry .*, record .*"));
  EXPECT_THAT(no("report.render/1", "reviewer", letter()), StartsWith("store.corrupt record "));
  EXPECT_THAT(opening(), HasSubstr("a row is not as it was sealed: record"));
}

// Who mends the mark too meets the digest over all sheets of the assessment; who mends that, the chain.
TEST_F(TamperedTest, AForgedMarkDoesNotHelp) {
  sealed_quarter();
  alter(std::string(k_better) + k_mend_records);
  EXPECT_EQ(list(), "assessment.altered");
  EXPECT_EQ(explain(), "assessment.altered");
  EXPECT_THAT(no("filing.prepare/1", "reviewer", letter()), StartsWith("store.corrupt entry "));
  EXPECT_THAT(opening(), HasSubstr("the audit chain does not hold"));
}

TEST_F(TamperedTest, ALetterIsNotSignedOverAnAlteredStore) {
  sealed_quarter();
  const std::string id = ask("filing.prepare/1", "reviewer", letter()).at("id");
  alter("UPDATE fact SET n1 = 2 WHERE id = 'C1'");
  EXPECT_THAT(no("filing.sign/1", "signer", {{"id", id}}), StartsWith("store.corrupt entry "));
  EXPECT_EQ(ask("filing.get/1", "reviewer", {{"id", id}}).at("state"), "sealed");
}

TEST_F(TamperedTest, AVoidedFactIsNotSealed) {
  second_quarter();
  town().go_to("2025-07-02");
  alter("UPDATE fact SET voided = 1 WHERE id = 'D3'");
  town().score("2025Q2");  // from the kept tally, which knows better
  EXPECT_EQ(ask("score.list/1", "assessor", {{"period", "2025Q2"}}).at("people")[0].at("points"), "96");
  EXPECT_THAT(no("assess.seal/1", "signer", {{"period", "2025Q2"}}), "store.corrupt entry 12, fact 3");
  EXPECT_EQ(no("score.evaluate/1", "assessor", {{"period", "2025Q2"}, {"recount", true}}),
            "store.corrupt fact 3");
  alter(k_forget_tallies);
  EXPECT_EQ(no("score.evaluate/1", "assessor", {{"period", "2025Q2"}}), "store.corrupt fact 3");
  alter(k_mend_facts);
  EXPECT_EQ(no("score.evaluate/1", "assessor", {{"period", "2025Q2"}}), "done");
  EXPECT_EQ(no("assess.seal/1", "signer", {{"period", "2025Q2"}}), "store.corrupt entry 12");
  EXPECT_EQ(no("filing.prepare/1", "reviewer", letter("2025Q2")), "store.corrupt entry 12");
  EXPECT_THAT(opening(), HasSubstr("the rows of the entry are not those that were sealed"));
}

// More rows than opening looks over: the seal does.
TEST_F(TamperedTest, WhatOpeningDoesNotReachIsFoundBeforeTheSeal) {
  second_quarter();
  for (int act = 0; act < 6; ++act) {
    std::string lines;
    for (int i = 0; i < 4'000; ++i)
      lines += criticism("L" + std::to_string(act) + "-" + std::to_string(i), "2025-03-10").dump() + "\n";
    ask("ledger.import/1", "clerk", {{"lines", lines}});
  }
  district_.reset();
  alter(std::string("UPDATE fact SET voided = 1 WHERE id = 'D3';") + k_forget_tallies);
  ASSERT_EQ(opening(), "opened");
  town().go_to("2025-07-02");
  const auto quarter = [](const char* id) { return json{{"period", "2025Q2"}, {"request_id", id}}; };
  ask("assess.open/1", "assessor", quarter("open"));
  EXPECT_EQ(no("score.evaluate/1", "assessor", quarter("score-1")), "store.corrupt fact 3");
  alter(k_mend_facts);
  EXPECT_EQ(no("score.evaluate/1", "assessor", quarter("score-2")), "done");
  EXPECT_EQ(no("assess.seal/1", "signer", quarter("seal")), "store.corrupt entry 12");
}

TEST_F(TamperedTest, ALostRowIsMissedBeforeTheLetter) {
  sealed_quarter();
  alter("DELETE FROM record WHERE seq = 3");
  EXPECT_THAT(no("filing.prepare/1", "reviewer", letter()),
              testing::MatchesRegex("store.corrupt entry .*, record 3"));
}

// What cannot be read at all is damage and says so, not a fault of the program.
TEST_F(TamperedTest, ARecordThatIsNoJsonIsDamage) {
  sealed_quarter();
  alter(std::string("UPDATE record SET body = '{' WHERE kind = 'assessment';") + k_mend_records);
  EXPECT_THAT(list(), StartsWith("store.corrupt entry "));
  EXPECT_THAT(explain(), StartsWith("store.corrupt entry "));
  alter(std::string("UPDATE record SET body = '{' WHERE kind = 'ledger';") + k_mend_records);
  EXPECT_THAT(no("ledger.define/1", "system_admin", {{"definition", ledger("meeting")}}),
              StartsWith("store.corrupt entry "));
}

TEST_F(TamperedTest, AnAnswerKeptForARepeatIsHeldAgainstItsMark) {
  const json request = {{"fact", criticism("C9", "2025-02-12")}, {"request_id", "once"}};
  const json first = ask("ledger.append/1", "clerk", request);
  EXPECT_EQ(ask("ledger.append/1", "clerk", request), first);
  alter("UPDATE request SET response = replace(response, 'C9', 'C8') WHERE request_id = 'once'");
  EXPECT_THAT(no("ledger.append/1", "clerk", request), StartsWith("store.corrupt request "));
}

// One bit of the closed database, anywhere: the store is refused, or what it answers is right or refused.
TEST_F(TamperedTest, AFlippedBitNeverShowsAnotherScore) {
  sealed_quarter();
  ask("filing.prepare/1", "reviewer", letter());
  second_quarter();
  town().go_to("2025-07-02");
  town().score("2025Q2");
  const auto answers = [&] {
    json all = json::array();
    const auto add = [&](const char* method, const char* actor, json request) {
      request["request_id"] = "read " + std::to_string(all.size());
      const json why = town().problem(method, actor, request);
      all.push_back(why.is_null() ? ask(method, actor, request) : json(why.at("code")));
    };
    for (const char* period : {"2025Q1", "2025Q2"}) {
      add("score.list/1", "assessor", {{"period", period}});
      add("score.explain/1", "assessor", {{"period", period}, {"official", "head-1"}});
    }
    add("filing.list/1", "reviewer", {{"period", "2025Q1"}});
    add("score.evaluate/1", "assessor", {{"period", "2025Q2"}});
    if (all.back().is_object()) all.back().erase("facts_entry");  // reading is an act, so it is another one
    return all;
  };
  district_.reset();
  const fs::path store = folder_ / "store";
  const fs::path whole = folder_ / "whole";
  fs::copy(store, whole, fs::copy_options::recursive);
  start();
  town().go_to("2025-07-03");
  const json right = answers();
  district_.reset();

  const auto size = static_cast<std::int64_t>(fs::file_size(whole / "anze.db"));
  std::mt19937_64 random(20'250'703);
  int refused = 0;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(15);
  int images = 0;
  for (; images < 400 && std::chrono::steady_clock::now() < until; ++images) {
    fs::remove_all(store);
    fs::copy(whole, store, fs::copy_options::recursive);
    const auto bit = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(size * 8));
    {
      std::fstream file(store / "anze.db", std::ios::binary | std::ios::in | std::ios::out);
      file.seekg(bit / 8);
      const auto byte = static_cast<char>(file.get());
      file.seekp(bit / 8);
      file.put(static_cast<char>(byte ^ static_cast<char>(1 << (bit % 8))));
    }
    if (const std::string said = opening(); said != "opened") {
      EXPECT_THAT(said, testing::Not(HasSubstr("internal"))) << "bit " << bit;
      ++refused;
      continue;
    }
    town().go_to("2025-07-03");
    const json now = answers();
    for (std::size_t i = 0; i < right.size(); ++i) {
      const bool sound = now[i] == right[i] || now[i] == "store.corrupt" || now[i] == "assessment.altered" ||
                         now[i] == "assessment.incomplete";
      EXPECT_TRUE(sound) << "bit " << bit << ": " << now[i].dump();
    }
  }
  EXPECT_GT(images, 20);
  EXPECT_GT(refused, images / 4) << images << " images";
  district_.reset();
}

}  // namespace
}  // namespace anze::district
