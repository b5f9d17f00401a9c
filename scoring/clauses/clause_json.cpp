#include "scoring/clauses/clause_json.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

constexpr json::Word<ClauseKind> k_kinds[] = {
    {"shortfall", ClauseKind::k_shortfall}, {"per_event", ClauseKind::k_per_event},
    {"check", ClauseKind::k_check},         {"tiers", ClauseKind::k_tiers},
    {"ratio", ClauseKind::k_ratio},         {"lateness", ClauseKind::k_lateness},
    {"judged", ClauseKind::k_judged},       {"gate", ClauseKind::k_gate},
    {"baseline", ClauseKind::k_baseline},   {"accrual", ClauseKind::k_accrual}};
constexpr json::Word<Effect> k_effects[] = {{"deduct", Effect::k_deduct}, {"award", Effect::k_award}};
constexpr json::Word<CountsFor> k_counts_for[] = {{"post", CountsFor::k_post}, {"term", CountsFor::k_term}};
constexpr json::Word<PeriodKind> k_each[] = {{"month", PeriodKind::k_month},
                                             {"quarter", PeriodKind::k_quarter},
                                             {"half", PeriodKind::k_half},
                                             {"year", PeriodKind::k_year}};
constexpr json::Word<bool> k_when[] = {{"present", false}, {"absent", true}};
constexpr json::Word<RatioMode> k_modes[] = {{"proportional", RatioMode::k_proportional},
                                             {"per_point", RatioMode::k_per_point},
                                             {"range", RatioMode::k_range}};
constexpr json::Word<EmptyRatio> k_empty[] = {{"full", EmptyRatio::k_full},
                                              {"zero", EmptyRatio::k_zero},
                                              {"not_applicable", EmptyRatio::k_not_applicable}};
constexpr json::Word<LateUnit> k_late_units[] = {{"day", LateUnit::k_day},
                                                 {"workday", LateUnit::k_workday},
                                                 {"minute", LateUnit::k_minute},
                                                 {"hour", LateUnit::k_hour}};
constexpr json::Word<bool> k_by[] = {{"occurred", false}, {"due", true}};
constexpr json::Word<BaselineMode> k_baseline_modes[] = {{"linear", BaselineMode::k_linear},
                                                         {"pass_fail", BaselineMode::k_pass_fail}};
constexpr json::Word<AccrualTake> k_takes[] = {{"sum", AccrualTake::k_sum},
                                               {"highest", AccrualTake::k_highest}};
constexpr json::Word<GateEffect> k_gates[] = {{"total_zero", GateEffect::k_total_zero},
                                              {"item_zero", GateEffect::k_item_zero},
                                              {"highest_grade", GateEffect::k_highest_grade},
                                              {"lower_grade", GateEffect::k_lower_grade},
                                              {"no_grade", GateEffect::k_no_grade}};

constexpr std::int64_t k_count_max = 1'000'000;

// A member that names a field of the selected ledger; a plain FieldRef after a problem.
FieldRef need_field(Object& object, std::string_view name, const Ledger* ledger,
                    std::initializer_list<FieldType> wanted) {
  const std::optional<Place> place = object.need(name);
  if (!place || ledger == nullptr) return {};
  const std::optional<KnownField> field = read_field_name(*place, *ledger, wanted);
  return field ? field->ref : FieldRef{};
}

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

std::string title_of(CodeId code, const KnownField& field, const Names& known) {
  if (field.codes != nullptr)
    for (const CodeTitle& each : *field.codes)
      if (each.code == code) return each.title;
  for (const Unit& unit : known.organisation.units)
    if (unit.id == code) return unit.title;
  return known.words.text(code);
}

void read_list(const Place& place, const Ledger* ledger, const Names& known, Clause& clause) {
  Object object(place);
  const std::optional<Place> name = object.need("field");
  const std::vector<Place> values = object.need_list("values", rulebook_limits::k_list);
  object.close();
  if (!name || ledger == nullptr) return;
  const auto field = read_field_name(*name, *ledger, {FieldType::k_code, FieldType::k_reference});
  if (!field) return;
  clause.list_field = field->ref;
  for (const Place& value : values) {
    const std::optional<std::int64_t> code = read_field_value(value, *field, known.words);
    if (!code) continue;
    const auto id = static_cast<CodeId>(*code);
    clause.list.push_back({id, title_of(id, *field, known)});
  }
}

