#include "plugin/fact_entry.h"

#include "plugin/entry_roles.h"
#include "plugin/fact_moves.h"

namespace anze::plugin {

Result<void> check_known(const Call& call, const Fact& fact) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_CHECK(organisation->check(fact, call.store.codes()));
  ANZE_CHECK(check_own_case(call, fact));
  if (fact.occurred > call.today)
    return invalid("fact.future",
                   "it is dated " + to_text(fact.occurred) + ", after today (" + to_text(call.today) + ")",
                   "/occurred_on", "enter it when it has happened");
  return {};
}

Result<void> check_new(const Call& call, const Fact& fact, bool taken_over) {
  ANZE_CHECK(check_enters(call, *call.model->ledgers.find(fact.ledger)));
  ANZE_CHECK(check_known(call, fact));
  return check_entry(call, *call.model->ledgers.find(fact.ledger), fact, taken_over);
}

Result<bool> LateMarks::of(const Fact& fact) {
  for (const InstalledRulebook& installed : model_.rulebooks) {
    const std::string period = to_text(period_of(fact.occurred, installed.rulebook.assesses));
    auto known = open_.find(period);
    if (known == open_.end()) {
      ANZE_TRY(const std::optional<store::Record> assessment, reader_.record("assessment", period));
      known = open_.emplace(period, assessment.has_value()).first;
    }
    if (known->second) return true;
  }
  return false;
}

}  // namespace anze::plugin
