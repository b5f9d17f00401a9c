#include "scoring/clauses/read.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr json::Word<By> k_by[] = {{"occurred", By::k_occurred},
                                   {"due", By::k_due_day},
                                   {"known", By::k_known},
                                   {"field", By::k_field},
                                   {"overdue", By::k_overdue}};
constexpr json::Word<bool> k_rolls[] = {{"none", false}, {"next_workday", true}};
constexpr json::Word<Within> k_within[] = {{"period", Within::k_period},
                                           {"half", Within::k_half},
                                           {"year", Within::k_year},
                                           {"twelve_months", Within::k_twelve_months}};
constexpr json::Word<PeriodKind> k_months[] = {{"month", PeriodKind::k_month},
                                               {"quarter", PeriodKind::k_quarter},
                                               {"half", PeriodKind::k_half},
                                               {"year", PeriodKind::k_year}};

Target read_target(const Place& place, const Names& known) {
  Target target;
  Object object(place);
  const std::string subject = object.need_id("subject");
  target.subject = known.words.find(subject);
  target.count = object.need_integer<std::int64_t>("count", 0, k_count_max);
  object.close();
  if (!subject.empty() && !known.subjects.contains(target.subject))
    place.problem("clause.subject", "“" + subject + "” is neither a post nor a unit",
                  "use the id of a post or unit of the organisation file");
  return target;
}

}  // namespace

FieldRef need_field(const ReadCase& c, std::string_view name, std::initializer_list<FieldType> wanted) {
  const std::optional<Place> place = c.object.need(name);
  if (!place || c.ledger == nullptr) return {};
  const std::optional<KnownField> field = read_field_name(*place, *c.ledger, wanted);
  return field ? field->ref : FieldRef{};
}

std::string title_of(CodeId code, const KnownField& field, const Names& known) {
  if (field.codes != nullptr)
    for (const CodeTitle& each : *field.codes)
      if (each.code == code) return each.title;
  for (const Unit& unit : known.organisation.units)
    if (unit.id == code) return unit.title;
  return known.words.text(code);
}

std::vector<Target> read_targets(const ReadCase& c, std::string_view one, std::string_view many) {
  std::vector<Target> targets;
  for (const Place& target : c.object.get_list(many, rulebook_limits::k_subjects))
    targets.push_back(read_target(target, c.known));
  if (c.object.has(one))
    targets.push_back({k_no_code, c.object.need_integer<std::int64_t>(one, 0, k_count_max)});
  return targets;
}

Range need_range(Object& object) {
  Range range;
  range.min = object.need<Points>("min");
  range.max = object.need<Points>("max");
  range.step = object.need<Points>("step");
  return range;
}

Streak read_streak(const Place& place) {
  constexpr std::int64_t k_longest = 40;
  Streak streak;
  Object object(place);
  streak.each = object.need_word("each", k_months);
  streak.count = object.need_integer<std::int64_t>("count", 1, k_longest);
  object.close();
  return streak;
}

namespace {

// The due day of a clause that has one only to say in which period its facts count.
void read_due(const ReadCase& c, Clause& clause) {
  if (clause.by == By::k_due_day || clause.by == By::k_overdue) {
    clause.due_field = need_field(c, "due", {FieldType::k_date});
    if (clause.by == By::k_overdue) clause.by_field = need_field(c, "done", {FieldType::k_date});
  } else if (c.object.has("due") || clause.moved_to || clause.roll) {
    c.object.place().problem("clause.by", "a due day is of use only where it decides the period",
                             "add \"by\": \"due\", or drop \"due\", \"moved_to\" and \"roll\"");
  }
}

void refuse_of_late(const ReadCase& c, const Clause& clause) {
  if (by_the_clock(clause) && (clause.by != By::k_occurred || clause.moved_to || clause.roll))
    c.object.place().problem(
        "clause.by", "minutes have no day, so nothing can be counted by it or put off to it",
        "drop \"by\", \"moved_to\" and \"roll\", or use \"unit\": \"day\" and date fields");
  else if (clause.by == By::k_field || clause.by == By::k_overdue)
    c.object.place().problem("clause.by", "what is never done would have no such day, and cost nothing",
                             "use \"by\": \"due\"");
}

}  // namespace

void read_days(const ReadCase& c, Clause& clause) {
  constexpr std::int32_t k_every_month_has = 28;
  clause.by = c.object.get_word("by", k_by, By::k_occurred);
  clause.roll = c.object.get_word("roll", k_rolls, false);
  if (c.object.has("moved_to")) clause.moved_to = need_field(c, "moved_to", {FieldType::k_date});
  if (std::holds_alternative<Lateness>(clause.own))
    refuse_of_late(c, clause);
  else
    read_due(c, clause);
  if (clause.by == By::k_field)
    clause.by_field = need_field(c, "by_field", {FieldType::k_date});
  else if (c.object.has("by_field"))
    c.object.place().problem("clause.by", "“by_field” names a day that is not asked for",
                             "add \"by\": \"field\", or drop \"by_field\"");
  clause.within = c.object.get_word("within", k_within, Within::k_period);
  clause.begins_on = c.object.get_integer<std::int32_t>("begins_on", 0, 1, k_every_month_has);
}

}  // namespace anze
