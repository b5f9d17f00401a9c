#include "scoring/clauses/kind.h"
#include "scoring/rulebook/parts.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr json::Word<Effect> k_clause_effects[] = {{"deduct", Effect::k_deduct}, {"award", Effect::k_award}};
constexpr json::Word<CountsFor> k_counts_for[] = {{"post", CountsFor::k_post}, {"term", CountsFor::k_term}};

// The kind a word names; nullptr, and a problem, for another word.
const Kind* kind_named(const Place& place) {
  const std::optional<std::string> word = place.as<std::string>();
  if (!word) return nullptr;
  std::vector<std::string_view> known;
  for (const Kind* kind : all_kinds()) {
    if (kind->word == *word) return kind;
    known.push_back(kind->word);
  }
  place.wrong_word(*word, known);
  return nullptr;
}

std::optional<FieldRef> proof_of(const Ledger& ledger) {
  for (const Field& field : ledger.fields)
    if (field.derived.attachments && field.slot)
      return FieldRef{FieldRef::Kind::k_slot, static_cast<std::uint8_t>(*field.slot)};
  return std::nullopt;
}

}  // namespace

std::optional<Clause> read_clause(const Place& place, const Names& known) {
  Clause clause;
  Object object(place);
  clause.id = object.need_id("id");
  clause.title = object.need_text("title");
  clause.basis = object.need_basis("basis");
  const std::optional<Place> kind = object.need("kind");
  const Kind* read_as = kind ? kind_named(*kind) : nullptr;
  if (read_as == nullptr) return std::nullopt;
  read_as->blank(clause);
  const bool only_takes = read_as->only_takes != nullptr && read_as->only_takes(object);
  clause.effect = only_takes ? object.get_word("effect", k_clause_effects, Effect::k_deduct)
                             : object.need_word("effect", k_clause_effects);
  clause.archetypes = read_archetypes(object.get_list("archetypes", rulebook_limits::k_archetypes), known);
  const CountsFor usual = read_as->usual != nullptr ? read_as->usual(object) : CountsFor::k_term;
  clause.counts_for = object.get_word("counts_for", k_counts_for, usual);
  clause.cap = object.get<Points>("cap");
  if (const std::optional<Place> evidence = object.find("evidence"))
    clause.evidence = evidence->word(k_evidence);
  const Ledger* ledger = nullptr;
  if (read_as->count != nullptr) {
    clause.scope = object.need_word("scope", k_scopes);
    if (const std::optional<Place> select = object.need("select"))
      clause.select = read_selector(*select, known.ledgers, known.words, &ledger);
  }
  clause.proof = ledger != nullptr ? proof_of(*ledger) : std::nullopt;
  read_as->read({object, ledger, known}, clause);
  if (object.has("highest_of")) clause.highest_of = object.need_id("highest_of");
  object.close();
  return clause;
}

}  // namespace anze
