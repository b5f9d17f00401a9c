#include "plugin/accountability/own_veto.h"

#include "plugin/access/own_case.h"

namespace anze::plugin {

Result<void> check_not_own_veto(const Call& call, const VetoState& veto) {
  const bool own = veto.body.on == VetoOn::k_unit
                       ? serves_in(call, veto.subject(), veto.body.from)
                       : !call.actor.official.empty() && call.actor.official == veto.subject();
  if (!own) return {};
  return Error{Code::k_forbidden, "actor.own_case", "nobody decides on their own case or their own unit's",
               "/actor", "let another member of the body decide"};
}

}  // namespace anze::plugin
