// VetoRecord (一票否决): a proposal of a veto, one version each time its ground changed, and what the two
// bodies said of it, one version a document. Nothing that was said is ever overwritten; what it amounts to on
// the ground of today is worked out, never kept (plugin/docs/decisions/0028).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/citation.h"
#include "plugin/store/store.h"
#include "scoring/accountability/veto.h"

namespace anze::plugin {

// That nothing proposes it any more, and why.
struct VetoGone {
  std::vector<std::string> because;        // Chinese sentences
  std::vector<std::string> superseded_by;  // ids of vetoes

  friend bool operator==(const VetoGone&, const VetoGone&) = default;
};

struct VetoRecord {
  std::string clause;
  std::string title;
  std::vector<std::string> basis;
  std::string authority;
  bool yellow_card = false;
  VetoOn on = VetoOn::k_unit;
  std::string subject;  // unit or official
  std::string subject_title;
  std::optional<std::string> about;  // an accident, finding or window; the first proposals did not say
  Date from;
  Date until;
  std::vector<std::string> facts;  // ids
  // By fact what it said of what the clause asks, for whoever reads the decision later: {"on": day,
  // "official"?, fields}. The first proposals kept none.
  std::optional<std::map<std::string, json>> ground;
  std::string forced_grade;
  std::vector<std::string> effects;
  bool provisional = false;
  std::string how;
  RulebookVersion rulebook;
  std::int64_t months_from_decision = 0;  // 0: the days run from the trigger
  std::optional<VetoGone> gone;

  friend bool operator==(const VetoRecord&, const VetoRecord&) = default;
};

// A decision (认定) or a lifting (撤销) of one body.
struct VetoStatement {
  bool lifting = false;  // which of the two kinds of records it is
  std::string veto;
  std::int64_t version = 0;  // of the proposal it was made on; 0: the first decisions named none
  Body body = Body::k_organisation;
  std::string document_no;
  std::string reason;
  std::string decided_by;  // principal
  Date decided_on;
  bool confirmed = false;           // of a decision
  std::optional<bool> provisional;  // of a decision: a toll could still change; the first did not say
  bool ground_gone = false;         // of a lifting: nothing proposed it any more
};

std::string_view to_word(Body body);  // "organisation", "discipline"

// Errors of reading: record.corrupt, with the member.
Result<VetoRecord> veto_of(const store::Record& stored);
Result<VetoStatement> veto_statement_of(const store::Record& stored);
json veto_json(const VetoRecord& veto);  // what is stored
json veto_statement_json(const VetoStatement& statement);

// A record with where it stands in the store.
template <class Held>
struct Versioned {
  std::string id;
  std::int64_t version = 0;
  std::int32_t year = 0;
  std::int64_t entry = 0;
  Held body;
};
using RecordedVeto = Versioned<VetoRecord>;

Result<std::vector<RecordedVeto>> recorded_vetoes(store::Reader& reader);  // the current ones, by id
Result<std::vector<RecordedVeto>> veto_versions(store::Reader& reader,
                                                const std::string& id);  // oldest first
// All that either body ever said of one, in the order it was said.
Result<std::vector<Versioned<VetoStatement>>> veto_statements(store::Reader& reader, const std::string& veto);

Result<void> put_veto(store::Writer& writer, const std::string& id, std::int32_t year,
                      const VetoRecord& veto);
Result<void> put_veto_statement(store::Writer& writer, const VetoStatement& statement);

}  // namespace anze::plugin
