// Named figures over the facts of a period or of any days: computed, broken down, opened to their records,
// set against each other.
#include "plugin/figures/figure_answers.h"
#include "plugin/figures/figures.h"

#include <algorithm>
#include <map>

#include "plugin/access/privacy.h"
#include "plugin/figures/checks.h"
#include "plugin/records/discrepancy_record.h"
#include "plugin/records/record_kinds.h"
#include "reports/papers/narrative.h"
#include "scoring/figures/figure.h"

namespace anze::plugin {
namespace {

std::int64_t asked_entry(const Call& call) {
  return call.request.value("as_of_entry", std::int64_t{0});
}

Result<json> compute(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  ANZE_TRY(const std::vector<FigureValue> values,
           compute_figures_at(*call.model, reader, range, asked_entry(call), scope));
  const std::string prefix = call.text("prefix");
  json list = json::array();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].id.starts_with(prefix))
      list.push_back(figure_json(call.model->figures.figures[i], values[i]));
  ANZE_TRY(const store::ChainHead head, reader.head());
  json answer = range_json(range);
  answer["within"] = scope_json(*call.model, call.store.codes(), scope);
  answer["figures"] = std::move(list);
  answer["entry"] = asked_entry(call) == 0 ? head.seq : asked_entry(call);
  return answer;
}

// ---- figures.explain/1

// The definition as it was sent, and the record that holds it: what exactly was counted.
Result<json> definition_json(store::Reader& reader, const std::string& figure, std::int64_t as_of_entry) {
  ANZE_TRY(const std::vector<store::Record> sets, reader.records(k_figures_record, as_of_entry));
  for (const store::Record& set : sets) {
    const json body = json::parse(set.body);
    for (const json& definition : body.at("figures"))
      if (text_of(definition, "id") == figure)
        return json{
            {"set", set.id}, {"set_version", set.version}, {"entry", set.entry}, {"figure", definition}};
  }
  return json(nullptr);
}

json version_json(const store::FactVersion& version) {
  json object = {{"version", version.version},
                 {"seq", version.record.fact.seq},
                 {"entry", version.entry},
                 {"recorded_by", version.recorded_by},
                 {"recorded_on", to_text(beijing_day(version.recorded_at_ms))},
                 {"recorded_at_ms", version.recorded_at_ms},
                 {"occurred_on", to_text(version.record.fact.occurred)},
                 {"late", version.record.fact.late}};
  if (!version.reason.empty()) object["reason"] = version.reason;
  if (version.voided) object["voided"] = true;
  return object;
}

constexpr std::size_t k_read_at_once = 256;

// The records behind a number, each with every version it has had; `counted` is the one that was counted.
Result<json> records_json(const Call& call, store::Reader& reader, const FigureDefinition& definition,
                          const FigureValue& value) {
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  const auto skip = static_cast<std::size_t>(call.request.value("skip", 0));
  const Codebook& codes = call.store.codes();
  const Sight sight(call);
  json facts = json::array();
  std::vector<std::string> ids;
  const auto show = [&](const store::FactVersion& counted) -> Result<void> {
    const Fact& fact = counted.record.fact;
    if (facts.size() == limit || !sight.sees(fact)) return {};
    json row = {{"id", counted.record.id},
                {"ledger", codes.text(fact.ledger)},
                {"occurred_on", to_text(fact.occurred)},
                {"unit", codes.text(fact.unit)},
                {"counted", counted.version}};
    std::int64_t amount = 0;
    if (definition.kind == FigureKind::k_sum || definition.kind == FigureKind::k_stated)
      row["amount"] = read_field(fact, definition.field, amount) ? json(amount) : json(nullptr);
    facts.push_back(std::move(row));
    ids.push_back(counted.record.id);
    return {};
  };
  // As many at a time as are shown; who may not see some of them sees those that come after.
  const std::span<const std::int64_t> all(value.facts);
  for (std::size_t k = skip, part = std::max(limit, k_read_at_once); k < all.size() && facts.size() < limit;
       k += part)
    ANZE_CHECK(reader.facts_by_seq(all.subspan(k, std::min(part, all.size() - k)), show));
  auto next = facts.begin();
  ANZE_CHECK(reader.histories(ids, [&](const std::vector<store::FactVersion>& history) -> Result<void> {
    json& versions = (*next++)["versions"] = json::array();
    for (const store::FactVersion& version : history)
      if (sight.sees(version.record.fact)) versions.push_back(version_json(version));
    return {};
  }));
  return facts;
}

