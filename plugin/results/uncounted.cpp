#include "plugin/results/uncounted.h"

#include <map>
#include <set>

#include "plugin/tallies/in_time.h"
#include "scoring/scorecards/evaluate.h"
#include "scoring/tally/tally.h"

namespace anze::plugin {
namespace {

// What changed for one fact, cell by cell: nothing where its versions count alike.
using Cells = std::map<TallyKey, TallyCell>;

Result<void> add_hits(const Tally& tally, const FactChange& change, Cells& cells) {
  std::vector<Hit> hits;
  ANZE_CHECK(tally.hits(change.fact, hits));
  for (const Hit& hit : hits) {
    TallyCell& cell = cells[hit.key];
    cell.count += change.sign * hit.delta.count;
    cell.amount += change.sign * hit.delta.amount;
  }
  return {};
}

// By the fact's id.
Result<std::map<std::string, Cells>> cells_since(store::Reader& reader, const Tally& tally,
                                                 std::int64_t after, std::int64_t up_to) {
  std::vector<FactChange> changes;
  ANZE_CHECK(
      reader.changes({tally.first_day(), tally.last_day(), after, up_to}, [&](const Fact& fact, int sign) {
        changes.push_back({fact, sign});
        return true;
      }));
  ANZE_TRY(changes, net_changes(reader, leaves_late_out(tally.rulebook()), changes));
  std::vector<std::int64_t> seqs;
  for (const FactChange& change : changes) seqs.push_back(change.fact.seq);
  std::map<std::string, Cells> by_fact;
  auto change = changes.begin();
  ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) {
    return add_hits(tally, *change++, by_fact[version.record.id]);
  }));
  for (auto& [id, cells] : by_fact)
    std::erase_if(cells, [](const auto& cell) { return cell.second == TallyCell{}; });
  std::erase_if(by_fact, [](const auto& fact) { return fact.second.empty(); });
  return by_fact;
}

const char* change_word(const std::vector<store::FactVersion>& history, std::int64_t after) {
  if (history.back().voided) return "withdrawn";
  return history.front().record.fact.seq > after ? "entered" : "changed";
}

}  // namespace

Result<json> uncounted_json(Call& call, store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.sealed());
  const Period& period = assessment.period;
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_TRY(const InstalledRulebook* installed, call.model->need_rulebook(period));
  ANZE_TRY(const std::int64_t after, reader.last_fact(assessment.scoring->facts_entry));
  ANZE_TRY(const std::int64_t up_to, reader.last_fact());
  if (after == up_to) return json::array();
  const Rulebook& book = installed->rulebook;
  const Tally tally(book, *organisation, call.calendar, period, period.last);
  ANZE_TRY(const auto by_fact, cells_since(reader, tally, after, up_to));
  std::vector<std::string> ids;
  for (const auto& [id, cells] : by_fact) ids.push_back(id);
  json facts = json::array();
  ANZE_CHECK(reader.histories(ids, [&](const std::vector<store::FactVersion>& history) -> Result<void> {
    const store::FactVersion& last = history.back();
    std::set<std::string> clauses;
    for (const auto& [key, cell] : by_fact.at(last.record.id)) clauses.insert(clause_at(book, key.clause).id);
    const Ledger* ledger = call.model->ledgers.find(last.record.fact.ledger);
    facts.push_back({{"id", last.record.id},
                     {"ledger", ledger != nullptr ? ledger->title : std::string{}},
                     {"occurred_on", to_text(last.record.fact.occurred)},
                     {"change", change_word(history, after)},
                     {"recorded_on", to_text(beijing_day(last.recorded_at_ms))},
                     {"recorded_by", last.recorded_by},
                     {"reason", last.reason},
                     {"clauses", clauses}});
    return {};
  }));
  return facts;
}

const Shape& uncounted_shape() {
  static const Shape& shape = *new Shape{
      "uncounted_fact",
      {tell::text("id"), tell::text("ledger").says("its title"), tell::date("occurred_on"),
       tell::word("change", {"entered", "changed", "withdrawn"}), tell::date("recorded_on"),
       tell::text("recorded_by"), tell::text("reason").says("of its last version; empty of an entry"),
       tell::texts("clauses").says("that count it otherwise now")}};
  return shape;
}

}  // namespace anze::plugin
