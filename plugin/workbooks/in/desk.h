// Desk: sheet files on their way in: uploads whose parts are still coming, and imports that the host moves on
// step by step. All of it in memory and bounded: closing the instance, or never coming back, leaves nothing
// behind.
//
// Threads: any. A job is worked on by one thread at a time; a second one is told so.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "plugin/workbooks/in/import.h"

namespace anze::sheets {

struct Job {
  std::string id;
  std::string actor;
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
  Desk(const std::string& reader, const Limits& limits) : program_{find_reader(reader)}, limits_(limits) {}

  const ReaderProgram& program() const { return program_; }
  const Limits& limits() const { return limits_; }

  // Adds a part at its offset; the same part again does nothing. `id` "" begins a new upload; when all places
  // are taken, the oldest of the same actor goes. Returns its id.
  // Errors: sheet.upload_unknown, sheet.upload_gap, sheet.limit, sheet.busy.
  Result<std::string> add(const std::string& id, const std::string& actor, std::size_t at,
                          std::string_view part, std::int64_t now_ms);
  std::size_t size_of(const std::string& id);
  // The bytes; the upload stays until it is taken with `forget`.  Errors: sheet.upload_unknown.
  Result<std::string> bytes_of(const std::string& id, const std::string& actor);
  void forget(const std::string& id);

  // Errors: sheet.busy (too many at once).
  Result<std::shared_ptr<Job>> start(ImportOptions options, std::string bytes, const std::string& actor,
                                     std::int64_t now_ms);
  // Errors: sheet.job_unknown.
  Result<std::shared_ptr<Job>> job(const std::string& id, const std::string& actor, std::int64_t now_ms);
  void finish(const std::string& id);

 private:
  struct Upload {
    std::string actor;
    std::string bytes;
    std::int64_t number = 0;  // in the order they began
    std::int64_t touched_ms = 0;
  };
  void drop_old(std::int64_t now_ms);
  bool drop_oldest_of(const std::string& actor);

  ReaderProgram program_;
  Limits limits_;
  std::mutex mutex_;  // guards what follows
  std::int64_t last_ = 0;
  std::map<std::string, Upload> uploads_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
};

}  // namespace anze::sheets