Result<json> explain(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  ANZE_TRY(const std::vector<FigureValue> values,
           compute_figures_at(*call.model, reader, range, asked_entry(call), scope));
  const std::vector<FigureDefinition>& figures = call.model->figures.figures;
  const auto opened = [&](std::size_t i) -> Result<json> {
    json answer = figure_json(figures[i], values[i]);
    ANZE_TRY(answer["definition"], definition_json(reader, figures[i].id, asked_entry(call)));
    ANZE_TRY(answer["facts"], records_json(call, reader, figures[i], values[i]));
    return answer;
  };
  const auto place_of = [&](const std::string& id) {
    std::size_t i = 0;
    while (i < values.size() && values[i].id != id) ++i;
    return i;
  };
  const std::size_t asked = place_of(call.text("figure"));
  if (asked == values.size())
    return Error{Code::k_not_found, "figure.unknown", "there is no figure “" + call.text("figure") + "”",
                 "/figure", "figures.compute/1 lists them"};
  ANZE_TRY(json answer, opened(asked));
  answer.update(range_json(range));
  answer["within"] = scope_json(*call.model, call.store.codes(), scope);
  if (figures[asked].kind != FigureKind::k_rate) return answer;
  // A rate has no records of its own: those of the two numbers it is made of.
  answer.erase("facts");
  json parts = json::array();
  for (const std::string& id : {figures[asked].numerator, figures[asked].denominator}) {
    ANZE_TRY(json part, opened(place_of(id)));
    parts.push_back(std::move(part));
  }
  answer["parts"] = std::move(parts);
  return answer;
}

// ---- figures.table/1

// One row: what its facts have in common.
struct Row {
  std::string key;
  std::string title;
  std::vector<Fact> facts;
};

// Each fact into the row of its part: the parts follow each other without a gap.
std::vector<Row> placed(const std::vector<DateRange>& parts, const std::vector<Fact>& facts,
                        std::vector<Row> rows) {
  for (const Fact& fact : facts) {
    const auto after = std::upper_bound(parts.begin(), parts.end(), fact.occurred,
                                        [](Date day, const DateRange& part) { return day < part.first; });
    if (after == parts.begin() || !std::prev(after)->contains(fact.occurred)) continue;
    rows[static_cast<std::size_t>(std::prev(after) - parts.begin())].facts.push_back(fact);
  }
  return rows;
}

// Facts by the thing asked for, in the organisation's order; months and quarters in theirs.
Result<std::vector<Row>> rows_by(const Call& call, const DateRange& range, const std::vector<Fact>& facts) {
  const std::string by = call.text("by");
  const Codebook& codes = call.store.codes();
  std::vector<Row> rows;
  if (by == "month" || by == "quarter") {
    const PeriodKind kind = by == "month" ? PeriodKind::k_month : PeriodKind::k_quarter;
    if (!spans(range, kind))
      return invalid("figure.table_by", to_text(range) + " is shorter than a " + by, "/by",
                     kind == PeriodKind::k_quarter ? "ask by month" : "ask by unit, area or sector");
    const std::vector<DateRange> parts = divide(range, kind);
    for (const DateRange& part : parts) rows.push_back({to_text(part), to_chinese(part), {}});
    return placed(parts, facts, std::move(rows));
  }
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const OrganisationData& data = organisation->data();
  std::map<CodeId, std::size_t> places;
  const auto open_row = [&](CodeId id, const std::string& title) {
    places.emplace(id, rows.size());
    rows.push_back({codes.text(id), title, {}});
  };
  CodeId Fact::*member = &Fact::unit;
  if (by == "unit") {
    for (const Unit& unit : data.units) open_row(unit.id, unit.title);
  } else if (by == "area") {
    member = &Fact::area;
    for (const Area& area : data.areas) open_row(area.id, area.title);
  } else {
    member = &Fact::sector;
    for (const Titled& sector : data.sectors) open_row(sector.id, sector.title);
  }
  Row unsaid{"", "未填", {}};
  for (const Fact& fact : facts) {
    const auto place = places.find(fact.*member);
    (place == places.end() ? unsaid : rows[place->second]).facts.push_back(fact);
  }
  rows.push_back(std::move(unsaid));
  return rows;
}