void read_targets(Object& object, std::string_view one, std::string_view many, const Names& known,
                  Clause& clause) {
  for (const Place& target : object.get_list(many, rulebook_limits::k_subjects))
    clause.targets.push_back(read_target(target, known));
  if (object.has(one))
    clause.targets.push_back({k_no_code, object.need_integer<std::int64_t>(one, 0, k_count_max)});
}

void read_shortfall(Object& object, const Ledger* ledger, const Names& known, Clause& clause) {
  clause.each = object.need_word("each", k_each);
  clause.amount = object.need<Points>("amount");
  const std::optional<Place> list = object.find("list");
  if (list) read_list(*list, ledger, known, clause);
  read_targets(object, "target", "targets", known, clause);
  if (list && !clause.targets.empty())
    object.place().problem("clause.target", "a named list and a number are two different targets",
                           "keep \"list\", or \"target\" and \"targets\"");
  if (!list && clause.targets.empty())
    object.place().problem("clause.target", "nothing says how many are wanted",
                           "add \"target\", \"targets\" or \"list\"");
}

Band read_band(const Place& place) {
  Band band;
  Object object(place);
  band.title = object.need_text("title");
  band.from = object.need_integer<std::int64_t>("from");
  band.below = object.get<std::int64_t>("below");
  band.points = object.need<Points>("points");
  object.close();
  return band;
}

void read_range(Object& object, Clause& clause) {
  clause.min = object.need<Points>("min");
  clause.max = object.need<Points>("max");
  clause.step = object.need<Points>("step");
}

void read_raters(const Place& place, Clause& clause) {
  constexpr std::int64_t k_raters_max = 1000;
  Object object(place);
  clause.raters = object.get_integer<std::int64_t>("least", 1, 1, k_raters_max);
  clause.trim_from = object.get_integer<std::int64_t>("trim_from", 0, 3, k_raters_max);
  object.close();
}

// Which day decides the period, and what puts the due day off.
void read_by(Object& object, const Ledger* ledger, Clause& clause) {
  clause.by_due = object.get_word("by", k_by, false);
  if (object.has("moved_to")) clause.moved_to = need_field(object, "moved_to", ledger, {FieldType::k_date});
}

// A ratio has a due day only to say in which period its facts count.
void read_by_of_ratio(Object& object, const Ledger* ledger, const Ledger* denominator, Clause& clause) {
  read_by(object, ledger, clause);
  if (clause.by_due)
    clause.due_field = need_field(object, "due", ledger, {FieldType::k_date});
  else if (object.has("due") || clause.moved_to)
    object.place().problem("clause.by", "a ratio has a due day only where that day decides the period",
                           "add \"by\": \"due\", or drop \"due\" and \"moved_to\"");
  if (clause.by_due && ledger != nullptr && denominator != nullptr && ledger != denominator)
    object.place().problem("clause.by", "the two counts are of two ledgers, so one due day does not fit both",
                           "count both in one ledger, or drop \"by\"");
}

void read_ratio(Object& object, const Ledger* ledger, const Names& known, Clause& clause) {
  const Ledger* of = nullptr;
  if (const std::optional<Place> denominator = object.need("denominator"))
    clause.denominator = read_selector(*denominator, known.ledgers, known.words, &of);
  read_by_of_ratio(object, ledger, of, clause);
  clause.target_ppm = object.get<Points>("target_percent", Points{1'000'000}).e4;  // e4 of a percent is ppm
  clause.ratio_mode = object.need_word("mode", k_modes);
  clause.empty = object.get_word("empty", k_empty, EmptyRatio::k_full);
  if (clause.ratio_mode == RatioMode::k_range)
    read_range(object, clause);
  else
    clause.amount = object.need<Points>("amount");
}

void read_lateness(Object& object, const Ledger* ledger, Clause& clause) {
  clause.late_unit = object.get_word("unit", k_late_units, LateUnit::k_day);
  const bool clock = clause.late_unit == LateUnit::k_minute || clause.late_unit == LateUnit::k_hour;
  const FieldType wanted = clock ? FieldType::k_integer : FieldType::k_date;
  clause.due_field = need_field(object, "due", ledger, {wanted});
  clause.done_field = need_field(object, "done", ledger, {wanted});
  read_by(object, ledger, clause);
  if (clock && (clause.by_due || clause.moved_to))
    object.place().problem("clause.by",
                           "minutes have no day, so nothing can be counted by it or put off to it",
                           "drop \"by\" and \"moved_to\", or use \"unit\": \"day\" and date fields");
  clause.grace = object.get_integer<std::int64_t>("grace", 0, 0, 3660);
  clause.amount = object.need<Points>("amount");
  clause.missing = object.get<Points>("missing", Points{});
  clause.event_cap = object.get<Points>("event_cap");
  if (clause.effect == Effect::k_award)
    object.place().problem("clause.effect", "lateness can only take points", "use \"effect\": \"deduct\"");
}

