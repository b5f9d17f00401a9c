// A veto on record: what was proposed, every decision and lifting there ever was, and what they amount to on
// the ground as it is today.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/accountability/veto.h"
#include "scoring/days/period.h"

namespace anze::plugin {

struct VetoState {
  std::string id;
  std::int64_t version = 0;        // of the proposal on record
  json body;                       // the proposal as it stands today; what it last was when there is none
  json decisions = json::array();  // all of them in order, each with the version it was made on; "standing"
                                   // are those that count now
  json liftings = json::array();   // the same; of one body alone a lifting is an objection
  json changed = json::array();    // what became of the ground since it was decided on, in sentences
  json superseded_by = json::array();
  std::string lifted_on;      // the day the second body lifted it
  bool proposed_now = false;  // the clauses propose it today
  bool on_record = false;     // and the last version on record rests on the same ground
  VetoStatus status = VetoStatus::k_proposed;

  std::string subject() const { return text_of(body, "subject"); }
  bool yellow_card() const { return body.value("yellow_card", false); }
  // Its grade and effects hold. Nothing but a confirmed one is in force.
  bool in_force() const { return status == VetoStatus::k_confirmed; }
  // In force, no yellow card, and about that person or unit.
  bool vetoes(const std::string& whom) const { return in_force() && !yellow_card() && subject() == whom; }
  json standing() const;    // the decisions that count now
  json objections() const;  // of one body alone against a confirmed one
  json shown() const;       // all of it in one object
};

// Those whose days [from, until] meet the period, by id. Their ground is looked at anew.
Result<std::vector<VetoState>> vetoes_of(Call& call, store::Reader& reader, const Period& period);
// One by its id.  Errors: veto.unknown.
Result<VetoState> need_veto(Call& call, store::Reader& reader, const std::string& id);

std::string_view to_word(VetoStatus status);  // "proposed", "basis_changed" …
std::string_view to_chinese(VetoStatus status);

}  // namespace anze::plugin
