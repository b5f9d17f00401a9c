#include "plugin/filing/series.h"

#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

Result<std::optional<FilingState>> last_of(store::Reader& reader, const std::string& stem) {
  std::optional<FilingState> latest;
  for (int version = 1;; ++version) {
    const std::string id = stem + "/v" + std::to_string(version);
    ANZE_TRY(const std::optional<store::Record> record, reader.record(k_filing_record, id));
    if (!record) return latest;
    latest = FilingState{id, json::parse(record->body)};
  }
}

std::string package_of(const FilingState& filing) {
  return text_of(filing.body.at("package"), "digest");
}

}  // namespace

Result<Series> series_of(store::Reader& reader, const FilingRule& rule, const std::string& period) {
  const std::string plain = period + "/" + rule.kind_word;
  const std::string named = plain + "/" + rule.addressee.id;
  ANZE_TRY(std::optional<FilingState> latest, last_of(reader, named));
  if (latest) return Series{named, std::move(latest)};
  ANZE_TRY(latest, last_of(reader, plain));
  if (latest && text_of(latest->body.at("addressee"), "id") == rule.addressee.id)
    return Series{plain, std::move(latest)};
  // Nothing yet. The short name is free where nobody else gets this kind, now or in what is kept.
  return Series{latest || !rule.alone ? named : plain, std::nullopt};
}

std::string stem_of(const std::string& id) {
  return id.substr(0, id.rfind('/'));
}

Result<std::optional<FilingState>> version_before(store::Reader& reader, const FilingState& filing) {
  const auto version = filing.body.at("version").get<std::int64_t>();
  if (version <= 1) return std::optional<FilingState>();
  const std::string id = stem_of(filing.id) + "/v" + std::to_string(version - 1);
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_filing_record, id));
  if (!record) return std::optional<FilingState>();
  return std::optional(FilingState{id, json::parse(record->body)});
}

Result<std::optional<FilingState>> handed_over_before(store::Reader& reader, const FilingState& filing) {
  ANZE_TRY(std::optional<FilingState> before, version_before(reader, filing));
  while (before) {
    // That it was superseded says nothing about what had become of it until then.
    ANZE_TRY(const std::vector<Step> steps, steps_of(reader, before->id));
    std::string last;
    for (const Step& step : steps)
      if (step.filing.state() != "superseded") last = step.filing.state();
    const bool received = last == "queued" && before->body.contains("receipt");  // it came afterwards
    if (last == "sent" || last == "accepted" || received) return before;
    ANZE_TRY(before, version_before(reader, *before));
  }
  return before;
}

Result<void> mark_late(store::Reader& reader, FilingState& filing, Date done) {
  ANZE_TRY(const Date due, parse_date(text_of(filing.body, "due_on")));
  ANZE_TRY(const std::optional<FilingState> before, handed_over_before(reader, filing));
  filing.body["late"] = before ? before->body.value("late", false) : done > due;
  return {};
}

Result<std::vector<Step>> steps_of(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<store::Record> versions, reader.versions(k_filing_record, id));
  std::vector<Step> steps;
  for (const store::Record& version : versions)
    steps.push_back({{id, json::parse(version.body)}, version.entry});
  for (Step& step : steps)
    if (package_of(step.filing) != package_of(steps.back().filing)) step.filing.body["state"] = "replaced";
  return steps;
}

Result<FilingState> filing_at(store::Reader& reader, const std::string& id, std::int64_t entry) {
  if (entry == 0) return need_filing(reader, id);
  ANZE_TRY(const std::vector<Step> steps, steps_of(reader, id));
  const Step* found = nullptr;
  for (const Step& step : steps)
    if (step.entry <= entry) found = &step;
  if (found == nullptr)
    return Error{Code::k_not_found, "filing.unknown",
                 "there was no filing “" + id + "” at entry " + std::to_string(entry),
                 steps.empty() ? "/id" : "/entry", "filing.get/1 shows its history with the entries"};
  return found->filing;
}

}  // namespace anze::plugin
