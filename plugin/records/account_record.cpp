#include "plugin/records/account_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {

Result<AccountRecord> account_of(const store::Record& stored) {
  return read_body<AccountRecord>(stored, [](anze::json::Object& object, AccountRecord& account) {
    account.person = object.need<std::string>("person");
  });
}

std::string account_text(const AccountRecord& account) {
  return dump({{"person", account.person}});
}

Result<std::vector<AccountRecord>> account_versions(store::Reader& reader, std::string_view principal) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_account_record, principal));
  return read_each(stored, account_of);
}

Result<void> put_account(store::Writer& writer, const std::string& principal, const AccountRecord& account) {
  ANZE_ASSERT(!principal.empty() && !account.person.empty());
  ANZE_TRY(const std::optional<AccountRecord> known,
           read_current(writer, k_account_record, principal, 0, account_of));
  if (known == account) return {};
  ANZE_CHECK(writer.put(k_account_record, principal, 0, account_text(account)));
  return {};
}

}  // namespace anze::plugin
