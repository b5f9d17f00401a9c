#include "plugin/json/clause.h"

#include "scoring/clauses/kind.h"
#include "scoring/scorecards/evaluate.h"

namespace anze::plugin {

json clause_json(const Rulebook& rulebook, std::int32_t index) {
  std::size_t item = 0;
  const Clause& clause = clause_at(rulebook, index, &item);
  return {{"clause", clause.id},
          {"title", clause.title},
          {"basis", clause.basis},
          {"kind", kind_of(clause).word},
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
