#include "scoring/figures/figure.h"
#include "scoring/values/broken.h"

#include <algorithm>
#include <limits>

namespace anze {
namespace {

Error overflow(const FigureDefinition& figure) {
  return {Code::k_limit,
          "figure.overflow",
          "the figure “" + figure.title + "” (" + figure.id + ") is larger than a figure can be",
          {},
          "look for a mistyped amount among its facts"};
}

Result<void> count(const std::vector<const Fact*>& facts, FigureValue& value) {
  for (const Fact* fact : facts) value.facts.push_back(fact->seq);
  value.value = static_cast<std::int64_t>(facts.size());
  return {};
}

Result<void> sum(const FigureDefinition& figure, const std::vector<const Fact*>& facts, FigureValue& value) {
  std::int64_t total = 0;
  for (const Fact* fact : facts) {
    value.facts.push_back(fact->seq);
    std::int64_t amount = 0;
    if (!read_field(*fact, figure.field, amount))
      ++value.unknown_parts;
    else if (__builtin_add_overflow(total, amount, &total))
      return overflow(figure);
  }
  if (value.unknown_parts == 0) value.value = total;
  return {};
}

// Of several statements the latest stands: a correction of what was said is said later.
Result<void> state(const FigureDefinition& figure, const std::vector<const Fact*>& facts,
                   FigureValue& value) {
  const auto latest = std::max_element(facts.begin(), facts.end(), [](const Fact* a, const Fact* b) {
    return a->occurred != b->occurred ? a->occurred < b->occurred : a->seq < b->seq;
  });
  if (latest == facts.end()) return {};
  const Fact& fact = **latest;
  value.facts.push_back(fact.seq);
  std::int64_t stated = 0;
  if (read_field(fact, figure.field, stated))
    value.value = stated;
  else
    value.unknown_parts = 1;
  std::int64_t word = k_no_code;
  if (figure.qualifier_field && read_field(fact, *figure.qualifier_field, word) && word != k_no_code)
    value.qualifier = word == figure.over     ? Qualifier::k_over
                      : word == figure.nearly ? Qualifier::k_nearly
                                              : Qualifier::k_exact;
  return {};
}

// numerator / denominator in parts per million, rounded once, half to even (GB/T 8170-2008, 3.2).
std::optional<std::int64_t> parts_per_million(std::int64_t numerator, std::int64_t denominator) {
  ANZE_ASSERT(denominator != 0);
  constexpr int128 k_million = 1'000'000;
  const int128 sign = (numerator < 0) == (denominator < 0) ? 1 : -1;
  const int128 dividend = (numerator < 0 ? -int128{numerator} : int128{numerator}) * k_million;
  const int128 divisor = denominator < 0 ? -int128{denominator} : int128{denominator};
  int128 quotient = dividend / divisor;
  const int128 rest = dividend % divisor;
  if (rest > divisor - rest || (rest == divisor - rest && quotient % 2 != 0)) ++quotient;
  if (quotient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(sign * quotient);
}

// Which way the true value lies from the stated one.
int direction(Qualifier qualifier) {
  return qualifier == Qualifier::k_over ? 1 : qualifier == Qualifier::k_nearly ? -1 : 0;
}

Result<void> divide(const FigureDefinition& figure, const FigureValue& numerator,
                    const FigureValue& denominator, FigureValue& value) {
  value.unknown_parts = numerator.unknown_parts + denominator.unknown_parts;
  value.numerator = numerator.value.value_or(0);
  value.denominator = denominator.value.value_or(0);
  if (!numerator.value || !denominator.value || value.denominator == 0) return {};
  // Both inexact in one direction: nothing can be said of their rate.
  const int up = direction(numerator.qualifier);
  const int down = direction(denominator.qualifier);
  if (up != 0 && up == down) return {};
  value.qualifier = up > down ? Qualifier::k_over : up < down ? Qualifier::k_nearly : Qualifier::k_exact;
  value.value = parts_per_million(value.numerator, value.denominator);
  if (!value.value) return overflow(figure);
  return {};
}

// The value of a figure a rate names. A rate of rates is refused: it would be rounded twice.
Result<const FigureValue*> operand(const FigureSet& set, const std::vector<FigureValue>& values,
                                   const FigureDefinition& rate, const std::string& id) {
  for (std::size_t i = 0; i < set.figures.size(); ++i)
    if (set.figures[i].id == id && set.figures[i].kind != FigureKind::k_rate) return &values[i];
  return Error{
      Code::k_not_found,
      "figure.unknown",
      "the rate “" + rate.title + "” (" + rate.id + ") names “" + id + "”, which is no figure of the set",
      {},
      "name a count, a sum or a stated figure"};
}

Result<void> compute(const FigureDefinition& figure, const DateRange& range, const std::vector<Fact>& facts,
                     FigureValue& value) {
  std::vector<const Fact*> chosen;
  for (const Fact& fact : facts)
    if (range.contains(fact.occurred) && figure.select.matches(fact)) chosen.push_back(&fact);
  switch (figure.kind) {
    case FigureKind::k_count:
      return count(chosen, value);
    case FigureKind::k_sum:
      return sum(figure, chosen, value);
    case FigureKind::k_stated:
      return state(figure, chosen, value);
    case FigureKind::k_rate:
      break;
  }
  return {};
}

}  // namespace

std::int32_t EntryRule::days_for(CodeId ledger) const {
  for (const auto& [id, days] : ledgers)
    if (id == ledger) return days;
  return within_days;
}

DateRange compared_with(const DateRange& range, Against against) {
  const DateRange earlier = against == Against::k_previous ? previous(range) : last_year(range);
  ANZE_ASSERT(earlier.last < range.last);
  return earlier;
}

Result<std::vector<FigureValue>> compute_figures(const FigureSet& set, const DateRange& range,
                                                 const std::vector<Fact>& facts) {
  std::vector<FigureValue> values(set.figures.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i].id = set.figures[i].id;
    if (set.figures[i].kind != FigureKind::k_rate)
      ANZE_CHECK(compute(set.figures[i], range, facts, values[i]));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const FigureDefinition& figure = set.figures[i];
    if (figure.kind != FigureKind::k_rate) continue;
    ANZE_TRY(const FigureValue* numerator, operand(set, values, figure, figure.numerator));
    ANZE_TRY(const FigureValue* denominator, operand(set, values, figure, figure.denominator));
    ANZE_CHECK(divide(figure, *numerator, *denominator, values[i]));
  }
  return values;
}

}  // namespace anze
