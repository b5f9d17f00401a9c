// Reads by set: the same answers as one by one, in a number of statements that does not grow with the facts.
#include "tests/unit/plugin/statements.h"
#include "tests/unit/plugin/store/store_fixture.h"

namespace anze::store {
namespace {

class StoreSetsTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    open();
  }
  void fill(int facts) {
    write([&](Writer& writer) -> Result<std::string> {
      for (int i = 0; i < facts; ++i)
        ANZE_CHECK(writer.append(
            meeting("M-" + std::to_string(i), i % 2 == 0 ? "2025-02-10" : "2025-05-10", i), false));
      for (int i = 0; i < facts; i += 3)
        ANZE_CHECK(writer.correct(meeting("M-" + std::to_string(i), "2025-02-11", i + 1), false, "记错"));
      return std::string("filled");
    });
  }
  std::size_t read(const std::function<Result<void>(Reader&)>& body) {
    EXPECT_TRUE(store_->read([](Reader&) -> Result<void> { return {}; }));  // a connection is at hand
    statements_.take();
    const auto done = store_->read(body);
    EXPECT_TRUE(done) << done.error().message;
    return statements_.take().size();
  }

  Statements statements_;
};

TEST_F(StoreSetsTest, FactsComeInTheOrderAsked) {
  fill(1500);
  std::vector<std::int64_t> asked;
  for (std::int64_t seq = 2000; seq > 0; seq -= 1) asked.push_back(seq);
  asked.push_back(7);  // again
  std::vector<std::int64_t> seen;
  const std::size_t run = read([&](Reader& reader) {
    return reader.facts_by_seq(asked, [&](const FactVersion& version) -> Result<void> {
      seen.push_back(version.record.fact.seq);
      return {};
    });
  });
  EXPECT_EQ(seen, asked);
  EXPECT_EQ(run, 3U + 2U);  // the snapshot, and two parts
}

TEST_F(StoreSetsTest, AFewAndNone) {
  fill(3);
  std::string seen;
  read([&](Reader& reader) -> Result<void> {
    const auto show = [&](const FactVersion& version) -> Result<void> {
      seen += version.record.id + "/" + std::to_string(version.version) + " ";
      return {};
    };
    ANZE_CHECK(reader.facts_by_seq({}, show));
    const std::vector<std::int64_t> few{4, 2, 2};
    return reader.facts_by_seq(few, show);
  });
  EXPECT_EQ(seen, "M-0/2 M-1/1 M-1/1 ");
}

TEST_F(StoreSetsTest, WhatIsNotThereIsDamage) {
  fill(3);
  const auto refused = store_->read([&](Reader& reader) {
    const std::vector<std::int64_t> asked{1, 99};
    return reader.facts_by_seq(asked, [](const FactVersion&) -> Result<void> { return {}; });
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "store.corrupt");
  EXPECT_EQ(refused.error().at, "fact 99");
}

TEST_F(StoreSetsTest, HistoriesAreWhole) {
  fill(1500);
  std::vector<std::string> asked;
  for (int i = 1499; i >= 0; --i) asked.push_back("M-" + std::to_string(i));
  std::size_t at = 0;
  const std::size_t run = read([&](Reader& reader) {
    return reader.histories(asked, [&](const std::vector<FactVersion>& versions) -> Result<void> {
      const bool corrected = std::stoi(asked[at].substr(2)) % 3 == 0;
      EXPECT_EQ(versions.size(), corrected ? 2U : 1U) << asked[at];
      for (std::size_t i = 0; i < versions.size(); ++i) {
        EXPECT_EQ(versions[i].record.id, asked[at]);
        EXPECT_EQ(versions[i].version, static_cast<std::int64_t>(i) + 1);
      }
      ++at;
      return {};
    });
  });
  EXPECT_EQ(at, asked.size());
  EXPECT_EQ(run, 3U + 2U);
}

TEST_F(StoreSetsTest, AVisitorMayAskMoreAndMayEndTheWalk) {
  fill(10);
  std::string seen;
  const auto ended = store_->read([&](Reader& reader) {
    const std::vector<std::int64_t> asked{1, 2, 3};
    return reader.facts_by_seq(asked, [&](const FactVersion& version) -> Result<void> {
      const std::vector<std::int64_t> other{9};
      ANZE_CHECK(reader.facts_by_seq(other, [&](const FactVersion& inner) -> Result<void> {
        seen += inner.record.id + " ";
        return {};
      }));
      seen += version.record.id + " ";
      if (version.record.fact.seq == 2) return invalid("test.end", "that is enough", "", "");
      return {};
    });
  });
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().reason, "test.end");
  EXPECT_EQ(seen, "M-8 M-0 M-8 M-1 ");
}