Result<json> tabulate(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  ANZE_TRY(const std::vector<Fact> facts, facts_within(*call.model, reader, range, asked_entry(call), scope));
  const FigureSet& set = call.model->figures;
  const std::string prefix = call.text("prefix");
  std::vector<std::size_t> columns;
  json heads = json::array();
  for (std::size_t i = 0; i < set.figures.size(); ++i) {
    const FigureDefinition& figure = set.figures[i];
    // A statement is about the whole it was made of: it has no parts.
    if (!figure.id.starts_with(prefix) || figure.kind == FigureKind::k_stated) continue;
    columns.push_back(i);
    heads.push_back(
        {{"id", figure.id}, {"title", figure.title}, {"unit", figure.unit}, {"version", figure.version}});
  }
  const auto row_json = [&](const Row& row, bool& told) -> Result<json> {
    ANZE_TRY(const std::vector<FigureValue> values, compute_figures(set, range, row.facts));
    json cells = json::array();
    for (const std::size_t i : columns) {
      const json cell = figure_json(set.figures[i], values[i]);
      cells.push_back(
          {{"value", cell.at("value")}, {"shown", cell.at("shown")}, {"records", cell.at("records")}});
      told = told || !values[i].facts.empty();
    }
    return json{{"key", row.key}, {"title", row.title}, {"cells", std::move(cells)}};
  };
  ANZE_TRY(const std::vector<Row> rows, rows_by(call, range, facts));
  json list = json::array();
  for (const Row& row : rows) {
    if (row.facts.empty()) continue;  // nothing is told of it: three centuries of months cost what they hold
    bool told = false;
    ANZE_TRY(json line, row_json(row, told));
    if (told) list.push_back(std::move(line));
  }
  bool any = false;
  ANZE_TRY(json total, row_json({"", "合计", facts}, any));
  json answer = range_json(range);
  answer["within"] = scope_json(*call.model, call.store.codes(), scope);
  answer["by"] = call.text("by");
  answer["figures"] = std::move(heads);
  answer["rows"] = std::move(list);
  answer["total"] = std::move(total);
  return answer;
}

// ---- figures.paragraphs/1

Result<json> tell_paragraphs(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  const FigureSet& set = call.model->figures;
  ANZE_TRY(const std::vector<FigureValue> values,
           compute_figures_at(*call.model, reader, range, asked_entry(call)));
  reports::Snapshot snapshot;
  for (std::size_t i = 0; i < values.size(); ++i)
    snapshot.figures.push_back(report_figure(set.figures[i], values[i]));
  json list = json::array();
  std::string all;
  for (const reports::Narrative& narrative : narratives_of(call.model->paragraphs, set, values)) {
    json figures = json::array();
    std::string text;
    for (const reports::Run& run : reports::narrative_text(narrative, snapshot)) {
      text += run.text;
      if (!run.figure.empty()) figures.push_back({{"figure", run.figure}, {"shown", run.text}});
    }
    if (list.empty() || list.back().at("heading") != narrative.heading)
      all += (all.empty() ? "" : "\n") + narrative.heading + "\n";
    all += text + "\n";
    list.push_back(
        {{"heading", narrative.heading}, {"text", std::move(text)}, {"figures", std::move(figures)}});
  }
  json answer = range_json(range);
  answer["paragraphs"] = std::move(list);
  answer["text"] = std::move(all);
  return answer;
}

// ---- figures.check/1

std::string_view verdict_word(reports::Verdict verdict) {
  if (verdict == reports::Verdict::k_holds) return "holds";
  return verdict == reports::Verdict::k_fails ? "fails" : "undecided";
}

std::string_view check_word(CheckKind kind) {
  switch (kind) {
    case CheckKind::k_subset:
      return "subset";
    case CheckKind::k_sum:
      return "sum";
    case CheckKind::k_jump:
      return "jump";
    case CheckKind::k_filled:
      break;
  }
  return "filled";
}

// Every check of the installed figures, what it compared, and what was declared of a failing one; and every
// figure that nobody has filled in, and those told approximately.
Result<json> check(Call& call, store::Reader& reader) {
  ANZE_TRY(const DateRange range, asked_range(call));
  ANZE_TRY(const std::vector<FigureValue> values, compute_figures_at(*call.model, reader, range, 0));
  ANZE_TRY(const std::vector<reports::Finding> findings, check_range(call, reader, range));
  const FigureSet& set = call.model->figures;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < values.size(); ++i) places.emplace(values[i].id, i);
  json checks = json::array();
  std::int64_t failing = 0;
  std::int64_t unexplained = 0;
  for (const reports::Finding& finding : findings) {
    const auto defined = std::find_if(set.checks.begin(), set.checks.end(),
                                      [&](const FigureCheck& each) { return each.id == finding.check; });
    json figures = json::array();
    for (const std::string& id : finding.figures)
      if (const auto place = places.find(id); place != places.end())
        figures.push_back(figure_json(set.figures[place->second], values[place->second]));
    json declared = nullptr;
    if (finding.verdict == reports::Verdict::k_fails) {
      ++failing;
      if (finding.explanation.empty()) ++unexplained;
      if (finding.outdated || !finding.explanation.empty()) {
        ANZE_TRY(const std::optional<DiscrepancyVersion> last,
                 read_discrepancy(reader, discrepancy_id(range, finding.check)));
        ANZE_ASSERT(last.has_value());  // the finding knows of it from the same snapshot, under its own id
        declared = discrepancy_json(last->record);
        declared["standing"] = finding.outdated ? "outdated" : "stands";
        declared["version"] = last->version;
      }
    }
    const bool built_in = defined == set.checks.end();
    checks.push_back({{"check", finding.check},
                      {"title", built_in ? json(nullptr) : json(defined->title)},
                      {"kind", built_in ? json("built_in") : json(check_word(defined->kind))},
                      {"state", verdict_word(finding.verdict)},
                      {"text", finding.text},
                      {"gap", finding.gap},
                      {"figures", std::move(figures)},
                      {"declared", std::move(declared)}});
  }
  json missing = json::array();
  json approximate = json::array();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].value) missing.push_back(figure_json(set.figures[i], values[i]));
    if (values[i].qualifier != Qualifier::k_exact)
      approximate.push_back(figure_json(set.figures[i], values[i]));
  }
  json answer = range_json(range);
  answer["failing"] = failing;
  answer["unexplained"] = unexplained;
  answer["checks"] = std::move(checks);
  answer["missing"] = std::move(missing);
  answer["approximate"] = std::move(approximate);
  return answer;
}

}  // namespace

