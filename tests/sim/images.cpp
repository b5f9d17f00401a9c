#include "tests/sim/images.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace anze::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_sector = 512;
constexpr std::size_t k_gone = static_cast<std::size_t>(-1);

// How a cut treats what was not synced: all of it alike, or each sector by itself.
enum Mood : unsigned { k_all, k_none, k_half, k_nearly_all, k_hardly_any, k_torn, k_first_ones, k_moods };

void write_over(std::string& content, std::size_t at, std::string_view bytes) {
  if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
  content.replace(at, bytes.size(), bytes);
}

// How much of a piece is there.
std::size_t kept_of(std::size_t size, unsigned mood, Chance& chance) {
  const std::uint64_t drawn = below(chance, 64);
  switch (mood) {
    case k_all:
    case k_first_ones:
      return size;
    case k_none:
      return 0;
    case k_nearly_all:
      return drawn == 0 ? 0 : size;
    case k_hardly_any:
      return drawn == 0 ? size : 0;
    case k_torn:
      return drawn < 32 ? static_cast<std::size_t>(below(chance, size + 1)) : drawn < 48 ? size : 0;
    default:
      return drawn < 32 ? size : 0;
  }
}

void write_some(std::string& content, const Change& change, unsigned mood, Chance& chance) {
  const auto begin = static_cast<std::size_t>(change.at);
  const std::size_t end = begin + change.bytes.size();
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = std::min(end, (at / k_sector + 1) * k_sector);
    const std::size_t kept = kept_of(next - at, mood, chance);
    if (kept > 0) write_over(content, at, std::string_view(change.bytes).substr(at - begin, kept));
    at = next;
  }
}

}  // namespace

Files files_in(const fs::path& folder) {
  Files files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

void put_files(const fs::path& folder, const Files& files) {
  fs::remove_all(folder);
  fs::create_directory(folder);
  for (const auto& [name, content] : files) {
    std::ofstream out(folder / name, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_write);
  }
  fs::permissions(folder, fs::perms::owner_all);
}

Images::Images(const std::vector<Change>& changes, const Files& before, std::size_t lies_from)
    : changes_(changes), lies_from_(lies_from) {
  for (const auto& [name, content] : before) {
    names_[name] = inodes_.size();
    inodes_.push_back({content, {}});
  }
  synced_names_ = names_;
}

void Images::go_to(std::size_t done) {
  for (; done_ < done; ++done_) take(changes_[done_], done_ < lies_from_);
}

void Images::sync_names() {
  synced_names_ = names_;
  names_since_.clear();
}

void Images::take(const Change& change, bool synced) {
  const auto named = [&]() -> Inode& {
    const auto [found, added] = names_.try_emplace(change.file, inodes_.size());
    if (added) {  // made by other means than SQLite, before its first change
      inodes_.push_back({});
      names_since_.emplace_back(change.file, found->second);
    }
    return inodes_[found->second];
  };
  switch (change.kind) {
    case Change::Kind::k_created:
      names_.erase(change.file);
      named();
      break;
    case Change::Kind::k_removed:
      names_.erase(change.file);
      names_since_.emplace_back(change.file, k_gone);
      break;
    case Change::Kind::k_names_synced:
      if (synced) sync_names();
      break;
    case Change::Kind::k_synced: {
      if (!synced) break;
      Inode& inode = named();
      Chance none;
      inode.synced = left_of(inode, k_all, none);
      inode.since.clear();
      break;
    }
    case Change::Kind::k_written:
    case Change::Kind::k_cut:
      named().since.push_back(&change);
  }
}

std::string Images::left_of(const Inode& inode, unsigned mood, Chance& chance) const {
  std::string content = inode.synced;
  std::size_t most = inode.since.size();
  if (mood == k_first_ones) most = below(chance, most + 1);
  for (std::size_t i = 0; i < most; ++i) {
    const Change& change = *inode.since[i];
    if (change.kind == Change::Kind::k_written)
      write_some(content, change, mood, chance);
    else if (kept_of(1, mood == k_torn ? k_half : mood, chance) > 0)
      content.resize(static_cast<std::size_t>(change.at), '\0');
  }
  return content;
}

Files Images::cut(Chance& chance) const {
  std::map<std::string, std::size_t> names = synced_names_;
  const std::size_t most =
      below(chance, 2) == 0 ? names_since_.size() : below(chance, names_since_.size() + 1);
  for (std::size_t i = 0; i < most; ++i) {
    const auto& [name, inode] = names_since_[i];
    if (inode == k_gone)
      names.erase(name);
    else
      names[name] = inode;
  }
  const auto mood = static_cast<unsigned>(below(chance, k_moods));
  Files files;
  for (const auto& [name, inode] : names) files[name] = left_of(inodes_[inode], mood, chance);
  return files;
}

}  // namespace anze::sim