TEST_F(StoreSetsTest, AnActSeesItsOwnRows) {
  write([&](Writer& writer) -> Result<std::string> {
    ANZE_CHECK(writer.append(meeting("M-1", "2025-02-10", 5), false));
    std::vector<std::string> ids{"M-1"};
    std::size_t versions = 0;
    ANZE_CHECK(writer.histories(ids, [&](const std::vector<FactVersion>& history) -> Result<void> {
      versions = history.size();
      return {};
    }));
    EXPECT_EQ(versions, 1U);
    return std::string("done");
  });
}

// Changes are found three ways: a quarter or a year by name, a few versions of all days by number, many of
// all days by the quarters that have facts. Each says the same.
TEST_F(StoreSetsTest, ChangesAreTheSameHoweverTheyAreFound) {
  fill(9000);  // and 3000 corrections
  const auto change = [&](Date first, Date last, std::int64_t after, std::int64_t up_to) {
    std::int64_t sum = 0;
    std::int64_t count = 0;
    EXPECT_TRUE(store_->read([&](Reader& reader) {
      return reader.changes({first, last, after, up_to}, [&](const Fact& fact, int sign) {
        sum += sign * (1 + fact.slot[0] * 7 + fact.occurred.days);
        count += sign;
        return true;
      });
    }));
    return std::pair(count, sum);
  };
  const Date first = make_date(1900, 1, 1);
  const Date last = make_date(2199, 12, 31);
  const Date begin = make_date(2025, 1, 1);
  const Date end = make_date(2025, 12, 31);
  EXPECT_EQ(change(first, last, 0, 12'000).first, 9000);                           // many, of all days
  EXPECT_EQ(change(first, last, 0, 12'000), change(begin, end, 0, 12'000));        // of a year
  EXPECT_EQ(change(first, last, 8'500, 9'500), change(begin, end, 8'500, 9'500));  // few
  EXPECT_EQ(change(first, last, 12'000, 12'000), std::pair(std::int64_t{0}, std::int64_t{0}));
  const auto one = change(make_date(2025, 1, 1), make_date(2025, 3, 31), 8'500, 9'500);
  const auto other = change(make_date(2025, 4, 1), make_date(2025, 6, 30), 8'500, 9'500);
  const auto both = change(begin, end, 8'500, 9'500);
  EXPECT_EQ(one.first + other.first, both.first);
  EXPECT_EQ(one.second + other.second, both.second);
}

// A page of one ledger, and a scan over several quarters, cost the same however many facts there are.
TEST_F(StoreSetsTest, APageAndAScanDoNotGrowWithTheFacts) {
  const auto page = [&] {
    const CodeId meeting = store_->codes().find("meeting");
    return read([&](Reader& reader) -> Result<void> {
      ANZE_TRY(const auto found,
               reader.list({make_date(2025, 1, 1), make_date(2025, 12, 31), {meeting}, 0}, "M-1", 50));
      EXPECT_GT(found.size(), 1U);
      return {};
    });
  };
  const auto scan = [&] {
    return read([&](Reader& reader) {
      return reader.scan({make_date(2025, 1, 1), make_date(2025, 12, 31), {}, 0},
                         [](const Fact&) { return true; });
    });
  };
  fill(6);
  const std::size_t few_page = page();
  const std::size_t few_scan = scan();
  store_.reset();
  std::filesystem::remove_all(directory_);
  std::filesystem::create_directory(directory_);
  open();
  fill(3000);
  EXPECT_EQ(page(), few_page);
  EXPECT_EQ(scan(), few_scan);
  EXPECT_LE(few_page, 9U);  // the snapshot 3, quarters, corrections, a cursor each of two quarters, the page
  EXPECT_LE(few_scan, 7U);
}

}  // namespace
}  // namespace anze::store
