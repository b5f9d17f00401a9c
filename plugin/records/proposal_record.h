// What one person would have take the place of something, and a second one decides.
//
// ProposalRecord (修改提议): a definition that is to take the place of one in force, or to stand beside it:
// who proposes it and why, what it would replace, which controls it loosens and which periods it reaches
// into, and what a second person decided. The document is kept as the canonical bytes that take effect.
//
// AmendmentRecord (更正提议): version n+1 of a sealed assessment, on a ground. What it changes is not kept:
// it comes out of the two versions' scorecards, and until it is confirmed out of the facts up to the entry it
// names. One version of the record a step; proposed anew it keeps its id, and the steps before stay readable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/date_range.h"
#include "scoring/days/period.h"

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

enum class AmendmentState { k_open, k_confirmed, k_refused };

inline constexpr StateRow<AmendmentState> k_amendment_states[] = {
    {AmendmentState::k_open, "open", "待确认", true,
     states({AmendmentState::k_open, AmendmentState::k_confirmed, AmendmentState::k_refused})},
    {AmendmentState::k_confirmed, "confirmed", "已确认", false, 0},
    {AmendmentState::k_refused, "refused", "已退回", false, states({AmendmentState::k_open})},
};
static_assert(in_order(k_amendment_states));

struct AmendmentRecord {
  struct Decision {
    std::string by;  // principal
    Date on;
    std::string reason;  // of a refusal
  };

  Period period;
  std::int64_t version = 2;  // that it would become, or became
  AmendmentState state = AmendmentState::k_open;
  std::string reason;
  std::string document;            // the number of the paper it rests on; "" where facts alone are the ground
  std::vector<std::string> facts;  // ids; none where a document alone is the ground
  std::string by;                  // principal
  Date on;
  std::int64_t facts_entry = 0;  // everything up to it was taken in
  std::string digest;            // of the scorecards that were shown, hex
  std::string supersedes;        // the digest of the version in force then
  std::optional<Decision> decision;
};

// "2025Q1/v2"
std::string amendment_id(const Period& period, std::int64_t version);

// Errors of reading: record.corrupt, with the member.
Result<AmendmentRecord> amendment_of(const store::Record& stored);
json amendment_json(const AmendmentRecord& amendment);  // what is stored
Result<std::optional<AmendmentRecord>> read_amendment(store::Reader& reader, const Period& period,
                                                      std::int64_t version);
// Writes the next step.  Errors: record.state.
Result<void> put_amendment(store::Writer& writer, const AmendmentRecord& amendment);

}  // namespace anze::plugin
