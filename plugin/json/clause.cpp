#include "plugin/json/clause.h"

#include "scoring/scorecards/evaluate.h"

namespace anze::plugin {

std::string_view to_word(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::k_shortfall:
      return "shortfall";
    case ClauseKind::k_per_event:
      return "per_event";
    case ClauseKind::k_check:
      return "check";
    case ClauseKind::k_tiers:
      return "tiers";
    case ClauseKind::k_ratio:
      return "ratio";
    case ClauseKind::k_lateness:
      return "lateness";
    case ClauseKind::k_judged:
      return "judged";
    case ClauseKind::k_baseline:
      return "baseline";
    case ClauseKind::k_accrual:
      return "accrual";
    case ClauseKind::k_gate:
      return "gate";
  }
  return {};
}

json clause_json(const Rulebook& rulebook, std::int32_t index) {
  std::size_t item = 0;
  const Clause& clause = clause_at(rulebook, index, &item);
  return {{"clause", clause.id},
          {"title", clause.title},
          {"basis", clause.basis},
          {"kind", to_word(clause.kind)},
          {"item", rulebook.items[item].id},
          {"item_title", rulebook.items[item].title}};
}

json post_json(const Organisation& organisation, const Codebook& codes, CodeId id) {
  const Post* post = organisation.post(id);
  if (post == nullptr) return nullptr;
  return {{"post", codes.text(id)},
          {"title", post->title},
          {"unit", codes.text(post->unit)},
          {"unit_title", std::string(organisation.title(post->unit))}};
}

}  // namespace anze::plugin
