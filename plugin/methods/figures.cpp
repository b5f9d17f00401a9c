// Named figures over the facts of a period.
#include "plugin/figures.h"

#include "plugin/method.h"

namespace anze::plugin {
namespace {

Result<json> compute(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(
      const std::vector<FigureValue> values,
      compute_figures_at(*call.model, reader, period, call.request.value("as_of_entry", std::int64_t{0})));
  const std::string prefix = call.text("prefix");
  json list = json::array();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].id.starts_with(prefix))
      list.push_back(figure_json(call.model->figures.figures[i], values[i]));
  ANZE_TRY(const store::ChainHead head, reader.head());
  return json{{"period", to_text(period)}, {"figures", std::move(list)}, {"entry", head.seq}};
}

Result<json> records_behind(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const std::vector<FigureValue> values, compute_figures_at(*call.model, reader, period, 0));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].id != call.text("figure")) continue;
    json answer = figure_json(call.model->figures.figures[i], values[i]);
    json facts = json::array();
    const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
    for (std::size_t k = 0; k < values[i].facts.size() && k < limit; ++k) {
      ANZE_TRY(const std::optional<store::FactVersion> version, reader.fact_by_seq(values[i].facts[k]));
      if (version)
        facts.push_back(
            {{"id", version->record.id}, {"occurred_on", to_text(version->record.fact.occurred)}});
    }
    answer["facts"] = std::move(facts);
    return answer;
  }
  return Error{Code::k_not_found, "figure.unknown", "there is no figure “" + call.text("figure") + "”",
               "/figure", "figures.compute/1 lists them"};
}

}  // namespace

std::span<const Method> figure_methods() {
  static const auto& methods = *new std::vector<Method>{
      {"figures.compute/1",
       "计算指标",
       "Computes the named figures of a period from the facts.",
       {},
       R"({"period!": {"type": "string"}, "prefix": {"type": "string", "description": "only figures whose id begins so"},
           "as_of_entry": {"type": "integer", "minimum": 0}})",
       compute},
      {"figures.explain/1",
       "指标溯源",
       "Answers one figure with the records behind it.",
       {},
       R"({"period!": {"type": "string"}, "figure!": {"type": "string"}, "limit": {"type": "integer", "minimum": 1, "maximum": 100000}})",
       records_behind},
  };
  return methods;
}

}  // namespace anze::plugin
