#include "plugin/tallies/recount.h"

#include <algorithm>
#include <atomic>
#include <optional>

#include "plugin/tallies/in_time.h"

namespace anze::plugin {
namespace {

constexpr std::uint32_t k_lanes_most = 8;  // each holds a tally as large as the organisation

struct Lane {
  DayFree day_free;
  std::int64_t at = 0;  // where the run begins that failed
  std::optional<Error> failed;
};

Result<void> count_run(store::Reader& reader, const store::FactQuery& query, Tally& tally,
                       DayBound& day_bound) {
  std::optional<Error> failed;
  const bool asked = leaves_late_out(tally.rulebook());
  const auto take = [&](const Fact& fact) -> Result<void> {
    if (!tally.day_decides(fact)) return tally.count(fact);
    day_bound.push_back(fact.seq);
    return {};
  };
  ANZE_CHECK(reader.scan(query, [&](const Fact& fact) {
    auto taken = asked && fact.late ? with_in_time(reader, asked, fact, take) : take(fact);
    if (!taken) failed = std::move(taken).error();
    return !failed;
  }));
  if (failed) return *failed;
  std::sort(day_bound.begin(), day_bound.end());  // a version in time stands before its late one
  return tally.settle();
}

}  // namespace

Lanes lanes_of(const Call& call) {
  Lanes lanes;
  lanes.count = call.services.lanes();
  lanes.work = [&services = call.services](std::uint32_t pieces,
                                           const std::function<void(std::uint32_t)>& body) {
    services.run(pieces, body);
  };
  return lanes;
}

Result<void> count_day_free(store::Reader& reader, std::int64_t as_of_entry, Tally& tally,
                            DayBound& day_bound) {
  return count_run(reader, {tally.first_day(), tally.last_day(), {}, as_of_entry}, tally, day_bound);
}

// The entry is an end in time: whatever is written meanwhile, and whenever a lane begins, all count the same
// versions. Runs are taken in order, so the first that fails is the one that a single thread would meet.
Result<DayFree> count_day_free(store::Store& store, std::int64_t entry, const Lanes& lanes,
                               const MakeTally& empty) {
  const std::unique_ptr<Tally> days = empty();
  std::pair<std::int64_t, std::int64_t> range;
  ANZE_CHECK(store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(range, reader.fact_range(days->first_day(), days->last_day()));
    return {};
  }));
  std::atomic<std::int64_t> next = range.first;
  const std::int64_t last = range.second;
  const auto count = [&](Lane& lane) {
    return store.read([&](store::Reader& reader) -> Result<void> {
      while ((lane.at = next.fetch_add(lanes.run_length)) <= last)
        ANZE_CHECK(count_run(reader,
                             {days->first_day(),
                              days->last_day(),
                              {},
                              entry,
                              lane.at - 1,
                              std::min(last, lane.at - 1 + lanes.run_length)},
                             *lane.day_free.tally, lane.day_free.day_bound));
      return {};
    });
  };
  std::vector<Lane> all(std::clamp(lanes.count, 1U, k_lanes_most));
  lanes.work(static_cast<std::uint32_t>(all.size()), [&](std::uint32_t piece) {
    Lane& lane = all[piece];
    lane.day_free.tally = empty();
    if (auto counted = count(lane); !counted) {
      lane.failed = std::move(counted).error();
      next = last + 1;
    }
  });

  const Lane* failed = nullptr;
  for (const Lane& lane : all)
    if (lane.failed && (failed == nullptr || lane.at < failed->at)) failed = &lane;
  if (failed != nullptr) return *failed->failed;
  DayFree sum = std::move(all.front().day_free);
  for (std::size_t i = 1; i < all.size(); ++i) {
    ANZE_CHECK(sum.tally->add(*all[i].day_free.tally));
    sum.day_bound.insert(sum.day_bound.end(), all[i].day_free.day_bound.begin(),
                         all[i].day_free.day_bound.end());
    all[i] = {};
  }
  std::sort(sum.day_bound.begin(), sum.day_bound.end());
  return sum;
}

Result<DayFree> recount(Call& call, store::Reader& reader, std::int64_t as_of_entry, const MakeTally& empty) {
  DayFree one{empty(), {}};
  ANZE_TRY(const auto range, reader.fact_range(one.tally->first_day(), one.tally->last_day()));
  ANZE_TRY(const store::ChainHead head, reader.head());
  ANZE_TRY(const std::int64_t committed, reader.last_fact(head.seq));
  ANZE_TRY(const std::int64_t written, reader.last_fact());
  const Lanes lanes = lanes_of(call);
  const bool shared = lanes.count > 1 && range.second - range.first >= 2 * lanes.run_length &&
                      (as_of_entry > 0 || committed == written);
  if (shared) return count_day_free(call.store, as_of_entry > 0 ? as_of_entry : head.seq, lanes, empty);
  ANZE_CHECK(count_day_free(reader, as_of_entry, *one.tally, one.day_bound));
  return one;
}

Result<void> count_day_bound(store::Reader& reader, const DayBound& day_bound, Tally& tally) {
  return reader.facts_by_seq(
      day_bound, [&](const store::FactVersion& found) { return tally.apply(found.record.fact, +1); });
}

}  // namespace anze::plugin
