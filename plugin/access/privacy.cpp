#include "plugin/access/privacy.h"

#include <algorithm>

#include "plugin/access/relations.h"

namespace anze::plugin {
namespace {

// Roles whose work is with the whole population, or with the store.
constexpr std::string_view k_of_all[] = {k_reviewer,     k_signer,         k_assessor, k_discipline,
                                         k_system_admin, k_security_admin, k_auditor};

}  // namespace

Sight::Sight(const Call& call)
    : call_(call),
      place_(call),
      all_(std::any_of(std::begin(k_of_all), std::end(k_of_all),
                       [&](std::string_view role) { return call.actor.has(role); })),
      persons_(call.actor.has(k_clerk) || call.actor.has(k_verifier)) {}

bool Sight::sees(const Fact& fact) const {
  if (all_) return true;
  if (fact.official != k_no_code ? is_self(call_, fact.official)
                                 : is_self(call_, holder_of(*call_.model, fact)))
    return true;
  const Ledger* ledger = call_.model->ledgers.find(fact.ledger);
  const bool about_person =
      fact.official != k_no_code || fact.post != k_no_code || ledger == nullptr || ledger->personal;
  return (persons_ || !about_person) && place_.holds(fact);
}

}  // namespace anze::plugin
