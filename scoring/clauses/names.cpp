#include "scoring/clauses/names.h"

#include <algorithm>
#include <optional>
#include <string>

namespace anze {

using json::Place;

Names::Names(const LedgerSet& known_ledgers, const OrganisationData& known_organisation,
             StagedCodes& known_words)
    : ledgers(known_ledgers), organisation(known_organisation), words(known_words) {
  for (const Post& post : organisation.posts) subjects.insert(post.id);
  for (const Unit& unit : organisation.units) subjects.insert(unit.id);
}

std::vector<CodeId> read_archetypes(const std::vector<Place>& places, const Names& known) {
  const std::vector<Titled>& all = known.organisation.archetypes;
  std::vector<CodeId> archetypes;
  for (const Place& place : places) {
    const std::optional<std::string> word = place.id();
    if (!word) continue;
    const CodeId code = known.words.find(*word);
    if (std::any_of(all.begin(), all.end(), [&](const Titled& each) { return each.id == code; })) {
      archetypes.push_back(code);
      continue;
    }
    std::vector<std::string_view> words;
    if (!place.crowded())
      for (const Titled& archetype : all) words.push_back(known.words.text(archetype.id));
    place.problem("rulebook.archetype", "the organisation has no archetype “" + *word + "”",
                  "use " + json::listed(words));
  }
  return archetypes;
}

}  // namespace anze
