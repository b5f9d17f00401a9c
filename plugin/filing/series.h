// Series (序列): the versions of one filing, and which letter a rule means. A filing is a period, a kind and
// an addressee; what was kept before addressees were told apart is found by the addressee it names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/records/filing_record.h"

namespace anze::plugin {

struct Series {
  std::string stem;  // "2025Q1/quarterly_discipline", or with "/city" where the kind goes to several
  std::optional<FilingRecord> latest;

  std::string id(std::int64_t version) const { return stem + "/v" + std::to_string(version); }
};

// Where the rule's filing of that period is, or would be.
Result<Series> series_of(store::Reader& reader, const FilingRule& rule, const std::string& period);
// The same of a filing that is there.
std::string stem_of(const std::string& id);

// The version before one; none before the first.
Result<std::optional<FilingRecord>> version_before(store::Reader& reader, const FilingRecord& filing);
// The nearest earlier version that was handed over and not refused: by it the filing was made, in time or
// not, whatever is mended later.
Result<std::optional<FilingRecord>> handed_over_before(store::Reader& reader, const FilingRecord& filing);
// Sets `late` by the day it is done.
Result<void> mark_late(store::Reader& reader, FilingRecord& filing, Date done);

// A filing as each act left it, oldest first. A draft that was prepared anew before it was signed is told as
// replaced; in the store it stays as it was sealed.
struct FilingStep : FilingVersion {
  bool replaced = false;

  std::string_view word() const { return replaced ? "replaced" : filing.word(); }
};
Result<std::vector<FilingStep>> steps_of(store::Reader& reader, const std::string& id);
// The filing as it stood at an entry (0: now).  Errors: filing.unknown.
Result<FilingStep> filing_at(store::Reader& reader, const std::string& id, std::int64_t entry);

}  // namespace anze::plugin