void read_per_event(Object& object, const Ledger* ledger, Clause& clause) {
  if (object.has("times")) clause.times_field = need_field(object, "times", ledger, {FieldType::k_integer});
  if (!object.has("amounts")) {
    clause.amount = object.need<Points>("amount");
    return;
  }
  for (const Place& amount : object.need_list("amounts", rulebook_limits::k_list))
    clause.amounts.push_back(amount.as<Points>().value_or(Points{}));
  clause.increment = object.get<Points>("increment", Points{});
  if (object.has("amount"))
    object.place().problem("clause.amount", "“amounts” and “amount” contradict each other",
                           "keep one of the two");
  if (clause.times_field)
    object.place().problem("clause.amount",
                           "the order of events says their amounts, so they cannot be multiplied",
                           "drop \"times\", or write one \"amount\"");
}

void read_check(Object& object, Clause& clause) {
  clause.when_absent = object.need_word("when", k_when);
  clause.whole_item = object.get<bool>("whole_item", false);
  if (!clause.whole_item)
    clause.amount = object.need<Points>("amount");
  else if (object.has("amount"))
    object.place().problem("clause.amount", "“whole_item” and “amount” contradict each other",
                           "keep one of the two");
}

void read_linear(Object& object, Clause& clause) {
  clause.amount = object.get<Points>("minus", Points{});
  clause.plus = object.get<Points>("plus", Points{});
  clause.minus_cap = object.get<Points>("minus_cap");
  clause.plus_cap = object.get<Points>("plus_cap");
  clause.effect = clause.amount.e4 != 0 ? Effect::k_deduct : Effect::k_award;
}

void read_baseline(Object& object, const Ledger* ledger, const Names& known, Clause& clause) {
  if (object.has("sum")) clause.sum_field = need_field(object, "sum", ledger, {FieldType::k_integer});
  read_targets(object, "quota", "quotas", known, clause);
  if (const std::optional<Place> last_year = object.find("last_year")) {
    const Ledger* before = nullptr;
    clause.last_year = true;
    clause.denominator = read_selector(*last_year, known.ledgers, known.words, &before);
    if (before != nullptr && ledger != nullptr && before != ledger)
      last_year->problem("clause.baseline", "last year is counted in another ledger than this year",
                         "name the ledger of \"select\"");
  }
  if (clause.last_year != clause.targets.empty())
    object.place().problem("clause.baseline", "the baseline must be one thing",
                           "write \"quota\" and \"quotas\", or \"last_year\"");
  clause.baseline_mode = object.need_word("mode", k_baseline_modes);
  if (clause.baseline_mode == BaselineMode::k_linear)
    read_linear(object, clause);
  else
    clause.amount = object.need<Points>("amount");
}

