// Stores of releases before this one: four acts, as tests/unit/plugin/store/version_1.sql has them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace anze::sim {

inline constexpr const char* k_old_head = "ecd77d96bc5ea0f5e0b5fe98d666cfd4f5f0a5126c2e45fdc30cfd3850c72e6e";
inline constexpr std::int64_t k_old_region = 230108;  // to be told when it is brought up

// `version`: 1 or 2.  Requires: the folder is there and empty.
inline void make_old_store(const std::filesystem::path& folder, int version) {
  namespace fs = std::filesystem;
  const auto text_of = [](const fs::path& file) {
    std::ifstream in(fs::path(ANZE_SOURCE_DIR) / file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  {
    SQLite::Database database((folder / "anze.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(text_of("tests/unit/plugin/store/version_1.sql"));
    if (version > 1) database.exec(text_of("plugin/store/sqlite/to_2.sql") + ";PRAGMA user_version=2");
  }
  fs::permissions(folder / "anze.db", fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace anze::sim
