#include "plugin/reached_triggers.h"

#include <algorithm>

#include "plugin/veto_state.h"

namespace anze::plugin {
namespace {

Result<std::vector<json>> recorded(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> records, reader.records(k_veto_record));
  std::vector<json> bodies;
  for (const store::Record& record : records) bodies.push_back(json::parse(record.body));
  return bodies;
}

// A trigger on results has no facts; its day tells it.
bool is_same(const json& body, const std::string& subject, const VetoProposal& proposal,
             const std::vector<std::string>& facts) {
  if (text_of(body, "clause") != proposal.clause || text_of(body, "subject") != subject) return false;
  if (facts.empty()) return text_of(body, "from") == to_text(proposal.from);
  return std::any_of(body.at("facts").begin(), body.at("facts").end(), [&](const json& id) {
    return std::find(facts.begin(), facts.end(), id.get<std::string>()) != facts.end();
  });
}

Result<std::vector<std::string>> ids_of(store::Reader& reader, const VetoProposal& proposal) {
  std::vector<std::string> ids;
  for (const std::int64_t seq : proposal.facts) {
    ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(seq));
    if (version) ids.push_back(version->record.id);
  }
  return ids;
}

}  // namespace

Result<std::vector<ReachedTrigger>> reached_triggers(Call& call, store::Reader& reader,
                                                     const Period& period) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_TRY(const std::vector<json> bodies, recorded(reader));
  const Codebook& codes = call.store.codes();
  const Period year = period_of(period.first, PeriodKind::k_year);
  std::vector<ReachedTrigger> reached;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& book = installed.rulebook;
    if (book.vetoes.empty()) continue;
    VetoFacts known;
    ANZE_CHECK(gather_veto_facts(call, reader, book, year, known));
    ANZE_TRY(const std::vector<SealedResult> results, gather_results(call, reader, book, year));
    for (VetoProposal& proposal : propose_vetoes(book, *organisation, known.facts, known.ids,
                                                 std::min(year.last, call.today), results)) {
      if (!call.model->in_force(installed, proposal.from)) continue;
      if (proposal.from > period.last || proposal.until < period.first) continue;
      const std::string subject = codes.text(proposal.subject);
      ANZE_TRY(const std::vector<std::string> facts, ids_of(reader, proposal));
      if (std::any_of(bodies.begin(), bodies.end(),
                      [&](const json& body) { return is_same(body, subject, proposal, facts); }))
        continue;
      ReachedTrigger trigger;
      for (const VetoClause& clause : book.vetoes)
        if (clause.id == proposal.clause) trigger.title = clause.title;
      trigger.subject = subject;
      trigger.subject_title = organisation->title(proposal.subject);
      trigger.proposal = std::move(proposal);
      reached.push_back(std::move(trigger));
    }
  }
  return reached;
}

}  // namespace anze::plugin
