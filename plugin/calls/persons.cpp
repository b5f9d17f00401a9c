#include "plugin/calls/persons.h"

#include "plugin/records/record_kinds.h"

namespace anze::plugin {

Result<void> note_account(const Call& call, store::Writer& writer) {
  if (call.actor.official.empty()) return {};
  const std::string body = dump({{"person", call.actor.official}});
  ANZE_TRY(const std::optional<store::Record> known, writer.record(k_account_record, call.actor.principal));
  if (known && known->body == body) return {};
  ANZE_CHECK(writer.put(k_account_record, call.actor.principal, 0, body));
  return {};
}

Result<bool> is_same_person(const Call& call, store::Reader& reader, std::string_view principal) {
  if (principal == call.actor.principal) return true;
  if (call.actor.official.empty()) return false;
  ANZE_TRY(const std::vector<store::Record> persons, reader.versions(k_account_record, principal));
  for (const store::Record& each : persons)
    if (text_of(json::parse(each.body), "person") == call.actor.official) return true;
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
