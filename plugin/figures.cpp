#include "plugin/figures.h"

#include "scoring/points.h"

namespace anze::plugin {
namespace {

// Money is kept in fen and read in yuan, in 万元 when it is a whole number of thousands of yuan.
std::pair<std::string, std::string> money(std::int64_t fen) {
  constexpr std::int64_t k_fen_per_wan = 1'000'000;
  if (fen % (k_fen_per_wan / 10) == 0 && fen >= k_fen_per_wan) {
    const std::int64_t tenths = fen / (k_fen_per_wan / 10);
    return {std::to_string(tenths / 10) + (tenths % 10 != 0 ? "." + std::to_string(tenths % 10) : ""), "万元"};
  }
  std::string text = std::to_string(fen / 100);
  if (fen % 100 != 0) text += (fen % 100 < 10 ? ".0" : ".") + std::to_string(fen % 100);
  return {text, "元"};
}

}  // namespace

Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader, const Period& period,
                                                    std::int64_t as_of_entry) {
  std::vector<Fact> facts;
  ANZE_CHECK(reader.scan({period.first, period.last, {}, as_of_entry}, [&](const Fact& fact) {
    facts.push_back(fact);
    return true;
  }));
  return compute_figures(model.figures, period, facts);
}

std::string shown(const FigureDefinition& definition, const FigureValue& value) {
  if (definition.kind == FigureKind::k_rate) {
    if (!value.value) return "未填";
    const auto percent = round_half_even(Exact::ratio(value.numerator, value.denominator) * Exact(Points{100 * k_points_scale}), Points{100});
    return percent ? to_text(*percent, 2) + "%" : "未填";
  }
  if (!value.value) return "未填";
  const auto [number, unit] = definition.unit == "fen" ? money(*value.value) : std::pair{std::to_string(*value.value), definition.unit};
  if (value.qualifier == Qualifier::k_nearly) return "近" + number + unit;
  // 余 follows the numeral and stands before the measure word: 200余项.
  return number + (value.qualifier == Qualifier::k_over ? "余" : "") + unit;
}

json figure_json(const FigureDefinition& definition, const FigureValue& value) {
  json object = {{"id", definition.id},
                 {"title", definition.title},
                 {"unit", definition.unit},
                 {"version", definition.version},
                 {"value", value.value ? json(*value.value) : json(nullptr)},
                 {"shown", shown(definition, value)},
                 {"records", value.facts.size()}};
  if (definition.kind == FigureKind::k_rate) {
    object["numerator"] = value.numerator;
    object["denominator"] = value.denominator;
  }
  if (value.qualifier != Qualifier::k_exact) object["qualifier"] = value.qualifier == Qualifier::k_over ? "over" : "nearly";
  if (value.unknown_parts > 0) object["unknown_parts"] = value.unknown_parts;
  return object;
}

}  // namespace anze::plugin
