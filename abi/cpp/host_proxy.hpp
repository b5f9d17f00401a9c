// Host: the plugin's view of the services it was given. A service that is absent, too old for a function,
// throws, forgets to answer or answers against the rules is a status here and never a crash.
//
// Threads: [any]; each question is asked on the calling thread and answered before `ask` returns.
#pragma once

#include <cxxabi.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "anze/all.h"
#include "cpp/open_args.hpp"
#include "cpp/pieces.hpp"

namespace anze::abi {

inline constexpr std::uint64_t k_reply_bytes_max = 64ULL << 20U;

// What a service said.
struct Heard {
  anze_status status = ANZE_E_UNSUPPORTED;  // OK, UNSUPPORTED (absent), LIMIT, NO_MEMORY or one of HOST_*
  std::string bytes;                        // the answer, or the service's own problem
  anze_status said = ANZE_OK;               // the status the service itself gave, when it gave one
  const char* fault = "";                   // for the log: which rule was broken

  bool ok() const { return status == ANZE_OK; }
};

namespace detail {

// Collects one reply. It lives in the asking function's frame: a service that keeps the reply beyond its
// return breaks rule H-05, and that cannot be checked.
class Collector {
 public:
  Collector() { reply_.ctx = this; }
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  const anze_reply* reply() const { return &reply_; }

  Heard finish(bool threw) {
    Heard heard;
    heard.said = said_;
    if (threw) {
      heard.status = ANZE_E_HOST_MISBEHAVED;
      heard.fault = "the service let an exception out (H-04)";
    } else if (const char* fault = fault_.load()) {
      heard.status = ANZE_E_HOST_MISBEHAVED;
      heard.fault = fault;
    } else if (done_ == 0) {
      heard.status = ANZE_E_HOST_NO_ANSWER;
      heard.fault = "the service returned without calling done (H-05)";
    } else if (failed_ != ANZE_OK) {
      heard.status = failed_;
    } else if (said_ < 0) {
      heard.status = said_ == ANZE_E_FORBIDDEN ? ANZE_E_HOST_REFUSED : ANZE_E_HOST_FAILED;
    } else {
      heard.status = ANZE_OK;
    }
    heard.bytes = std::move(bytes_);
    return heard;
  }

 private:
  bool on_own_thread() {
    if (std::this_thread::get_id() == thread_) return true;
    fault_ = "the reply was used on another thread (H-05)";
    return false;
  }

  anze_status write(const std::uint8_t* data, std::uint64_t size) {
    if (!on_own_thread()) return ANZE_E_WRONG_THREAD;
    if (done_ > 0) fault_ = "write was called after done (H-05)";
    if (data == nullptr && size != 0) fault_ = "write was given NULL (H-05)";
    if (fault_.load() != nullptr) return ANZE_E_ARGUMENT;
    if (size > k_reply_bytes_max - bytes_.size()) return failed_ = ANZE_E_LIMIT;
    try {
      bytes_.append(reinterpret_cast<const char*>(data), size);
    } catch (const std::exception&) {
      return failed_ = ANZE_E_NO_MEMORY;
    }
    return ANZE_OK;
  }

  void done(anze_status status) {
    if (!on_own_thread()) return;
    if (++done_ > 1) fault_ = "done was called twice (H-05)";
    said_ = status;
  }

  const std::thread::id thread_ = std::this_thread::get_id();
  std::string bytes_;
  int done_ = 0;
  anze_status said_ = ANZE_OK;
  anze_status failed_ = ANZE_OK;
  std::atomic<const char*> fault_ = nullptr;
  anze_reply reply_ = {sizeof(anze_reply), 0, nullptr,
                       [](void* ctx, const std::uint8_t* data, std::uint64_t size) {
                         return static_cast<Collector*>(ctx)->write(data, size);
                       },
                       [](void* ctx, anze_status status) { static_cast<Collector*>(ctx)->done(status); }};
};

inline const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace detail

class Host {
 public:
  Host() = default;
  // Copies the list; tables stay the host's and must outlive this object.
  explicit Host(std::vector<Service> services) : services_(std::move(services)) {}

