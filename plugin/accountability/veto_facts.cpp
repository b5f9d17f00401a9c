#include "plugin/accountability/veto_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "plugin/assessments/past_results.h"

namespace anze::plugin {
namespace {

std::vector<CodeId> veto_ledgers(const Rulebook& book) {
  std::vector<CodeId> ledgers;
  for (const VetoClause& clause : book.vetoes)
    for (const CodeId ledger : {clause.select.ledger, clause.finding.ledger,
                                clause.total ? clause.total->figure.ledger : k_no_code})
      if (ledger != k_no_code) ledgers.push_back(ledger);
  return ledgers;
}

// The first day a finding may be of: one of last year may take effect in this.
Date first_day_of_findings(const Rulebook& book, const Period& year) {
  const bool later = std::any_of(book.vetoes.begin(), book.vetoes.end(), [](const VetoClause& clause) {
    return clause.start == VetoStart::k_effective;
  });
  return later ? previous(year).first : year.first;
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
  Date first = first_day_of_findings(book, year);
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

// What somebody has in the version in force, and since when.
struct Score {
  std::string points;
  Date since;  // the seal of the first version that said so, and all after it did
};

// What an amended version leaves unchanged goes on counting from the seal before.
Result<std::map<std::string, Score>> scores_of(Call& call, store::Reader& reader,
                                               const AssessmentRecord& in_force) {
  std::map<std::string, Score> before;
  for (std::int64_t version = 1; version <= in_force.version; ++version) {
    ANZE_TRY(const AssessmentRecord sealed, need_version(reader, in_force.period, version));
    ANZE_TRY(const json people, kept_people(call, reader, sealed));
    std::map<std::string, Score> scores;
    for (const json& person : people) {
      const std::string official = text_of(person, "official");
      Score score{text_of(person, "points"), sealed.sealing->on};
      if (const auto had = before.find(official); had != before.end() && had->second.points == score.points)
        score.since = had->second.since;
      scores.emplace(official, std::move(score));
    }
    before = std::move(scores);
  }
  return before;
}

}  // namespace

Result<void> gather_veto_facts(const Call& call, store::Reader& reader, const Rulebook& book,
                               const Period& year, VetoFacts& out) {
  // Past the year's end too: a finding of the next one may replace one of this.
  const Date first = first_day_of_findings(book, year);
  store::FactQuery query{first, std::max(first, call.today), veto_ledgers(book), 0};
  if (query.ledgers.empty()) return {};
  ANZE_CHECK(scan_into(reader, query, out.facts));
  ANZE_TRY(query.first, first_day_of_windows(call, reader, book, year, out.facts));
  if (query.first < first) {
    out.facts.clear();
    ANZE_CHECK(scan_into(reader, query, out.facts));
  }
  std::vector<std::int64_t> seqs;
  for (const Fact& fact : out.facts) seqs.push_back(fact.seq);
  return reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    out.ids.push_back(call.store.codes().find(version.record.id));
    return {};
  });
}

Result<std::vector<SealedResult>> gather_results(Call& call, store::Reader& reader, const Rulebook& book,
                                                 const Period& year) {
  std::int64_t back = 0;
  for (const VetoClause& clause : book.vetoes)
    if (clause.on_results()) back = std::max(back, clause.in_a_row);
  std::vector<SealedResult> results;
  if (back == 0) return results;
  Period first = period_of(year.first, book.assesses);
  for (std::int64_t i = 0; i < back; ++i)
    first = previous(first);  // the last one before the year is sealed in it
  const std::string& id = call.store.codes().text(book.id);
  for (Period period = period_of(std::min(year.last, call.today), book.assesses); first.first <= period.first;
       period = previous(period)) {
    ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
    if (!assessment || !assessment->sealed() || assessment->rulebook.id != id) continue;
    ANZE_TRY(const auto scores, scores_of(call, reader, *assessment));
    for (const auto& [official, score] : scores) {
      ANZE_TRY(const Points points, parse_points(score.points));
      results.push_back({call.store.codes().find(official), period, points, score.since});
    }
  }
  return results;
}

}  // namespace anze::plugin
