#include "plugin/access/relations.h"

#include <algorithm>

namespace anze::plugin {
namespace {

// Whether a rulebook that holds in the period assesses the post in it, or in a shorter period inside it.
bool assesses(const Model& model, const Post& post, const Period& period) {
  return std::any_of(model.rulebooks.begin(), model.rulebooks.end(), [&](const InstalledRulebook& installed) {
    const Rulebook& book = installed.rulebook;
    return book.assesses <= period.kind &&
           (model.in_force(installed, period.last) || model.in_force(installed, period.first)) &&
           std::find(book.archetypes.begin(), book.archetypes.end(), post.archetype) != book.archetypes.end();
  });
}

// Whether a post of the unit was held between the day and today.
bool held_in(const Call& call, CodeId official, CodeId unit, Date from) {
  if (official == k_no_code || unit == k_no_code || !call.model->organisation) return false;
  const Organisation& organisation = *call.model->organisation;
  const std::vector<const Term*> terms = organisation.terms_of_official(official);
  return std::any_of(terms.begin(), terms.end(), [&](const Term* term) {
    const Post* post = organisation.post(term->post);
    return post != nullptr && post->unit == unit && term->from <= call.today &&
           (!term->to || from <= *term->to);
  });
}

CodeId self_of(const Call& call) {
  return call.actor.official.empty() ? k_no_code : call.store.codes().find(call.actor.official);
}

}  // namespace

CodeId holder_of(const Model& model, const Fact& fact) {
  if (fact.post == k_no_code || !model.organisation) return k_no_code;
  const Term* held = model.organisation->holder(fact.post, fact.occurred);
  return held == nullptr ? k_no_code : held->official;
}

bool is_self(const Call& call, CodeId official) {
  return official != k_no_code && official == self_of(call);
}

std::optional<std::string> assessed_as(const Call& call, const Period& period) {
  const CodeId self = self_of(call);
  if (self == k_no_code || !call.model->organisation) return std::nullopt;
  for (const Term* term : call.model->organisation->terms_of_official(self)) {
    const Post* post = call.model->organisation->post(term->post);
    if (term->days_in(period) > 0 && post != nullptr && assesses(*call.model, *post, period))
      return std::string(call.model->organisation->title(post->id));
  }
  return std::nullopt;
}

bool serves_in(const Call& call, CodeId unit, Date from) {
  if (unit == k_no_code) return false;
  return (!call.actor.unit.empty() && call.store.codes().find(call.actor.unit) == unit) ||
         held_in(call, self_of(call), unit, from);
}

std::string relation_to(const Call& call, CodeId official, Date since) {
  if (official == k_no_code || is_self(call, official)) return {};
  for (const Relation& relation : call.actor.relations)
    if (call.store.codes().find(relation.person) == official) return "a " + relation.kind + " of";
  if (!call.model->organisation) return {};
  const Organisation& organisation = *call.model->organisation;
  for (const Term* term : organisation.terms_of_official(official)) {
    const Post* post = organisation.post(term->post);
    if (post != nullptr && held_in(call, official, post->unit, since) && serves_in(call, post->unit, since))
      return "of the same unit as";
  }
  return {};
}

}  // namespace anze::plugin