  bool offers(std::string_view id) const { return find(id) != nullptr; }

  // A line for the platform's log; false when there is none, so that the caller keeps the line itself.
  bool log(std::int32_t level, std::string_view text) const {
    const auto found = service<anze_host_log>(ANZE_HOST_LOG);
    if (!ANZE_HAS(found.table, write)) return false;
    return tell([&] { found.table->write(found.ctx, level, detail::bytes_of(text), text.size()); });
  }

  // Errors: UNSUPPORTED (no clock), HOST_FAILED, HOST_MISBEHAVED. `out` is untouched then.
  anze_status now_ms(std::int64_t& out) const {
    const auto found = service<anze_host_clock>(ANZE_HOST_CLOCK);
    if (!ANZE_HAS(found.table, now_ms)) return ANZE_E_UNSUPPORTED;
    std::int64_t now = -1;
    anze_status status = ANZE_OK;
    if (!tell([&] { status = found.table->now_ms(found.ctx, &now); })) return ANZE_E_HOST_MISBEHAVED;
    if (status < 0) return ANZE_E_HOST_FAILED;
    if (now < 0) return ANZE_E_HOST_MISBEHAVED;
    out = now;
    return ANZE_OK;
  }

  // Of the two revisions of the directory the later one is asked.
  bool has_directory() const { return offers(ANZE_HOST_IDENTITY_2) || offers(ANZE_HOST_IDENTITY); }
  const char* directory_id() const {
    return offers(ANZE_HOST_IDENTITY_2) ? ANZE_HOST_IDENTITY_2 : ANZE_HOST_IDENTITY;
  }
  Heard resolve(std::string_view principal) const {
    return ask<anze_host_identity>(directory_id(), &anze_host_identity::resolve, detail::bytes_of(principal),
                                   principal.size());
  }
  Heard list(std::string_view unit) const {
    return ask<anze_host_identity>(directory_id(), &anze_host_identity::list, detail::bytes_of(unit),
                                   unit.size());
  }
  Heard can(std::string_view principal, const char* action, std::string_view object) const {
    return ask<anze_host_identity>(directory_id(), &anze_host_identity::can, detail::bytes_of(principal),
                                   principal.size(), action, detail::bytes_of(object), object.size());
  }

  Heard submit(std::string_view document, std::string_view meta) const {
    return ask<anze_host_documents>(ANZE_HOST_DOCUMENTS, &anze_host_documents::submit,
                                    detail::bytes_of(document), document.size(), detail::bytes_of(meta),
                                    meta.size());
  }
  Heard receipt(const char* document_id) const {
    return ask<anze_host_documents>(ANZE_HOST_DOCUMENTS, &anze_host_documents::receipt, document_id);
  }
  Heard fetch(const char* document_id) const {
    return ask<anze_host_documents>(ANZE_HOST_DOCUMENTS, &anze_host_documents::fetch, document_id);
  }

  Heard is_workday(const char* date) const {
    return ask<anze_host_calendar>(ANZE_HOST_CALENDAR, &anze_host_calendar::is_workday, date);
  }
  Heard add_workdays(const char* date, std::int32_t n) const {
    return ask<anze_host_calendar>(ANZE_HOST_CALENDAR, &anze_host_calendar::add_workdays, date, n);
  }
  Heard calendar_version() const {
    return ask<anze_host_calendar>(ANZE_HOST_CALENDAR, &anze_host_calendar::version);
  }

  Heard directory(const char* purpose) const {
    return ask<anze_host_storage>(ANZE_HOST_STORAGE, &anze_host_storage::directory, purpose);
  }

  Heard anchored(const char* store) const {
    return ask<anze_host_anchor>(ANZE_HOST_ANCHOR, &anze_host_anchor::last, store);
  }
  Heard keep_anchor(std::string_view head) const {
    return ask<anze_host_anchor>(ANZE_HOST_ANCHOR, &anze_host_anchor::keep, detail::bytes_of(head),
                                 head.size());
  }

  Heard keys(const char* store) const {
    return ask<anze_host_crypto>(ANZE_HOST_CRYPTO, &anze_host_crypto::keys, store);
  }

