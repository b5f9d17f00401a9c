// Acts: who may, as one table with a row a method: what kind of act it is, whom it concerns and where that
// stands, who of them does not do it, and whether places are compared. Roles stand in the table of methods,
// those of a ledger in its definition; everything else about "who" is here, so that no room has a rule of its
// own.
//
// Asked twice. At the door (plugin/instance.cpp) with what the request says, before the function runs; and by
// the room for the object it has read or is about to write, which the request names by an id only.
// What is out of the caller's place is answered as missing (privacy.h); what is seen and may not be changed
// is refused with the reason.
//
// Source: 监察法 and 公务员法 on 回避 (nobody acts on the own case); 个人信息保护法 articles 5 and 6.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/calls/method.h"
#include "plugin/records/assessment_record.h"

namespace anze::plugin {

enum class ActOn { k_reading, k_record, k_person, k_population, k_definitions, k_store };

// Whom it concerns, and what says so.
enum class Concerned {
  k_nobody,
  k_fact,    // the record: its official, or the holder of its post
  k_named,   // the request's "official"
  k_term,    // the officials of the terms it names
  k_veto,    // the person or the unit the veto is on
  k_period,  // everybody assessed in the request's "period"
  k_filing   // everybody assessed in the period that the id of the letter begins with
};

// The person concerned, and whoever is among those concerned.
// outside: refused, unless somebody who is not among them stands by it (check_countersigned).
enum class Own {
  k_may,
  k_refused,
  k_outside,
  k_only
};  // only: an official asks for the own case and no other

// Superiors, deputies, delegates and members of the same unit: outside, whoever judges, decides or checks.
enum class Related { k_may, k_outside };

// Of clerks, verifiers and readers: not compared; what lies elsewhere is missing; and is not to be changed.
enum class Place { k_any, k_shown, k_changed };

struct Act {
  std::string_view method;
  ActOn on = ActOn::k_reading;
  Concerned concerned = Concerned::k_nobody;
  Own self = Own::k_may;
  Related related = Related::k_may;
  Place place = Place::k_any;
};

// Requires: the method has a row; tests/unit/plugin/access holds the table against the methods.
const Act& act_of(std::string_view method);

// The door, with what the request says.  Errors: actor.own_case, actor.own_sheet.
Result<void> check_request(const Call& call);

// Of an act on a whole population that the method's row lets one of it do: there is a countersignature, which
// by the table of acts is of somebody outside, and it is another person's.  Errors: actor.own_case.
Result<void> check_countersigned(const Call& call, store::Reader& reader, const Period& period,
                                 const std::optional<Countersignature>& given);

// Who countersigns: a person the directory names, for one without a name cannot be told from the assessed;
// and none of those who made what is countersigned.  Errors: actor.nameless, actor.four_eyes.
Result<void> check_stands_by(const Call& call, store::Reader& reader, const std::vector<std::string>& makers);

// A record that is to be written, or changed. `roles`: those that let somebody do it; clerks and verifiers do
// so in their place, other roles everywhere. `check`: what is done is a check by a second person.
// Errors: actor.own_case, actor.place, actor.relation.
Result<void> check_act_on(const Call& call, const Fact& fact, const std::vector<std::string>& roles,
                          bool check = false);

// A person, or a unit. `since`: belonging to the unit counts from that day on. `seconded`: somebody from
// outside the relation has acted on it already, so that whoever is in it may be the second one.
struct Concern {
  CodeId official = k_no_code;
  CodeId unit = k_no_code;  // of an act on a unit
  Date since;
  bool seconded = false;
};
// Errors: actor.own_case, actor.relation.
Result<void> check_act_on(const Call& call, const Concern& subject);

}  // namespace anze::plugin
