#include "plugin/access/own_case.h"

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

}  // namespace

Result<void> check_not_assessed(const Call& call, const Period& period) {
  const CodeId self = call.store.codes().find(call.actor.official);
  if (self == k_no_code || !call.model->organisation) return {};
  for (const Term* term : call.model->organisation->terms_of_official(self)) {
    const Post* post = call.model->organisation->post(term->post);
    if (term->days_in(period) == 0 || post == nullptr || !assesses(*call.model, *post, period)) continue;
    return Error{
        Code::k_forbidden, "actor.own_case",
        "the period assesses this person as " + std::string(call.model->organisation->title(post->id)),
        "/actor", "let somebody do this who is not assessed in it"};
  }
  return {};
}

bool serves_in(const Call& call, const std::string& unit, Date from) {
  if (call.actor.unit == unit) return true;
  const CodeId self = call.store.codes().find(call.actor.official);
  if (self == k_no_code || !call.model->organisation) return false;
  const Organisation& organisation = *call.model->organisation;
  const CodeId wanted = call.store.codes().find(unit);
  const std::vector<const Term*> terms = organisation.terms_of_official(self);
  return std::any_of(terms.begin(), terms.end(), [&](const Term* term) {
    const Post* post = organisation.post(term->post);
    return post != nullptr && post->unit == wanted && term->from <= call.today &&
           (!term->to || from <= *term->to);
  });
}

}  // namespace anze::plugin
