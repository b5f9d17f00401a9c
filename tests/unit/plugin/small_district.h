// SmallDistrict: the world of tests/cases with the people who act in it, on a real store behind the real
// plugin. Each role is played by somebody who has that role alone; "head" is the district head, who is
// assessed; "two-bodies", "one-woman-show" and "clerk-verifier" hold roles that must not meet.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/session.hpp"

namespace anze::district {

using nlohmann::json;
namespace fs = std::filesystem;

struct Parts {
  bool exchange = true;
  bool identity = true;
  bool calendar = true;
  bool anchor = false;           // the host remembers how far the store had come
  fs::path keys;                 // the file of the host's keys; none: texts are kept plain
  std::uint32_t workers = 0;     // threads the host lends; 0: one a core
  json config = json::object();  // more members of the configuration
};

class SmallDistrict {
 public:
  // Opens a store in `folder`, which keeps everything; opening the same folder again goes on with it.
  explicit SmallDistrict(fs::path folder, const Parts& parts = {});

  host::Session& session() { return *session_; }
  host::Exchange& exchange() { return *session_->exchange(); }
  const fs::path& folder() const { return folder_; }
  fs::path mailboxes() const { return folder_ / "mailboxes"; }

  // Whoever goes on with a folder under another object asks under ids that were not used in it.
  void number_requests_from(int first) { requests_ = first; }

  // Nine in the morning of "2025-04-09".
  void go_to(const std::string& day);

  // Without a request_id of its own a request gets the next of "r1", "r2" …: two districts that do the same
  // send the same bytes.
  abi::Said say(const std::string& method, const std::string& actor, json request = json::object());
  // The answer.  Errors: host::Refused.
  json ask(const std::string& method, const std::string& actor, json request = json::object());
  // The problem object of a call that must fail; null when it does not.
  json problem(const std::string& method, const std::string& actor, json request = json::object());
  // "fact.future /fact/occurred_on": its code and place; "done" when it does not fail.
  std::string no(const std::string& method, const std::string& actor, json request = json::object());

  // A definition that is in force in the end: sent by the one who sends such, with a reason, and confirmed by
  // the signer where it is a proposal. The answer to the sender.  Errors: host::Refused.
  json enact(const std::string& method, const std::string& actor, json request);
  // The same, as `no` tells it: of the proposal or of its confirmation.
  std::string enact_no(const std::string& method, const std::string& actor, json request);

  json head() { return ask("audit.head/1", "clerk"); }

  // Organisation, ledgers, rulebook, figures, filing rules.
  void define();
  void append(const json& fact) { ask("ledger.append/1", "clerk", {{"fact", fact}}); }
  // Opened and scored by the assessor; sealed by the signer.
  void score(const std::string& quarter);
  void seal(const std::string& quarter) { ask("assess.seal/1", "signer", {{"period", quarter}}); }
  // Prepared and signed; its id.
  std::string file(const std::string& period, const std::string& kind);

 private:
  fs::path folder_;
  std::unique_ptr<host::Session> session_;
  int requests_ = 0;
};

// The documents of the world, for tests that change a member of one.
json organisation();
json rulebook();
json ledger(const std::string& name);
json figures();
json filing_rules();
json people();  // as identity services and configurations list them

// A criticism of the district head on that day: two points off.
json criticism(const std::string& id, const std::string& day);
// Eleven dead and the finding of the head's responsibility: one veto on the person, one on the unit.
json major_accident(const std::string& day);
json finding(const std::string& day);

}  // namespace anze::district
