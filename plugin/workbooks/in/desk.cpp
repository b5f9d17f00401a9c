#include "plugin/workbooks/in/desk.h"

#include <algorithm>

namespace anze::sheets {
namespace {

constexpr std::size_t k_share = 2;             // of one person
constexpr std::size_t k_jobs = 4;              // each may hold a hundred megabytes
constexpr std::int64_t k_idle_ms = 3'600'000;  // then it is dropped
constexpr std::int64_t k_yield_ms = 300'000;   // then it gives way to somebody who waits

Error busy() {
  return {Code::k_busy,
          "sheet.busy",
          "too many imports are under way",
          {},
          "finish or cancel one; what nobody touches for an hour is dropped"};
}

}  // namespace

// Uses the caller's clock, which may stand still; then nothing grows old, and the bounds still hold. A job
// somebody works on is not idle, however long that takes.
void Desk::drop_idle(std::int64_t now_ms, std::int64_t idle_ms) {
  std::erase_if(jobs_, [&](const auto& each) {
    if (each.second->touched_ms + idle_ms >= now_ms) return false;
    return std::unique_lock(each.second->busy, std::try_to_lock).owns_lock();
  });
}

// False: every import of the person is being worked on.
bool Desk::give_way(const std::string& person) {
  auto least = jobs_.end();
  for (auto each = jobs_.begin(); each != jobs_.end(); ++each) {
    const Job& job = *each->second;
    if (job.sender.person != person || !std::unique_lock(each->second->busy, std::try_to_lock).owns_lock())
      continue;
    if (least == jobs_.end() ||
        std::pair(job.touched_ms, job.number) < std::pair(least->second->touched_ms, least->second->number))
      least = each;
  }
  if (least == jobs_.end()) return false;
  jobs_.erase(least);
  return true;
}

bool Desk::make_room_for(const std::string& person, std::int64_t now_ms) {
  std::map<std::string, std::size_t> held;
  for (const auto& [id, job] : jobs_) ++held[job->sender.person];
  if (held[person] >= k_share) return give_way(person);
  if (jobs_.size() >= k_jobs) drop_idle(now_ms, k_yield_ms);
  if (jobs_.size() < k_jobs) return true;
  for (const auto& [other, count] : held)
    if (count > std::max<std::size_t>(1, held[person]) && give_way(other)) return true;
  return false;
}

Result<std::shared_ptr<Job>> Desk::start(ImportOptions options, std::string bytes,
                                         const plugin::Sender& sender, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_idle(now_ms, k_idle_ms);
  if (!make_room_for(sender.person, now_ms)) return busy();
  auto job = std::make_shared<Job>();
  job->number = ++last_;
  job->id = "J-" + std::to_string(job->number);
  job->sender = sender;
  job->options = std::move(options);
  job->bytes = std::move(bytes);
  job->touched_ms = now_ms;
  jobs_[job->id] = job;
  return job;
}

Result<std::shared_ptr<Job>> Desk::job(const std::string& id, const std::string& account,
                                       std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end() || found->second->sender.account != account)
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
