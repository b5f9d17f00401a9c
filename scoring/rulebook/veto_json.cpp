#include <algorithm>
#include <map>

#include "scoring/rulebook/formalism.h"
#include "scoring/rulebook/parts.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr json::Word<PeriodKind> k_windows[] = {{"month", PeriodKind::k_month},
                                                {"quarter", PeriodKind::k_quarter},
                                                {"half", PeriodKind::k_half},
                                                {"year", PeriodKind::k_year}};
constexpr json::Word<VetoOn> k_on[] = {{"unit", VetoOn::k_unit}, {"official", VetoOn::k_official}};
constexpr json::Word<std::string_view> k_veto_effects[] = {{"no_excellent", "no_excellent"},
                                                           {"no_honours", "no_honours"},
                                                           {"no_promotion", "no_promotion"},
                                                           {"pay", "pay"},
                                                           {"talk", "talk"},
                                                           {"demotion", "demotion"},
                                                           {"removal", "removal"}};
constexpr json::Word<VetoReach> k_reach[] = {
    {"area", VetoReach::k_area}, {"portfolio", VetoReach::k_portfolio}, {"unit", VetoReach::k_unit}};
constexpr json::Word<VetoEnd> k_months_from[] = {{"trigger", VetoEnd::k_months_from_start},
                                                 {"decision", VetoEnd::k_months_from_decision}};
constexpr json::Word<VetoEnd> k_until[] = {{"assessment_year", VetoEnd::k_assessment_year}};

CodeId read_unit_kind(const Place& place, const Names& known) {
  const std::string word = place.id().value_or("");
  const CodeId code = known.words.find(word);
  std::vector<std::string_view> words;
  for (const Titled& kind : known.organisation.unit_kinds) {
    if (kind.id == code && code != k_no_code) return code;
    words.push_back(known.words.text(kind.id));
  }
  if (!word.empty())
    place.problem("veto.unit_kinds", "the organisation has no kind of unit “" + word + "”",
                  "use " + json::listed(words));
  return k_no_code;
}

void read_finding(const Place& place, const Names& known, VetoClause& veto) {
  Object object(place);
  const Ledger* ledger = nullptr;
  if (const std::optional<Place> select = object.need("select"))
    veto.finding = read_selector(*select, known.ledgers, known.words, &ledger);
  const bool counted = veto.select.ledger == k_no_code;  // the findings themselves
  const std::optional<Place> link = counted ? object.find("link") : object.need("link");
  object.close();
  if (counted && link)
    link->problem("veto.finding", "findings are counted here, not what they refer to",
                  "remove \"link\", or add \"select\"");
  if (!link || ledger == nullptr) return;
  if (const auto field = read_field_name(*link, *ledger, {FieldType::k_reference}))
    veto.finding_link = field->ref;
}

void read_until(const Place& place, VetoClause& veto) {
  if (place.is_string()) {
    place.word(k_until);
    return;
  }
  Object object(place);
  veto.end_months = object.need_integer<std::int32_t>("months", 1, 600);
  veto.end = object.get_word("from", k_months_from, VetoEnd::k_months_from_start);
  object.close();
}

// Units of one kind that share an area are all hit by one accident in it. Where the text means the unit whose
// accident it is, that is 24 departments for one; where it means all of them, it is to say so.
void refuse_shared_area(const Place& place, const Names& known, const VetoClause& veto) {
  for (const CodeId kind : veto.unit_kinds) {
    std::map<CodeId, int> of_area;
    int most = 0;
    for (const Unit& unit : known.organisation.units)
      if (unit.kind == kind) most = std::max(most, ++of_area[unit.area]);
    if (most < 2) continue;
    place.draft_problem(
        "veto.reach",
        std::to_string(most) + " units of kind “" + known.words.text(kind) +
            "” have one area, and one fact in it hits all of them",
        "add \"reach\": \"unit\" for the fact's own unit, \"portfolio\" for those in charge of "
        "its trade, or \"area\" when all of them are meant");
    return;
  }
}

