// Days: numbered acts on a store, what it holds after the first n of them, and one look that says whether a
// store found somewhere holds just that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plugin/store/store.h"
#include "tests/sim/images.h"

namespace anze::sim {

inline constexpr std::int64_t k_now = 1'742'000'000'000;  // 2025-03-15 in Beijing
inline constexpr const char* k_lock_name = "store.lock";

// The act of that number, from 1: a fact, now and then a record, a document, a correction.  Returns: whether
// it was answered as it must be.
bool do_act(store::Store& store, std::int64_t number, const std::string& actor = "deputy");

// Days on a store, as a Disk saw them.
struct Kept {
  std::vector<Change> changes;
  std::vector<std::size_t> answered;                       // by act: changes made when its answer came
  std::vector<std::pair<std::size_t, std::string>> locks;  // the lock file, from so many changes on

  std::int64_t acts_answered(std::size_t changes_made) const;
  // The lock file as a power cut leaves it: SQLite has no part in it, and an act does not sync it.
  std::string lock_left(std::size_t changes_made, Chance& chance) const;
  std::string lock_whole(std::size_t changes_made) const;
};

// Opens the store in an empty folder, does `first` acts, closes it, opens it again, does acts up to `last`
// (past a checkpoint where they are more than a hundred) and closes it.
Kept live(const std::filesystem::path& folder, std::uint64_t seed, std::int64_t first, std::int64_t last,
          const std::string& actor = "deputy");

// What a look at a store finds.
struct Look {
  std::string refused;     // opening was refused: why
  std::string named;       // verify names damage, or a read was refused
  std::int64_t acts = -1;  // opened, sound, and just this many acts are there
  std::string wrong;       // opened, sound, and something else is there than what those acts leave
  std::string text() const;
};
Look look_at(const std::filesystem::path& folder);

// The head that a lock file keeps, by its number; 0: none.
std::int64_t kept_head(const std::string& lock);

}  // namespace anze::sim
