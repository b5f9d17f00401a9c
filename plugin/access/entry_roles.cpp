#include "plugin/access/entry_roles.h"

#include <algorithm>

#include "plugin/access/acts.h"

namespace anze::plugin {
namespace {

bool holds_one(const Call& call, const std::vector<std::string>& roles) {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const std::string& role) { return call.actor.has(role); });
}

bool is_of_clerks(const Ledger& ledger) {
  return std::find(ledger.enter.begin(), ledger.enter.end(), k_clerk) != ledger.enter.end();
}

Error not_theirs(const Ledger& ledger, const char* what, const std::vector<std::string>& roles) {
  std::string wanted;
  for (const std::string& role : roles) wanted += (wanted.empty() ? "" : " or ") + role;
  return {Code::k_forbidden, "actor.role",
          std::string(what) + " records of “" + ledger.title + "” needs the role " + wanted, "/actor",
          "let somebody who has the role do this; ledger.defined/1 tells who keeps which ledger"};
}

}  // namespace

Result<void> check_enters(const Call& call, const Ledger& ledger, bool history, const Fact* fact) {
  std::vector<std::string> roles = ledger.enter;
  if (history && is_of_clerks(ledger)) roles.emplace_back(k_reviewer);
  if (!holds_one(call, roles)) return not_theirs(ledger, "entering", ledger.enter);
  return fact == nullptr ? Result<void>() : check_act_on(call, *fact, roles);
}

Result<void> check_changes(const Call& call, const Ledger& ledger, const Fact* fact) {
  if (!holds_one(call, ledger.change)) return not_theirs(ledger, "correcting or withdrawing", ledger.change);
  return fact == nullptr ? Result<void>() : check_act_on(call, *fact, ledger.change);
}

Result<void> check_attaches(const Call& call, const Ledger& ledger, const Fact& fact) {
  std::vector<std::string> roles = ledger.enter;
  const auto also = [&](const auto& more) { roles.insert(roles.end(), std::begin(more), std::end(more)); };
  also(ledger.change);
  if (is_of_clerks(ledger)) also(k_move_roles);  // a register of the clerk's is open to all who handle facts
  for (const StateMove& move : ledger.moves) also(move.roles);
  for (const RecordAct& act : ledger.acts) also(act.roles);
  if (!holds_one(call, roles)) return not_theirs(ledger, "attaching to", ledger.enter);
  return check_act_on(call, fact, roles);
}

}  // namespace anze::plugin
