// FactView (视图): some facts of one ledger, as a person asks for them: by day, state, fields, place in the
// organisation, words in their texts. Search, measures and sheets show the same view.
#pragma once

#include <string>
#include <vector>

#include "plugin/calls/method.h"
#include "scoring/days/date_range.h"
#include "scoring/ledgers/ledger.h"

namespace anze::plugin {

struct FactView {
  const Ledger* ledger = nullptr;
  Selector select;
  DateRange days;           // of occurred-on; without any, all there are
  CodeId unit = k_no_code;  // with those below it
  CodeId area = k_no_code;  // with those inside it
  std::string contains;     // in a text, the remark or the id
  std::int64_t as_of_entry = 0;
};

// Members of a request that describe a view, for a method's table: "ledger!", "where", "state", "unit", …

// Errors: ledger.unknown, view.days, fact.unit, fact.area, and those of selectors.
Result<FactView> read_fact_view(Call& call);

// The view's facts that the actor may see (privacy.h), as the counting loop sees
// them, by day and then in the order they were written.
Result<std::vector<Fact>> facts_of(const Call& call, store::Reader& reader, const FactView& view);

// Members of a view and of the method beside them: R"({"limit": {...}})" put together.
std::vector<Param> with_view(std::vector<Param> more = {});

}  // namespace anze::plugin
