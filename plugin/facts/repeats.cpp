#include "plugin/facts/repeats.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "plugin/access/privacy.h"
#include "scoring/entries/differs.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_ids_told = 20;
constexpr std::size_t k_records_told = 100;
// Of one ledger, unit and day so many are compared with each other: work stays bounded whatever is sent.
constexpr std::size_t k_compared = 200;
// Of a single entry the newest versions of its quarter are looked through: some milliseconds, however large
// the store. ledger.repeats/1 and the batches look at all.
constexpr std::int64_t k_newest = 20'000;
constexpr std::size_t k_looked_up = 20'000;  // whole records, of one act or question

using EventKey = std::tuple<CodeId, CodeId, std::int32_t>;

EventKey key_of(const Fact& fact) {
  return {fact.ledger, fact.unit, fact.occurred.days};
}

Result<std::optional<FactRecord>> record_of(store::Reader& reader, std::int64_t seq) {
  ANZE_TRY(std::optional<store::FactVersion> version, reader.fact_by_seq(seq));
  if (!version) return std::optional<FactRecord>();
  return std::optional(std::move(version->record));
}

// The facts on record of the keys, each list in the order written.
Result<std::map<EventKey, std::vector<Fact>>> on_record(const Call& call, store::Reader& reader,
                                                        std::map<EventKey, std::vector<Fact>> known) {
  std::map<CodeId, std::pair<Date, Date>> days;
  for (const auto& [key, unused] : known) {
    const Date day{std::get<2>(key)};
    const auto [at, fresh] = days.try_emplace(std::get<0>(key), day, day);
    if (!fresh) at->second = {std::min(at->second.first, day), std::max(at->second.second, day)};
  }
  const Sight sight(call);
  for (const auto& [ledger, range] : days) {
    store::FactQuery query{range.first, range.second, {ledger}, 0};
    if (known.size() == 1) {
      ANZE_TRY(const auto versions, reader.fact_range(range.first, range.second));
      query.after = std::max<std::int64_t>(0, versions.second - k_newest);
    }
    ANZE_CHECK(reader.scan(query, [&](const Fact& fact) {
      const auto at = known.find(key_of(fact));
      if (at != known.end() && at->second.size() < k_compared && sight.sees(fact)) at->second.push_back(fact);
      return true;
    }));
  }
  return known;
}

}  // namespace

Result<std::vector<Repeats::Found>> Repeats::find(const Call& call, store::Reader& reader) const {
  std::map<EventKey, std::vector<Fact>> keys;
  for (const Written& each : written_) keys[key_of(each.fact)];
  ANZE_TRY(const auto known, on_record(call, reader, std::move(keys)));
  std::vector<Found> all;
  std::size_t looked_up = 0;
  for (const Written& each : written_) {
    if (all.size() == k_records_told || looked_up > k_looked_up) break;
    const Ledger* ledger = call.model->ledgers.find(each.fact.ledger);
    if (ledger == nullptr) continue;
    std::optional<FactRecord> own;
    Found found{each.place, {}, {}};
    for (const Fact& other : known.at(key_of(each.fact))) {
      if (other.seq >= each.fact.seq || found.of.size() == k_ids_told ||
          !may_be_one_event(*ledger, each.fact, other))
        continue;
      if (!own) {
        ANZE_TRY(own, record_of(reader, each.fact.seq));
        if (!own) break;
        found.id = own->id;
      }
      ++looked_up;
      ANZE_TRY(const std::optional<FactRecord> record, record_of(reader, other.seq));
      if (record && may_be_one_event(*ledger, *own, *record)) found.of.push_back(record->id);
    }
    if (!found.of.empty()) all.push_back(std::move(found));
  }
  return all;
}

Result<std::vector<std::vector<Fact>>> repeated(const Call& call, store::Reader& reader,
                                                std::vector<Fact> facts) {
  const Sight sight(call);
  std::erase_if(facts, [&](const Fact& fact) { return !sight.sees(fact); });
  std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    return std::tuple(a.occurred, key_of(a), a.seq) < std::tuple(b.occurred, key_of(b), b.seq);
  });
  std::vector<std::vector<Fact>> groups;
  std::size_t looked_up = 0;
  for (std::size_t begin = 0, end = 0; begin < facts.size(); begin = end) {
    while (end < facts.size() && key_of(facts[end]) == key_of(facts[begin])) ++end;
    const Ledger* ledger = call.model->ledgers.find(facts[begin].ledger);
    if (ledger == nullptr || end - begin < 2) continue;
    const std::size_t last = std::min(end, begin + k_compared);
    std::vector<bool> taken(last - begin, false);
    for (std::size_t i = begin; i < last; ++i) {
      if (taken[i - begin]) continue;
      std::vector<Fact> group{facts[i]};
      std::optional<FactRecord> own;
      for (std::size_t j = i + 1; j < last; ++j) {
        if (taken[j - begin] || looked_up > k_looked_up || !may_be_one_event(*ledger, facts[i], facts[j]))
          continue;
        ++looked_up;
        if (!own) {
          ANZE_TRY(own, record_of(reader, facts[i].seq));
        }
        ANZE_TRY(const std::optional<FactRecord> other, record_of(reader, facts[j].seq));
        if (!own || !other || !may_be_one_event(*ledger, *own, *other)) continue;
        taken[j - begin] = true;
        group.push_back(facts[j]);
      }
      if (group.size() > 1) groups.push_back(std::move(group));
    }
  }
  return groups;
}

json repeats_json(const std::vector<Repeats::Found>& found, const char* place) {
  json list = json::array();
  for (const Repeats::Found& each : found)
    list.push_back({{place, each.place}, {"id", each.id}, {"of", each.of}});
  return list;
}

}  // namespace anze::plugin
