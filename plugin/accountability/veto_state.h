// A veto on record: what was proposed, every decision and lifting there ever was, and what they amount to on
// the ground as it is today.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/json/json.h"
#include "plugin/records/veto_record.h"
#include "plugin/store/store.h"
#include "scoring/accountability/veto.h"
#include "scoring/days/period.h"

namespace anze::plugin {

// What one body said, with what it was said about and whether it counts.
struct VetoSaying {
  VetoStatement statement;
  std::int64_t version = 0;           // of the proposal it was made on
  bool same_ground = false;           // which rests on what the veto rests on today
  bool standing = false;              // it counts now
  std::optional<VetoRecord> made_on;  // that proposal, where it is no longer the last one

  json shown() const;
};

struct VetoState {
  std::string id;
  std::int64_t version = 0;           // of the proposal on record
  VetoRecord body;                    // the proposal as it stands today; what it last was when there is none
  std::vector<VetoSaying> decisions;  // all of them in order
  std::vector<VetoSaying> liftings;   // the same; of one body alone a lifting is an objection
  std::vector<std::string> changed;   // what became of the ground since it was decided on, in sentences
  std::vector<std::string> superseded_by;
  std::optional<Date> lifted_on;  // the day the second body lifted it
  bool proposed_now = false;      // the clauses propose it today
  bool on_record = false;         // and the last version on record rests on the same ground
  VetoStatus status = VetoStatus::k_proposed;

  const std::string& subject() const { return body.subject; }
  bool yellow_card() const { return body.yellow_card; }
  // Its grade and effects hold. Nothing but a confirmed one is in force.
  bool in_force() const { return status == VetoStatus::k_confirmed; }
  // In force, no yellow card, and about that person or unit.
  bool vetoes(const std::string& whom) const { return in_force() && !yellow_card() && subject() == whom; }
  json shown() const;  // all of it in one object, with the objections of one body alone to a confirmed one
};

// Those whose days [from, until] meet the period, by id. Their ground is looked at anew.
Result<std::vector<VetoState>> vetoes_of(Call& call, store::Reader& reader, const Period& period);
// One by its id.  Errors: veto.unknown.
Result<VetoState> need_veto(Call& call, store::Reader& reader, const std::string& id);

std::string_view to_word(VetoStatus status);  // "proposed", "basis_changed" …
std::string_view to_chinese(VetoStatus status);

}  // namespace anze::plugin
