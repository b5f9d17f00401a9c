#include "plugin/workbooks/in/desk.h"

#include "plugin/sheet_reader/faults.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_uploads = 8;
constexpr std::size_t k_jobs = 2;  // each may hold a hundred megabytes
constexpr std::int64_t k_idle_ms = 3'600'000;

Error busy(const char* what) {
  return {Code::k_busy,
          "sheet.busy",
          std::string("too many ") + what + " are under way",
          {},
          "finish or cancel one; what nobody touches for an hour is dropped"};
}

Error unknown_upload(const std::string& id) {
  return {Code::k_not_found, "sheet.upload_unknown", "there is no upload “" + id + "”", "/upload",
          "send the file again from its beginning: uploads do not outlive the library or an idle hour"};
}

}  // namespace

// Uses the caller's clock, which may stand still; then nothing grows old, and the bounds still hold.
void Desk::drop_old(std::int64_t now_ms) {
  std::erase_if(uploads_, [&](const auto& each) { return each.second.touched_ms + k_idle_ms < now_ms; });
  std::erase_if(jobs_, [&](const auto& each) { return each.second->touched_ms + k_idle_ms < now_ms; });
}

// An upload stays after a check, for the import that may follow. Who sends many checks and imports none has
// the earlier ones forgotten.
bool Desk::drop_oldest_of(const std::string& actor) {
  auto oldest = uploads_.end();
  for (auto each = uploads_.begin(); each != uploads_.end(); ++each)
    if (each->second.actor == actor &&
        (oldest == uploads_.end() || each->second.number < oldest->second.number))
      oldest = each;
  if (oldest == uploads_.end()) return false;
  uploads_.erase(oldest);
  return true;
}

Result<std::string> Desk::add(const std::string& id, const std::string& actor, std::size_t at,
                              std::string_view part, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_old(now_ms);
  std::string key = id;
  if (key.empty()) {
    if (uploads_.size() >= k_uploads && !drop_oldest_of(actor)) return busy("uploads");
    key = "U-" + std::to_string(++last_);
    uploads_[key].actor = actor;
    uploads_[key].number = last_;
  }
  const auto found = uploads_.find(key);
  if (found == uploads_.end() || found->second.actor != actor) return unknown_upload(key);
  Upload& upload = found->second;
  upload.touched_ms = now_ms;
  if (at + part.size() > limits_.file_bytes || at > limits_.file_bytes)
    return over("size of the file", limits_.file_bytes, "bytes");
  if (at < upload.bytes.size() && upload.bytes.compare(at, part.size(), part) == 0) return key;  // sent again
  if (at != upload.bytes.size())
    return Error{Code::k_conflict, "sheet.upload_gap",
                 "the upload has " + std::to_string(upload.bytes.size()) + " bytes; this part begins at " +
                     std::to_string(at),
                 "/at", "send the parts one after the other"};
  upload.bytes += part;
  return key;
}

std::size_t Desk::size_of(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = uploads_.find(id);
  return found == uploads_.end() ? 0 : found->second.bytes.size();
}

Result<std::string> Desk::bytes_of(const std::string& id, const std::string& actor) {
  const std::lock_guard lock(mutex_);
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second.actor != actor) return unknown_upload(id);
  return found->second.bytes;
}

void Desk::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  uploads_.erase(id);
}

Result<std::shared_ptr<Job>> Desk::start(ImportOptions options, std::string bytes, const std::string& actor,
                                         std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_old(now_ms);
  if (jobs_.size() >= k_jobs) return busy("imports");
  auto job = std::make_shared<Job>();
  job->id = "J-" + std::to_string(++last_);
  job->actor = actor;
  job->options = std::move(options);
  job->bytes = std::move(bytes);
  job->touched_ms = now_ms;
  jobs_[job->id] = job;
  return job;
}

Result<std::shared_ptr<Job>> Desk::job(const std::string& id, const std::string& actor, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second->actor != actor)
    return Error{Code::k_not_found, "sheet.job_unknown", "there is no import “" + id + "” under way", "/job",
                 "sheet.imports/1 lists those that were written; begin the others anew"};
  found->second->touched_ms = now_ms;
  return found->second;
}

void Desk::finish(const std::string& id) {
  const std::lock_guard lock(mutex_);
  jobs_.erase(id);
}

}  // namespace anze::sheets
