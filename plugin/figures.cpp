#include "plugin/figures.h"

#include "reports/number_text.h"
#include "reports/words.h"
#include "scoring/points.h"

namespace anze::plugin {
std::optional<std::int64_t> whole_yuan(std::optional<std::int64_t> fen) {
  if (!fen) return std::nullopt;
  const auto yuan = round_half_even(Exact::ratio(*fen, 100), Points{k_points_scale});
  return yuan ? std::optional(yuan->e4 / k_points_scale) : std::nullopt;
}

reports::Figure report_figure(const FigureDefinition& definition, const FigureValue& value) {
  reports::Figure figure;
  figure.id = definition.id;
  figure.title = definition.title;
  figure.unit = definition.unit;
  figure.scope = definition.scope;
  figure.topic = parse_topic(definition.topic).value_or(reports::Topic::k_duty);
  if (value.qualifier != Qualifier::k_exact)
    figure.qualifier =
        value.qualifier == Qualifier::k_over ? reports::Qualifier::k_over : reports::Qualifier::k_nearly;
  figure.value = value.value;
  figure.records = static_cast<std::int64_t>(value.facts.size());
  if (definition.kind == FigureKind::k_rate) {
    figure.shape = reports::Shape::k_rate;
    if (value.value) {
      figure.value = value.numerator;
      figure.denominator = value.denominator;
      figure.records = value.denominator;
    }
  } else if (definition.unit == "fen") {
    figure.shape = reports::Shape::k_money;
    figure.unit = "元";
    figure.value = whole_yuan(value.value);
  }
  figure.definition = std::to_string(definition.version);
  return figure;
}

std::optional<reports::Topic> parse_topic(std::string_view word) {
  const auto topics = reports::words(reports::Topic{});
  for (std::size_t i = 0; i < topics.size(); ++i)
    if (topics[i].code == word) return static_cast<reports::Topic>(i);
  return std::nullopt;
}

Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader,
                                                    const Period& period, std::int64_t as_of_entry) {
  std::vector<Fact> facts;
  ANZE_CHECK(reader.scan({period.first, period.last, {}, as_of_entry}, [&](const Fact& fact) {
    facts.push_back(fact);
    return true;
  }));
  return compute_figures(model.figures, period, facts);
}

json figure_json(const FigureDefinition& definition, const FigureValue& value) {
  json object = {{"id", definition.id},
                 {"title", definition.title},
                 {"unit", definition.unit},
                 {"version", definition.version},
                 {"value", value.value ? json(*value.value) : json(nullptr)},
                 {"shown", reports::to_text(report_figure(definition, value))},
                 {"records", value.facts.size()}};
  if (definition.kind == FigureKind::k_rate) {
    object["numerator"] = value.numerator;
    object["denominator"] = value.denominator;
  }
  if (value.qualifier != Qualifier::k_exact)
    object["qualifier"] = value.qualifier == Qualifier::k_over ? "over" : "nearly";
  if (value.unknown_parts > 0) object["unknown_parts"] = value.unknown_parts;
  return object;
}

}  // namespace anze::plugin
