#include "plugin/accountability/own_veto.h"

#include "plugin/access/own_case.h"

namespace anze::plugin {

Result<void> check_not_own_veto(const Call& call, const VetoState& veto) {
  ANZE_TRY(const Date from, parse_date(text_of(veto.body, "from")));
  const bool own = text_of(veto.body, "on") == "unit"
                       ? serves_in(call, veto.subject(), from)
                       : !call.actor.official.empty() && call.actor.official == veto.subject();
  if (!own) return {};
  return Error{Code::k_forbidden, "actor.own_case", "nobody decides on their own case or their own unit's",
               "/actor", "let another member of the body decide"};
}

}  // namespace anze::plugin
