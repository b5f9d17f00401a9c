#include "reports/snapshot/snapshot_json.h"

#include <gtest/gtest.h>

#include "tests/unit/reports/sample.h"

namespace anze::reports {
namespace {

using test::sample;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(SnapshotJson, RoundTripIsExact) {
  for (const FilingKind kind : {FilingKind::k_quarterly_discipline, FilingKind::k_yearly_congress}) {
    const Snapshot before = sample(kind);
    const std::string bytes = to_json(before);
    const auto after = from_json(bytes);
    ASSERT_TRUE(after) << after.error().message << " at " << after.error().at;
    EXPECT_TRUE(*after == before);
    EXPECT_EQ(to_json(*after), bytes);
  }
}

// A member added later is left out while it holds nothing: what earlier versions stored reads, renders and
// writes as the same bytes.
TEST(SnapshotJson, WhatEarlierVersionsStoredStaysByteForByte) {
  Snapshot old = sample(FilingKind::k_quarterly_organisation);
  old.liabilities.reset();
  old.triggers.reset();
  const std::string bytes = to_json(old);
  for (const char* added : {"liabilities", "triggers", "people", "rule_changes", "forced_grade", "\"veto\":"})
    EXPECT_EQ(bytes.find(added), std::string::npos) << added;
  const auto read = from_json(bytes);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(to_json(*read), bytes);
  EXPECT_FALSE(read->liabilities);
}

TEST(SnapshotJson, WhatWasAddedSurvives) {
  Snapshot before = sample(FilingKind::k_quarterly_organisation);
  before.officials[2].forced_grade = "不合格";
  before.officials[2].veto = "V1/x";
  before.people = {"干部0777"};
  before.liabilities = {
      {"F1", make_date(2025, 9, 1), "", "p", "干部0777", "镇长", "尽职免责", true, "", "区纪检委", ""}};
  before.triggers = {{VetoLevel::k_veto, "V2", "重大事故", SubjectKind::k_unit, "u", "第二镇",
                      make_date(2025, 9, 15), "符合条件 1 起"}};
  const auto after = from_json(to_json(before));
  ASSERT_TRUE(after) << after.error().message << after.error().at;
  EXPECT_TRUE(*after == before);
  EXPECT_EQ(after->officials[2].final_grade(), "不合格");
}

TEST(SnapshotJson, AmendmentSurvives) {
  Snapshot before = sample(FilingKind::k_quarterly_discipline);
  before.filing.version = 2;
  before.filing.supersedes = Amendment{1, "四东安委办函〔2025〕12号", "更正", "漏列1起事故"};
  const auto after = from_json(to_json(before));
  ASSERT_TRUE(after);
  EXPECT_TRUE(*after == before);
}

TEST(SnapshotJson, KeysAreSortedAndUnknownIsNull) {
  const std::string bytes = to_json(sample(FilingKind::k_quarterly_discipline));
  EXPECT_LT(bytes.find("\"accidents\":"), bytes.find("\"vetoes\":"));
  EXPECT_NE(bytes.find("\"score\":\"98.25\""), std::string::npos);
  EXPECT_NE(bytes.find("\"last_year\":null"), std::string::npos);
  EXPECT_EQ(bytes.find('\n'), std::string::npos);
}

struct Bad {
  const char* from;
  const char* to;
  const char* reason;
  const char* at;
};

TEST(SnapshotJson, ErrorsNameReasonAndPlace) {
  const std::string good = to_json(sample(FilingKind::k_quarterly_discipline));
  const Bad cases[] = {
      {"\"records\":2,\"scope\"", "\"records\":\"2\",\"scope\"", "snapshot.type", "/figures/0/records"},
      {"\"records\":2,\"scope\"", "\"records\":2.0,\"scope\"", "snapshot.type", "/figures/0/records"},
      {"\"records\":2,\"scope\"", "\"records\":9223372036854775808,\"scope\"", "snapshot.type",
       "/figures/0/records"},
      {"\"records\":2,", "", "snapshot.missing", "/figures/0/records"},
      {"\"records\":2,", "\"records\":2,\"secret\":1,", "snapshot.unknown_field", "/figures/0/secret"},
      {"\"records\":2,", "\"records\":2,\"records\":3,", "snapshot.duplicate_field", ""},
      {"\"shape\":\"count\"", "\"shape\":\"colour\"", "snapshot.word", "/figures/0/shape"},
      {"\"issued\":\"2025-10-09\"", "\"issued\":\"2025-02-30\"", "date.unreal", "/filing/issued"},
      {"\"got\":\"3.25\"", "\"got\":\"3.25001\"", "points.format", "/officials/0/lines/0/got"},
      {"\"period\":\"2025Q3\"", "\"period\":\"2025Q5\"", "period.format", "/filing/period"},
      {"anze.snapshot/1", "anze.snapshot/9", "snapshot.format", "/format"},
  };
  for (const Bad& bad : cases) {
    const auto result = from_json(replaced(good, bad.from, bad.to));
    ASSERT_FALSE(result) << bad.to;
    EXPECT_EQ(result.error().reason, bad.reason) << bad.to;
    EXPECT_EQ(result.error().at, bad.at) << bad.to;
  }
}

TEST(SnapshotJson, DamagedBytes) {
  const std::string good = to_json(sample(FilingKind::k_quarterly_discipline));
  EXPECT_EQ(from_json("").error().reason, "snapshot.json");
  EXPECT_EQ(from_json("[]").error().reason, "snapshot.type");
  EXPECT_EQ(from_json("null").error().reason, "snapshot.type");
  for (std::size_t length = 0; length < good.size(); length += 997)
    EXPECT_FALSE(from_json(std::string_view(good).substr(0, length)));
  EXPECT_FALSE(from_json(std::string(100'000, '[')));
}

TEST(SnapshotJson, BytesThatAreNotUtf8BecomeReadable) {
  Snapshot snapshot = sample(FilingKind::k_quarterly_discipline);
  snapshot.passages[0].text = "坏\xFF字";
  const auto read = from_json(to_json(snapshot));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->passages[0].text, "坏\xEF\xBF\xBD字");
}

}  // namespace
}  // namespace anze::reports
