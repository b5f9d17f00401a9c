#include "plugin/store/sqlite/fact_scanner.h"

#include <algorithm>
#include <limits>

#include "plugin/store/fact_row.h"
#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

// In the order of `fill_fact`.
#define ANZE_COUNTED_COLUMNS                                                                                 \
  "SELECT seq, ledger, occurred, recorded, unit, area, sector, post, official, state, late, known, n1, n2, " \
  "n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 FROM fact "

constexpr const char* k_scan = ANZE_COUNTED_COLUMNS
    "WHERE region = ?1 AND period = ?2 AND seq > ?3 AND seq <= ?4 AND entry <= ?5 AND voided = 0 ORDER BY "
    "seq";
// Whole rows, each held against its mark; what is withdrawn too, or a withdrawal by damage would pass.
constexpr const char* k_scan_whole =
    "SELECT " ANZE_FACT_COLUMNS
    " FROM fact WHERE region = ?1 AND period = ?2 AND seq > ?3 AND seq <= ?4 ORDER BY seq";
constexpr const char* k_versions =
    "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE region = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq";
// What the versions after ?2 up to ?3 stand for.
constexpr const char* k_taken_back =
    "SELECT " ANZE_FACT_COLUMNS
    " FROM (SELECT replaces AS taken FROM fact WHERE region = ?1 AND replaces > 0 AND seq > ?2 AND seq <= ?3)"
    " CROSS JOIN fact WHERE region = ?1 AND seq = taken";
// The quarters from ?2 to ?3 that have facts, each found from the one before by a step along the key.
constexpr const char* k_quarters =
    "WITH RECURSIVE quarter(period) AS (SELECT min(period) FROM fact WHERE region = ?1 AND period >= ?2 "
    "UNION ALL SELECT (SELECT min(f.period) FROM fact AS f WHERE f.region = ?1 AND f.period > "
    "quarter.period) FROM quarter WHERE quarter.period < ?3) SELECT period, (SELECT min(f.seq) FROM fact "
    "AS f WHERE f.region = ?1 AND f.period = quarter.period), (SELECT max(f.seq) FROM fact AS f WHERE "
    "f.region = ?1 AND f.period = quarter.period) FROM quarter WHERE period <= ?3";
constexpr const char* k_superseded =
    "SELECT replaces FROM fact WHERE region = ?1 AND replaces > 0 AND replaces BETWEEN ?2 AND ?3 AND "
    "entry <= ?4 ORDER BY replaces";

// Where the columns of a counted row stand: in a row of those alone, and in a whole one.
struct Columns {
  int seq;
  int ledger;  // and on from here, in the order of `fill_fact`
};
constexpr Columns k_counted{0, 1};
constexpr Columns k_whole{FactColumns::k_seq, FactColumns::k_ledger};

template <class Row>
void fill(const Row& row, Columns at, Fact& fact) {
  fill_fact(row, at.seq, at.ledger, fact);
}

// Which ledgers a query wants, by code.
class LedgerFilter {
 public:
  explicit LedgerFilter(const std::vector<CodeId>& ledgers) {
    for (const CodeId ledger : ledgers) {
      const auto at = static_cast<std::size_t>(std::max(ledger, 0));
      if (at >= wanted_.size()) wanted_.resize(at + 1, false);
      wanted_[at] = true;
    }
  }
  bool takes(std::int64_t ledger) const {
    return wanted_.empty() || (ledger >= 0 && static_cast<std::size_t>(ledger) < wanted_.size() &&
                               wanted_[static_cast<std::size_t>(ledger)]);
  }

 private:
  std::vector<bool> wanted_;
};

// Of changes: a year's quarters are asked one by one, a few versions of many quarters by their numbers.
constexpr std::int64_t k_few_quarters = 10;  // in keys: a year and its neighbours
constexpr std::int64_t k_few_versions = 10'000;

}  // namespace

