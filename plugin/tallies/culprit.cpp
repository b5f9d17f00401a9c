#include "plugin/tallies/culprit.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "plugin/access/privacy.h"
#include "plugin/tallies/in_time.h"
#include "scoring/entries/field_value.h"
#include "scoring/json/reader.h"
#include "scoring/tally/tally.h"

namespace anze::plugin {
namespace {

constexpr std::string_view k_overflow = "tally.overflow";
constexpr std::string_view k_calendar = "calendar.unknown";

// How large a number is, whatever its sign.
std::uint64_t size_of(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// The version a scan found to blame, and what it says.
struct Found {
  std::int64_t seq = 0;
  std::uint64_t most = 0;
};

Result<Found> look_for(store::Reader& reader, const WhatCounts& what, const Calendar& calendar,
                       const Error& error) {
  const Tally tally(what.rulebook, what.organisation, calendar, what.period, what.as_of);
  Found found;
  std::vector<Hit> hits;
  bool stopped = false;
  const auto look = [&](const Fact& fact) -> Result<void> {
    if (stopped) return {};
    if (const auto counted = tally.hits(fact, hits); !counted) {
      stopped = stops_counting(counted.error());
      if (stopped) found.seq = fact.seq;
      return {};
    }
    if (error.reason != k_overflow) return {};
    for (const Hit& hit : hits)
      if (const std::uint64_t size = size_of(hit.delta.amount); size > found.most) found = {fact.seq, size};
    return {};
  };
  std::optional<Error> failed;
  ANZE_CHECK(reader.scan({tally.first_day(), tally.last_day(), {}, what.as_of_entry}, [&](const Fact& fact) {
    if (auto looked = with_in_time(reader, leaves_late_out(what.rulebook), fact, look); !looked)
      failed = std::move(looked).error();
    return !failed && !stopped;
  }));
  if (failed) return *failed;
  return found;
}

}  // namespace

bool stops_counting(const Error& error) {
  return error.reason == k_overflow || error.reason == k_calendar;
}

const Field* suspect(const Ledger& ledger, const Fact& fact, const Error& error, const Calendar& calendar) {
  const Field* found = nullptr;
  for (const Field& field : ledger.fields) {
    if (!field.slot || !fact.knows(*field.slot)) continue;
    const std::int64_t value = fact.slot[*field.slot];
    if (error.reason == k_calendar) {
      if (field.type != FieldType::k_date) continue;
      if (found == nullptr) found = &field;
      if (!calendar.knows(civil(Date{static_cast<std::int32_t>(value)}).year)) return &field;
    } else if (field.type == FieldType::k_integer && !field.computed()) {
      if (found == nullptr || size_of(value) > size_of(fact.slot[*found->slot])) found = &field;
    }
  }
  return found;
}

std::string value_shown(const Field& field, std::int64_t value) {
  return field.type == FieldType::k_date ? to_text(Date{static_cast<std::int32_t>(value)})
                                         : std::to_string(value);
}

Error with_culprit(const Call& call, store::Reader& reader, const WhatCounts& what, const Error& error) {
  if (!stops_counting(error)) return error;
  const Result<Found> found = look_for(reader, what, call.calendar, error);
  if (!found || found->seq == 0) return error;
  const Result<std::optional<store::FactVersion>> version = reader.fact_by_seq(found->seq);
  if (!version || !*version) return error;
  const FactRecord& record = (*version)->record;
  Error named = error;
  if (!Sight(call).sees(record.fact)) {
    named.message += "; the record is one that you do not see: “所涉记录不在您的查看范围内。”";
    named.help = "let a reviewer (复核) ask: the answer names the record; then correct it (ledger.correct/1)";
    return named;
  }
  const Ledger* ledger = call.model->ledgers.find(record.fact.ledger);
  const Field* field = ledger == nullptr ? nullptr : suspect(*ledger, record.fact, error, call.calendar);
  const std::string id = anze::json::shown(record.id);
  std::string english = "record " + id;
  std::string chinese = "所涉记录：" + id;
  if (ledger != nullptr) {
    english += " of the ledger " + call.store.codes().text(ledger->id);
    chinese += "，" + ledger->title;
  }
  if (field != nullptr) {
    const std::string value = value_shown(*field, record.fact.slot[*field->slot]);
    english += ", field " + field->name + " = " + value;
    chinese += "，「" + field->title + "」为" + value;
  }
  named.message += "; it is " + english + ": “" + chinese + "。”";
  named.at = "fact " + id;
  named.help = error.reason == k_calendar
                   ? "correct the day (ledger.correct/1), or " + error.help
                   : "correct the number (ledger.correct/1), or withdraw the record (ledger.withdraw/1)";
  return named;
}

}  // namespace anze::plugin
