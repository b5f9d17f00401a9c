#include "plugin/filing/addressees.h"

#include <algorithm>

namespace anze::plugin {

std::string body_of(const Call& call) {
  const Person& actor = call.actor;
  if (actor.has(k_reviewer) || actor.has(k_signer) || actor.has(k_countersigner) || actor.has(k_system_admin))
    return {};
  if (!actor.addressee.empty()) return actor.addressee;
  const auto rules = read_filing_rules(call.model->filing_rules);
  if (!rules) return {};  // none yet, so there is no letter either
  const bool addressed = std::any_of(rules->filings.begin(), rules->filings.end(),
                                     [&](const FilingRule& rule) { return rule.addressee.id == actor.unit; });
  return addressed ? actor.unit : std::string();
}

Result<void> check_addressed(const Call& call, const FilingRecord& filing) {
  const std::string body = body_of(call);
  if (body.empty()) return {};
  if (filing.addressee != body)
    return Error{Code::k_forbidden, "actor.addressee", filing.id + " is addressed to another body than yours",
                 "/id", "ask the issuing office, or an officer of that body"};
  if (!filing.signature)
    return Error{Code::k_forbidden, "actor.addressee", filing.id + " has not been signed yet", "/id",
                 "wait until the issuing office has signed it"};
  return {};
}

Result<void> check_issuing(const Call& call) {
  const std::string body = body_of(call);
  if (body.empty()) return {};
  return Error{Code::k_forbidden, "actor.addressee",
               "this concerns the letters to all bodies, and the actor belongs to “" + body + "”", "/actor",
               "let a registrar of the issuing office or the system administrator do this"};
}

}  // namespace anze::plugin
