#include "plugin/filing/series.h"

namespace anze::plugin {
namespace {

Result<std::optional<FilingRecord>> last_of(store::Reader& reader, const std::string& stem) {
  std::optional<FilingRecord> latest;
  for (int version = 1;; ++version) {
    ANZE_TRY(std::optional<FilingRecord> next, read_filing(reader, stem + "/v" + std::to_string(version)));
    if (!next) return latest;
    latest = std::move(next);
  }
}

}  // namespace

Result<Series> series_of(store::Reader& reader, const FilingRule& rule, const std::string& period) {
  const std::string plain = period + "/" + rule.kind_word;
  const std::string named = plain + "/" + rule.addressee.id;
  ANZE_TRY(std::optional<FilingRecord> latest, last_of(reader, named));
  if (latest) return Series{named, std::move(latest)};
  ANZE_TRY(latest, last_of(reader, plain));
  if (latest && latest->addressee == rule.addressee.id) return Series{plain, std::move(latest)};
  // Nothing yet. The short name is free where nobody else gets this kind, now or in what is kept.
  return Series{latest || !rule.alone ? named : plain, std::nullopt};
}

std::string stem_of(const std::string& id) {
  return id.substr(0, id.rfind('/'));
}

Result<std::optional<FilingRecord>> version_before(store::Reader& reader, const FilingRecord& filing) {
  if (filing.version <= 1) return std::optional<FilingRecord>();
  return read_filing(reader, stem_of(filing.id) + "/v" + std::to_string(filing.version - 1));
}

Result<std::optional<FilingRecord>> handed_over_before(store::Reader& reader, const FilingRecord& filing) {
  ANZE_TRY(std::optional<FilingRecord> before, version_before(reader, filing));
  while (before) {
    // That it was superseded says nothing about what had become of it until then.
    ANZE_TRY(const std::vector<FilingStep> steps, steps_of(reader, before->id));
    std::optional<FilingState> last;
    for (const FilingStep& step : steps)
      if (step.filing.state != FilingState::k_superseded) last = step.filing.state;
    const bool received = last == FilingState::k_queued && !before->receipt.is_null();  // it came afterwards
    if (last == FilingState::k_sent || last == FilingState::k_accepted || received) return before;
    ANZE_TRY(before, version_before(reader, *before));
  }
  return before;
}

Result<void> mark_late(store::Reader& reader, FilingRecord& filing, Date done) {
  ANZE_TRY(const std::optional<FilingRecord> before, handed_over_before(reader, filing));
  filing.late = before ? before->late : done > filing.due_on;
  return {};
}

Result<std::vector<FilingStep>> steps_of(store::Reader& reader, const std::string& id) {
  ANZE_TRY(std::vector<FilingVersion> versions, filing_versions(reader, id));
  std::vector<FilingStep> steps;
  for (FilingVersion& version : versions) {
    const bool replaced = version.filing.package.digest != versions.back().filing.package.digest;
    steps.push_back({std::move(version), replaced});
  }
  return steps;
}

Result<FilingStep> filing_at(store::Reader& reader, const std::string& id, std::int64_t entry) {
  if (entry == 0) {
    ANZE_TRY(FilingRecord filing, need_filing(reader, id));
    return FilingStep{{std::move(filing), 0}, false};
  }
  ANZE_TRY(const std::vector<FilingStep> steps, steps_of(reader, id));
  const FilingStep* found = nullptr;
  for (const FilingStep& step : steps)
    if (step.entry <= entry) found = &step;
  if (found == nullptr)
    return Error{Code::k_not_found, "filing.unknown",
                 "there was no filing “" + id + "” at entry " + std::to_string(entry),
                 steps.empty() ? "/id" : "/entry", "filing.get/1 shows its history with the entries"};
  return *found;
}

}  // namespace anze::plugin
