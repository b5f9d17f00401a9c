#include "plugin/access/privacy.h"

#include <algorithm>

namespace anze::plugin {
namespace {

// Roles whose work is with facts about persons, or with the store as a whole.
bool works_with_persons(const Person& person) {
  return std::any_of(person.roles.begin(), person.roles.end(), [](const std::string& role) {
    return role != k_official && role != k_registrar &&
           std::find(std::begin(k_roles), std::end(k_roles), role) != std::end(k_roles);
  });
}

}  // namespace

Sight::Sight(const Call& call)
    : model_(*call.model),
      all_(works_with_persons(call.actor)),
      self_(call.actor.official.empty() ? k_no_code : call.store.codes().find(call.actor.official)) {}

bool Sight::sees(const Fact& fact) const {
  if (all_) return true;
  if (fact.official != k_no_code) return fact.official == self_;
  if (fact.post != k_no_code) {
    const Term* held = model_.organisation ? model_.organisation->holder(fact.post, fact.occurred) : nullptr;
    return held != nullptr && held->official == self_;
  }
  const Ledger* ledger = model_.ledgers.find(fact.ledger);
  return ledger != nullptr && !ledger->personal;
}

Error not_shown() {
  return {Code::k_forbidden, "actor.own_facts",
          "this record is about somebody else; an assessed official sees those about the own person",
          "/actor", "ask the clerk or the assessor"};
}

bool asks_of_others(const Call& call) {
  return std::any_of(call.method.roles.begin(), call.method.roles.end(),
                     [&](std::string_view role) { return role != k_official && call.actor.has(role); });
}

Result<void> check_own_sheet(const Call& call, const std::string& official) {
  if (asks_of_others(call) || (!official.empty() && official == call.actor.official)) return {};
  return Error{Code::k_forbidden, "actor.own_sheet", "an assessed official sees the own case only",
               "/official", "ask with your own id: " + call.actor.official};
}

}  // namespace anze::plugin
