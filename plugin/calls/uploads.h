// Uploads: files whose parts are still coming, in memory and bounded: closing the instance, or never coming
// back, leaves nothing behind. Which account sent the first part owns the upload; nobody else sees it.
//
// Places are shared by person, not by account: each has some of its own, and its own oldest upload goes for
// one more. When all places are taken, the oldest upload of whoever has most of them gives way, so that no
// person keeps another out by having come first.
//
// Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "scoring/values/result.h"

namespace anze::plugin {

// Who sends: the account, and the person behind it where the directory says one (calls/persons.h).
struct Sender {
  std::string account;
  std::string person;
};

class Uploads {
 public:
  explicit Uploads(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Adds a part at its offset; the same part again does nothing. `id` "" begins a new upload. Returns its id.
  // Errors: sheet.upload_unknown, sheet.upload_gap, sheet.limit, sheet.busy (every place is another person's
  // only one).
  Result<std::string> add(const std::string& id, const Sender& sender, std::size_t at, std::string_view part,
                          std::int64_t now_ms);
  std::size_t size_of(const std::string& id);
  // The bytes; the upload stays until it is forgotten.  Errors: sheet.upload_unknown.
  Result<std::string> bytes_of(const std::string& id, const std::string& account, std::int64_t now_ms);
  void forget(const std::string& id);

 private:
  struct Upload {
    Sender sender;
    std::string bytes;
    std::int64_t number = 0;  // in the order they began
    std::int64_t touched_ms = 0;
  };
  void drop_idle(std::int64_t now_ms);
  bool make_room_for(const std::string& person);
  void drop_oldest_of(const std::string& person);

  const std::size_t most_bytes_;
  std::mutex mutex_;  // guards what follows
  std::int64_t last_ = 0;
  std::map<std::string, Upload> uploads_;
};

}  // namespace anze::plugin
