#include "plugin/workbooks/in/desk.h"

namespace anze::sheets {
namespace {

constexpr std::size_t k_jobs = 2;  // each may hold a hundred megabytes
constexpr std::int64_t k_idle_ms = 3'600'000;

Error busy() {
  return {Code::k_busy,
          "sheet.busy",
          "too many imports are under way",
          {},
          "finish or cancel one; what nobody touches for an hour is dropped"};
}

}  // namespace

// Uses the caller's clock, which may stand still; then nothing grows old, and the bounds still hold.
void Desk::drop_old(std::int64_t now_ms) {
  std::erase_if(jobs_, [&](const auto& each) { return each.second->touched_ms + k_idle_ms < now_ms; });
}

Result<std::shared_ptr<Job>> Desk::start(ImportOptions options, std::string bytes, const std::string& actor,
                                         std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  drop_old(now_ms);
  if (jobs_.size() >= k_jobs) return busy();
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
