#include "plugin/calls/persons.h"

#include "plugin/records/account_record.h"

namespace anze::plugin {

Result<void> note_account(const Call& call, store::Writer& writer) {
  if (call.actor.official.empty()) return {};
  return put_account(writer, call.actor.principal, {call.actor.official});
}

Result<bool> is_same_person(const Call& call, store::Reader& reader, std::string_view principal) {
  if (principal == call.actor.principal) return true;
  if (call.actor.official.empty()) return false;
  ANZE_TRY(const std::vector<AccountRecord> accounts, account_versions(reader, principal));
  for (const AccountRecord& each : accounts)
    if (each.person == call.actor.official) return true;
  return false;
}

Result<bool> is_one_of(const Call& call, store::Reader& reader, const std::vector<std::string>& principals) {
  for (const std::string& principal : principals) {
    ANZE_TRY(const bool same, is_same_person(call, reader, principal));
    if (same) return true;
  }
  return false;
}

}  // namespace anze::plugin
