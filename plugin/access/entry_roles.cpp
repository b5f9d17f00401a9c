#include "plugin/access/entry_roles.h"

#include <algorithm>

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

Result<void> check_enters(const Call& call, const Ledger& ledger, bool history) {
  if (holds_one(call, ledger.enter)) return {};
  if (history && call.actor.has(k_reviewer) && is_of_clerks(ledger)) return {};
  return not_theirs(ledger, "entering", ledger.enter);
}

Result<void> check_changes(const Call& call, const Ledger& ledger) {
  if (holds_one(call, ledger.change)) return {};
  return not_theirs(ledger, "correcting or withdrawing", ledger.change);
}

Result<void> check_attaches(const Call& call, const Ledger& ledger) {
  if (holds_one(call, ledger.enter) || holds_one(call, ledger.change)) return {};
  // A register of the clerk's is open to all who handle facts.
  if (is_of_clerks(ledger) && std::any_of(std::begin(k_move_roles), std::end(k_move_roles),
                                          [&](std::string_view role) { return call.actor.has(role); }))
    return {};
  for (const StateMove& move : ledger.moves)
    if (holds_one(call, move.roles)) return {};
  for (const RecordAct& act : ledger.acts)
    if (holds_one(call, act.roles)) return {};
  return not_theirs(ledger, "attaching to", ledger.enter);
}

}  // namespace anze::plugin
