// Bad input, hostile or not: each answer has a dotted code, the place and the way out, the store is as it
// was, and the host lives.
#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "host/fault.hpp"
#include "tests/own_folder.h"
#include "tests/unit/plugin/district_test.h"

namespace anze::district {
namespace {

class BadInputTest : public DistrictTest {
 protected:
  void SetUp() override {
    DistrictTest::SetUp();
    town().define();
    town().go_to("2025-03-20");
  }
};

struct Bad {
  const char* what;
  const char* method;
  std::string request;
  const char* code;
  const char* at;
};

std::string appending(const std::string& fact) {
  return R"({"actor":"clerk","request_id":"bad","fact":)" + fact + "}";
}

std::string fact_with(const char* member, const json& value) {
  json fact = criticism("C1", "2025-02-10");
  fact[member] = value;
  return appending(fact.dump());
}

std::string adding(const json& book) {
  return json{{"actor", "security_admin"}, {"request_id", "bad"}, {"rulebook", book}}.dump();
}

std::vector<Bad> all_bad() {
  json gap = rulebook();
  gap["version"] = 2;
  gap["grades"][2]["below"] = "79";
  json number_for_points = rulebook();
  number_for_points["version"] = 2;
  number_for_points["items"][0]["clauses"][0]["amount"] = 2;
  json endless = rulebook();
  endless["base"] = std::string(1'000'000, '9');
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  return {
      {"nothing", "ledger.append/1", "", "json.syntax", ""},
      {"not JSON", "ledger.append/1", R"({"actor":"clerk",)", "json.syntax", "/actor"},
      {"bytes after the value", "audit.head/1", R"({"actor":"clerk"} true)", "json.syntax", ""},
      {"not UTF-8", "ledger.append/1", "{\"actor\":\"\xff\xfe\"}", "json.syntax", "/actor"},
      {"a NUL inside", "audit.head/1", R"({"actor":"clerk\u0000"})", "json.syntax", "/actor"},
      {"not an object", "audit.head/1", "[]", "json.type", ""},
      {"too deep", "ledger.append/1", appending(deep), "json.depth", nullptr},
      {"too large", "ledger.append/1", std::string((16U << 20U) + 1, ' '), "json.size", ""},
      {"an unknown member", "ledger.append/1",
       R"({"actor":"clerk","request_id":"bad","fact":{},"colour":"red"})", "json.unknown_field", "/colour"},
      {"an unknown member of a fact", "ledger.append/1", fact_with("colour", "red"), "json.unknown_field",
       "/fact/colour"},
      {"an unknown field of a fact", "ledger.append/1", fact_with("fields", {{"colour", "red"}}),
       "json.unknown_field", "/fact/fields/colour"},
      {"a key given twice", "ledger.append/1", appending(R"({"ledger":"criticism","ledger":"accident"})"),
       "json.duplicate_key", "/fact/ledger"},
      {"a float for a count", "ledger.append/1", fact_with("fields", {{"times", 1.5}}), "json.float",
       "/fact/fields/times"},
      {"a float for points", "rulebook.check/1", R"({"actor":"clerk","rulebook":{"base":99.5}})",
       "json.float", "/rulebook/base"},
      {"a number for points", "rulebook.add/1", adding(number_for_points), "rulebook.schema",
       "/rulebook/items/0/clauses/0/amount"},
      {"an integer of 80 bits", "ledger.append/1",
       appending(R"({"fields":{"times":604462909807314587353088}})"), "json.integer_range",
       "/fact/fields/times"},
      {"less than nothing", "ledger.append/1", fact_with("fields", {{"times", -1}}), "fact.negative",
       "/fact/fields/times"},
      {"an unknown post", "ledger.append/1", fact_with("post", "village-head"), "fact.post", "/fact/post"},
      {"an unknown official", "ledger.append/1", fact_with("official", "nobody"), "fact.official",
       "/fact/official"},
      {"a date outside the term", "ledger.append/1", fact_with("occurred_on", "2021-12-31"),
       "fact.outside_term", "/fact/occurred_on"},
      {"a day that is not", "ledger.append/1", fact_with("occurred_on", "2025-02-30"), "date.unreal",
       "/fact/occurred_on"},
      {"a day to come", "ledger.append/1", fact_with("occurred_on", "2025-12-31"), "fact.future",
       "/fact/occurred_on"},
      {"an attachment without its digest", "ledger.append/1",
       fact_with("attachments", json::array({{{"name", "a.pdf"}, {"digest", "xyz"}, {"size", 1}}})),
       "fact.digest", "/fact/attachments/0"},
      // A megabyte of digits: whatever checks it must not recurse over them.
      {"points without end", "rulebook.check/1", json{{"actor", "clerk"}, {"rulebook", endless}}.dump(),
       nullptr, nullptr},
      {"a gap between grades", "rulebook.add/1", adding(gap), "grade.gap", "/rulebook/grades/2/below"},
      {"a period that is not", "assess.open/1",
       R"({"actor":"assessor","request_id":"bad","period":"2025Q5"})", "period.format", "/period"},
      {"a stranger", "audit.verify/1", R"({"actor":"' OR 1=1 --"})", "actor.unknown", "/actor"},
      {"nobody", "audit.head/1", "{}", "json.missing", "/actor"},
      {"a method that is not", "ledger.append/2", "{}", "method.unknown", ""},
      {"a filing by a path", "filing.get/1", R"({"actor":"signer","id":"../../etc/passwd"})",
       "filing.unknown", "/id"},
  };
}

TEST_F(BadInputTest, EachIsNamedWithItsPlaceAndTheWayOut) {
  const json before = town().head();
  for (const Bad& bad : all_bad()) {
    const abi::Said said = town().session().call(bad.method, bad.request);
    if (bad.code == nullptr) continue;  // answered, whatever the answer
    ASSERT_LT(said.status, 0) << bad.what;
    const json problem = json::parse(said.text);
    EXPECT_EQ(problem.value("code", ""), bad.code) << bad.what << ": " << problem;
    if (bad.at != nullptr) {
      EXPECT_EQ(problem.value("at", ""), bad.at) << bad.what << ": " << problem;
    }
    EXPECT_NE(problem.value("message", ""), "") << bad.what;
    EXPECT_NE(problem.value("help", ""), "") << bad.what << ": " << problem;
    EXPECT_EQ(town().head(), before) << bad.what;
  }
  expect_sound();
}

// One reader for requests and documents: every fault at once, each in its place, with the near word.
TEST_F(BadInputTest, EveryFaultOfARequestIsToldAtOnce) {
  const json problem =
      town().problem("ledger.list/1", "clerk", {{"perod", "2025Q1"}, {"limit", 5000}, {"ledger", 7}});
  std::map<std::string, std::string> told;
  for (const json& each : problem.at("problems")) told[each.at("code")] = each.value("at", "");
  EXPECT_EQ(told, (std::map<std::string, std::string>{{"json.missing", "/period"},
                                                      {"json.unknown_field", "/perod"},
                                                      {"json.range", "/limit"},
                                                      {"json.type", "/ledger"}}));
  for (const json& each : problem.at("problems")) {
    EXPECT_NE(each.value("chinese", ""), "") << each;
    if (each.at("code") == "json.unknown_field") {
      EXPECT_THAT(each.at("message").get<std::string>(), testing::HasSubstr("did you mean “period”?"));
    }
  }
  // Absent and null are the same.
  EXPECT_EQ(no("ledger.list/1", "clerk", {{"period", "2025Q1"}, {"limit", nullptr}, {"ledger", nullptr}}),
            "done");
}

TEST_F(BadInputTest, ARequestIdIsOneRequests) {
  ask("ledger.append/1", "clerk", {{"request_id", "once"}, {"fact", criticism("C1", "2025-02-10")}});
  const json problem = town().problem("ledger.append/1", "clerk",
                                      {{"request_id", "once"}, {"fact", criticism("C2", "2025-02-10")}});
  EXPECT_EQ(problem.at("code"), "request.conflict");
  EXPECT_EQ(problem.at("at"), "/request_id");
  EXPECT_EQ(problem.at("request_id"), "once");
}

// Text of every kind is data: it comes back as it went in.
TEST_F(BadInputTest, HostileTextIsKeptAsItIs) {
  const std::vector<std::string> texts{"'; DROP TABLE fact; --",
                                       "\" OR \"\"=\"",
                                       "<script>alert(1)</script>",
                                       "𠮷𡈽𠀀",
                                       "\u202Eكتاب\u200B",
                                       "%s%n%x",
                                       "${jndi:ldap://x}",
                                       "../../..",
                                       "\\u0000",
                                       std::string(4096, 'A')};
  int number = 0;
  for (const std::string& text : texts) {
    json fact = criticism("N" + std::to_string(++number), "2025-02-10");
    fact["fields"]["note"] = text;
    fact["remark"] = text;
    town().append(fact);
    const json kept = ask("ledger.get/1", "clerk", {{"id", fact["id"]}}).at("versions")[0];
    EXPECT_EQ(kept.at("fields").at("note"), text);
    EXPECT_EQ(no("ledger.get/1", "clerk", {{"id", text}}), "fact.unknown /id") << text;
  }
  expect_sound();
}

struct Opening {
  const char* what;
  json config;
  const char* code;
  const char* at;
};

class OpeningTest : public testing::Test {
 protected:
  host::Loaded loaded_ = host::load(ANZE_PLUGIN, [](const std::string&) {});
  json refusal(const json& config) {
    abi::Plugin plugin(loaded_.entrance);
    const abi::Said said = plugin.open(config.dump(), {});
    return said.ok() ? json::object() : json::parse(said.text);
  }
};

TEST_F(OpeningTest, AConfigurationThatCannotBeIsRefused) {
  const std::string directory = fs::temp_directory_path().string();
  const json year = {{"year", 2025}, {"days_off", json::array()}, {"days_worked", json::array()}};
  json bad_day = year;
  bad_day["days_off"] = {"2025-02-30"};
  json other_year = year;
  other_year["days_worked"] = {"2024-02-04"};
  const std::vector<Opening> openings{
      {"no place to keep anything", json::object(), "config.storage", "/storage_dir"},
      {"nobody says how texts are kept", {{"storage_dir", directory}}, "config.personal", "/personal_plain"},
      {"a key that is none",
       {{"storage_dir", directory}, {"keys", {std::string(64, 'Z')}}},
       "config.keys",
       "/keys"},
      {"a directory that is missing",
       {{"storage_dir", "/nowhere/at/all"}, {"personal_plain", true}},
       "store.directory",
       "/nowhere/at/all"},
      {"a file for a directory",
       {{"storage_dir", "/etc/hostname"}, {"personal_plain", true}},
       "store.directory",
       "/etc/hostname"},
      {"a misspelt member", {{"storage_dri", directory}}, "config.schema", "/storage_dri"},
      {"a person without a name",
       {{"storage_dir", directory}, {"people", json::array({{{"roles", json::array()}}})}},
       "config.schema",
       "/people/0/principal"},
      {"a day off that is no day",
       {{"storage_dir", directory}, {"calendar", json::array({bad_day})}},
       "date.unreal",
       "/calendar/0/days_off/0"},
      {"a day of another year",
       {{"storage_dir", directory}, {"calendar", json::array({other_year})}},
       "calendar.day",
       "/calendar/0/days_worked/0"},
      {"a year given twice",
       {{"storage_dir", directory}, {"calendar", json::array({year, year})}},
       "calendar.twice",
       "/calendar/1/year"},
  };
  for (const Opening& opening : openings) {
    const json problem = refusal(opening.config);
    EXPECT_EQ(problem.value("code", ""), opening.code) << opening.what << ": " << problem;
    EXPECT_EQ(problem.value("at", ""), opening.at) << opening.what << ": " << problem;
    EXPECT_NE(problem.value("help", ""), "") << opening.what << ": " << problem;
  }
}

TEST_F(OpeningTest, AnotherContractIsRefusedBeforeAnythingIsTouched) {
  EXPECT_EQ(loaded_.entrance.negotiate(2U << 16U, 3U << 16U), 0U);
  anze_open_args args{};
  args.struct_size = sizeof args;
  args.abi = 2U << 16U;
  anze_plugin* handle = nullptr;
  anze_buf problem{};
  EXPECT_EQ(loaded_.entrance.open(&args, &handle, &problem), ANZE_E_ABI_VERSION);
  EXPECT_EQ(handle, nullptr);
  const json why = json::parse(std::string(reinterpret_cast<const char*>(problem.data), problem.size));
  loaded_.entrance.buf_free(&problem);
  EXPECT_EQ(why.at("code"), "open.abi");
}

TEST_F(BadInputTest, OneStoreHasOneOwner) {
  try {
    const SmallDistrict second(folder_);
    FAIL() << "opened twice";
  } catch (const host::Fault& fault) {
    EXPECT_THAT(fault.what(), testing::HasSubstr("the store is open already"));
  }
  EXPECT_EQ(no("audit.head/1", "clerk"), "done");
}

// Fills a small disk, tries, and makes room again. Exit codes name the step that went wrong.
int on_a_full_disk(const fs::path& folder) {
  SmallDistrict town(folder);
  town.define();
  town.go_to("2025-03-20");
  town.append(criticism("C1", "2025-02-10"));
  const json before = town.head();
  std::ofstream filler(folder / "filler", std::ios::binary);
  while (filler.write(std::string(4096, 'x').data(), 4096).flush()) {
  }
  filler.close();
  std::string lines;
  for (int i = 0; i < 500; ++i) lines += criticism("L" + std::to_string(i), "2025-02-10").dump() + "\n";
  const json problem = town.problem("ledger.import/1", "clerk", {{"request_id", "full"}, {"lines", lines}});
  if (problem.is_null() || problem.value("code", "") != "store.full" || problem.value("help", "").empty())
    return 2;
  if (town.head() != before) return 3;
  if (!town.problem("figures.compute/1", "clerk", {{"period", "2025Q1"}}).is_null()) return 4;
  fs::remove(folder / "filler");
  if (town.ask("ledger.import/1", "clerk", {{"request_id", "full"}, {"lines", lines}}).at("added") != 500)
    return 5;
  return town.ask("audit.verify/1", "auditor").at("problems").empty() ? 0 : 6;
}

TEST(FullDiskTest, TheActIsRefusedReadingGoesOnAndRoomIsUsed) {
  const std::string folder = tests::own_folder("full").string();
  const pid_t child = fork();
  if (child == 0) {
    try {
      // A disk of its own, seen by this process alone; not every machine lets us.
      if (unshare(CLONE_NEWNS) != 0 || mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
          mount("none", folder.c_str(), "tmpfs", 0, "size=2m") != 0)
        _exit(77);
      _exit(on_a_full_disk(folder));
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      _exit(9);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  fs::remove_all(folder);
  EXPECT_TRUE(WIFEXITED(status));
  if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "this machine lets us mount nothing";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace anze::district
