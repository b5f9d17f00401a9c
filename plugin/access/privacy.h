// Privacy (个人信息) and place: what people see of each other. One place, asked by every method that shows
// facts: a rule written into each method is forgotten in the next one. What somebody does not see is answered
// as what never was (fact.unknown): a refusal would tell that it is there.
//
// Facts about persons are those that name an official, stand under a post, or lie in a ledger that is about
// persons as a whole (`personal`, formats/ledger.md). Clerks and verifiers see all facts of their place
// (place.h); an assessed official those about the own person; whoever has no role, receives papers only
// (registrar) or is assessed sees of the own place what names no person. The roles that work with the whole
// population (reviewer, signer, the two bodies, the administrators, auditor) see all. The basis:
// 个人信息保护法 articles 5 and 6, no more than the purpose needs.
#pragma once

#include "plugin/access/place.h"
#include "plugin/calls/method.h"

namespace anze::plugin {

// Which facts the actor of a call may see. Belongs to one call.
class Sight {
 public:
  explicit Sight(const Call& call);
  bool sees(const Fact& fact) const;

 private:
  const Call& call_;
  PlaceOf place_;
  bool all_ = false;
  bool persons_ = false;  // of the place also the facts about persons
};

}  // namespace anze::plugin
