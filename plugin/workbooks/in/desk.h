// Desk: sheet files on their way in: imports that the host moves on step by step. All of it in memory and
// bounded: closing the instance, or never coming back, leaves nothing behind.
//
// Places are shared by person, not by account: each has two, and its own import that was touched least
// recently gives way to a third. When all places are taken, one that nobody touched for five minutes gives
// way, then one of whoever has two. What a call is working on gives way to nobody.
//
// Threads: any. A job is worked on by one thread at a time; a second one is told so.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "plugin/calls/uploads.h"
#include "plugin/workbooks/in/import.h"

namespace anze::sheets {

struct Job {
  std::string id;
  std::int64_t number = 0;  // in the order they began
  plugin::Sender sender;
  ImportOptions options;
  std::string bytes;               // until they are read
  std::unique_ptr<Import> import;  // from the first step on
  bool checked = false;
  std::string last_request;  // id of the last step, and what was answered to it
  plugin::json last_answer;
  std::int64_t touched_ms = 0;
  std::mutex busy;
};

class Desk {
 public:
  // `reader` is the configured program, "" for the one beside the module.
  explicit Desk(const std::string& reader) : program_{find_reader(reader)} {}

  const ReaderProgram& program() const { return program_; }

  // Errors: sheet.busy (too many at once).
  Result<std::shared_ptr<Job>> start(ImportOptions options, std::string bytes, const plugin::Sender& sender,
                                     std::int64_t now_ms);
  // Errors: sheet.job_unknown.
  Result<std::shared_ptr<Job>> job(const std::string& id, const std::string& account, std::int64_t now_ms);
  void finish(const std::string& id);

 private:
  void drop_old(std::int64_t now_ms);
  bool drop_one(const std::function<bool(const Job&)>& of);
  bool make_room_for(const std::string& person, std::int64_t now_ms);

  ReaderProgram program_;
  std::mutex mutex_;  // guards what follows
  std::int64_t last_ = 0;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
};

}  // namespace anze::sheets
