#include "plugin/filing/snapshot_builder.h"

#include "plugin/definitions/rule_changes.h"
#include "plugin/figures/snapshot_figures.h"
#include "plugin/filing/snapshot_parts.h"

namespace anze::plugin {
namespace {

Result<AssessmentRecord> sealed_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(AssessmentRecord assessment, need_assessment(reader, period));
  if (!assessment.sealed())
    return Error{Code::k_conflict, "filing.unsealed",
                 "the assessment of " + to_text(period) + " is not sealed yet", "/period",
                 "seal it with assess.seal/1, then prepare the filing"};
  return assessment;
}

// Everybody's name is struck from what others than the organisation department get, so the names are sealed
// with the rest: the paper made from the same bytes later is the same.
void add_people(const Model& model, reports::Snapshot& snapshot) {
  if (!model.organisation || snapshot.filing.kind == reports::FilingKind::k_quarterly_organisation) return;
  for (const Official& official : model.organisation->data().officials)
    snapshot.people.push_back(official.name);
}

}  // namespace

std::string countersigned_text(const Countersignature& given) {
  const std::string text =
      "考核对象以外的会签人（账号" + given.by + "）于" + to_chinese(given.on) + "会签。理由：" + given.reason;
  return text.ends_with("。") ? text : text + "。";
}

Result<reports::Snapshot> build_snapshot(Call& call, store::Reader& reader, const FilingRules& rules,
                                         reports::Filing filing) {
  reports::Snapshot snapshot;
  snapshot.jurisdiction = rules.jurisdiction;
  snapshot.filing = std::move(filing);
  ANZE_TRY(const store::ChainHead head, reader.head());
  snapshot.chain = {head.seq, store::to_hex(head.hash)};
  ANZE_CHECK(add_figures(call, reader, snapshot.filing.period, Telling::k_recorded, snapshot));
  ANZE_CHECK(add_accidents(call, reader, snapshot.filing.period, snapshot));
  for (const Period& quarter : divide(snapshot.filing.period, PeriodKind::k_quarter)) {
    ANZE_TRY(const AssessmentRecord assessment, sealed_assessment(reader, quarter));
    // A yearly report tells figures, not persons; the rulebook it names is the last quarter's.
    if (!reports::is_public(snapshot.filing.kind))
      ANZE_CHECK(add_results(call, reader, assessment, snapshot));
    if (assessment.countersigned)
      snapshot.countersigned.push_back(to_chinese(quarter) + "考核结果封存前，" +
                                       countersigned_text(*assessment.countersigned));
    const Citation& book = assessment.rulebook;
    snapshot.rulebook = {book.id, book.title, book.document_no, std::to_string(book.version), book.digest};
  }
  if (reports::is_public(snapshot.filing.kind)) {
    ANZE_CHECK(add_grade_groups(call, reader, snapshot));
  } else {
    ANZE_CHECK(add_liabilities(call, reader, snapshot.filing.period, snapshot));
    ANZE_CHECK(add_triggers(call, reader, snapshot));
  }
  ANZE_CHECK(add_vetoes(call, reader, rules, snapshot));
  ANZE_TRY(const std::vector<ProposalRecord> changes, rule_changes_of(reader, snapshot.filing.period));
  for (const ProposalRecord& change : changes) snapshot.rule_changes.push_back(rule_change_text(change));
  add_people(*call.model, snapshot);
  return snapshot;
}

}  // namespace anze::plugin
