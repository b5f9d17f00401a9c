#include "plugin/figures/figures.h"

#include <algorithm>
#include <string>

#include "reports/snapshot/number_text.h"
#include "reports/snapshot/words.h"
#include "scoring/values/points.h"

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
    figure.qualifier = value.qualifier == Qualifier::k_over ? reports::NumberQualifier::k_over
                                                            : reports::NumberQualifier::k_nearly;
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

Result<DateRange> asked_range(const Call& call) {
  const std::string from = call.text("from");
  const std::string to = call.text("to");
  if (call.text("period").empty() == (from.empty() && to.empty()))
    return invalid("figure.range",
                   from.empty() && to.empty() ? "no days are given" : "the days are given twice", "/period",
                   "give a period (\"2025Q1\"), or the first and the last day in \"from\" and \"to\"");
  if (!call.text("period").empty()) {
    auto range = parse_range(call.text("period"));
    if (!range) return range.error().within("/period");
    return range;
  }
  if (from.empty() || to.empty())
    return invalid("figure.range", "one of the two days is missing", from.empty() ? "/from" : "/to",
                   "give the first and the last day, both counted");
  const auto first = parse_date(from);
  if (!first) return first.error().within("/from");
  const auto last = parse_date(to);
  if (!last) return last.error().within("/to");
  if (*last < *first)
    return invalid("range.order", to_text(*last) + " is before " + to_text(*first), "/to",
                   "write the earlier day first");
  return DateRange(*first, *last);
}

std::vector<Param> with_days(std::vector<Param> more) {
  std::vector<Param> members = {
      ask::text("period").says("a period (2025Q1), or days (2025-05-25..2025-06-24)"),
      ask::text("from").says("in place of a period: the first day, counted"),
      ask::text("to").says("the last day, counted")};
  members.insert(members.end(), more.begin(), more.end());
  return members;
}

json range_json(const DateRange& range) {
  return {{"period", to_text(range)},
          {"title", to_chinese(range)},
          {"first", to_text(range.first)},
          {"last", to_text(range.last)}};
}

Result<FigureScope> asked_scope(const Call& call) {
  FigureScope scope;
  const bool bounded =
      call.request.contains("unit") || call.request.contains("area") || call.request.contains("sector");
  if (!bounded) return scope;
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const auto take = [&](const char* name, CodeId& out, auto&& known) -> Result<void> {
    if (!call.request.contains(name)) return {};
    out = call.store.codes().find(call.text(name));
    if (out != k_no_code && known(out)) return {};
    return Error{Code::k_not_found, "figure.scope",
                 "the organisation has no " + std::string(name) + " “" + call.text(name) + "”",
                 "/" + std::string(name), "take one from the organisation file"};
  };
  ANZE_CHECK(take("unit", scope.unit, [&](CodeId id) { return organisation->unit(id) != nullptr; }));
  ANZE_CHECK(take("area", scope.area, [&](CodeId id) { return organisation->area(id) != nullptr; }));
  ANZE_CHECK(take("sector", scope.sector, [&](CodeId id) {
    const auto& sectors = organisation->data().sectors;
    return std::any_of(sectors.begin(), sectors.end(), [&](const Titled& s) { return s.id == id; });
  }));
  return scope;
}

json scope_json(const Model& model, const Codebook& codes, const FigureScope& scope) {
  json object = json::object();
  const auto put = [&](const char* name, CodeId id) {
    if (id != k_no_code)
      object[name] = {{"id", codes.text(id)}, {"title", std::string(model.organisation->title(id))}};
  };
  put("unit", scope.unit);
  put("area", scope.area);
  put("sector", scope.sector);
  return object;
}

Result<std::vector<Fact>> facts_within(const Model& model, store::Reader& reader, const DateRange& range,
                                       std::int64_t as_of_entry, const FigureScope& scope) {
  std::vector<Fact> facts;
  ANZE_CHECK(reader.scan({range.first, range.last, {}, as_of_entry}, [&](const Fact& fact) {
    const bool inside =
        scope.whole() ||
        ((scope.unit == k_no_code || model.organisation->unit_within(fact.unit, scope.unit)) &&
         (scope.area == k_no_code || model.organisation->area_within(fact.area, scope.area)) &&
         (scope.sector == k_no_code || fact.sector == scope.sector));
    if (inside) facts.push_back(fact);
    return true;
  }));
  return facts;
}

Result<std::vector<FigureValue>> compute_figures_at(const Model& model, store::Reader& reader,
                                                    const DateRange& range, std::int64_t as_of_entry,
                                                    const FigureScope& scope) {
  ANZE_TRY(const std::vector<Fact> facts, facts_within(model, reader, range, as_of_entry, scope));
  return compute_figures(model.figures, range, facts);
}

bool is_recorded(const FigureDefinition& definition, const FigureValue& value) {
  return definition.kind == FigureKind::k_rate ? value.denominator != 0 : !value.facts.empty();
}

std::vector<reports::Narrative> narratives_of(const std::vector<ParagraphRule>& rules, const FigureSet& set,
                                              const std::vector<FigureValue>& values) {
  const auto recorded = [&](const std::string& id) {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i].id == id) return is_recorded(set.figures[i], values[i]);
    return false;
  };
  std::vector<reports::Narrative> narratives;
  for (const ParagraphRule& rule : rules) {
    reports::Narrative narrative{rule.heading, rule.lead, {}};
    bool any = false;
    for (const std::vector<Piece>& sentence : rule.sentences) {
      bool figures = false;
      bool told = false;
      reports::Telling telling;
      for (const Piece& piece : sentence) {
        figures = figures || !piece.figure.empty();
        told = told || recorded(piece.figure);
        telling.pieces.push_back({piece.text, piece.figure});
      }
      any = any || told;
      if (told || !figures) narrative.sentences.push_back(std::move(telling));
    }
    if (any) narratives.push_back(std::move(narrative));
  }
  return narratives;
}

json figure_json(const FigureDefinition& definition, const FigureValue& value) {
  json object = {{"id", definition.id},
                 {"title", definition.title},
                 {"unit", definition.unit},
                 {"scope", definition.scope},
                 {"topic", definition.topic},
                 {"kind", to_word(definition.kind)},
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
