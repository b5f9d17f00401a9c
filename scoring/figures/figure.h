// Figure (指标): a named statistic = a query over facts, with scope, dates and definition version. No figure
// is ever typed in: what only a statement gives (罚款未填, 隐患200余项) is a fact of a ledger of statements,
// and its qualifier is carried along.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scoring/days/date_range.h"
#include "scoring/facts/figure_definition.h"
#include "scoring/json/reading.h"
#include "scoring/values/points.h"

namespace anze {

class LedgerSet;

enum class Qualifier { k_exact, k_over, k_nearly };  // 200余 is over, 近70万 is nearly

// subset: no part exceeds the total; sum: the parts add up to the total; jump: the total has not moved by
// more than a stated share since an earlier period; filled: what has records has a number.
enum class CheckKind { k_subset, k_sum, k_jump, k_filled };
enum class Against { k_previous, k_last_year };  // the days just before (环比), or a year before (同比)

struct FigureCheck {  // 勾稽
  std::string id;
  std::string title;
  CheckKind kind = CheckKind::k_subset;
  std::string total;
  std::vector<std::string> parts;  // of subset and sum
  // Judged over ranges of this length or longer: lists published in one quarter and answered in the next
  // agree over the year only.
  PeriodKind over = PeriodKind::k_month;
  // Of jump: it fails when the change is both more than `percent` of the earlier number and at least `least`.
  Against against = Against::k_previous;
  std::int64_t percent = 0;
  std::int64_t least = 1;
};

// How soon a fact is to be entered after its day; later it is back-dated (倒签).
struct EntryRule {
  std::int32_t within_days = 0;                          // 0: no rule
  std::vector<std::pair<CodeId, std::int32_t>> ledgers;  // those with days of their own

  std::int32_t days_for(CodeId ledger) const;
};

struct FigureSet {
  std::vector<FigureDefinition> figures;
  std::vector<FigureCheck> checks;
  EntryRule entry;
};

// The days a jump looks back at, of a length with the range.
DateRange compared_with(const DateRange& range, Against against);

struct FigureValue {
  std::string id;
  std::optional<std::int64_t> value;  // none: unknown (未填); a rate: parts per million, rounded half to even
  Qualifier qualifier = Qualifier::k_exact;
  std::int64_t numerator = 0;  // of a rate
  std::int64_t denominator = 0;
  std::vector<std::int64_t> facts;  // seq of the records behind it
  std::int64_t unknown_parts = 0;   // facts whose amount is unknown: a sum with any is unknown
};

// Figures over the facts of the range, in the set's order.
// Errors: figure.unknown (a rate names no figure), figure.overflow.
Result<std::vector<FigureValue>> compute_figures(const FigureSet& set, const DateRange& range,
                                                 const std::vector<Fact>& facts);

Result<FigureSet> read_figures(std::string_view json, const LedgerSet& ledgers, Codebook& codes,
                               Problems* problems = nullptr, Reading reading = Reading::k_draft);

}  // namespace anze
