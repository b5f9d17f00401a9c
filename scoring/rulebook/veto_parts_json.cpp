#include "scoring/ledgers/select_json.h"
#include "scoring/rulebook/veto_parts.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr std::int64_t k_limit_max = 1'000'000'000'000;

// A number, or the field of the unit's own record that holds it (控制指标).
void read_limit(const Place& place, const Names& known, VetoTotal& total) {
  if (!place.is_object()) {
    total.limit = place.integer(total.over ? 0 : 1, k_limit_max).value_or(1);
    return;
  }
  Object object(place);
  const Ledger* ledger = nullptr;
  if (const std::optional<Place> select = object.need("select"))
    total.figure = read_selector(*select, known.ledgers, known.words, &ledger);
  const std::optional<Place> field = object.need("field");
  object.close();
  if (!field || ledger == nullptr) return;
  if (const auto figure = read_field_name(*field, *ledger, {FieldType::k_integer}))
    total.figure_field = figure->ref;
}

}  // namespace

VetoTotal read_veto_total(const Place& place, const Names& known, const Ledger* ledger) {
  VetoTotal total;
  Object object(place);
  if (const std::optional<Place> sum = object.find("sum"); sum && ledger != nullptr)
    if (const auto field = read_field_name(*sum, *ledger, {FieldType::k_integer})) {
      total.field = field->ref;
      total.title = field->title;
    }
  const std::optional<Place> over = object.find("over");
  const std::optional<Place> from = object.find("from");
  object.close();
  total.over = over.has_value();
  if (over.has_value() == from.has_value())
    place.problem("veto.total", "a total is held against one figure",
                  "write \"from\": 2 (two are enough) or \"over\": 12 (more than twelve)");
  else
    read_limit(over ? *over : *from, known, total);
  return total;
}

void read_veto_result(const Place& place, VetoClause& veto) {
  constexpr std::int64_t k_most = 10;
  constexpr std::int64_t k_last_max = 1000;
  Object object(place);
  const std::optional<Points> at_most = object.get<Points>("at_most");
  veto.below = object.get<Points>("below");
  veto.last = object.get_integer<std::int64_t>("last", 0, 1, k_last_max);
  veto.in_a_row = object.get_integer<std::int64_t>("in_a_row", 1, 1, k_most);
  object.close();
  if ((at_most ? 1 : 0) + (veto.below ? 1 : 0) + (veto.last > 0 ? 1 : 0) != 1) {
    place.problem("veto.result", "one thing decides about a result",
                  "write \"below\": \"60\", \"at_most\": \"79\" or \"last\": 1");
    return;
  }
  veto.at_most = at_most.has_value();
  if (at_most) veto.below = at_most;
}

}  // namespace anze
