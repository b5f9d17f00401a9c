// The same facts and rules give the same bytes: whatever the order of the facts, the threads that counted
// them, the locale and the time zone, and whichever compiler built us at whatever optimisation. The last is
// why the digest is kept in a file: every build has to reach it. ANZE_UPDATE_CASES=1 writes it anew after a
// change of rules or data.
#include <gtest/gtest.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <locale>
#include <random>
#include <thread>

#include "tests/data/district_world.h"

namespace anze::tests {
namespace {

struct Quarter {
  const char* name;
  Date as_of;
};

std::vector<Quarter> quarter_ends() {
  return {{"2025Q1", make_date(2025, 4, 15)},
          {"2025Q2", make_date(2025, 7, 15)},
          {"2025Q3", make_date(2025, 10, 16)},
          {"2025Q4", make_date(2026, 1, 15)}};
}

std::string written(const Evaluation& evaluation) {
  std::string text;
  const auto put = [&](const std::string& part) { text += part + '|'; };
  for (const Scorecard& card : evaluation.cards) {
    put(world().codes.text(card.term) + to_text(card.total) + card.gate_note.value_or(""));
    for (const Line& line : card.lines) {
      put(std::to_string(line.clause) + "," + std::to_string(static_cast<int>(line.state)));
      put(std::to_string(line.count) + "/" + std::to_string(line.target));
      put(to_text(line.before_cap) + "," + to_text(line.points) + line.how);
    }
    for (const ItemResult& item : card.items) put(to_text(item.points));
  }
  for (const PersonResult& person : evaluation.people)
    put(world().codes.text(person.official) + to_text(person.exact) + to_text(person.points) + person.grade);
  return text;
}

std::string year_of(const std::vector<Fact>& facts) {
  std::string text;
  for (const Quarter& quarter : quarter_ends())
    text += written(world().scored(quarter.name, world().counted(quarter.name, quarter.as_of, facts)));
  return text;
}

// Where two texts begin to differ, a little of both; "" when they do not.
std::string first_difference(const std::string& a, const std::string& b) {
  const auto [x, y] = std::ranges::mismatch(a, b);
  if (x == a.end() && y == b.end()) return "";
  const auto excerpt = [](const std::string& text, auto at) {
    const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(at - text.begin() - 80, 0);
    return text.substr(static_cast<std::size_t>(begin), 160);
  };
  return excerpt(a, x) + " <> " + excerpt(b, y);
}

// FNV-1a, 64 bits: says that two texts are the same, guards nothing.
std::string digest_of(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4)
    hex += "0123456789abcdef"[hash >> static_cast<unsigned>(shift) & 15U];
  return hex;
}

const std::string& year() {
  static const std::string text = year_of(world().facts);
  return text;
}

TEST(Repeat, EveryBuildReachesTheKeptDigest) {
  const fs::path file = fs::path(ANZE_SOURCE_DIR) / "tests/data/scorecards.digest";
  const std::string digest = digest_of(year());
  if (std::getenv("ANZE_UPDATE_CASES") != nullptr) std::ofstream(file) << digest << "\n";
  EXPECT_EQ(slurp(file), digest + "\n")
      << "rules, data or engine changed? ANZE_UPDATE_CASES=1 keeps the new one";
}

TEST(Repeat, TheOrderOfFactsIsNothing) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    std::vector<Fact> facts = world().facts;
    std::shuffle(facts.begin(), facts.end(), std::mt19937(seed));
    EXPECT_EQ(first_difference(year_of(facts), year()), "") << "seed " << seed;
  }
}

TEST(Repeat, TwoThreadsCountAsOne) {
  const std::span<const Fact> all(world().facts);
  for (const Quarter& quarter : quarter_ends()) {
    std::optional<Tally> half;
    std::thread other(
        [&] { half.emplace(world().counted(quarter.name, quarter.as_of, all.subspan(all.size() / 2))); });
    Tally tally = world().counted(quarter.name, quarter.as_of, all.first(all.size() / 2));
    other.join();
    for (const auto& [key, cell] : half->cells()) ASSERT_TRUE(tally.add(key, cell));
    const Tally whole = world().counted(quarter.name, quarter.as_of, all);
    EXPECT_EQ(tally.cells(), whole.cells()) << quarter.name;
    EXPECT_TRUE(written(world().scored(quarter.name, tally)) == written(world().scored(quarter.name, whole)));
  }
}

TEST(Repeat, LocalesAndZonesAreNothing) {
  ASSERT_FALSE(year().empty());  // computed once, before anything is set
  const fs::path folder = fs::path(testing::TempDir()) / "anze-locales";
  fs::create_directories(folder);
  ASSERT_EQ(setenv("LOCPATH", folder.c_str(), 1), 0);
  for (const char* name : {"zh_CN", "tr_TR", "de_DE", "ar_SA", "hi_IN", "fr_FR"}) {
    const std::string made = (folder / name).string() + ".UTF-8";
    const std::string make = std::string("localedef -i ") + name + " -f UTF-8 " + made + " 2>/dev/null";
    ASSERT_TRUE(fs::exists(made) || std::system(make.c_str()) == 0) << make;
    const std::string locale = std::string(name) + ".UTF-8";
    ASSERT_NE(std::setlocale(LC_ALL, locale.c_str()), nullptr) << locale;
    std::locale::global(std::locale(locale));
    EXPECT_EQ(first_difference(year_of(world().facts), year()), "") << locale;
  }
  std::setlocale(LC_ALL, "C");
  std::locale::global(std::locale::classic());
  for (const char* zone :
       {"UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata"}) {
    ASSERT_EQ(setenv("TZ", zone, 1), 0);
    tzset();
    EXPECT_EQ(first_difference(year_of(world().facts), year()), "") << zone;
  }
}

}  // namespace
}  // namespace anze::tests