void read_subject(Object& object, const Names& known, VetoClause& veto) {
  veto.on = object.need_word("on", k_on);
  for (const Place& kind : object.get_list("unit_kinds", rulebook_limits::k_list))
    veto.unit_kinds.push_back(read_unit_kind(kind, known));
  const std::optional<Place> finding = object.find("finding");
  if (finding) read_finding(*finding, known, veto);
  if (veto.on == VetoOn::k_unit && veto.unit_kinds.empty())
    object.place().problem("veto.unit_kinds", "nothing says which units it hits", "add \"unit_kinds\"");
  if (veto.on == VetoOn::k_unit && !object.has("reach")) refuse_shared_area(object.place(), known, veto);
  if (veto.on == VetoOn::k_unit && finding)
    object.place().problem("veto.finding", "a veto on a unit needs no finding against a person",
                           "remove \"finding\", or use \"on\": \"official\"");
  if (veto.on == VetoOn::k_official && !finding)
    object.place().problem("veto.finding",
                           "no official is vetoed without a competent organ's finding of responsibility",
                           "add \"finding\"");
  if (veto.on == VetoOn::k_official && object.has("unit_kinds"))
    object.place().problem("veto.unit_kinds", "a veto on officials is not limited to kinds of units",
                           "remove \"unit_kinds\"");
  if (veto.on == VetoOn::k_official && object.has("reach"))
    object.place().problem("veto.unit_kinds", "\"reach\" says which units are hit, not which officials",
                           "remove \"reach\"");
}

// Results decide alone: nothing else is counted beside them.
void read_result(const Place& place, Object& veto_object, VetoClause& veto) {
  constexpr std::int64_t k_most = 10;
  Object object(place);
  veto.below = object.need<Points>("below");
  veto.in_a_row = object.get_integer<std::int64_t>("in_a_row", 1, 1, k_most);
  object.close();
  veto.on = veto_object.need_word("on", k_on);
  for (const char* other : {"select", "finding", "count", "window", "unit_kinds", "reach", "short_window"})
    if (veto_object.has(other))
      veto_object.place().problem("veto.result", "a veto on results counts nothing else",
                                  "remove \"" + std::string(other) + "\", or \"result\"");
  if (veto.on != VetoOn::k_official)
    veto_object.place().problem("veto.result", "results are those of people", "use \"on\": \"official\"");
}

void read_trigger(Object& object, const Names& known, VetoClause& veto) {
  const Ledger* ledger = nullptr;
  const bool counts_findings = !object.has("select") && object.has("finding");
  if (!counts_findings)
    if (const std::optional<Place> select = object.need("select"))
      veto.select = read_selector(*select, known.ledgers, known.words, &ledger);
  veto.class_may_change =
      ledger != nullptr && std::any_of(ledger->fields.begin(), ledger->fields.end(), [](const Field& field) {
        return field.type == FieldType::k_accident_class;
      });
  if (const std::optional<Place> short_window = object.find("short_window"))
    veto.short_window = read_selector(*short_window, known.ledgers, known.words);
  veto.count = object.get_integer<std::int64_t>("count", 1, 1, 1'000'000);
  veto.window = object.get_word("window", k_windows, PeriodKind::k_year);
  veto.reach = object.get_word("reach", k_reach, VetoReach::k_area);
  read_subject(object, known, veto);
}

}  // namespace

VetoClause read_veto(const Place& place, const Names& known) {
  VetoClause veto;
  Object object(place);
  veto.id = object.need_id("id");
  veto.title = object.need_text("title");
  veto.basis = object.need_basis("basis");
  veto.authority = object.need_text("authority");
  veto.yellow_card = object.get<bool>("yellow_card", false);
  if (const std::optional<Place> result = object.find("result"))
    read_result(*result, object, veto);
  else
    read_trigger(object, known, veto);
  if (const std::optional<Place> until = object.need("until")) read_until(*until, veto);
  veto.forced_grade = object.get<std::string>("forced_grade", "");
  for (const Place& effect : object.get_list("effects", rulebook_limits::k_list))
    if (const auto word = effect.word(k_veto_effects)) veto.effects.emplace_back(*word);
  object.close();
  refuse_traces(place, veto, known.ledgers);
  return veto;
}

}  // namespace anze
