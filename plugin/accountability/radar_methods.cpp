// veto.radar/1: how near each unit and official is to each veto and yellow-card clause.
#include <algorithm>

#include "plugin/accountability/veto_answers.h"
#include "plugin/accountability/veto_facts.h"
#include "plugin/questions/stored_world.h"
#include "scoring/accountability/radar.h"

namespace anze::plugin {
namespace {

std::string name_of(const Organisation& organisation, CodeId official) {
  const Official* found = organisation.official(official);
  return found != nullptr ? found->name : std::string{};
}

struct RadarCounts {
  std::int64_t triggered = 0;
  std::int64_t one_short = 0;
};

Result<json> subject_json(const Organisation& organisation, const Codebook& codes, store::Reader& reader,
                          const VetoClause& clause, const VetoDistance& distance) {
  json entry = {
      {"subject", codes.text(distance.subject)},
      {"subject_title", clause.on == VetoOn::k_unit ? std::string(organisation.title(distance.subject))
                                                    : name_of(organisation, distance.subject)},
      {"counted", distance.counted},
      {"threshold", distance.threshold},
      {"triggered", distance.triggered},
      {"provisional", distance.provisional},
      {"what", distance.what}};
  ANZE_TRY(entry["facts"], fact_ids_json(reader, distance.facts));
  ANZE_TRY(entry["may_rise"], fact_ids_json(reader, distance.may_rise));
  return entry;
}

// The number that triggers it; 0 where each unit has its own on record.
std::int64_t count_of(const VetoClause& clause) {
  if (!clause.total) return clause.count;
  return clause.total->by_record() ? 0 : clause.total->limit + (clause.total->over ? 1 : 0);
}

// What one clause comes to: the subjects it has counted something about, all of them when `all`.
Result<json> clause_radar(const Call& call, store::Reader& reader, const Organisation& organisation,
                          const Rulebook& book, std::size_t at, const std::vector<VetoDistance>& distances,
                          bool all, RadarCounts& counts) {
  const Codebook& codes = call.store.codes();
  const VetoClause& clause = book.vetoes[at];
  json subjects = json::array();
  std::int64_t clear = 0;
  for (const VetoDistance& distance : distances) {
    if (distance.clause != at) continue;
    const bool quiet = distance.counted == 0 && distance.may_rise.empty();
    if (quiet) ++clear;
    if (quiet && !all) continue;
    if (distance.triggered)
      ++counts.triggered;
    else if (distance.counted + 1 == distance.threshold && distance.counted > 0)
      ++counts.one_short;
    ANZE_TRY(json entry, subject_json(organisation, codes, reader, clause, distance));
    subjects.push_back(std::move(entry));
  }
  return json{{"clause", clause.id},
              {"title", clause.title},
              {"basis", clause.basis},
              {"authority", clause.authority},
              {"yellow_card", clause.yellow_card},
              {"on", clause.on == VetoOn::k_unit ? "unit" : "official"},
              {"count", count_of(clause)},
              {"window", std::string(to_text(clause.window))},
              {"subjects", std::move(subjects)},
              {"nothing_counted", clear},
              {"rulebook", codes.text(book.id) + "/" + std::to_string(book.version)}};
}

Result<json> show_radar(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period year, parse_period(call.text("period")));
  if (year.kind != PeriodKind::k_year)
    return invalid("veto.period", "veto triggers are counted over a year", "/period",
                   "name the year, for example \"2025\"");
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const bool all = call.request.value("all", false);
  const Date as_of = std::min(year.last, call.today);
  json clauses = json::array();
  RadarCounts counts;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& book = installed.rulebook;
    if (!call.model->in_force(installed, as_of)) continue;
    VetoFacts facts;
    ANZE_CHECK(gather_veto_facts(call, reader, book, year, facts));
    const VetoQuestion question{facts.facts, facts.ids, as_of, call.today, {}};
    const std::vector<VetoDistance> distances =
        veto_radar(book, *organisation, call.model->ledgers, question);
    for (std::size_t i = 0; i < book.vetoes.size(); ++i) {
      ANZE_TRY(json clause, clause_radar(call, reader, *organisation, book, i, distances, all, counts));
      clauses.push_back(std::move(clause));
    }
  }
  const std::string summary = to_chinese(as_of) + "止：达到触发条件 " + std::to_string(counts.triggered) +
                              " 个，差一起即触发 " + std::to_string(counts.one_short) + " 个";
  return json{{"period", to_text(year)},
              {"as_of", to_text(as_of)},
              {"summary", summary},
              {"clauses", std::move(clauses)}};
}

}  // namespace

std::span<const Method> radar_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "veto.radar/1",
       .title = "否决预警",
       .summary =
           "Tells how far every veto and yellow-card clause is from its trigger, for each unit and official.",
       .roles = {k_assessor, k_discipline, k_reviewer, k_signer},
       .members = {ask::text("period").needed().says("a year"),
                   ask::flag("all").says("also units with nothing counted")},
       .answer = radar_answer(),
       .errors = refusals({refusal::vetoes(), {"veto.period"}}),
       .function = show_radar,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