void read_levels(const Place& place, const Ledger* ledger, const Names& known, Clause& clause) {
  Object object(place);
  const std::optional<Place> name = object.need("field");
  const std::vector<Place> amounts = object.need_list("amounts", rulebook_limits::k_list);
  object.close();
  if (!name || ledger == nullptr) return;
  const auto field = read_field_name(*name, *ledger, {FieldType::k_code});
  if (!field) return;
  clause.level_field = field->ref;
  for (const Place& each : amounts) {
    Object level(each);
    const std::optional<Place> value = level.need("value");
    const Points amount = level.need<Points>("amount");
    level.close();
    const auto code = value ? read_field_value(*value, *field, known.words) : std::nullopt;
    if (!code) continue;
    const auto id = static_cast<CodeId>(*code);
    clause.levels.push_back({id, amount, title_of(id, *field, known)});
  }
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

void read_accrual(Object& object, const Ledger* ledger, const Names& known, Clause& clause) {
  if (const std::optional<Place> streak = object.find("streak")) {
    clause.streak = read_streak(*streak);
    clause.amount = object.need<Points>("amount");
    return;
  }
  if (const std::optional<Place> levels = object.find("levels"))
    read_levels(*levels, ledger, known, clause);
  else
    clause.amount = object.need<Points>("amount");
  if (object.has("key"))
    clause.key_field = need_field(object, "key", ledger, {FieldType::k_code, FieldType::k_reference});
  clause.take = object.get_word("take", k_takes, AccrualTake::k_sum);
}

void read_kind(Object& object, const Ledger* ledger, const Names& known, Clause& clause) {
  switch (clause.kind) {
    case ClauseKind::k_shortfall:
      return read_shortfall(object, ledger, known, clause);
    case ClauseKind::k_per_event:
      return read_per_event(object, ledger, clause);
    case ClauseKind::k_check:
      return read_check(object, clause);
    case ClauseKind::k_tiers:
      clause.value_field =
          need_field(object, "field", ledger, {FieldType::k_integer, FieldType::k_accident_class});
      for (const Place& band : object.need_list("bands", rulebook_limits::k_list))
        clause.bands.push_back(read_band(band));
      return;
    case ClauseKind::k_ratio:
      return read_ratio(object, ledger, known, clause);
    case ClauseKind::k_lateness:
      return read_lateness(object, ledger, clause);
    case ClauseKind::k_baseline:
      return read_baseline(object, ledger, known, clause);
    case ClauseKind::k_accrual:
      return read_accrual(object, ledger, known, clause);
    case ClauseKind::k_judged:
      read_range(object, clause);
      if (const std::optional<Place> raters = object.find("raters")) read_raters(*raters, clause);
      return;
    case ClauseKind::k_gate:
      clause.threshold = object.get_integer<std::int64_t>("threshold", 1, 1, k_count_max);
      clause.gate = object.need_word("gate", k_gates);
      if (clause.gate == GateEffect::k_highest_grade) clause.gate_grade = object.need_text("grade");
      if (const std::optional<Place> lasting = object.find("lasting")) clause.lasting = read_streak(*lasting);
      return;
  }
}

CountsFor usual_counts_for(ClauseKind kind) {
  const bool periodic = kind == ClauseKind::k_shortfall || kind == ClauseKind::k_check ||
                        kind == ClauseKind::k_lateness || kind == ClauseKind::k_baseline;
  return periodic ? CountsFor::k_post : CountsFor::k_term;
}

std::optional<FieldRef> proof_of(const Ledger& ledger) {
  for (const Field& field : ledger.fields)
    if (field.derived.attachments && field.slot)
      return FieldRef{FieldRef::Kind::k_slot, static_cast<std::uint8_t>(*field.slot)};
  return std::nullopt;
}

}  // namespace

std::optional<Clause> read_clause(const Place& place, const Names& known) {
  Clause clause;
  Object object(place);
  clause.id = object.need_id("id");
  clause.title = object.need_text("title");
  clause.basis = object.need_basis("basis");
  const std::optional<Place> kind = object.need("kind");
  const std::optional<ClauseKind> read_as = kind ? kind->word(k_kinds) : std::nullopt;
  if (!read_as) return std::nullopt;
  clause.kind = *read_as;
  const bool linear = clause.kind == ClauseKind::k_baseline && !object.has("effect");
  const bool only_takes =
      clause.kind == ClauseKind::k_gate || clause.kind == ClauseKind::k_lateness || linear;
  clause.effect = only_takes ? object.get_word("effect", k_effects, Effect::k_deduct)
                             : object.need_word("effect", k_effects);
  clause.archetypes = read_archetypes(object.get_list("archetypes", rulebook_limits::k_archetypes), known);
  const bool streak = clause.kind == ClauseKind::k_accrual && object.has("streak");  // outlives most terms
  clause.counts_for =
      object.get_word("counts_for", k_counts_for, streak ? CountsFor::k_post : usual_counts_for(clause.kind));
  clause.cap = object.get<Points>("cap");
  if (const std::optional<Place> evidence = object.find("evidence"))
    clause.evidence = evidence->word(k_evidence);
  const Ledger* ledger = nullptr;
  if (clause.kind != ClauseKind::k_judged) {
    clause.scope = object.need_word("scope", k_scopes);
    if (const std::optional<Place> select = object.need("select"))
      clause.select = read_selector(*select, known.ledgers, known.words, &ledger);
  }
  clause.proof = ledger != nullptr ? proof_of(*ledger) : std::nullopt;
  read_kind(object, ledger, known, clause);
  if (object.has("highest_of")) clause.highest_of = object.need_id("highest_of");
  object.close();
  return clause;
}

}  // namespace anze
