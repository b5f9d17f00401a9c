#include "plugin/calls/refusals.h"

#include <algorithm>

namespace anze::plugin {

Codes refusals(std::initializer_list<Codes> groups) {
  Codes all;
  for (const Codes& group : groups) all.insert(all.end(), group.begin(), group.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

namespace refusal {

Codes common() {
  return refusals(
      {{"call.argument", "call.closed", "call.forked", "call.poisoned", "call.reentrant", "call.refused",
        "internal.exception", "memory", "method.unknown"},
       {"json.syntax", "json.duplicate_key", "json.float", "json.integer_range", "json.depth", "json.size",
        "json.too_many", "json.tree", "json.type", "json.missing", "json.unknown_field", "json.empty",
        "json.length", "json.range", "json.word", "json.id", "json.more_problems"},
       {"request.id", "request.conflict", "clock.missing", "clock.host", "clock.range", "actor.unknown",
        "actor.role", "actor.roles", "actor.host", "identity.failed", "identity.answer", "calendar.day",
        "calendar.twice"},
       {"store.abandoned",   "store.busy",           "store.corrupt",
        "store.directory",   "store.forked",         "store.full",
        "store.io",          "store.key_missing",    "store.key_wrong",
        "store.locked",      "store.memory",         "store.nested",
        "store.newer",       "store.open_to_others", "store.other_history",
        "store.overtaken",   "store.read_only",      "store.region",
        "store.rolled_back", "record.corrupt",       "record.state",
        "model.changed",     "model.corrupt",        "model.conflict"}});
}

Codes day() {
  return {"date.format", "date.unreal"};
}

Codes period() {
  return {"period.format"};
}

Codes days() {
  return refusals({day(), period(), {"figure.range", "range.order"}});
}

Codes place() {
  return {"figure.scope", "organisation.missing"};
}

Codes selector() {
  return {"select.ledger", "select.op",       "select.never", "select.value",  "field.unknown", "field.type",
          "field.text",    "field.documents", "field.code",   "points.format", "points.range"};
}

Codes view() {
  return refusals({days(),
                   selector(),
                   {"ledger.unknown", "view.days", "organisation.missing", "fact.unit", "fact.area"}});
}

Codes fact() {
  return refusals({day(),
                   {"fact.ledger", "fact.id", "fact.required", "fact.field_type", "fact.code", "fact.state",
                    "fact.derived", "fact.computed", "fact.range", "fact.too_long", "fact.list", "fact.rule",
                    "fact.attachment", "fact.attachment_name", "fact.digest", "fact.negative"}});
}

Codes entry() {
  return refusals({fact(), {"attachment.kept", "fact.exists",       "fact.text",
                            "fact.future",     "fact.uncountable",  "fact.entry",
                            "fact.act",        "fact.history_late", "fact.unit",
                            "fact.area",       "fact.sector",       "fact.post",
                            "fact.official",   "fact.outside_term", "finding.before_accident",
                            "finding.person",  "hazard.five",       "organisation.missing",
                            "actor.own_case",  "actor.place",       "tally.overflow",
                            "calendar.unknown"}});
}

Codes change() {
  return refusals(
      {entry(),
       {"fact.unknown", "fact.changed", "fact.voided", "fact.move", "fact.reason", "fact.checked",
        "fact.asked", "fact.assessed", "fact.assessed_day", "actor.four_eyes", "actor.relation"}});
}

Codes kept() {
  return {"assessment.altered", "assessment.incomplete", "sheet.corrupt"};
}

Codes scoring() {
  return refusals({period(),
                   kept(),
                   {"rulebook.missing", "rulebook.conflict", "organisation.missing", "calendar.unknown",
                    "points.overflow", "tally.overflow", "tally.corrupt", "judgement.unknown",
                    "judgement.duplicate", "judgement.range"}});
}

Codes vetoes() {
  return refusals({scoring(), {"veto.same_person"}});
}

Codes rulebook() {
  return refusals(
      {fact(),
       period(),
       selector(),
       {"rulebook.schema", "rulebook.dates", "rulebook.archetype", "rulebook.base", "rulebook.late_facts",
        "rulebook.duplicate", "rulebook.rounding", "organisation.missing", "points.overflow"},
       {"group.bonus", "group.empty", "group.parent", "group.points", "group.sum", "item.bonus", "item.empty",
        "item.group", "item.points", "item.start"},
       {"clause.amount",     "clause.baseline",   "clause.begins_on", "clause.by",        "clause.cap",
        "clause.conflict",   "clause.effect",     "clause.evidence",  "clause.formalism", "clause.grace",
        "clause.highest_of", "clause.lasting",    "clause.levels",    "clause.list",      "clause.missing",
        "clause.range",      "clause.subject",    "clause.take",      "clause.target",    "clause.within",
        "clause.worth",      "clause.unreachable"},
       {"grade.empty", "grade.floor", "grade.gap", "grade.order", "grade.overlap", "grade.top",
        "grade.unknown", "grade.unreachable", "band.empty", "band.floor", "band.gap", "band.order",
        "band.overlap", "band.top"},
       {"quarters.period", "quarters.points", "quarters.weights", "veto.areas", "veto.conflict",
        "veto.effect", "veto.finding", "veto.instead", "veto.leaders", "veto.reach", "veto.result",
        "veto.short_window", "veto.starts", "veto.total", "veto.unit_kinds", "veto.unreachable"},
       {"test.clause", "test.days_off", "test.empty", "test.failed", "test.period", "test.result",
        "test.quarters", "test.too_many"}});
}

Codes filing_rules() {
  return {"filing_rules.missing", "filing_rules.schema", "filing_rules.kind", "period.kind",
          "calendar.unknown"};
}

Codes letter() {
  return refusals({vetoes(),
                   filing_rules(),
                   {"filing_rules.every", "filing_rules.addressee", "filing.unsealed", "filing.document",
                    "assessment.missing", "figure.duplicate", "figure.overflow", "report.addressee",
                    "report.issuer", "report.archive", "report.format"},
                   {"snapshot.json", "snapshot.format", "snapshot.type", "snapshot.missing", "snapshot.word",
                    "snapshot.unknown_field", "snapshot.duplicate_field"}});
}

Codes sheet_file() {
  return refusals({period(),
                   {"sheet.content",
                    "sheet.digest",
                    "sheet.upload_unknown",
                    "ledger.unknown",
                    "organisation.missing",
                    "sheet.zip",
                    "sheet.xml",
                    "sheet.dtd",
                    "sheet.macros",
                    "sheet.encrypted",
                    "sheet.old_format",
                    "sheet.format",
                    "sheet.empty",
                    "sheet.encoding",
                    "sheet.csv",
                    "sheet.limit",
                    "sheet.none",
                    "sheet.reader_missing",
                    "sheet.reader_died",
                    "sheet.reader_timeout",
                    "sheet.reader_garbage",
                    "sheet.heading",
                    "sheet.heading_empty",
                    "sheet.column_missing",
                    "sheet.column_twice",
                    "sheet.unit",
                    "sheet.name",
                    "sheet.ambiguous",
                    "sheet.code",
                    "sheet.definitions"}});
}

Codes sheet_rows() {
  return refusals({entry(),
                   {"sheet.nothing", "sheet.same_file", "sheet.date", "sheet.number", "sheet.merged",
                    "sheet.boolean", "sheet.attachment", "sheet.formula", "sheet.repeated_id",
                    "sheet.repeated_row", "sheet.known_row", "sheet.total", "sheet.period"}});
}

}  // namespace refusal

}  // namespace anze::plugin
