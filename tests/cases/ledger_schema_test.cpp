// The shipped ledger definitions: each reads, fits the published schema, says what a clerk needs, and loses
// nothing when the members of its objects are put into another order, as any store of JSON may do.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "case_world.h"
#include "plugin/json/ledger.h"
#include "plugin/json/schema.h"

namespace anze {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::vector<fs::path> files_in(const char* folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ANZE_SOURCE_DIR) / folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  EXPECT_FALSE(files.empty()) << folder;
  return files;
}

TEST(LedgerSchema, EveryDefinitionFitsItAndReads) {
  const plugin::Schema schema(json::parse(ledger_schema()));
  for (const char* folder :
       {"scoring/rules/ledgers", "scoring/rules/examples/ledgers", "tests/cases/world/ledgers"})
    for (const fs::path& file : files_in(folder)) {
      const std::string text = text_of(file);
      for (const Error& problem : schema.check(json::parse(text)))
        ADD_FAILURE() << file << problem.at << ": " << problem.message;
      Codebook codes;
      Problems problems;
      EXPECT_TRUE(read_ledger(text, codes, &problems)) << file;
      for (const Error& problem : problems) ADD_FAILURE() << file << problem.at << ": " << problem.message;
    }
}

TEST(LedgerSchema, TheOrderOfMembersDoesNotMatter) {
  for (const fs::path& file : files_in("scoring/rules/ledgers")) {
    Codebook codes;
    const std::string text = text_of(file);
    const auto as_written = read_ledger(text, codes);
    const auto sorted = read_ledger(json::parse(text).dump(), codes);
    ASSERT_TRUE(as_written && sorted) << file;
    EXPECT_EQ(plugin::ledger_json(*as_written, codes), plugin::ledger_json(*sorted, codes)) << file;
  }
}

// A clerk reads headings, an assessor asks by what law and for whom it counts.
TEST(LedgerSchema, EveryShippedLedgerIsNamedMeasuredAndCredited) {
  for (const fs::path& file : files_in("scoring/rules/ledgers")) {
    Codebook codes;
    const Ledger ledger = read_ledger(text_of(file), codes).value();
    EXPECT_EQ(file.stem(), codes.text(ledger.id)) << "one file, one ledger, one name";
    EXPECT_NE(ledger.title.find("台账"), std::string::npos) << file;
    EXPECT_FALSE(ledger.measures.empty()) << file;
    if (file.stem() != "statement") {  // what is said in words counts for nobody
      EXPECT_FALSE(ledger.credits.empty()) << file;
    }
    for (const std::string& basis : ledger.basis) EXPECT_TRUE(basis.starts_with("《")) << file << basis;
    for (const Field& field : ledger.fields)
      EXPECT_TRUE(std::any_of(field.title.begin(), field.title.end(), [](char c) { return (c & 0x80) != 0; }))
          << file << field.name;
  }
}

TEST(LedgerSchema, SaysWhatIsOfAnotherShape) {
  const plugin::Schema schema(json::parse(ledger_schema()));
  json definition = json::parse(text_of(fs::path(ANZE_SOURCE_DIR) / "scoring/rules/ledgers/hazard.json"));
  const auto told = [&] {
    std::string text;
    for (const Error& problem : schema.check(definition)) text += problem.reason + " " + problem.at + "\n";
    return text;
  };
  EXPECT_EQ(told(), "");
  definition["colour"] = "red";
  EXPECT_EQ(told(), "request.unknown_member /colour\n");
  definition.erase("colour");
  definition["rules"][0]["rule"] = "sometimes";
  EXPECT_EQ(told(), "request.value /rules/0/rule\n");
}

}  // namespace
}  // namespace anze
