// What an honest register shows of itself: entries that came after their time, and events entered twice. The
// attachments that several facts share are ledger.reused/1 (attachments.cpp).
#include <map>

#include "plugin/access/privacy.h"
#include "plugin/facts/fact_answers.h"
#include "plugin/facts/repeats.h"
#include "plugin/figures/figures.h"
#include "scoring/figures/figure.h"

namespace anze::plugin {
namespace {

json unit_json(const Call& call, CodeId unit) {
  const Organisation* organisation = call.model->organisation ? &*call.model->organisation : nullptr;
  return {{"id", call.store.codes().text(unit)},
          {"title", organisation != nullptr ? std::string(organisation->title(unit)) : std::string{}}};
}

// ---- ledger.late/1

// A correction is recorded later than what it corrects: whether a fact was
// entered in time is said by its first version, whether its newest word came
// after the assessment by that.
Result<json> list_late(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  ANZE_TRY(std::vector<Fact> facts, facts_within(*call.model, reader, range, 0, scope));
  const Sight sight(call);
  std::erase_if(facts, [&](const Fact& fact) { return !sight.sees(fact); });
  const std::size_t seen = facts.size();
  const EntryRule& rule = call.model->figures.entry;
  const Codebook& codes = call.store.codes();
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 1000));
  json list = json::array();
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> counts;  // by ledger: late, back-dated
  std::int64_t late = 0;
  std::int64_t back_dated = 0;
  std::erase_if(facts, [&](const Fact& fact) {
    const std::int32_t within = rule.days_for(fact.ledger);
    return !fact.late && (within <= 0 || fact.recorded - fact.occurred <= within);
  });
  std::vector<std::int64_t> seqs;
  for (const Fact& fact : facts) seqs.push_back(fact.seq);
  std::vector<std::string> ids;
  ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    ids.push_back(version.record.id);
    return {};
  }));
  auto next = facts.begin();
  ANZE_CHECK(reader.histories(ids, [&](const std::vector<store::FactVersion>& history) -> Result<void> {
    const Fact& fact = *next++;
    const store::FactVersion& first = history.front();
    const std::int32_t within = rule.days_for(fact.ledger);
    const std::int32_t days = beijing_day(first.recorded_at_ms) - fact.occurred;
    const bool dated_back = within > 0 && days > within;
    if (!fact.late && !dated_back) return {};
    auto& [ledger_late, ledger_back] = counts[codes.text(fact.ledger)];
    if (fact.late) ++late, ++ledger_late;
    if (dated_back) ++back_dated, ++ledger_back;
    if (list.size() >= limit) return {};
    list.push_back({{"id", first.record.id},
                    {"ledger", codes.text(fact.ledger)},
                    {"occurred_on", to_text(fact.occurred)},
                    {"recorded_on", to_text(beijing_day(first.recorded_at_ms))},
                    {"recorded_by", first.recorded_by},
                    {"unit", unit_json(call, fact.unit)},
                    {"days", days},
                    {"within_days", within > 0 ? json(within) : json(nullptr)},
                    {"late", fact.late},
                    {"back_dated", dated_back},
                    {"versions", history.size()}});
    return {};
  }));
  json by_ledger = json::array();
  for (const auto& [name, count] : counts)
    by_ledger.push_back({{"ledger", name}, {"late", count.first}, {"back_dated", count.second}});
  return json{
      {"period", to_text(range)},        {"facts", seen},          {"late", late}, {"back_dated", back_dated},
      {"ledgers", std::move(by_ledger)}, {"list", std::move(list)}};
}

// ---- ledger.repeats/1

Result<json> list_repeats(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  ANZE_TRY(std::vector<Fact> facts, facts_within(*call.model, reader, range, 0, scope));
  const Codebook& codes = call.store.codes();
  if (const std::string ledger = call.text("ledger"); !ledger.empty()) {
    const CodeId code = codes.find(ledger);
    if (call.model->ledgers.find(code) == nullptr)
      return Error{Code::k_not_found, "ledger.unknown", "there is no ledger “" + ledger + "”", "/ledger",
                   "ledger.defined/1 lists them"};
    std::erase_if(facts, [&](const Fact& fact) { return fact.ledger != code; });
  }
  ANZE_TRY(const std::vector<std::vector<Fact>> groups, repeated(call, reader, std::move(facts)));
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  json events = json::array();
  for (const std::vector<Fact>& group : groups) {
    if (events.size() == limit) break;
    std::vector<std::int64_t> seqs;
    for (const Fact& fact : group) seqs.push_back(fact.seq);
    std::vector<std::string> ids;
    ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
      ids.push_back(version.record.id);
      return {};
    }));
    events.push_back({{"ledger", codes.text(group.front().ledger)},
                      {"occurred_on", to_text(group.front().occurred)},
                      {"unit", unit_json(call, group.front().unit)},
                      {"ids", std::move(ids)}});
  }
  return json{{"period", to_text(range)}, {"total", groups.size()}, {"events", std::move(events)}};
}

}  // namespace

std::span<const Method> late_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "ledger.late/1",
       .title = "补录与倒签",
       .summary = "Lists facts recorded after their assessment opened (补录) or long "
                  "after their day (倒签).",
       .members = with_days(
           {ask::text("unit"), ask::text("area"), ask::text("sector"), ask::integer("limit", 1, 10000)}),
       .answer = late_answer(),
       .errors = refusals({refusal::days(), refusal::place()}),
       .function = list_late,
       .reads_people = true},
      {.name = "ledger.repeats/1",
       .title = "疑似重复登记",
       .summary = "Lists events that may have been entered more than once: same ledger, unit and day, and "
                  "nothing that contradicts.",
       .members = with_days({ask::text("ledger"), ask::text("unit"), ask::text("area"), ask::text("sector"),
                             ask::integer("limit", 1, 1000)}),
       .answer = repeated_answer(),
       .errors = refusals({refusal::days(), refusal::place(), {"ledger.unknown"}}),
       .function = list_repeats,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
