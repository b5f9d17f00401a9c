// Named figures over the facts of a period.
#include "plugin/figures.h"

#include "plugin/filing/snapshot_builder.h"
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

struct Outcome {
  const char* state = "holds";  // "fails", "undecided"
  std::int64_t gap = 0;         // of a sum: parts less total; of a subset: part less total
};

// Undecided when a number is unknown (未填 is not zero), or when the sum is more than can be counted.
Outcome outcome_of(const FigureCheck& check, const std::vector<const FigureValue*>& values) {
  for (const FigureValue* value : values)
    if (value == nullptr || !value->value) return {"undecided"};
  std::int64_t parts = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (__builtin_add_overflow(parts, *values[i]->value, &parts)) return {"undecided"};
  std::int64_t gap = 0;
  if (__builtin_sub_overflow(parts, *values[0]->value, &gap)) return {"undecided"};
  const bool holds = check.kind == CheckKind::k_sum ? gap == 0 : gap <= 0;
  return {holds ? "holds" : "fails", gap};
}

// 勾稽: every check of the installed figures, what it compared, and the reason declared for a failing one;
// and every figure that nobody has filled in.
Result<json> check(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const std::vector<FigureValue> values, compute_figures_at(*call.model, reader, period, 0));
  const FigureSet& set = call.model->figures;
  const auto index_of = [&](const std::string& id) {
    std::size_t i = 0;
    while (i < values.size() && values[i].id != id) ++i;
    return i;
  };
  json checks = json::array();
  std::int64_t failing = 0;
  for (const FigureCheck& each : set.checks) {
    std::vector<std::string> ids{each.total};
    ids.insert(ids.end(), each.parts.begin(), each.parts.end());
    std::vector<const FigureValue*> found;
    json figures = json::array();
    for (const std::string& id : ids) {
      const std::size_t i = index_of(id);
      found.push_back(i < values.size() ? &values[i] : nullptr);
      if (i < values.size()) figures.push_back(figure_json(set.figures[i], values[i]));
    }
    const Outcome outcome = outcome_of(each, found);
    if (outcome.state == std::string_view("fails")) ++failing;
    ANZE_TRY(const std::optional<store::Record> declared,
             reader.record(k_discrepancy_record, to_text(period) + "/" + each.id));
    checks.push_back({{"check", each.id},
                      {"title", each.title},
                      {"state", outcome.state},
                      {"gap", outcome.gap},
                      {"figures", std::move(figures)},
                      {"declared", declared ? json::parse(declared->body) : json(nullptr)}});
  }
  json missing = json::array();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!values[i].value) missing.push_back(figure_json(set.figures[i], values[i]));
  return json{{"period", to_text(period)},
              {"failing", failing},
              {"checks", std::move(checks)},
              {"missing", std::move(missing)}};
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
      {"figures.check/1",
       "勾稽核对",
       "Checks a period's figures against each other and lists what nobody has filled in.",
       {},
       R"({"period!": {"type": "string"}})",
       check},
  };
  return methods;
}

}  // namespace anze::plugin
