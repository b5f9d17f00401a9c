#include "scoring/ledgers/ledger.h"
#include "scoring/values/broken.h"

#include <algorithm>

namespace anze {

const Field* Ledger::field(std::string_view name) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

const StateMove* Ledger::move(CodeId from, CodeId to) const {
  const auto found = std::find_if(moves.begin(), moves.end(),
                                  [&](const StateMove& each) { return each.from == from && each.to == to; });
  return found == moves.end() ? nullptr : &*found;
}

const RecordAct* Ledger::act(std::string_view act) const {
  const auto found =
      std::find_if(acts.begin(), acts.end(), [&](const RecordAct& each) { return each.id == act; });
  return found == acts.end() ? nullptr : &*found;
}

const RecordAct* Ledger::act_that_sets(std::string_view field) const {
  const auto found = std::find_if(acts.begin(), acts.end(), [&](const RecordAct& each) {
    return std::find(each.sets.begin(), each.sets.end(), field) != each.sets.end();
  });
  return found == acts.end() ? nullptr : &*found;
}

std::string_view Ledger::state_title(CodeId state) const {
  for (const CodeTitle& each : states)
    if (each.code == state) return each.title;
  return {};
}

void LedgerSet::put(Ledger ledger) {
  ANZE_ASSERT(ledger.id != k_no_code);
  const auto same = std::find_if(ledgers_.begin(), ledgers_.end(),
                                 [&](const Ledger& known) { return known.id == ledger.id; });
  if (same == ledgers_.end())
    ledgers_.push_back(std::move(ledger));
  else
    *same = std::move(ledger);
}

const Ledger* LedgerSet::find(CodeId id) const {
  const auto found =
      std::find_if(ledgers_.begin(), ledgers_.end(), [&](const Ledger& known) { return known.id == id; });
  return found == ledgers_.end() ? nullptr : &*found;
}

}  // namespace anze
