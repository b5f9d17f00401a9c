// Wording: the Chinese sentence of an error, for the officer who meets it. Errors are made once, in English,
// with a dotted code (plugin/docs/errors.md); here a code gets its words. A list a room, so that a code and
// its words are added by whoever adds the code; tests/docs holds the codes that have none yet, and that list
// may only shrink. Threads: everything here is constant.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "scoring/values/error.h"

namespace anze::plugin {

// What is wrong and the way out, two sentences at most: "“%”不在名录中。请写名录中的编码。". Each % in turn
// is what the English message quotes next in “…”, its marks left out; one that is left over becomes nothing.
struct Wording {
  const char* code;
  const char* chinese;
};

std::span<const Wording> access_wording();      // persons, roles, places, own case
std::span<const Wording> assessment_wording();  // periods, scores, judgements, tallies
std::span<const Wording> fact_wording();  // entering, correcting, moving records; sheets' rows keep their own
std::span<const Wording> filing_wording();   // letters, receipts, documents
std::span<const Wording> request_wording();  // members of a request, whatever it asks
std::span<const Wording> rule_wording();     // ledgers, rulebooks, figures, filing rules: definitions
std::span<const Wording> store_wording();    // the store, the chain, what is damaged
std::span<const Wording> veto_wording();     // vetoes, findings, effects

// What a message quotes in “…”: marks of its own would end the quotation, so they become 「 and 」.
std::string quotable(std::string text);

// None where the code has no words yet. Files and requests of sheets have theirs in plugin/wording/sheets.h.
std::optional<std::string> chinese_of(const Error& error);

}  // namespace anze::plugin
