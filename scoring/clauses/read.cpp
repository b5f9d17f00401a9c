#include "scoring/clauses/read.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr json::Word<bool> k_by[] = {{"occurred", false}, {"due", true}};

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
  streak.each = object.need_word("each", k_each);
  streak.count = object.need_integer<std::int64_t>("count", 1, k_longest);
  object.close();
  return streak;
}

void read_by(const ReadCase& c, Clause& clause) {
  clause.by_due = c.object.get_word("by", k_by, false);
  if (c.object.has("moved_to")) clause.moved_to = need_field(c, "moved_to", {FieldType::k_date});
}

}  // namespace anze
