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
    "WHERE period = ?1 AND entry <= ?2 AND voided = 0 AND seq > ?3 AND seq <= ?4 "
    "ORDER BY seq";
// Whole rows, each held against its mark; what is withdrawn too, or a withdrawal by damage would pass.
constexpr const char* k_scan_whole =
    "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE period = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq";
constexpr const char* k_one = "SELECT " ANZE_FACT_COLUMNS " FROM fact WHERE seq = ?1";
constexpr const char* k_taken_back =
    "SELECT replaces FROM fact INDEXED BY fact_correction WHERE replaces > 0 AND seq > ?1 AND seq <= ?2";
constexpr const char* k_next_period = "SELECT coalesce(min(period), 0) FROM fact WHERE period > ?1";
constexpr const char* k_seq_range =
    "SELECT (SELECT min(seq) FROM fact WHERE period = ?1), (SELECT max(seq) FROM fact WHERE period = ?1)";
constexpr const char* k_superseded =
    "SELECT replaces FROM fact INDEXED BY fact_replaces WHERE replaces > 0 AND replaces BETWEEN ?1 AND ?2 "
    "AND "
    "entry <= ?3 ORDER BY replaces";

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

std::int64_t as_of_or_now(std::int64_t as_of_entry) {
  return as_of_entry > 0 ? as_of_entry : std::numeric_limits<std::int64_t>::max();
}

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
      if (cursor->integer(FactColumns::k_entry) > as_of || cursor->integer(FactColumns::k_voided) != 0) continue;
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

std::vector<std::int64_t> FactScanner::periods(Date first, Date last) {
  std::vector<std::int64_t> found;
  const std::int64_t end = period_key(last);
  for (std::int64_t before = period_key(first) - 1;;) {
    Query next(connection_, k_next_period);
    next.bind(before).step();
    before = next.integer(0);
    if (before == 0 || before > end) return found;
    found.push_back(before);
  }
}

std::pair<std::int64_t, std::int64_t> FactScanner::range(const std::vector<std::int64_t>& periods) {
  if (periods.empty()) return {0, 0};
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = 0;
  for (const std::int64_t period : periods) {
    Query range(connection_, k_seq_range);
    range.bind(period).step();
    first = std::min(first, range.integer(0));
    last = std::max(last, range.integer(1));
  }
  return {first, last};
}

std::pair<std::int64_t, std::int64_t> FactScanner::range(Date first, Date last) {
  return range(periods(first, last));
}

// The versions a later one stands for: few, ordered, so the scan walks beside them.
std::vector<std::int64_t> FactScanner::superseded(std::int64_t first, std::int64_t last, std::int64_t as_of) {
  std::vector<std::int64_t> found;
  Query query(connection_, k_superseded);
  query.bind(first).bind(last).bind(as_of);
  while (query.step()) found.push_back(query.integer(0));
  return found;
}

Result<void> FactScanner::scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit) {
  const bool whole = !rests_ || !*rests_;
  const std::int64_t as_of = as_of_or_now(query.as_of_entry);
  const std::vector<std::int64_t> quarters = periods(query.first, query.last);
  if (quarters.empty()) return {};
  const auto [first, last] = range(quarters);
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
  for (const std::int64_t quarter : quarters) {
    Source source{loan.take(), 0};
    int parameter = 0;
    source.cursor->bind(++parameter, quarter);
    if (!whole) source.cursor->bind(++parameter, as_of);
    source.cursor->bind(++parameter, query.after);
    source.cursor->bind(++parameter, up_to);
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
      if (query.first <= fact.occurred && fact.occurred <= query.last && !visit(fact)) return {};
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
  for (const std::int64_t quarter : periods(between.first, between.last)) {
    Query added(connection_, k_scan_whole);
    added.bind(quarter).bind(between.after).bind(between.up_to);
    while (wanted && added.step()) ANZE_CHECK(show(added, +1));
  }
  Query taken_back(connection_, k_taken_back);
  taken_back.bind(between.after).bind(between.up_to);
  while (wanted && taken_back.step()) {
    Query before(connection_, k_one);
    if (before.bind(taken_back.integer(0)).step()) ANZE_CHECK(show(before, -1));
  }
  return {};
}

}  // namespace anze::store
