#include "scoring/entries/hazard.h"

#include <algorithm>
#include <initializer_list>

#include "scoring/entries/record.h"
#include "scoring/facts/due_day.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

// The fields of one entry, by name.
class Entry {
 public:
  Entry(const Ledger& ledger, const FactRecord& record, const Codebook& codes)
      : ledger_(ledger), record_(record), codes_(codes) {}

  // True also when the ledger has no such field: it cannot be asked for.
  bool says(const char* name) const {
    const Field* field = ledger_.field(name);
    return field == nullptr || is_filled(record_, *field);
  }
  bool says_any(std::initializer_list<const char*> names) const {
    bool known = false;
    for (const char* name : names) {
      const Field* field = ledger_.field(name);
      known = known || field != nullptr;
      if (field != nullptr && is_filled(record_, *field)) return true;
    }
    return !known;
  }
  std::optional<Date> day(const char* name) const {
    const Field* field = ledger_.field(name);
    if (field == nullptr || field->type != FieldType::k_date) return std::nullopt;
    if (field->slot)
      return record_.fact.knows(*field->slot)
                 ? std::optional(Date{static_cast<std::int32_t>(record_.fact.slot[*field->slot])})
                 : std::nullopt;
    for (const FactText& text : record_.texts)
      if (text.field == name)
        if (const auto date = parse_date(text.text)) return *date;
    return std::nullopt;
  }
  bool is(const char* name, std::string_view word) const {
    const Field* field = ledger_.field(name);
    if (field == nullptr || !field->slot || !record_.fact.knows(*field->slot)) return false;
    const std::int64_t value = record_.fact.slot[*field->slot];
    return field->type == FieldType::k_boolean ? value != 0 : codes_.text(static_cast<CodeId>(value)) == word;
  }
  std::string_view state() const { return codes_.text(record_.fact.state); }

 private:
  const Ledger& ledger_;
  const FactRecord& record_;
  const Codebook& codes_;
};

bool is_finished(std::string_view state) {
  return state == "rectified" || state == "verified" || state == "closed";
}

// What stands between the entry and its next state.
std::vector<std::string> missing_of(const Entry& entry, const HazardStatus& status,
                                    std::vector<std::string> five) {
  std::vector<std::string> missing;
  const auto want = [&](const char* name) {
    if (!entry.says(name)) missing.emplace_back(name);
  };
  const std::string_view state = entry.state();
  if (status.major && !is_finished(state)) missing = std::move(five);
  if (status.listed)
    for (const char* name : {"listed_no", "listed_on", "supervisor"}) want(name);
  if (!is_finished(state) && std::find(missing.begin(), missing.end(), "deadline") == missing.end())
    want("deadline");
  if (status.days_overdue > 0 && status.open) want("overdue_reason");
  if (state == "registered" || state == "open") want("rectified_on");
  if (state == "rectified")
    for (const char* name : {"verified_on", "recheck_opinion"}) want(name);
  if (state == "verified") want("closed_on");
  if (state == "verified" && status.listed) want("published_on");
  return missing;
}

// Days of the work calendar after the day it was found, until `last`.
std::optional<int> workdays(const Calendar& calendar, Date found, Date last) {
  if (last <= found) return 0;
  const auto count = calendar.count_workdays(found + 1, last);
  return count ? std::optional(*count) : std::nullopt;
}

}  // namespace

bool is_major(const Ledger& ledger, const FactRecord& record, const Codebook& codes) {
  return Entry(ledger, record, codes).is("level", "major");
}

std::vector<std::string> five_missing(const Ledger& ledger, const FactRecord& record, const Codebook& codes) {
  const Entry entry(ledger, record, codes);
  std::vector<std::string> missing;
  if (!entry.says_any({"responsible", "responsible_unit"})) missing.emplace_back("responsible");
  if (!entry.says("measure")) missing.emplace_back("measure");
  if (!entry.says("cost_fen")) missing.emplace_back("cost_fen");
  if (!entry.says("deadline")) missing.emplace_back("deadline");
  if (!entry.says("contingency")) missing.emplace_back("contingency");
  return missing;
}

HazardStatus hazard_status(const Ledger& ledger, const FactRecord& record, const Codebook& codes, Date on,
                           const Calendar& calendar) {
  ANZE_ASSERT(record.fact.ledger == ledger.id);
  const Entry entry(ledger, record, codes);
  HazardStatus status;
  status.major = entry.is("level", "major");
  status.listed = entry.is("listed", "true");
  status.due = put_off(entry.day("deadline"), entry.day("extended_to"));
  const std::optional<Date> rectified = entry.day("rectified_on");
  // A state without its day is believed: the entry says it is done, not since when.
  const bool done = is_finished(entry.state()) && (!rectified || *rectified <= on);
  status.open = !done;
  if (done) status.finished = rectified;
  const Date last = done && rectified ? *rectified : on;
  if (status.due && last > *status.due && (status.open || rectified))
    status.days_overdue = last - *status.due;
  status.days_open = std::max(0, last - record.fact.occurred);
  status.workdays_open = workdays(calendar, record.fact.occurred, last);
  const bool verified = entry.state() == "verified" || entry.state() == "closed";
  if (status.listed && !verified) {
    std::optional<Date> from = status.due;
    if (const std::optional<Date> applied = entry.day("applied_on"); applied && (!from || *applied < *from))
      from = applied;
    if (from) status.recheck_by = *from + k_recheck_days;
    if (status.recheck_by && on > *status.recheck_by) status.recheck_overdue = on - *status.recheck_by;
  }
  if (status.open) status.asked_to = entry.day("extension_asked_to");
  status.missing = missing_of(entry, status, five_missing(ledger, record, codes));
  ANZE_ASSERT(status.days_overdue >= 0 && status.days_open >= 0 && status.recheck_overdue >= 0);
  ANZE_ASSERT(!status.open || !status.finished);
  return status;
}

void count_hazard(const HazardStatus& status, Date found, const DateRange& period, HazardCounts& counts) {
  if (period.contains(found)) {
    ++counts.found;
    if (!status.open) ++counts.found_finished;
  }
  if (status.due && period.contains(*status.due)) {
    ++counts.due;
    if (status.open)
      ++counts.due_open;
    else if (status.days_overdue > 0)
      ++counts.due_late;
    else
      ++counts.due_in_time;
  }
  ANZE_ASSERT(counts.found_finished <= counts.found);
  ANZE_ASSERT(counts.due == counts.due_in_time + counts.due_late + counts.due_open);
  if (!status.open) return;
  ++counts.open;
  if (status.days_overdue > 0) ++counts.overdue;
  if (!status.due) ++counts.without_deadline;
}

}  // namespace anze
