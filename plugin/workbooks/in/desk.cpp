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

namespace {

// Of what a call is working on, however long that takes, nothing is idle and nothing gives way.
bool is_worked_on(Job& job) {
  return !std::unique_lock(job.busy, std::try_to_lock).owns_lock();
}

}  // namespace

// Uses the caller's clock, which may stand still; then nothing grows old, and the bounds still hold.
void Desk::drop_old(std::int64_t now_ms) {
  std::erase_if(jobs_, [&](const auto& each) {
    return each.second->touched_ms + k_idle_ms < now_ms && !is_worked_on(*each.second);
  });
}

// Of those, the one touched least recently; false: there is none that may go.
bool Desk::drop_one(const std::function<bool(const Job&)>& of) {
  const auto age = [](const Job& job) { return std::pair(job.touched_ms, job.number); };
  auto least = jobs_.end();
  for (auto each = jobs_.begin(); each != jobs_.end(); ++each)
    if (of(*each->second) && !is_worked_on(*each->second) &&
        (least == jobs_.end() || age(*each->second) < age(*least->second)))
      least = each;
  if (least == jobs_.end()) return false;
  jobs_.erase(least);
  return true;
}

bool Desk::make_room_for(const std::string& person, std::int64_t now_ms) {
  std::map<std::string, std::size_t> held;
  for (const auto& each : jobs_) ++held[each.second->sender.person];
  if (held[person] >= k_share) return drop_one([&](const Job& job) { return job.sender.person == person; });
  if (jobs_.size() < k_jobs) return true;
  const std::size_t fair = std::max<std::size_t>(1, held[person]);
  return drop_one([&](const Job& job) { return job.touched_ms + k_yield_ms < now_ms; }) ||
         drop_one([&](const Job& job) { return held[job.sender.person] > fair; });
}

Result<std::shared_ptr<Job>> Desk::start(ImportOptions options, std::string bytes,
                                         const plugin::Sender& sender, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_old(now_ms);
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