  Heard base_url() const { return ask<anze_host_http>(ANZE_HOST_HTTP, &anze_host_http::base_url); }
  Heard csrf_token(std::string_view principal) const {
    return ask<anze_host_http>(ANZE_HOST_HTTP, &anze_host_http::csrf_token, detail::bytes_of(principal),
                               principal.size());
  }
  Heard session(std::string_view principal) const {
    return ask<anze_host_http>(ANZE_HOST_HTTP, &anze_host_http::session, detail::bytes_of(principal),
                               principal.size());
  }

  // How many pieces of work the host runs side by side; 1 when it lends no threads.
  std::uint32_t lanes() const {
    const auto found = service<anze_host_workers>(ANZE_HOST_WORKERS);
    std::uint32_t lanes = 1;
    if (!ANZE_HAS(found.table, run) || found.table->lanes == nullptr) return 1;
    return tell([&] { lanes = found.table->lanes(found.ctx); }) && lanes > 0 ? lanes : 1;
  }
  // Runs body(0) to body(pieces - 1) on threads of the host and returns when all have ended. What the host
  // does not run, because it lends no threads or breaks the rules, is run here: the outcome never depends on
  // it. An exception of a piece does not cross the host; the first piece's is thrown here.
  template <class Body>
  void run(std::uint32_t pieces, const Body& body) const {
    Pieces<Body> all(pieces, body);
    const auto found = service<anze_host_workers>(ANZE_HOST_WORKERS);
    anze_status status = ANZE_E_UNSUPPORTED;
    const char* fault = nullptr;
    if (pieces > 1 && ANZE_HAS(found.table, run))
      if (!tell([&] { status = found.table->run(found.ctx, pieces, &Pieces<Body>::work, &all); }))
        fault = "the service let an exception out (H-04)";
    if (const char* wrong = all.finish(status == ANZE_OK)) fault = wrong;
    if (fault != nullptr) log(ANZE_LOG_HOST_MISBEHAVING, std::string(ANZE_HOST_WORKERS) + ": " + fault);
    all.rethrow();
  }

  // Asks any service: ask<Table>(id, &Table::function, arguments between ctx and reply...).
  template <class Table, class Function, class... Arguments>
  Heard ask(std::string_view id, Function Table::*function, Arguments... arguments) const {
    const auto found = service<Table>(id);
    Heard heard;
    if (found.table == nullptr || !reaches(found.table, function) || found.table->*function == nullptr) {
      heard.fault = "the host does not offer this";
      return heard;
    }
    detail::Collector collector;
    const bool kept = tell([&] { (found.table->*function)(found.ctx, arguments..., collector.reply()); });
    heard = collector.finish(!kept);
    if (heard.status == ANZE_E_HOST_MISBEHAVED || heard.status == ANZE_E_HOST_NO_ANSWER)
      log(ANZE_LOG_HOST_MISBEHAVING, std::string(id) + ": " + heard.fault);
    return heard;
  }

 private:
  template <class Table>
  struct Found {
    const Table* table = nullptr;
    void* ctx = nullptr;
  };

  const Service* find(std::string_view id) const {
    for (const Service& service : services_)
      if (service.id == id) return &service;
    return nullptr;
  }

  template <class Table>
  Found<Table> service(std::string_view id) const {
    const Service* found = find(id);
    return found == nullptr ? Found<Table>{}
                            : Found<Table>{static_cast<const Table*>(found->table), found->ctx};
  }

  // ANZE_HAS for a pointer to member.
  template <class Table, class Function>
  static bool reaches(const Table* table, Function Table::*function) {
    const auto* end = reinterpret_cast<const char*>(&(table->*function)) + sizeof(table->*function);
    return end - reinterpret_cast<const char*>(table) <= static_cast<std::ptrdiff_t>(table->struct_size);
  }

  // Returns false when the host let an exception out.
  template <class Body>
  static bool tell(Body&& body) {
    try {
      body();
      return true;
    } catch (const __cxxabiv1::__forced_unwind&) {
      throw;
    } catch (...) {
      return false;
    }
  }

  std::vector<Service> services_;
};

}  // namespace anze::abi
