#include "plugin/accountability/veto_changes.h"
#include "plugin/accountability/veto_facts.h"

#include <algorithm>

namespace anze::plugin {
namespace {

Result<std::vector<VetoProposal>> proposals(Call& call, store::Reader& reader,
                                            const Organisation& organisation, const Rulebook& book,
                                            const Period& year) {
  if (book.vetoes.empty()) return std::vector<VetoProposal>{};
  VetoFacts known;
  ANZE_CHECK(gather_veto_facts(call, reader, book, year, known));
  ANZE_TRY(const std::vector<SealedResult> results, gather_results(call, reader, book, year));
  return propose_vetoes(
      book, organisation,
      VetoQuestion{known.facts, known.ids, std::min(year.last, call.today), call.today, results});
}

bool holds(const std::vector<VetoProposal>& proposed, const VetoProposal& wanted) {
  return std::any_of(proposed.begin(), proposed.end(), [&](const VetoProposal& each) {
    return each.clause == wanted.clause && each.subject == wanted.subject && each.about == wanted.about &&
           each.window == wanted.window;
  });
}

void add(const char* change, const std::vector<VetoProposal>& proposed,
         const std::vector<VetoProposal>& others, const Rulebook& book, const Organisation& organisation,
         const Codebook& codes, json& changes) {
  for (const VetoProposal& each : proposed) {
    if (holds(others, each)) continue;
    const auto clause = std::find_if(book.vetoes.begin(), book.vetoes.end(),
                                     [&](const VetoClause& one) { return one.id == each.clause; });
    changes.push_back({{"change", change},
                       {"clause", each.clause},
                       {"title", clause->title},
                       {"yellow_card", each.yellow_card},
                       {"subject", codes.text(each.subject)},
                       {"subject_title", std::string(organisation.title(each.subject))},
                       {"from", to_text(each.from)},
                       {"how", each.how},
                       {"forced_grade", clause->forced_grade}});
  }
}

}  // namespace

Result<json> veto_changes(Call& call, store::Reader& reader, const Organisation& organisation,
                          const Rulebook& book, const Rulebook& draft, const Period& year) {
  ANZE_TRY(const std::vector<VetoProposal> before, proposals(call, reader, organisation, book, year));
  ANZE_TRY(const std::vector<VetoProposal> after, proposals(call, reader, organisation, draft, year));
  json changes = json::array();
  add("added", after, before, draft, organisation, call.store.codes(), changes);
  add("dropped", before, after, book, organisation, call.store.codes(), changes);
  return changes;
}

}  // namespace anze::plugin
