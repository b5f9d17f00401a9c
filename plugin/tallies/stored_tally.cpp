#include "plugin/tallies/stored_tally.h"

#include <algorithm>
#include <map>
#include <optional>

#include "plugin/tallies/in_time.h"
#include "plugin/tallies/packed_cells.h"
#include "scoring/clauses/counting_day.h"

namespace anze::plugin {
namespace {

// Raise it when the same facts and definitions count otherwise: what older libraries kept is then counted
// anew.
constexpr const char* k_counting = "anze counting 2";

bool asks_workdays(const Rulebook& rulebook) {
  for (const Item& item : rulebook.items)
    for (const Clause& clause : item.clauses)
      if (counts_workdays(clause)) return true;
  return false;
}

// The years whose working days a period's facts are late by. Who asks about a period always knows them,
// whether the question names it or is asked in the year after.
std::pair<int, int> calendar_years(const Period& period) {
  const int year = civil(period.first).year;
  return {year, year + 1};
}

// A grace in working days may have begun in the year before the period its matter counts in, and amounts that
// run on reach back into it.
bool looks_back(const Rulebook& rulebook) {
  for (const Item& item : rulebook.items)
    for (const Clause& clause : item.clauses)
      if (grants_workdays(clause) ||
          (counts_workdays(clause) && (clause.within == Within::k_twelve_months || clause.begins_on > 0)))
        return true;
  return false;
}

// The store's errors pass; that a fact cannot be counted makes the kept tally useless, and nothing else.
bool passes(const Error& error) {
  return error.reason.starts_with("store.");
}

// Adds or takes back one fact, or its place among the day-bound.
Result<void> shift(Tally& tally, std::map<std::int64_t, int>& day_bound, const Fact& fact, int sign) {
  if (!tally.day_decides(fact)) return tally.apply(fact, sign);
  day_bound[fact.seq] += sign;
  return {};
}

// `found` becomes what the tally says of itself, `seen` what its rows and the day-bound facts add up to.
Result<void> load_rows(store::Reader& reader, std::int64_t id, Tally& tally, StoredWhole& found,
                       StoredWhole& seen) {
  std::optional<Error> failed;
  const auto clauses = static_cast<std::int32_t>(tally.plans().size());
  const auto add = [&](CodeId subject, std::string_view bytes) -> Result<void> {
    if (subject == k_tally_itself) {
      ANZE_TRY(found, stored_whole(bytes));
      return {};
    }
    ANZE_TRY(const std::vector<StoredCell> cells, stored_row(subject, bytes));
    seen.add_row(bytes);
    if (!cells.empty() && cells.back().clause >= clauses) return unpack_cells("\x80").error();
    for (const StoredCell& kept : cells)
      ANZE_CHECK(tally.add({kept.clause, subject, kept.bucket}, kept.cell));
    return {};
  };
  ANZE_CHECK(reader.tally_rows(id, [&](CodeId subject, std::string_view bytes) {
    if (auto added = add(subject, bytes); !added) failed = std::move(added).error();
    return !failed;
  }));
  if (failed) return *failed;
  return {};
}

}  // namespace

store::Digest tally_definitions(const Model& model, const InstalledRulebook& rulebook, const Period& period,
                                const Calendar& calendar) {
  store::Sm3 digest;
  digest.add(k_counting);
  digest.add(model.shape);
  digest.add(rulebook.digest);
  digest.add(to_text(period));
  if (!asks_workdays(rulebook.rulebook)) return digest.finish();
  std::string days;
  const auto [year, last] = calendar_years(period);
  const int first = looks_back(rulebook.rulebook) ? year - 1 : year;
  for (Date day = make_date(first, 1, 1); day <= make_date(last, 12, 31); day = day + 1) {
    const auto worked = calendar.is_workday(day);
    days += !worked ? '?' : *worked ? '1' : '0';
  }
  digest.add(days);
  return digest.finish();
}

bool lacks_calendar(const Rulebook& rulebook, const Period& period, const Calendar& calendar) {
  return asks_workdays(rulebook) && !calendar.knows(calendar_years(period).first);
}

Result<Stored> load_day_free(store::Reader& reader, const store::Digest& definitions, std::int64_t facts_to,
                             Tally& tally, DayBound& day_bound) {
  ANZE_TRY(const std::vector<store::TallyHead> heads, reader.tallies());
  const auto head = std::find_if(heads.begin(), heads.end(), [&](const store::TallyHead& one) {
    return one.period == to_text(tally.period()) && one.definitions == definitions;
  });
  if (head == heads.end()) return Stored::k_none;
  StoredWhole found;
  StoredWhole seen{head->facts_to, 0};
  if (auto loaded = load_rows(reader, head->id, tally, found, seen); !loaded) {
    if (passes(loaded.error())) return loaded.error();
    return Stored::k_none;
  }
  ANZE_TRY(const std::vector<std::int64_t> versions, reader.tally_aside(head->id));
  std::map<std::int64_t, int> places;
  for (const std::int64_t version : versions) {
    places.emplace_hint(places.end(), version, 1);
    seen.add_aside(version);
  }
  if (found != seen) return Stored::k_none;
  const int sign = head->facts_to <= facts_to ? +1 : -1;
  if (head->facts_to != facts_to) {
    const auto [from, to] = std::minmax(head->facts_to, facts_to);
    std::optional<Error> failed;
    ANZE_CHECK(
        reader.changes({tally.first_day(), tally.last_day(), from, to}, [&](const Fact& fact, int added) {
          auto shifted = with_in_time(reader, leaves_late_out(tally.rulebook()), fact, [&](const Fact& each) {
            return shift(tally, places, each, sign * added);
          });
          if (!shifted) failed = std::move(shifted).error();
          return !failed;
        }));
    if (failed) return Stored::k_none;
  }
  day_bound.clear();
  for (const auto& [version, times] : places)
    if (times > 0) day_bound.push_back(version);
  return head->facts_to < facts_to ? Stored::k_behind : Stored::k_current;
}

Result<void> store_day_free(store::Writer& writer, const store::Digest& definitions, std::int64_t facts_to,
                            const Tally& tally, const DayBound& day_bound) {
  ANZE_TRY(const std::int64_t id, writer.begin_tally(to_text(tally.period()), definitions));
  std::map<CodeId, std::vector<StoredCell>> rows;
  for (const auto& [key, cell] : tally.cells()) rows[key.subject].push_back({key.clause, key.bucket, cell});
  StoredWhole whole{facts_to, 0};
  for (const auto& [subject, cells] : rows) {
    const std::string bytes = keep_row(subject, cells);
    ANZE_CHECK(writer.put_tally_row(id, subject, bytes));
    whole.add_row(bytes);
  }
  for (const std::int64_t version : day_bound) {
    ANZE_CHECK(writer.put_tally_aside(id, version, true));
    whole.add_aside(version);
  }
  ANZE_CHECK(writer.put_tally_row(id, k_tally_itself, keep_whole(whole)));
  return writer.tally_reaches(id, facts_to);
}

}  // namespace anze::plugin
