// Touched: what a call touches, as a platform's directory is told before it says whether it agrees
// (anze/ext/identity.h, revision 2).
#pragma once

#include "plugin/access/acts.h"

namespace anze::plugin {

// {"id","unit","area","sector","ledger","official","period","case"}, each where the request says it; "case"
// is a veto, an import or a letter.
json touched_by(const json& request, const Act& act);

// Whether "id" is that of a record, which says the rest.
bool names_record(const json& touched, const Act& act);
// What is out of the actor's sight adds nothing: a platform that says no to a record of that unit would tell
// that there is one.
Result<void> add_record(json& touched, const Call& call, store::Reader& reader);

}  // namespace anze::plugin
