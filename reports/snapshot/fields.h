// The field list of every struct of a snapshot, told once: the JSON writer, the JSON reader and the redactor
// all walk it, so a field added here is written, read and redacted together. Internal to reports.
//
//   fields(figure, [](auto key, auto& member) { ... });   // const and mutable objects alike
#pragma once

#include <concepts>
#include <type_traits>

#include "reports/snapshot/snapshot.h"

namespace anze::reports {

// The key of a member that stored snapshots of earlier versions do not have: left out while it holds nothing,
// so that their bytes stay what they are, and read as nothing where it is missing.
struct Added {
  const char* key;
};

template <class S, class T>
concept Of = std::same_as<std::remove_const_t<S>, T>;

template <class V>
void fields(Of<Figure> auto& s, V&& v) {
  v("id", s.id), v("title", s.title), v("unit", s.unit), v("scope", s.scope), v("topic", s.topic);
  v("shape", s.shape), v("qualifier", s.qualifier), v("value", s.value), v("denominator", s.denominator);
  v("compared", s.compared), v("last_year", s.last_year), v("definition", s.definition);
  v("records", s.records);
}
template <class V>
void fields(Of<Relation> auto& s, V&& v) {
  v("id", s.id), v("kind", s.kind), v("total", s.total), v("parts", s.parts);
  v("before_title", s.before_title), v("before", s.before), v("percent", s.percent), v("least", s.least);
}
template <class V>
void fields(Of<Discrepancy> auto& s, V&& v) {
  v("check", s.check), v("explanation", s.explanation), v("numbers", s.numbers);
}
template <class V>
void fields(Of<AccidentRow> auto& s, V&& v) {
  v("id", s.id), v("title", s.title), v("class", s.grade), v("day", s.day), v("area", s.area);
  v("sector", s.sector), v("dead", s.dead), v("injured", s.injured), v("loss_yuan", s.loss_yuan);
  v("provisional_until", s.provisional_until);
}
template <class V>
void fields(Of<ReportingFault> auto& s, V&& v) {
  v("accident", s.accident), v("kind", s.kind), v("unit", s.unit), v("detail", s.detail);
  v("finding_document", s.finding_document);
}
template <class V>
void fields(Of<ScoreLine> auto& s, V&& v) {
  v("item", s.item), v("clause", s.clause), v("title", s.title), v("legal_basis", s.legal_basis);
  v("full", s.full), v("got", s.got), v("counts", s.counts), v("reason", s.reason), v("facts", s.facts);
}
template <class V>
void fields(Of<OfficialResult> auto& s, V&& v) {
  v("id", s.id), v("name", s.name), v("post", s.post), v("unit", s.unit), v("archetype", s.archetype);
  v("score", s.score), v("exact", s.exact), v("grade", s.grade), v("lines", s.lines);
  v("provisional", s.provisional), v("cases", s.cases);
  v(Added{"forced_grade"}, s.forced_grade), v(Added{"veto"}, s.veto);
}
template <class V>
void fields(Of<Liability> auto& s, V&& v) {
  v("id", s.id), v("day", s.day), v("accident", s.accident), v("person_id", s.person_id);
  v("person", s.person), v("post", s.post), v("outcome", s.outcome), v("exempt", s.exempt);
  v("form", s.form), v("organ", s.organ), v("document", s.document);
}
template <class V>
void fields(Of<Trigger> auto& s, V&& v) {
  v("level", s.level), v("clause", s.clause), v("clause_title", s.clause_title);
  v("subject_kind", s.subject_kind), v("subject_id", s.subject_id), v("subject", s.subject);
  v("from", s.from), v("how", s.how);
}
template <class V>
void fields(Of<UnitResult> auto& s, V&& v) {
  v("id", s.id), v("name", s.name), v("score", s.score), v("grade", s.grade), v("rank", s.rank);
}
template <class V>
void fields(Of<Group> auto& s, V&& v) {
  v("title", s.title), v("persons", s.persons);
}
template <class V>
void fields(Of<Decision> auto& s, V&& v) {
  v("body", s.body), v("outcome", s.outcome), v("document", s.document), v("day", s.day);
  v("opinion", s.opinion);
}
template <class V>
void fields(Of<Veto> auto& s, V&& v) {
  v("id", s.id), v("level", s.level), v("state", s.state), v("clause", s.clause);
  v("clause_title", s.clause_title), v("legal_basis", s.legal_basis), v("subject_kind", s.subject_kind);
  v("subject_id", s.subject_id), v("subject", s.subject), v("post", s.post);
  v("finding_document", s.finding_document), v("decisions", s.decisions), v("from", s.from), v("to", s.to);
  v("effects", s.effects);
}
template <class V>
void fields(Of<Jurisdiction> auto& s, V&& v) {
  v("code", s.code), v("name", s.name), v("issuer", s.issuer), v("government", s.government);
  v("number_prefix", s.number_prefix);
}
template <class V>
void fields(Of<Addressee> auto& s, V&& v) {
  v("id", s.id), v("name", s.name);
}
template <class V>
void fields(Of<Amendment> auto& s, V&& v) {
  v("version", s.version), v("document_number", s.document_number), v("manner", s.manner);
  v("reason", s.reason);
}
template <class V>
void fields(Of<Filing> auto& s, V&& v) {
  v("id", s.id), v("kind", s.kind), v("addressee", s.addressee), v("period", s.period);
  v("version", s.version), v("supersedes", s.supersedes), v("issued", s.issued);
  v("document_number", s.document_number), v("copies_to", s.copies_to);
}
template <class V>
void fields(Of<CitedRulebook> auto& s, V&& v) {
  v("id", s.id), v("title", s.title), v("document_number", s.document_number), v("version", s.version);
  v("digest", s.digest);
}
template <class V>
void fields(Of<ChainHead> auto& s, V&& v) {
  v("seq", s.seq), v("hash", s.hash);
}
template <class V>
void fields(Of<OwedMatter> auto& s, V&& v) {
  v("who", s.who), v("what", s.what), v("due", s.due);
}
template <class V>
void fields(Of<Passage> auto& s, V&& v) {
  v("slot", s.slot), v("heading", s.heading), v("text", s.text), v("open", s.open);
}
template <class V>
void fields(Of<TextPiece> auto& s, V&& v) {
  v("text", s.text), v("figure", s.figure);
}
template <class V>
void fields(Of<Telling> auto& s, V&& v) {
  v("pieces", s.pieces);
}
template <class V>
void fields(Of<Narrative> auto& s, V&& v) {
  v("heading", s.heading), v("lead", s.lead), v("sentences", s.sentences);
}
template <class V>
void fields(Of<Snapshot> auto& s, V&& v) {
  v("jurisdiction", s.jurisdiction), v("filing", s.filing), v("rulebook", s.rulebook), v("chain", s.chain);
  v("figures", s.figures), v("relations", s.relations), v("discrepancies", s.discrepancies);
  v("accidents", s.accidents), v("reporting_faults", s.reporting_faults), v("units", s.units);
  v("officials", s.officials), v("grade_groups", s.grade_groups), v("vetoes", s.vetoes), v("owed", s.owed);
  v("passages", s.passages), v("narratives", s.narratives);
  v(Added{"liabilities"}, s.liabilities), v(Added{"triggers"}, s.triggers), v(Added{"people"}, s.people);
  v(Added{"rule_changes"}, s.rule_changes), v(Added{"countersigned"}, s.countersigned);
}

}  // namespace anze::reports
