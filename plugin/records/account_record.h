// AccountRecord: which person an account (principal, the record's id) belonged to on the day of an act. One
// handed on to another person has several versions.
#pragma once

#include <string>
#include <vector>

#include "plugin/store/store.h"

namespace anze::plugin {

struct AccountRecord {
  std::string person;

  friend bool operator==(const AccountRecord&, const AccountRecord&) = default;
};

// Errors of reading: record.corrupt, with the member.
Result<AccountRecord> account_of(const store::Record& stored);
std::string account_text(const AccountRecord& account);  // what is stored

Result<std::vector<AccountRecord>> account_versions(store::Reader& reader, std::string_view principal);
// Writes a version where the last one says something else.
Result<void> put_account(store::Writer& writer, const std::string& principal, const AccountRecord& account);

}  // namespace anze::plugin
