#include "plugin/facts/finding_entry.h"

#include "scoring/accountability/veto.h"

namespace anze::plugin {
namespace {

Result<void> check_for(const Call& call, store::Reader& reader, const VetoClause& clause,
                       const Fact& finding) {
  Date day = finding.occurred;
  std::int64_t link = 0;
  // A sheet's row may name an accident by a word the store has never met.
  if (clause.select.ledger != k_no_code && read_field(finding, clause.finding_link, link) &&
      static_cast<CodeId>(link) <= call.store.codes().size()) {
    ANZE_TRY(const std::optional<store::FactVersion> accident,
             reader.fact(call.store.codes().text(static_cast<CodeId>(link))));
    if (accident && !accident->voided) {
      day = accident->record.fact.occurred;
      if (finding.occurred < day)
        return invalid("finding.before_accident",
                       "it is dated before “" + accident->record.id + "”, which is of " + to_text(day),
                       "/occurred_on", "correct the day of the finding, or that of the accident");
    }
  }
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  if (person_found(*organisation, finding, day) != k_no_code) return {};
  return invalid("finding.person",
                 finding.post == k_no_code ? "it does not say whom it is about"
                                           : "nobody answered for this post on " + to_text(day),
                 "/official", "name the person found responsible as \"official\"");
}

// The findings of one veto clause that rest on the accident and would lie before it on its new day.
Result<void> check_after(const Call& call, store::Reader& reader, const VetoClause& clause, CodeId accident,
                         Date then, Date now) {
  std::int64_t found = 0;
  ANZE_CHECK(reader.scan({then, now + -1, {clause.finding.ledger}, 0}, [&](const Fact& fact) {
    std::int64_t link = 0;
    if (clause.finding.matches(fact) && read_field(fact, clause.finding_link, link) && link == accident)
      found = fact.seq;
    return found == 0;
  }));
  if (found == 0) return {};
  return invalid(
      "finding.before_accident",
      "a finding about “" + call.store.codes().text(accident) + "” is dated before " + to_text(now),
      "/occurred_on", "correct the day of the finding first, or that of the accident");
}

}  // namespace

Result<void> check_findings_of(const Call& call, store::Reader& reader, const FactRecord& accident,
                               Date then) {
  const Date now = accident.fact.occurred;
  const CodeId id = call.store.codes().find(accident.id);
  if (now <= then || id == k_no_code) return {};  // no finding names it
  for (const InstalledRulebook& installed : call.model->rulebooks)
    for (const VetoClause& clause : installed.rulebook.vetoes)
      if (clause.finding.ledger != k_no_code && clause.select.ledger == accident.fact.ledger)
        ANZE_CHECK(check_after(call, reader, clause, id, then, now));
  return {};
}

Result<void> check_finding(const Call& call, store::Reader& reader, const Fact& fact) {
  for (const InstalledRulebook& installed : call.model->rulebooks)
    for (const VetoClause& clause : installed.rulebook.vetoes)
      if (clause.finding.ledger != k_no_code && clause.finding.matches(fact))
        return check_for(call, reader, clause, fact);
  return {};
}

}  // namespace anze::plugin
