#include "plugin/facts/entry.h"

#include "plugin/access/entry_roles.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/steps.h"
#include "plugin/records/assessment_record.h"
#include "scoring/entries/field_value.h"
#include "scoring/entries/record.h"

namespace anze::plugin {

namespace {

Error in_future(const std::string& what, Date day, Date today, std::string place) {
  return invalid("fact.future", what + " is dated " + to_text(day) + ", after today (" + to_text(today) + ")",
                 std::move(place), "enter it when it has happened");
}

}  // namespace

Result<void> check_known(const Call& call, const FactRecord& record) {
  const Fact& fact = record.fact;
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_CHECK(organisation->check(fact, call.store.codes()));
  if (fact.occurred > call.today) return in_future("it", fact.occurred, call.today, "/occurred_on");
  for (const Field& field : call.model->ledgers.find(fact.ledger)->fields) {
    if (field.type != FieldType::k_date || !field.max) continue;
    const std::optional<std::int64_t> said = field_value(record, field);
    if (said && *said > call.today.days + *field.max)
      return in_future("“" + field.title + "”", Date{static_cast<std::int32_t>(*said)}, call.today,
                       "/fields/" + field.name);
  }
  return {};
}

Result<bool> asked_history(const Call& call) {
  const bool history = call.request.value("history", false);
  if (!history || call.actor.has(k_reviewer)) return history;
  return Error{Code::k_forbidden, "actor.role", "taking over an older register needs the role reviewer",
               "/actor",
               "let a reviewer (复核) do it; what happens now is entered by a clerk, without \"history\""};
}

Result<bool> check_new(const Call& call, const FactRecord& record, LateMarks& marks, bool history) {
  const Ledger& ledger = *call.model->ledgers.find(record.fact.ledger);
  ANZE_CHECK(check_enters(call, ledger, history));
  ANZE_CHECK(check_known(call, record));
  ANZE_CHECK(marks.countable().check(call, record));
  ANZE_CHECK(check_attachment_names(record, {}));
  ANZE_CHECK(check_enters(call, ledger, history, &record.fact));
  ANZE_TRY(const bool late, marks.of(record.fact));
  const Result<void> begins = check_entry(call, ledger, record);
  if (begins) return late;
  if (!history || !ledger.history) return begins.error();
  if (late)
    return Error{Code::k_conflict, "fact.history_late",
                 "the period of " + to_text(record.fact.occurred) +
                     " is being assessed or was: no older register is taken over into it",
                 "/occurred_on", "enter the record in a state it may begin in, then use ledger.move/1"};
  ANZE_CHECK(check_taken_over(ledger, record));
  return late;
}

Result<bool> LateMarks::of(const Fact& fact) {
  for (const InstalledRulebook& installed : model_.rulebooks) {
    const Period period = period_of(fact.occurred, installed.rulebook.assesses);
    auto known = opened_.find(to_text(period));
    if (known == opened_.end()) {
      ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader_, period));
      const auto opened = assessment ? std::optional(assessment->opened_on) : std::nullopt;
      known = opened_.emplace(to_text(period), opened).first;
    }
    if (known->second && fact.occurred < *known->second) return true;
  }
  return false;
}

}  // namespace anze::plugin