// One quarter's rows, with the next one's number at hand for the merge.
struct FactScanner::Source {
  Cursor* cursor;
  std::int64_t next;  // k_end after the last

  static constexpr std::int64_t k_end = std::numeric_limits<std::int64_t>::max();
  void advance() { next = cursor->step() ? cursor->integer(k_counted.seq) : k_end; }
  // The same over whole rows: the next one that is known at the entry and not withdrawn.
  Result<void> advance_whole(RowBytes& bytes, std::int64_t as_of) {
    while (cursor->step()) {
      if (!row_holds(cursor->get(), bytes, Table::k_fact))
        return row_changed(Table::k_fact, cursor->integer(k_whole.seq));
      if (cursor->integer(FactColumns::k_entry) > as_of || cursor->integer(FactColumns::k_voided) != 0)
        continue;
      next = cursor->integer(k_whole.seq);
      return {};
    }
    next = k_end;
    return {};
  }
};

// Borrows cursors and gives them back reset, however the scan ends. A scan begun by another's visitor gets
// cursors of its own.
class FactScanner::Loan {
 public:
  Loan(FactScanner& scanner, bool whole)
      : scanner_(scanner), idle_(whole ? scanner.idle_whole_ : scanner.idle_), whole_(whole) {}
  ~Loan() {
    for (auto& cursor : taken_) {
      cursor->reset();
      idle_.push_back(std::move(cursor));
    }
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;

  Cursor* take() {
    idle_.reserve(idle_.size() + taken_.size() + 1);
    taken_.reserve(taken_.size() + 1);
    if (idle_.empty()) {
      taken_.push_back(std::make_unique<Cursor>(scanner_.connection_, whole_ ? k_scan_whole : k_scan));
    } else {
      taken_.push_back(std::move(idle_.back()));
      idle_.pop_back();
    }
    return taken_.back().get();
  }

 private:
  FactScanner& scanner_;
  std::vector<std::unique_ptr<Cursor>>& idle_;
  bool whole_;
  std::vector<std::unique_ptr<Cursor>> taken_;
};

std::vector<FactScanner::Quarter> FactScanner::quarters(Date first, Date last) {
  std::vector<Quarter> found;
  RegionQuery query(connection_, k_quarters);
  query.bind(period_key(first)).bind(period_key(last));
  while (query.step()) found.push_back({query.integer(0), query.integer(1), query.integer(2)});
  return found;
}

std::pair<std::int64_t, std::int64_t> FactScanner::range(const std::vector<Quarter>& quarters) {
  if (quarters.empty()) return {0, 0};
  auto [first, last] = std::pair(quarters.front().first, quarters.front().last);
  for (const Quarter& quarter : quarters) {
    first = std::min(first, quarter.first);
    last = std::max(last, quarter.last);
  }
  return {first, last};
}

std::pair<std::int64_t, std::int64_t> FactScanner::range(Date first, Date last) {
  return range(quarters(first, last));
}

// The versions a later one stands for: few, ordered, so the scan walks beside them.
std::vector<std::int64_t> FactScanner::superseded(std::int64_t first, std::int64_t last, std::int64_t as_of) {
  std::vector<std::int64_t> found;
  RegionQuery query(connection_, k_superseded);
  query.bind(first).bind(last).bind(as_of);
  while (query.step()) found.push_back(query.integer(0));
  return found;
}

Result<void> FactScanner::scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit) {
  return walk(query, !rests_ || !*rests_, [&](const Fact& fact, const Cursor&) { return visit(fact); });
}

Result<void> FactScanner::named(const FactQuery& query,
                                const std::function<bool(const Fact&, std::string_view)>& visit) {
  return walk(query, true,
              [&](const Fact& fact, const Cursor& row) { return visit(fact, row.text(FactColumns::k_id)); });
}

