#include "plugin/calls/uploads.h"

#include <algorithm>

#include "plugin/sheet_reader/faults.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_uploads = 8;
constexpr std::size_t k_share = 4;  // of one person
constexpr std::int64_t k_idle_ms =
    3'600'000;  // by the caller's clock, which may stand still: the other bounds still hold

Error unknown_upload(const std::string& id) {
  return {Code::k_not_found, "sheet.upload_unknown", "there is no upload “" + id + "”", "/upload",
          "send the file again from its beginning: uploads do not outlive the library or an idle hour"};
}

}  // namespace

void Uploads::drop_idle(std::int64_t now_ms) {
  std::erase_if(uploads_, [&](const auto& each) { return each.second.touched_ms + k_idle_ms < now_ms; });
}

void Uploads::drop_oldest_of(const std::string& person) {
  auto oldest = uploads_.end();
  for (auto each = uploads_.begin(); each != uploads_.end(); ++each)
    if (each->second.sender.person == person &&
        (oldest == uploads_.end() || each->second.number < oldest->second.number))
      oldest = each;
  if (oldest != uploads_.end()) uploads_.erase(oldest);
}

// An upload stays after a check, for the import that may follow. Who sends many checks and imports none has
// the earlier ones forgotten.
bool Uploads::make_room_for(const std::string& person) {
  std::map<std::string_view, std::size_t> held;
  for (const auto& [id, upload] : uploads_) ++held[upload.sender.person];
  if (const auto own = held.find(person); own != held.end() && own->second >= k_share) {
    drop_oldest_of(person);
    return true;
  }
  if (uploads_.size() < k_uploads) return true;
  const auto most = std::max_element(
      held.begin(), held.end(), [](const auto& one, const auto& other) { return one.second < other.second; });
  if (most->second < 2) return false;
  drop_oldest_of(std::string(most->first));
  return true;
}

Result<std::string> Uploads::add(const std::string& id, const Sender& sender, std::size_t at,
                                 std::string_view part, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_idle(now_ms);
  std::string key = id;
  if (key.empty()) {
    if (!make_room_for(sender.person))
      return Error{Code::k_busy,
                   "sheet.busy",
                   "too many uploads are under way",
                   {},
                   "finish or cancel one; what nobody touches for an hour is dropped"};
    key = "U-" + std::to_string(++last_);
    uploads_[key].sender = sender;
    uploads_[key].number = last_;
  }
  const auto found = uploads_.find(key);
  if (found == uploads_.end() || found->second.sender.account != sender.account) return unknown_upload(key);
  Upload& upload = found->second;
  upload.touched_ms = now_ms;
  if (at + part.size() > most_bytes_ || at > most_bytes_)
    return sheets::over("size of the file", most_bytes_, "bytes");
  if (at < upload.bytes.size() && upload.bytes.compare(at, part.size(), part) == 0) return key;  // sent again
  if (at != upload.bytes.size())
    return Error{Code::k_conflict, "sheet.upload_gap",
                 "the upload has " + std::to_string(upload.bytes.size()) + " bytes; this part begins at " +
                     std::to_string(at),
                 "/at", "send the parts one after the other"};
  upload.bytes += part;
  return key;
}

std::size_t Uploads::size_of(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = uploads_.find(id);
  return found == uploads_.end() ? 0 : found->second.bytes.size();
}

Result<std::string> Uploads::bytes_of(const std::string& id, const std::string& account,
                                      std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_idle(now_ms);
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second.sender.account != account) return unknown_upload(id);
  return found->second.bytes;
}

void Uploads::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  uploads_.erase(id);
}

}  // namespace anze::plugin
