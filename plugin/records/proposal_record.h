// ProposalRecord (修改提议): a definition that is to take the place of one in force, or to stand beside it:
// who proposes it and why, what it would replace, which controls it loosens and which periods it reaches
// into, and what a second person decided. The document is kept as the canonical bytes that take effect.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/date_range.h"

namespace anze::plugin {

enum class ProposalState { k_open, k_confirmed, k_refused, k_replaced };

inline constexpr StateRow<ProposalState> k_proposal_states[] = {
    {ProposalState::k_open, "open", "待确认", true,
     states({ProposalState::k_confirmed, ProposalState::k_refused, ProposalState::k_replaced})},
    {ProposalState::k_confirmed, "confirmed", "已确认", false, 0},
    {ProposalState::k_refused, "refused", "已退回", false, 0},
    {ProposalState::k_replaced, "replaced", "已被新提议取代", false, 0},
};
static_assert(in_order(k_proposal_states));

// A control that the new definition holds less tightly.
struct Loosening {
  std::string at;    // in the new document; where something was left out, in the one before
  std::string text;  // 中文

  friend bool operator==(const Loosening&, const Loosening&) = default;
};

// Days on which something was assessed or is over, and counts otherwise from now on.
struct Reach {
  std::string at;
  std::string text;    // 中文
  std::string state;   // of the period: "open", "scored", "sealed"; "over" where nobody opened it
  std::string period;  // "" of those nobody opened
  DateRange days;

  friend bool operator==(const Reach&, const Reach&) = default;
};

// What it takes the place of.
struct Replaced {
  std::string id;
  std::int64_t version = 0;  // of the record

  friend bool operator==(const Replaced&, const Replaced&) = default;
};

struct ProposalRecord {
  struct Decision {
    std::string by;
    std::string role;  // confirmed or refused as this
    Date on;
    std::string reason;  // of a refusal; of one that was replaced the proposal that did
  };

  std::string id;  // "P-47"
  ProposalState state = ProposalState::k_open;
  std::string definition;  // the kind of the record it becomes: "ledger"
  std::string target;      // its id: "meeting"
  std::string title;       // as people call it
  std::string document;    // canonical JSON
  std::optional<Replaced> replaces;
  std::vector<Loosening> loosens;
  std::vector<Reach> reaches;
  std::string reason;  // may be empty where it neither loosens nor reaches
  std::string by;      // principal
  std::string role;    // proposed as this
  Date on;
  std::optional<Decision> decision;  // there since it is not open

  // Whether results and papers tell of it once it is confirmed.
  bool grave() const { return !loosens.empty() || !reaches.empty(); }
};

std::string proposal_id(std::int64_t entry);
json loosens_json(const ProposalRecord& proposal);
json reaches_json(const ProposalRecord& proposal);

// Errors of reading: record.corrupt, with the member.
Result<ProposalRecord> proposal_of(const store::Record& stored);
json proposal_json(const ProposalRecord& proposal);  // what is stored
Result<std::optional<ProposalRecord>> read_proposal(store::Reader& reader, const std::string& id);
// As known at `as_of_entry` (0: now).
Result<std::vector<ProposalRecord>> read_proposals(store::Reader& reader, std::int64_t as_of_entry = 0);
// Errors: record.state.
Result<void> put_proposal(store::Writer& writer, const ProposalRecord& proposal);

}  // namespace anze::plugin
