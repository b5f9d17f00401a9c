// Place (辖区): the part of the organisation that a person works for: the own unit with those below it; and
// where the directory says so, further units, or those of some sectors only. A directory of the first
// revision says to which unit somebody belongs and not for which they work: there the place is the unit's area
// (属地) with all inside, for a district's bureau works for the district, a township's clerk for the township.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

class PlaceOf {
 public:
  explicit PlaceOf(const Call& call);
  // A fact lies in the place when its unit is within the own one; or within one of the further units, or
  // anywhere where only sectors are said, and its sector is one of those said, if any are.
  bool holds(const Fact& fact) const { return holds(fact.unit, fact.sector); }
  bool holds(CodeId unit, CodeId sector = k_no_code) const;

 private:
  const Model& model_;
  bool everywhere_ = false;
  bool by_area_ = false;
  CodeId unit_ = k_no_code;
  std::vector<CodeId> units_, sectors_;
};

// Whether the actor does it by nothing but a role that is bound to a place: clerk, verifier. `roles`: those
// that let somebody do it.
bool is_bound(const Person& actor, const std::vector<std::string>& roles);
// The same of the call's method.
bool is_bound(const Call& call);

}  // namespace anze::plugin
