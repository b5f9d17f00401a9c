// The kinds of records a store holds, all of them: the word in its `kind` column, and what the id of a record
// of that kind is. Who writes and reads each stands beside its struct in this room; definitions are kept as
// they came in and read by the rooms of scoring.
//
// A word, once given, stays: stores name it.
#pragma once

namespace anze::plugin {

// Definitions, kept as they came in.
inline constexpr const char* k_organisation_record = "organisation";  // "current"
inline constexpr const char* k_ledger_record = "ledger";              // "meeting"
inline constexpr const char* k_rulebook_record = "rulebook";          // "tiedong-leaders/1"
inline constexpr const char* k_figures_record = "figures";            // "tiedong"
inline constexpr const char* k_filing_rules_record = "filing_rules";  // "current"

// What somebody would have take their place; a second person decides.
inline constexpr const char* k_proposal_record = "proposal";  // "P-47": its audit entry

// A period's course.
inline constexpr const char* k_assessment_record = "assessment";  // "2025Q1"
inline constexpr const char* k_amendment_record = "amendment";    // "2025Q1/v2": what version 2 would be
inline constexpr const char* k_scorecard_record = "scorecard";    // "2025Q1/cadre-0238"
inline constexpr const char* k_judgement_record = "judgement";  // "2025Q1/A13/T-0045", with "/self", "/by/…"

// The one-vote veto.
inline constexpr const char* k_veto_record = "veto";                    // "V3/cadre-0202/ACC-0007"
inline constexpr const char* k_veto_decision_record = "veto_decision";  // with "/organisation", "/discipline"
inline constexpr const char* k_veto_lifting_record = "veto_lifting";    // the same

// Letters, and figures that were answered for.
inline constexpr const char* k_filing_record = "filing";            // "2025Q1/quarterly_discipline/v1"
inline constexpr const char* k_discrepancy_record = "discrepancy";  // "2025Q1/conflict.fire_open"

// Around the facts.
inline constexpr const char* k_import_record = "sheet_import";    // "IMP-47"
inline constexpr const char* k_attachment_record = "attachment";  // the digest of its bytes
inline constexpr const char* k_account_record = "account";        // the principal

// Of the store itself.
inline constexpr const char* k_accepted_head_record = "accepted_head";  // "118", the entry gone on from

}  // namespace anze::plugin