std::span<const Method> figure_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "figures.compute/1",
       .title = "计算指标",
       .summary =
           "Computes the named figures of a period or of any days from the facts, of the whole district or a "
           "part of it.",
       .members = with_days({ask::text("prefix").says("only figures whose id begins so"),
                             ask::text("unit").says("only facts of this unit and those below it"),
                             ask::text("area").says("only facts in this area"), ask::text("sector"),
                             ask::integer("as_of_entry", 0)}),
       .answer = figures_answer(),
       .errors = refusals({refusal::days(), refusal::place(), {"figure.overflow"}}),
       .function = compute},
      {.name = "figures.table/1",
       .title = "指标分解表",
       .summary = "Breaks the figures of a period down by unit, area, sector, month or quarter; the rows add "
                  "up to the "
                  "total.",
       .members = with_days({ask::word("by", {"unit", "area", "sector", "month", "quarter"}).needed(),
                             ask::text("prefix").says("only figures whose id begins so"), ask::text("unit"),
                             ask::text("area"), ask::text("sector"), ask::integer("as_of_entry", 0)}),
       .answer = table_answer(),
       .errors = refusals({refusal::days(), refusal::place(), {"figure.overflow", "figure.table_by"}}),
       .function = tabulate},
      {.name = "figures.explain/1",
       .title = "指标溯源",
       .summary = "Answers one figure with its definition and the records behind it, each with its history.",
       .members = with_days({ask::text("figure").needed(), ask::integer("limit", 1, 100000),
                             ask::integer("skip", 0), ask::text("unit"), ask::text("area"),
                             ask::text("sector"), ask::integer("as_of_entry", 0)}),
       .answer = figure_answer(),
       .errors = refusals({refusal::days(), refusal::place(), {"figure.overflow", "figure.unknown"}}),
       .function = explain,
       .reads_people = true},
      {.name = "figures.paragraphs/1",
       .title = "指标成文",
       .summary = "Tells the paragraphs of the yearly report, every number of them computed from the facts, "
                  "as plain "
                  "text.",
       .members = with_days({ask::integer("as_of_entry", 0)}),
       .answer = paragraphs_answer(),
       .errors = refusals({refusal::days(), {"figure.overflow"}}),
       .function = tell_paragraphs},
      {.name = "figures.check/1",
       .title = "勾稽核对",
       .summary = "Checks a period's figures against each other and lists what nobody has filled in.",
       .members = with_days({}),
       .answer = checks_answer(),
       .errors = refusals({refusal::days(), {"figure.overflow", "figure.duplicate"}}),
       .function = check},
      {.name = "figures.declare/1",
       .title = "差异说明",
       .summary = "Declares why figures of a period disagree, for the very numbers they show now; the reason "
                  "is printed "
                  "with both.",
       .roles = {k_reviewer},
       .members = with_days({ask::text("check").needed(), ask::text("explanation", 1, 1000).needed()}),
       .answer = declaration_answer(),
       .errors = refusals(
           {refusal::days(),
            {"figure.overflow", "figure.duplicate", "figure.check_unknown", "figure.nothing_to_declare"}}),
       .function = declare_difference},
      {.name = "figures.withdraw/1",
       .title = "撤回差异说明",
       .summary = "Withdraws a declaration, with a reason; it stays readable.",
       .roles = {k_reviewer},
       .members = with_days({ask::text("check").needed(), ask::text("reason", 1, 1000).needed()}),
       .answer = withdrawn_answer(),
       .errors = refusals({refusal::days(), {"figure.not_declared"}}),
       .function = withdraw_declaration},
      {.name = "figures.declared/1",
       .title = "差异说明台账",
       .summary = "Lists what was declared of a period: by whom, when, for which numbers, and whether it "
                  "still stands.",
       .members = with_days({}),
       .answer = declarations_answer(),
       .errors = refusals({refusal::days(), {"figure.overflow", "figure.duplicate"}}),
       .function = list_declared},
  };
  return methods;
}

}  // namespace anze::plugin
