#include "plugin/store/fact_rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace anze::store {
namespace {

// In the order of `fill`.
#define ANZE_COUNTED_COLUMNS                                                                                 \
  "SELECT seq, ledger, occurred, recorded, unit, area, sector, post, official, state, late, known, n1, n2, " \
  "n3, n4, n5, n6, n7, n8, n9, n10, n11, n12 FROM fact "

constexpr const char* k_scan = ANZE_COUNTED_COLUMNS
    "WHERE period = ?1 AND entry <= ?2 AND voided = 0 AND seq > ?3 AND seq <= ?4 "
    "ORDER BY seq";
constexpr const char* k_added =
    ANZE_COUNTED_COLUMNS "WHERE period = ?1 AND seq > ?2 AND seq <= ?3 AND voided = 0";
constexpr const char* k_one = ANZE_COUNTED_COLUMNS "WHERE seq = ?1";
constexpr const char* k_taken_back =
    "SELECT replaces FROM fact INDEXED BY fact_correction WHERE replaces > 0 AND seq > ?1 AND seq <= ?2";
constexpr const char* k_next_period = "SELECT coalesce(min(period), 0) FROM fact WHERE period > ?1";
constexpr const char* k_seq_range =
    "SELECT (SELECT min(seq) FROM fact WHERE period = ?1), (SELECT max(seq) FROM fact WHERE period = ?1)";
constexpr const char* k_superseded =
    "SELECT replaces FROM fact INDEXED BY fact_replaces WHERE replaces > 0 AND replaces BETWEEN ?1 AND ?2 "
    "AND "
    "entry <= ?3 ORDER BY replaces";
constexpr int k_first_slot = 12;

std::int32_t narrow(std::int64_t value) {
  return static_cast<std::int32_t>(value);
}

// Slots whose bit is not set keep zero, as a fresh Fact has them.
template <class Row>
void fill(const Row& cursor, Fact& fact) {
  fact.seq = cursor.integer(0);
  fact.ledger = narrow(cursor.integer(1));
  fact.occurred.days = narrow(cursor.integer(2));
  fact.recorded.days = narrow(cursor.integer(3));
  fact.unit = narrow(cursor.integer(4));
  fact.area = narrow(cursor.integer(5));
  fact.sector = narrow(cursor.integer(6));
  fact.post = narrow(cursor.integer(7));
  fact.official = narrow(cursor.integer(8));
  fact.state = narrow(cursor.integer(9));
  fact.late = cursor.integer(10) != 0;
  fact.known = static_cast<std::uint16_t>(cursor.integer(11));
  for (std::size_t i = 0; i < k_slots; ++i)
    fact.slot[i] = fact.knows(i) ? cursor.integer(k_first_slot + static_cast<int>(i)) : 0;
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

std::int64_t period_key(Date day) {
  const YearMonthDay ymd = civil(day);
  return std::int64_t{ymd.year} * 10 + (ymd.month - 1) / 3 + 1;
}

Result<FactVersion> read_fact_row(const Query& query) {
  FactVersion version;
  Fact& fact = version.record.fact;
  fact.seq = query.integer(0);
  fact.ledger = narrow(query.integer(1));
  fact.occurred.days = narrow(query.integer(2));
  fact.recorded.days = narrow(query.integer(3));
  fact.unit = narrow(query.integer(4));
  fact.area = narrow(query.integer(5));
  fact.sector = narrow(query.integer(6));
  fact.post = narrow(query.integer(7));
  fact.official = narrow(query.integer(8));
  fact.state = narrow(query.integer(9));
  fact.late = query.integer(10) != 0;
  fact.known = static_cast<std::uint16_t>(query.integer(11));
  for (std::size_t i = 0; i < k_slots; ++i)
    if (fact.knows(i)) fact.slot[i] = query.integer(k_first_slot + static_cast<int>(i));
  int column = k_first_slot + static_cast<int>(k_slots);
  version.entry = query.integer(column++);
  version.voided = query.integer(column++) != 0;
  version.version = query.integer(column++);
  version.recorded_at_ms = query.integer(column++);
  version.record.id = query.text(column++);
  version.recorded_by = query.text(column++);
  version.reason = query.text(column++);
  const std::string texts = query.text(column++);
  version.record.attachments_json = query.text(column++);
  version.record.remark = query.text(column);
  if (texts == "{}") return version;
  const auto read = nlohmann::ordered_json::parse(texts, nullptr, false);
  if (!read.is_object()) return store_corrupt("the texts of fact " + version.record.id + " are not JSON");
  for (const auto& [field, text] : read.items()) {
    if (!text.is_string()) return store_corrupt("the texts of fact " + version.record.id + " are not texts");
    version.record.texts.push_back({field, text.get<std::string>()});
  }
  return version;
}

Result<void> insert_fact_row(Connection& connection, const FactVersion& version, std::int64_t replaces) {
  const Fact& fact = version.record.fact;
  std::string texts = "{}";
  if (!version.record.texts.empty()) {
    auto json = nlohmann::ordered_json::object();
    for (const FactText& text : version.record.texts) json[text.field] = text.text;
    try {
      texts = json.dump();
    } catch (const nlohmann::json::exception&) {
      return invalid("fact.text", "a text of the fact is not UTF-8", "/fields", "send the text as UTF-8");
    }
  }
  RowInsert row(connection, Table::k_fact);
  row.integer(period_key(fact.occurred))
      .integer(fact.seq)
      .integer(version.entry)
      .integer(version.voided ? 1 : 0);
  row.integer(fact.ledger).integer(fact.occurred.days).integer(fact.recorded.days);
  row.integer(fact.unit).integer(fact.area).integer(fact.sector).integer(fact.post).integer(fact.official);
  row.integer(fact.state).integer(fact.late ? 1 : 0).integer(fact.known);
  for (std::size_t i = 0; i < k_slots; ++i) {
    if (fact.knows(i))
      row.integer(fact.slot[i]);
    else
      row.null();
  }
  row.integer(replaces).integer(version.version).integer(version.recorded_at_ms);
  row.text(version.record.id).text(version.recorded_by).text(version.reason);
  row.text(texts).text(version.record.attachments_json).text(version.record.remark);
  row.run();
  return {};
}

// One quarter's rows, with the next one's number at hand for the merge.
struct FactScanner::Source {
  Cursor* cursor;
  std::int64_t next;  // k_end after the last

  static constexpr std::int64_t k_end = std::numeric_limits<std::int64_t>::max();
  void advance() { next = cursor->step() ? cursor->integer(0) : k_end; }
};

// Borrows cursors and gives them back reset, however the scan ends. A scan begun by another's visitor gets
// cursors of its own.
class FactScanner::Loan {
 public:
  explicit Loan(FactScanner& scanner) : scanner_(scanner) {}
  ~Loan() {
    for (auto& cursor : taken_) {
      cursor->reset();
      scanner_.idle_.push_back(std::move(cursor));
    }
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;

  Cursor* take() {
    scanner_.idle_.reserve(scanner_.idle_.size() + taken_.size() + 1);
    taken_.reserve(taken_.size() + 1);
    if (scanner_.idle_.empty()) {
      taken_.push_back(std::make_unique<Cursor>(scanner_.connection_, k_scan));
    } else {
      taken_.push_back(std::move(scanner_.idle_.back()));
      scanner_.idle_.pop_back();
    }
    return taken_.back().get();
  }

 private:
  FactScanner& scanner_;
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

void FactScanner::scan(const FactQuery& query, const std::function<bool(const Fact&)>& visit) {
  const std::int64_t as_of = as_of_or_now(query.as_of_entry);
  const std::vector<std::int64_t> quarters = periods(query.first, query.last);
  if (quarters.empty()) return;
  const auto [first, last] = range(quarters);
  const std::int64_t up_to = std::min(last, query.up_to);
  const std::vector<std::int64_t> old = superseded(std::max(first, query.after + 1), up_to, as_of);
  auto skip = old.begin();
  const LedgerFilter filter(query.ledgers);

  Loan loan(*this);
  std::vector<Source> sources;
  for (const std::int64_t quarter : quarters) {
    Source source{loan.take(), 0};
    source.cursor->bind(1, quarter);
    source.cursor->bind(2, as_of);
    source.cursor->bind(3, query.after);
    source.cursor->bind(4, up_to);
    source.advance();
    sources.push_back(source);
  }
  const auto by_next = [](const Source& a, const Source& b) { return a.next < b.next; };

  Fact fact;
  for (;;) {
    Source& source =
        sources.size() == 1 ? sources.front() : *std::min_element(sources.begin(), sources.end(), by_next);
    if (source.next == Source::k_end) return;
    while (skip != old.end() && *skip < source.next) ++skip;
    const bool current = skip == old.end() || *skip != source.next;
    if (current && filter.takes(source.cursor->integer(1))) {
      fill(*source.cursor, fact);
      if (query.first <= fact.occurred && fact.occurred <= query.last && !visit(fact)) return;
    }
    source.advance();
  }
}

void FactScanner::changes(const FactChanges& between, const std::function<bool(const Fact&, int)>& visit) {
  Fact fact;
  const auto show = [&](const Query& row, int sign) {
    fill(row, fact);
    return fact.occurred < between.first || between.last < fact.occurred || visit(fact, sign);
  };
  for (const std::int64_t quarter : periods(between.first, between.last)) {
    Query added(connection_, k_added);
    added.bind(quarter).bind(between.after).bind(between.up_to);
    while (added.step())
      if (!show(added, +1)) return;
  }
  Query taken_back(connection_, k_taken_back);
  taken_back.bind(between.after).bind(between.up_to);
  while (taken_back.step()) {
    Query before(connection_, k_one);
    if (before.bind(taken_back.integer(0)).step() && !show(before, -1)) return;
  }
}

}  // namespace anze::store
