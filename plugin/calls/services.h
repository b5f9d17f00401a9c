// Services: what the plugin asks of its host, with the fallback for each question (abi/README.md names them).
// Answers of the host are input like any other: they go through the JSON guard and are checked before use.
//
// Threads: any. Nothing here but the worker threads is asked for inside a write transaction, so a slow host
// delays its own caller only.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cpp/host_proxy.hpp"
#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/days/calendar.h"
#include "scoring/values/result.h"

namespace anze::plugin {

// What somebody is to another person, whose id stands in the organisation data.
struct Relation {
  std::string kind;  // "superior", "deputy", "delegate"
  std::string person;
};

struct Person {
  std::string principal;
  std::string name;
  std::string unit;
  std::string official;  // id of the official this principal is, "" when not an assessed person
  std::vector<std::string> roles;
  std::string addressee;  // the body that letters go to this person belongs to, "" when none is said

  // The place (plugin/access/place.h), beside the own unit.
  std::vector<std::string> units;
  std::vector<std::string> sectors;
  // A directory that need not say a place says the unit somebody belongs to, or nothing.
  bool everywhere = false;  // nothing
  bool by_area = false;     // the unit: whoever belongs to it works for its area
  std::vector<Relation> relations;

  bool has(std::string_view role) const;
};

enum class SubmitOutcome { k_accepted, k_duplicate, k_refused, k_later };  // duplicate: it had it already

struct SubmitAnswer {
  SubmitOutcome outcome = SubmitOutcome::k_later;
  json receipt;  // object or null
  std::string reason;
};

class Services {
 public:
  // Requires: `config` is the checked configuration object of open.
  Services(abi::Host host, const json& config);

  // What the schema cannot see in the configuration.  Errors: date.*, calendar.*.
  Result<void> check() const;

  // The host's clock, else the request's "now". That one may be a slip of whoever calls, and days go by the
  // chain for ever after: far behind the last entry (`last_ms`, 0 when there is none) it is refused.
  // Errors: clock.missing, clock.host, clock.range.
  Result<std::int64_t> now_ms(const json& request, std::int64_t last_ms) const;

  // Errors: actor.unknown; identity.failed (the directory does not answer), identity.answer (it answers what
  // cannot be read). Whoever is not known for certain may do nothing.
  Result<Person> resolve(const std::string& principal);
  // Whether the platform allows it too; true when it has no opinion. It is told the object's id, or by
  // anze.host.identity/2 what is touched.  Errors: identity.failed.
  Result<bool> host_allows(const Person& person, const char* method, std::string_view object,
                           const json& touched);
  bool asks_what_is_touched() const { return host_.offers(ANZE_HOST_IDENTITY_2); }

  // The working days of those years that somebody knows; unknown ones stay out (Calendar answers for them),
  // and so do years far from today, of which there is no notice. A year is asked about once, and again when
  // the calendar's version changes; of a calendar that tells no version, once a day. Asked under no lock: a
  // calendar that hangs holds up its own caller.
  Result<Calendar> calendar(const std::set<int>& years, Date today);

  // Errors: exchange.absent (pull with outbox.take/1 instead), exchange.failed.
  Result<SubmitAnswer> submit(std::string_view document, const json& meta) const;
  Result<SubmitAnswer> receipt(const std::string& document_id) const;
  bool has_exchange() const { return host_.offers(ANZE_HOST_DOCUMENTS); }

  // Errors: config.storage.
  Result<std::string> storage_directory() const;

  // How far the store of that folder had come, as the host remembers it (anze/ext/draft/anchor.h); none where
  // nobody does. A service that fails is told to the log and stops nothing.
  std::optional<store::ChainHead> anchored(const std::string& directory);
  // Whether the host keeps it now.
  bool keep_anchor(const std::string& directory, const store::ChainHead& head, bool replaces);
  bool has_anchor() const { return host_.offers(ANZE_HOST_ANCHOR); }

  // The keys of the texts of the store in that folder, the one that encrypts first; none where the
  // configuration says that they are kept as they are.  Errors: crypto.failed (the host's key service does
  // not answer, or answers no keys), config.keys (no 64 hexadecimal digits), config.personal (no key, and
  // nobody said that none is wanted).
  Result<std::vector<store::MasterKey>> field_keys(const std::string& directory);

  // Pieces of work side by side on threads the host lends, one after the other where it lends none
  // (anze/ext/draft/workers.h). Throws what the first failed piece threw.
  std::uint32_t lanes() const { return host_.lanes(); }
  void run(std::uint32_t pieces, const std::function<void(std::uint32_t)>& body) const {
    host_.run(pieces, body);
  }

  // One line: what came with line breaks (an exchange's words, a request's) must not look like two.
  void log(std::int32_t level, const std::string& text);
  std::vector<std::string> take_log();  // lines kept because the host has no log

 private:
  Result<SubmitAnswer> read_outcome(const abi::Heard& heard) const;
  std::optional<std::vector<bool>> ask_year(int year) const;
  Error broken(Error error);  // also told to the log

  abi::Host host_;
  json config_;
  std::mutex mutex_;  // guards what follows
  std::deque<std::string> kept_lines_;
  std::string calendar_version_;
  std::map<int, std::vector<bool>> calendar_years_;
};

}  // namespace anze::plugin
