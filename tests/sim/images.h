// Images: what a power cut may leave of files whose changes a Disk has kept.
//
// What was synced is there. Of what was written since, each sector of 512 bytes is there, is not, or is there
// up to a byte in its middle; so is a cut to another size, there or not. Of names created and removed since
// the folder was synced the first ones are there: file systems keep their order. A disk that lies has
// answered syncs without doing them, from some moment on.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/sim/disk.h"
#include "tests/sim/seed.h"

namespace anze::sim {

using Files = std::map<std::string, std::string>;  // by name

Files files_in(const std::filesystem::path& folder);
void put_files(const std::filesystem::path& folder, const Files& files);

class Images {
 public:
  // `before`: what lay in the folder before the first change.  `lies_from`: syncs from this change on are
  // lies.
  explicit Images(const std::vector<Change>& changes, const Files& before = {},
                  std::size_t lies_from = static_cast<std::size_t>(-1));
  // As if the first `done` changes had been made; never back.
  void go_to(std::size_t done);
  // One image of a power cut now.
  Files cut(Chance& chance) const;

 private:
  struct Inode {
    std::string synced;
    std::vector<const Change*> since;
  };
  void take(const Change& change, bool synced);
  void sync_names();
  std::string left_of(const Inode& inode, unsigned mood, Chance& chance) const;

  const std::vector<Change>& changes_;
  std::size_t lies_from_;
  std::size_t done_ = 0;
  std::vector<Inode> inodes_;
  std::map<std::string, std::size_t> names_;                      // inodes, as a process sees them
  std::map<std::string, std::size_t> synced_names_;               // as the disk does
  std::vector<std::pair<std::string, std::size_t>> names_since_;  // in order; k_gone: removed
};

}  // namespace anze::sim
