// A recorded veto proposal with the decisions of the two bodies so far.
#pragma once

#include <string>
#include <vector>

#include "plugin/json.h"
#include "plugin/method.h"
#include "plugin/store/store.h"
#include "scoring/period.h"
#include "scoring/scorecard.h"
#include "scoring/veto.h"

namespace anze::plugin {

inline constexpr const char* k_veto_record = "veto";
inline constexpr const char* k_veto_decision_record = "veto_decision";

struct VetoState {
  std::string id;
  json body;       // the proposal
  json decisions;  // of either body, the last of each
  VetoStatus status = VetoStatus::k_proposed;

  std::string subject() const { return text_of(body, "subject"); }
  bool yellow_card() const { return body.value("yellow_card", false); }
  json shown() const;  // proposal, decisions and status in one object
};

// Those whose days [from, until] meet the period, by id.
Result<std::vector<VetoState>> vetoes_of(store::Reader& reader, const Period& period);
// One by its id.  Errors: veto.unknown.
Result<VetoState> need_veto(store::Reader& reader, const std::string& id);

// The facts of the year, up to today, of the ledgers a rulebook's veto clauses look at, and those of former
// years from the window of the earliest accident this year's findings are about; each with its id's code. Ids
// are looked up, not interned: a finding refers to an accident by an id its own field already interned.
struct VetoFacts {
  std::vector<Fact> facts;
  std::vector<CodeId> ids;
};
Result<void> gather_veto_facts(const Call& call, store::Reader& reader, const Rulebook& book,
                               const Period& year, VetoFacts& out);

// Each person's grade, or the one a confirmed veto forces.
std::vector<std::string> final_grades(const Evaluation& evaluation, const std::vector<VetoState>& vetoes,
                                      const Codebook& codes);

// The sealed results that the rulebook's clauses on results may look at: of the year up to today, and of as
// many periods before as they look back. Only of assessments by versions of this rulebook.
Result<std::vector<SealedResult>> gather_results(Call& call, store::Reader& reader, const Rulebook& book,
                                                 const Period& year);

std::string_view to_word(VetoStatus status);  // "proposed", "confirmed", "rejected", "disagreed"
std::string_view to_chinese(VetoStatus status);

}  // namespace anze::plugin