// `show` sees the fact and the row it was read from.
template <class Show>
Result<void> FactScanner::walk(const FactQuery& query, bool whole, const Show& show) {
  const std::int64_t as_of = as_of_or_now(query.as_of_entry);
  const std::vector<Quarter> wanted = quarters(query.first, query.last);
  if (wanted.empty()) return {};
  const auto [first, last] = range(wanted);
  const std::int64_t up_to = std::min(last, query.up_to);
  const std::vector<std::int64_t> old = superseded(std::max(first, query.after + 1), up_to, as_of);
  auto skip = old.begin();
  const LedgerFilter filter(query.ledgers);

  const Columns at = whole ? k_whole : k_counted;
  const auto advance = [&](Source& source) -> Result<void> {
    if (whole) return source.advance_whole(connection_.row_bytes(), as_of);
    source.advance();
    return {};
  };
  Loan loan(*this, whole);
  std::vector<Source> sources;
  for (const Quarter& quarter : wanted) {
    Source source{loan.take(), 0};
    int parameter = 0;
    source.cursor->bind(++parameter, connection_.region());
    source.cursor->bind(++parameter, quarter.period);
    source.cursor->bind(++parameter, query.after);
    source.cursor->bind(++parameter, up_to);
    if (!whole) source.cursor->bind(++parameter, as_of);
    ANZE_CHECK(advance(source));
    sources.push_back(source);
  }
  const auto by_next = [](const Source& a, const Source& b) { return a.next < b.next; };

  Fact fact;
  for (;;) {
    Source& source =
        sources.size() == 1 ? sources.front() : *std::min_element(sources.begin(), sources.end(), by_next);
    if (source.next == Source::k_end) return {};
    while (skip != old.end() && *skip < source.next) ++skip;
    const bool current = skip == old.end() || *skip != source.next;
    if (current && filter.takes(source.cursor->integer(at.ledger))) {
      fill(*source.cursor, at, fact);
      if (query.first <= fact.occurred && fact.occurred <= query.last && !show(fact, *source.cursor))
        return {};
    }
    ANZE_CHECK(advance(source));
  }
}

Result<void> FactScanner::changes(const FactChanges& between,
                                  const std::function<bool(const Fact&, int)>& visit) {
  Fact fact;
  bool wanted = true;
  const auto show = [&](const Query& row, int sign) -> Result<void> {
    ANZE_CHECK(check_row(row, connection_.row_bytes(), Table::k_fact));
    if (row.integer(FactColumns::k_voided) != 0 && sign > 0) return {};
    fill(row, k_whole, fact);
    wanted = fact.occurred < between.first || between.last < fact.occurred || visit(fact, sign);
    return {};
  };
  const auto show_added = [&](RegionQuery& added) -> Result<void> {
    while (wanted && added.step()) ANZE_CHECK(show(added, +1));
    return {};
  };
  const std::int64_t first = period_key(between.first);
  const std::int64_t last = period_key(between.last);
  if (last - first > k_few_quarters && between.up_to - between.after <= k_few_versions) {
    RegionQuery added(connection_, k_versions);
    added.bind(between.after).bind(between.up_to);
    ANZE_CHECK(show_added(added));
  } else {
    std::vector<std::int64_t> periods;
    if (last - first > k_few_quarters)
      for (const Quarter& quarter : quarters(between.first, between.last)) periods.push_back(quarter.period);
    else  // asking each costs less than finding those that have facts
      for (std::int64_t period = first; period <= last; period += period % 10 == 4 ? 7 : 1)
        periods.push_back(period);
    for (const std::int64_t period : periods) {
      RegionQuery added(connection_, k_scan_whole);
      added.bind(period).bind(between.after).bind(between.up_to);
      ANZE_CHECK(show_added(added));
    }
  }
  RegionQuery taken_back(connection_, k_taken_back);
  taken_back.bind(between.after).bind(between.up_to);
  while (wanted && taken_back.step()) ANZE_CHECK(show(taken_back, -1));
  return {};
}

}  // namespace anze::store
