// The store's files are not what was written: bits flipped, pages zeroed, swapped, copied, cut off, bytes of
// a fuzzer over them; logs, journals and indexes of another store, or of another day, beside them. Opening
// refuses, or verify or a read says so, or everything that was there still is: never something else.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/own_folder.h"
#include "tests/sim/days.h"

namespace anze::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_page = 4096;
constexpr std::int64_t k_first = 12;
constexpr std::int64_t k_acts = 40;

struct Counts {
  std::int64_t refused = 0;
  std::int64_t named = 0;
  std::int64_t harmless = 0;
};

class RotTest : public testing::Test {
 protected:
  void SetUp() override {
    base_ = tests::own_folder_in_memory("rot");
    kept_ = lived("live", seed(), k_acts, "deputy");
    fs::rename(base_ / "live", base_ / "closed");
    closed_ = files_in(base_ / "closed");
    running_ = running(kept_);
  }
  void TearDown() override { fs::remove_all(base_); }

  Kept lived(const char* name, std::uint64_t of, std::int64_t acts, const std::string& actor) {
    fs::create_directory(base_ / name);
    fs::permissions(base_ / name, fs::perms::owner_all);
    return live(base_ / name, of, k_first, acts, actor);
  }
  // As a kill after the last act leaves them: the log is there.
  static Files running(const Kept& kept) {
    const std::size_t done = kept.answered.back();
    Images images(kept.changes);
    images.go_to(done);
    Chance chance;
    Files files;
    do files = images.cut(chance);
    while (files["anze.db-wal"].empty());
    files[k_lock_name] = kept.lock_whole(done);
    return files;
  }
  void look(const Files& files, std::int64_t acts, const std::string& what, Counts& counts) {
    put_files(base_ / "image", files);
    const Look found = look_at(base_ / "image");
    EXPECT_EQ(found.wrong, "") << what;
    if (!found.refused.empty()) {
      EXPECT_EQ(found.refused.find("store.io"), std::string::npos) << what << ": " << found.refused;
      ++counts.refused;
    } else if (!found.named.empty()) {
      ++counts.named;
    } else {
      EXPECT_EQ(found.acts, acts) << what << ": others without a word";
      ++counts.harmless;
    }
  }
  static void tell(const Counts& counts) {
    std::printf("%lld refused at open, %lld named, %lld harmless\n", static_cast<long long>(counts.refused),
                static_cast<long long>(counts.named), static_cast<long long>(counts.harmless));
  }

  fs::path base_;
  Kept kept_;
  Files closed_;
  Files running_;
};

std::size_t pages(const std::string& content) {
  return content.size() / k_page;
}

std::string page(const std::string& content, std::size_t number) {
  return content.substr(number * k_page, k_page);
}

// Returns: what was done.
std::string spoil(std::string& content, Chance& chance) {
  const std::size_t at = below(chance, content.size());
  const std::size_t one = below(chance, pages(content));
  const std::size_t other = below(chance, pages(content));
  switch (below(chance, 8)) {
    case 0:
      content.replace(one * k_page, k_page, std::string(k_page, '\0'));
      return "page " + std::to_string(one) + " zeroed";
    case 1: {
      const std::string was = page(content, one);
      content.replace(one * k_page, k_page, page(content, other));
      content.replace(other * k_page, k_page, was);
      return "pages " + std::to_string(one) + " and " + std::to_string(other) + " swapped";
    }
    case 2:
      content.replace(one * k_page, k_page, page(content, other));
      return "page " + std::to_string(other) + " copied over " + std::to_string(one);
    case 3:
      content.resize(one * k_page);
      return "cut off at page " + std::to_string(one);
    case 4: {
      const std::size_t most = std::min<std::size_t>(content.size() - at, 1 + below(chance, 64));
      for (std::size_t i = 0; i < most; ++i) content[at + i] = static_cast<char>(chance());
      return std::to_string(most) + " bytes at " + std::to_string(at);
    }
    default: {
      const unsigned bit = static_cast<unsigned>(below(chance, 8));
      content[at] = static_cast<char>(static_cast<unsigned char>(content[at]) ^ (1U << bit));
      return "bit " + std::to_string(bit) + " of byte " + std::to_string(at);
    }
  }
}

TEST_F(RotTest, SpoiledFilesAreRefusedOrNamedOrHarmless) {
  SCOPED_TRACE(replay());
  Counts counts;
  const auto cases = static_cast<std::uint64_t>(1200 * times());
  for (std::uint64_t each = 0; each < cases && !HasFailure(); ++each) {
    Chance chance = chance_of(each, 8);
    const bool with_log = below(chance, 2) == 0;
    Files files = with_log ? running_ : closed_;
    const char* file = with_log && below(chance, 2) == 0 ? "anze.db-wal" : "anze.db";
    std::string what = "case " + std::to_string(each) + ", " + file;
    for (std::uint64_t faults = 1 + below(chance, 2); faults > 0 && pages(files[file]) > 0; --faults)
      what += ": " + spoil(files[file], chance);
    look(files, k_acts, what, counts);
  }
  tell(counts);
  EXPECT_GT(counts.refused, 0);
  EXPECT_GT(counts.harmless, 0);
}

// The three files of a store, each from this one or another, of this moment or an earlier one.
TEST_F(RotTest, ForeignLogsAndJournalsAreRefusedOrHarmless) {
  SCOPED_TRACE(replay());
  const Kept other = lived("other", seed() + 1, k_acts + 9, "another deputy");
  Counts counts;
  const auto cases = static_cast<std::uint64_t>(300 * times());
  for (std::uint64_t each = 0; each < cases && !HasFailure(); ++each) {
    Chance chance = chance_of(each, 11);
    Files files = below(chance, 2) == 0 ? running_ : closed_;
    const Kept& source = below(chance, 2) == 0 ? kept_ : other;
    std::string what = "case " + std::to_string(each);
    // Moments are drawn until one has the file: the journal lives only while the store is made.
    for (const char* name : {"anze.db-wal", "anze.db-journal", "anze.db-shm"}) {
      if (below(chance, 2) != 0) continue;
      const bool journal = std::string(name) == "anze.db-journal";
      const std::size_t until = journal ? source.answered.front() : source.changes.size();
      for (int tries = 0; tries < 20; ++tries) {
        const std::size_t done = below(chance, until);
        Images images(source.changes);
        images.go_to(done);
        Files then = images.cut(chance);
        const char* from = std::string(name) == "anze.db-shm" ? "anze.db" : name;
        if (then[from].empty()) continue;
        files[name] =
            then[from].substr(0, std::string(name) == "anze.db-shm" ? 32 * 1024 : std::string::npos);
        what += std::string(", ") + name + " of " + (&source == &other ? "another" : "the same") +
                " store after change " + std::to_string(done);
        break;
      }
    }
    if (below(chance, 8) == 0) {
      files.erase("anze.db-wal");
      what += ", no log";
    }
    look(files, k_acts, what, counts);
  }
  tell(counts);
  EXPECT_GT(counts.refused, 0);
  EXPECT_GT(counts.harmless, 0);
}

}  // namespace
}  // namespace anze::sim
