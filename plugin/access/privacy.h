// Privacy (个人信息): what people see of each other. One place, asked by every method that shows facts or
// sheets: a rule written into each method is forgotten in the next one.
//
// Facts about persons are those that name an official, stand under a post, or lie in a ledger that is about
// persons as a whole (`personal`, formats/ledger.md). An assessed official who is nothing else sees those
// about the own person and the facts about no person; so does who has no role, or receives papers only
// (registrar). The basis: 个人信息保护法 articles 5 and 6, no more than the purpose needs.
#pragma once

#include "plugin/calls/method.h"

namespace anze::plugin {

// Which facts the actor of a call may see. Belongs to one call.
class Sight {
 public:
  explicit Sight(const Call& call);
  bool sees(const Fact& fact) const;

 private:
  const Model& model_;
  bool all_ = false;
  CodeId self_ = k_no_code;
};

// The refusal for a single fact that may not be seen: actor.own_facts.
Error not_shown();

// Whether the actor came to this method by another role than that of the assessed.
bool asks_of_others(const Call& call);
// Sheets, duties and paths: those of the named official.  Errors: actor.own_sheet.
Result<void> check_own_sheet(const Call& call, const std::string& official);

}  // namespace anze::plugin
