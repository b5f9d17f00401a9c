// Refusals: the codes a method may be refused with, by what it asks for and does, as abi.describe/1 publishes
// them and plugin/docs/errors.md explains them. A test holds every refusal of the whole run against its
// method's list.
//
// A row of the table of methods names its own codes and the groups below that it shares with others:
//   .errors = refusals({refusal::days(), {"figure.table_by"}})
//
// Threads: any; the lists are made with the table of methods.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

namespace anze::plugin {

using Codes = std::vector<std::string_view>;

// All of them, each once, in alphabetical order.
Codes refusals(std::initializer_list<Codes> groups);

namespace refusal {

Codes common();        // of every method: the door, the request's form, who asks, the clock, the store
Codes day();           // a day in a request
Codes period();        // a period
Codes days();          // a period, or from and to
Codes place();         // of a unit, an area or a sector
Codes selector();      // comparisons with fields
Codes view();          // a view of a ledger's facts
Codes fact();          // a fact, read by its ledger's definition
Codes entry();         // a fact on its way in: held against the organisation, the day, other facts
Codes change();        // a new version of one: who may, from which state, into which period
Codes scoring();       // counting and scoring a period
Codes kept();          // results of a period as they were kept
Codes vetoes();        // vetoes on the ground of today
Codes rulebook();      // a rulebook in the request: of the published form, sound, and passing its own tests
Codes filing_rules();  // who reports to whom, as it is set
Codes letter();        // a letter built from what is on record
Codes sheet_file();    // a sheet's file, before its rows
Codes sheet_rows();    // its rows, beside what any fact is refused for

}  // namespace refusal

}  // namespace anze::plugin
