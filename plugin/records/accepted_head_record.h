// AcceptedHeadRecord: somebody has accepted that the store goes on from its own head, although another one
// was told before: an older copy was restored. What was done between the two is lost here, not outside; so
// letters may be out under numbers that the store knows nothing of. Its id is the entry that was gone on
// from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/store/store.h"

namespace anze::plugin {

struct AcceptedHeadRecord {
  std::int64_t at = 0;     // the store's last entry then
  std::int64_t known = 0;  // the entry it had been at, or of which it holds another
  std::string hash;        // that one's digest
  std::string keeper;      // who knew it
  std::string reason;
  std::int64_t entry = 0;  // that accepted it; told by the store, not part of the body

  // No more acts than these were lost, so no more numbers of papers: of a store that was put back, those
  // after `at`. Of another history, where `known` counts from 1, all: where the two part nobody knows. Two
  // numbers do not tell the first from a longer history that parted below `at`.
  std::int64_t lost_at_most() const { return known > at ? known - at : known; }
};

// Errors of reading: record.corrupt, with the member.
Result<AcceptedHeadRecord> accepted_head_of(const store::Record& stored);
json accepted_head_json(const AcceptedHeadRecord& accepted);  // what is stored

Result<std::vector<AcceptedHeadRecord>> read_accepted_heads(store::Reader& reader);
Result<void> put_accepted_head(store::Writer& writer, const AcceptedHeadRecord& accepted);

}  // namespace anze::plugin
