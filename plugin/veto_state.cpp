#include "plugin/veto_state.h"

#include <algorithm>
#include <array>

#include "plugin/final_grade.h"
#include "plugin/kept_results.h"

namespace anze::plugin {
namespace {

Result<VetoState> read_state(store::Reader& reader, const store::Record& record) {
  VetoState state{record.id, json::parse(record.body), json::array(), VetoStatus::k_proposed};
  std::vector<VetoDecision> decisions;
  Codebook people;  // only to compare who decided
  for (const Body body : {Body::k_organisation, Body::k_discipline}) {
    const std::string id = record.id + (body == Body::k_organisation ? "/organisation" : "/discipline");
    ANZE_TRY(const std::optional<store::Record> decided, reader.record(k_veto_decision_record, id));
    if (!decided) continue;
    const json decision = json::parse(decided->body);
    ANZE_TRY(const Date day, parse_date(text_of(decision, "decided_on")));
    decisions.push_back({body, decision.value("confirmed", false),
                         people.intern(text_of(decision, "decided_by")), text_of(decision, "document_no"),
                         day});
    state.decisions.push_back(decision);
  }
  ANZE_TRY(state.status, status_of(decisions));
  return state;
}

std::vector<CodeId> veto_ledgers(const Rulebook& book) {
  std::vector<CodeId> ledgers;
  for (const VetoClause& clause : book.vetoes)
    for (const CodeId ledger : {clause.select.ledger, clause.finding.ledger})
      if (ledger != k_no_code) ledgers.push_back(ledger);
  return ledgers;
}

Result<void> scan_into(store::Reader& reader, const store::FactQuery& query, std::vector<Fact>& facts) {
  return reader.scan(query, [&](const Fact& fact) {
    facts.push_back(fact);
    return true;
  });
}

// A finding of this year may be about an accident of a former one, and that accident's window may hold
// others: the first day of the earliest such window.
Result<Date> first_day_of_windows(const Call& call, store::Reader& reader, const Rulebook& book,
                                  const Period& year, const std::vector<Fact>& facts) {
  Date first = year.first;
  for (const VetoClause& clause : book.vetoes)
    for (const Fact& finding : facts) {
      std::int64_t link = 0;
      if (clause.finding.ledger == k_no_code || !clause.finding.matches(finding) ||
          !read_field(finding, clause.finding_link, link))
        continue;
      ANZE_TRY(const std::optional<store::FactVersion> about,
               reader.fact(call.store.codes().text(static_cast<CodeId>(link))));
      if (about && !about->voided)
        first = std::min(first, period_of(about->record.fact.occurred, clause.window).first);
    }
  return first;
}

}  // namespace

std::string_view to_word(VetoStatus status) {
  constexpr std::array<std::string_view, 4> k_words{"proposed", "confirmed", "rejected", "disagreed"};
  return k_words[static_cast<std::size_t>(status)];
}

std::string_view to_chinese(VetoStatus status) {
  constexpr std::array<std::string_view, 4> k_words{"待认定", "已认定", "不予认定", "意见不一致"};
  return k_words[static_cast<std::size_t>(status)];
}

std::vector<std::string> final_grades(const Evaluation& evaluation, const std::vector<VetoState>& vetoes,
                                      const Codebook& codes) {
  std::vector<std::string> grades;
  for (const PersonResult& person : evaluation.people)
    grades.push_back(final_grade_of(codes.text(person.official), person.grade, vetoes).grade);
  return grades;
}

json VetoState::shown() const {
  json object = body;
  object["id"] = id;
  object["decisions"] = decisions;
  object["status"] = to_word(status);
  object["status_title"] = to_chinese(status);
  return object;
}

Result<std::vector<VetoState>> vetoes_of(store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_veto_record));
  std::vector<VetoState> states;
  for (const store::Record& record : records) {
    ANZE_TRY(VetoState state, read_state(reader, record));
    ANZE_TRY(const Date from, parse_date(text_of(state.body, "from")));
    ANZE_TRY(const Date until, parse_date(text_of(state.body, "until")));
    if (from <= period.last && period.first <= until) states.push_back(std::move(state));
  }
  return states;
}

Result<void> gather_veto_facts(const Call& call, store::Reader& reader, const Rulebook& book,
                               const Period& year, VetoFacts& out) {
  store::FactQuery query{year.first, std::min(year.last, call.today), veto_ledgers(book), 0};
  if (query.ledgers.empty()) return {};
  ANZE_CHECK(scan_into(reader, query, out.facts));
  ANZE_TRY(query.first, first_day_of_windows(call, reader, book, year, out.facts));
  if (query.first < year.first) {
    out.facts.clear();
    ANZE_CHECK(scan_into(reader, query, out.facts));
  }
  for (const Fact& fact : out.facts) {
    ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(fact.seq));
    out.ids.push_back(version ? call.store.codes().find(version->record.id) : k_no_code);
  }
  return {};
}

Result<std::vector<SealedResult>> gather_results(Call& call, store::Reader& reader, const Rulebook& book,
                                                 const Period& year) {
  std::int64_t back = 0;
  for (const VetoClause& clause : book.vetoes)
    if (clause.below) back = std::max(back, clause.in_a_row);
  std::vector<SealedResult> results;
  if (back == 0) return results;
  Period first = period_of(year.first, book.assesses);
  for (std::int64_t i = 0; i < back; ++i)
    first = previous(first);  // the last one before the year is sealed in it
  const std::string& id = call.store.codes().text(book.id);
  for (Period period = period_of(std::min(year.last, call.today), book.assesses); first.first <= period.first;
       period = previous(period)) {
    ANZE_TRY(const std::optional<store::Record> record, reader.record(k_assessment_record, to_text(period)));
    const json assessment = record ? json::parse(record->body) : json::object();
    if (text_of(assessment, "state") != "sealed" || text_of(assessment.at("rulebook"), "id") != id) continue;
    ANZE_TRY(const Date sealed_on, parse_date(text_of(assessment, "sealed_on")));
    ANZE_TRY(const json people, kept_people(call, reader, assessment));
    for (const json& person : people) {
      ANZE_TRY(const Points points, parse_points(text_of(person, "points")));
      results.push_back({call.store.codes().find(text_of(person, "official")), period, points, sealed_on});
    }
  }
  return results;
}

Result<VetoState> need_veto(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_veto_record, id));
  if (!record)
    return Error{Code::k_not_found, "veto.unknown", "there is no veto proposal “" + id + "”", "/veto",
                 "veto.list/1 lists them"};
  return read_state(reader, *record);
}

}  // namespace anze::plugin
