// ReadCase: a clause being read from JSON, and the hands its kind reads its own members with. What all kinds
// share is read with the rulebook. Internal to that.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/clauses/clause.h"
#include "scoring/clauses/names.h"
#include "scoring/ledgers/select_json.h"

namespace anze {

inline constexpr json::Word<Evidence> k_evidence[] = {{"not_asked", Evidence::k_not_asked},
                                                      {"flagged", Evidence::k_flagged},
                                                      {"unfavourable", Evidence::k_unfavourable}};

// A clause being read: its object, the ledger it selects from (nullptr after a problem) and what words may
// name.
struct ReadCase {
  json::Object& object;
  const Ledger* ledger;
  const Names& known;
};

inline constexpr json::Word<PeriodKind> k_each[] = {
    {"day", PeriodKind::k_day},     {"week", PeriodKind::k_week},       {"ten_days", PeriodKind::k_ten_days},
    {"month", PeriodKind::k_month}, {"quarter", PeriodKind::k_quarter}, {"half", PeriodKind::k_half},
    {"year", PeriodKind::k_year}};
inline constexpr std::int64_t k_count_max = 1'000'000;

// A member that names a field of the selected ledger; a plain FieldRef after a problem.
FieldRef need_field(const ReadCase& c, std::string_view name, std::initializer_list<FieldType> wanted);
// Targets (or quotas) by post or unit, then everybody's.
std::vector<Target> read_targets(const ReadCase& c, std::string_view one, std::string_view many);
std::string title_of(CodeId code, const KnownField& field, const Names& known);
Range need_range(json::Object& object);
Streak read_streak(const json::Place& place);
// Which day decides the period, what puts the due day off, over which days amounts run on. After the kind has
// read its own members: a lateness has a due day anyway.
void read_days(const ReadCase& c, Clause& clause);

}  // namespace anze
