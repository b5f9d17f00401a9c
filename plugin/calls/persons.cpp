#include "plugin/calls/persons.h"

#include <algorithm>

#include "plugin/records/account_record.h"

namespace anze::plugin {

Result<void> note_account(const Call& call, store::Writer& writer) {
  if (call.actor.official.empty()) return {};
  return put_account(writer, call.actor.principal, {call.actor.official});
}

Result<bool> is_same_person(const Call& call, store::Reader& reader, std::string_view principal) {
  if (principal == call.actor.principal) return true;
  ANZE_TRY(const std::vector<AccountRecord> theirs, account_versions(reader, principal));
  if (theirs.empty()) return false;
  // Who the actor is, and was under this account: a directory that drops a person makes nobody another one.
  ANZE_TRY(std::vector<AccountRecord> own, account_versions(reader, call.actor.principal));
  if (!call.actor.official.empty()) own.push_back({call.actor.official});
  return std::any_of(theirs.begin(), theirs.end(), [&](const AccountRecord& each) {
    return std::find(own.begin(), own.end(), each) != own.end();
  });
}

Result<bool> is_one_of(const Call& call, store::Reader& reader, const std::vector<std::string>& principals) {
  for (const std::string& principal : principals) {
    ANZE_TRY(const bool same, is_same_person(call, reader, principal));
    if (same) return true;
  }
  return false;
}

}  // namespace anze::plugin
