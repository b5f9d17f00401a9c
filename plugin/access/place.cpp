#include "plugin/access/place.h"

#include <algorithm>

namespace anze::plugin {
namespace {

std::vector<CodeId> codes_of(const Codebook& codes, const std::vector<std::string>& names) {
  std::vector<CodeId> found;
  for (const std::string& name : names)
    if (const CodeId code = codes.find(name); code != k_no_code) found.push_back(code);
  return found;
}

bool is_bound_role(std::string_view role) {
  return role == k_clerk || role == k_verifier;
}

template <class Roles>
bool bound_by(const Person& actor, const Roles& roles) {
  bool bound = false;
  for (const auto& role : roles) {
    if (!actor.has(role) || role == k_official) continue;  // that one is of the own case only
    if (!is_bound_role(role)) return false;
    bound = true;
  }
  return bound;
}

}  // namespace

PlaceOf::PlaceOf(const Call& call)
    : model_(*call.model),
      everywhere_(call.actor.everywhere),
      by_area_(call.actor.by_area),
      unit_(call.actor.unit.empty() ? k_no_code : call.store.codes().find(call.actor.unit)),
      units_(codes_of(call.store.codes(), call.actor.units)),
      sectors_(codes_of(call.store.codes(), call.actor.sectors)) {
  // Words the organisation does not know reach nothing; they must not read as "none said".
  if (units_.empty() && !call.actor.units.empty()) units_.push_back(k_no_code);
  if (sectors_.empty() && !call.actor.sectors.empty()) sectors_.push_back(k_no_code);
}

bool PlaceOf::holds(CodeId unit, CodeId sector) const {
  if (everywhere_) return true;
  if (unit == k_no_code || !model_.organisation) return false;
  const auto within = [&](CodeId top) {
    return top != k_no_code && model_.organisation->unit_within(unit, top);
  };
  if (within(unit_)) return true;
  if (by_area_) {
    const Unit* own = model_.organisation->unit(unit_);
    const Unit* other = model_.organisation->unit(unit);
    return own != nullptr && other != nullptr && own->area != k_no_code && other->area != k_no_code &&
           model_.organisation->area_within(other->area, own->area);
  }
  if (units_.empty() && sectors_.empty()) return false;
  if (!units_.empty() && std::none_of(units_.begin(), units_.end(), within)) return false;
  return sectors_.empty() ||
         (sector != k_no_code && std::find(sectors_.begin(), sectors_.end(), sector) != sectors_.end());
}

bool is_bound(const Person& actor, const std::vector<std::string>& roles) {
  return bound_by(actor, roles);
}

bool is_bound(const Call& call) {
  return bound_by(call.actor, call.method.roles);
}

}  // namespace anze::plugin
