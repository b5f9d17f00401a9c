#include "scoring/clauses/read.h"
#include "scoring/rulebook/formalism.h"
#include "scoring/rulebook/parts.h"

namespace anze {
namespace {

using json::Document;
using json::Object;
using json::Place;

constexpr json::Word<PeriodKind> k_periods[] = {{"month", PeriodKind::k_month},
                                                {"quarter", PeriodKind::k_quarter},
                                                {"half", PeriodKind::k_half},
                                                {"year", PeriodKind::k_year}};
constexpr json::Word<GradeFrom> k_grade_from[] = {{"rounded", GradeFrom::k_rounded},
                                                  {"exact", GradeFrom::k_exact}};
constexpr json::Word<NotApplicable> k_not_applicable[] = {{"full_points", NotApplicable::k_full_points},
                                                          {"renormalise", NotApplicable::k_renormalise}};
constexpr json::Word<MissingJudgement> k_missing_judgement[] = {
    {"neutral", MissingJudgement::k_neutral},
    {"unfavourable", MissingJudgement::k_unfavourable},
    {"favourable", MissingJudgement::k_favourable}};
constexpr json::Word<OverQuota> k_over_quota[] = {
    {"note", OverQuota::k_note}, {"document", OverQuota::k_document}, {"refuse", OverQuota::k_refuse}};
constexpr json::Word<TransferRule> k_transfers[] = {{"by_days", TransferRule::k_by_days},
                                                    {"current", TransferRule::k_current}};
constexpr json::Word<SecondedRule> k_seconded[] = {{"by_days", SecondedRule::k_by_days},
                                                   {"half_period", SecondedRule::k_half_period}};
constexpr json::Word<PartTerm> k_part_terms[] = {
    {"whole", PartTerm::k_whole}, {"by_days", PartTerm::k_by_days}, {"half", PartTerm::k_half}};
constexpr json::Word<bool> k_totals[] = {{"sum", false}, {"fold", true}};
constexpr json::Word<bool> k_late_facts[] = {{"count", true}, {"ignore", false}};
constexpr json::Word<ItemStart> k_starts[] = {{"full", ItemStart::k_full}, {"zero", ItemStart::k_zero}};

Policies read_policies(const Place& place) {
  Policies policies;
  Object object(place);
  policies.rounding_step = object.get<Points>("rounding", policies.rounding_step);
  policies.grade_from = object.get_word("grade_from", k_grade_from, policies.grade_from);
  policies.not_applicable = object.get_word("not_applicable", k_not_applicable, policies.not_applicable);
  policies.missing_judgement =
      object.get_word("missing_judgement", k_missing_judgement, policies.missing_judgement);
  policies.missing_evidence = object.get_word("missing_evidence", k_evidence, policies.missing_evidence);
  policies.fold_total = object.get_word("total", k_totals, false);
  policies.count_late_facts = object.get_word("late_facts", k_late_facts, policies.count_late_facts);
  if (const std::optional<Place> late = object.find("late_facts"); late && !policies.count_late_facts)
    late->draft_problem(
        "rulebook.late_facts",
        "what comes in after the opening would count for nothing, a deduction or a duty alike",
        "write \"count\", or leave it out");
  policies.excellent_quota_percent = object.get_integer<std::int32_t>("excellent_quota_percent", 0, 0, 100);
  policies.over_quota = object.get_word("over_quota", k_over_quota, policies.over_quota);
  policies.transfer = object.get_word("transfer", k_transfers, policies.transfer);
  policies.seconded = object.get_word("seconded", k_seconded, policies.seconded);
  policies.leave_over_percent = object.get_integer<std::int32_t>("leave_over_percent", 0, 0, 100);
  policies.part_term = object.get_word("part_term", k_part_terms, policies.part_term);
  policies.least_days = object.get_integer<std::int32_t>("least_days", 0, 0, 366);
  object.close();
  return policies;
}

constexpr json::Word<QuarterPolicy> k_quarter_policies[] = {{"mean", QuarterPolicy::k_mean},
                                                            {"ledger", QuarterPolicy::k_ledger},
                                                            {"independent", QuarterPolicy::k_independent}};
constexpr json::Word<bool> k_weigh[] = {{"alike", false}, {"days", true}};
constexpr json::Word<bool> k_take[] = {{"published", false}, {"exact", true}};
constexpr json::Word<Unsealed> k_unsealed[] = {{"refuse", Unsealed::k_refuse},
                                               {"provisional", Unsealed::k_provisional}};

void read_weights(const Place& place, Quarters& quarters) {
  const std::vector<Place> weights = place.elements();
  quarters.weighted = true;
  if (weights.size() != k_quarters)
    place.problem("quarters.weights", "a year has four quarters, not " + std::to_string(weights.size()),
                  "give four percentages, from the first quarter");
  else
    for (std::size_t i = 0; i < k_quarters; ++i)
      quarters.weights[i] = weights[i].as<Points>().value_or(Points{});
}

Quarters read_quarters(const Place& place) {
  Quarters quarters;
  Object object(place);
  quarters.basis = object.need_basis("basis");
  quarters.policy = object.need_word("policy", k_quarter_policies);
  quarters.points = object.get<Points>("points", {});
  if (const std::optional<Place> weights = object.find("weights")) read_weights(*weights, quarters);
  quarters.by_days = object.get_word("weigh", k_weigh, false);
  quarters.exact = object.get_word("take", k_take, false);
  quarters.unsealed = object.get_word("unsealed", k_unsealed, quarters.unsealed);
  quarters.least =
      object.get_integer<std::int32_t>("least", quarters.least, 1, static_cast<std::int32_t>(k_quarters));
  object.close();
  return quarters;
}

void read_clause_of(const Place& place, const Names& known, Item& item) {
  const std::optional<Clause> clause = read_clause(place, known);
  item.clauses.push_back(clause.value_or(Clause{}));
  if (clause) refuse_traces(place, *clause, known.ledgers);
}

Item read_item(const Place& place, const Names& known) {
  Item item;
  Object object(place);
  item.id = object.need_id("id");
  item.title = object.need_text("title");
  item.basis = object.need_basis("basis");
  item.points = object.need<Points>("points");
  item.bonus = object.get<bool>("bonus", false);
  item.start = object.get_word("start", k_starts, item.bonus ? ItemStart::k_zero : ItemStart::k_full);
  item.fold_to = object.get<Points>("fold_to");
  item.uncapped = object.get<bool>("uncapped", false);
  item.below_zero = object.get<bool>("below_zero", false);
  if (object.has("group")) item.group = object.need_id("group");
  for (const Place& clause : object.need_list("clauses", rulebook_limits::k_clauses))
    read_clause_of(clause, known, item);
  object.close();
  refuse_traces(place, item.title);
  return item;
}

std::vector<Item> read_items(Object& object, const Names& known) {
  std::vector<Item> items;
  std::size_t clauses = 0;
  for (const Place& item : object.need_list("items", rulebook_limits::k_items)) {
    items.push_back(read_item(item, known));
    clauses += items.back().clauses.size();
  }
  if (clauses > rulebook_limits::k_clauses_in_all)
    object.place().problem("json.too_many", std::to_string(clauses) + " clauses are too many",
                           "give at most " + std::to_string(rulebook_limits::k_clauses_in_all) + " in all");
  return items;
}

ItemGroup read_group(const Place& place) {
  ItemGroup group;
  Object object(place);
  group.id = object.need_id("id");
  group.title = object.need_text("title");
  group.basis = object.need_basis("basis");
  group.points = object.need<Points>("points");
  group.fold_to = object.get<Points>("fold_to");
  group.bonus = object.get<bool>("bonus", false);
  if (object.has("parent")) group.parent = object.need_id("parent");
  object.close();
  refuse_traces(place, group.title);
  return group;
}

Grade read_grade(const Place& place) {
  Grade grade;
  Object object(place);
  grade.title = object.need_text("title");
  grade.from = object.need<Points>("from");
  grade.below = object.get<Points>("below");
  object.close();
  return grade;
}

std::string read_ranking(const Place& place) {
  Object object(place);
  std::string document = object.need_text("document");
  object.close();
  return document;
}

}  // namespace

Rulebook read_document(const Place& root, const Names& known, const TestReader& read_tests) {
  Rulebook rulebook;
  Object object(root);
  rulebook.id = object.need_code("rulebook", known.words);
  rulebook.title = object.need_text("title");
  rulebook.document_no = object.need_text("document_no");
  rulebook.authority = object.need_text("authority");
  rulebook.version = object.get_integer<std::int32_t>("version", 1, 1);
  rulebook.effective_from = object.need<Date>("effective_from");
  rulebook.effective_to = object.get<Date>("effective_to");
  rulebook.assesses = object.need_word("assesses", k_periods);
  rulebook.archetypes = read_archetypes(object.need_list("archetypes", rulebook_limits::k_archetypes), known);
  rulebook.base = object.need<Points>("base");
  if (const std::optional<Place> ranking = object.find("ranking"))
    rulebook.ranking_document = read_ranking(*ranking);
  if (const std::optional<Place> policies = object.find("policies"))
    rulebook.policies = read_policies(*policies);
  if (const std::optional<Place> quarters = object.find("quarters"))
    rulebook.quarters = read_quarters(*quarters);
  for (const Place& group : object.get_list("groups", rulebook_limits::k_groups))
    rulebook.groups.push_back(read_group(group));
  rulebook.items = read_items(object, known);
  for (const Place& veto : object.get_list("vetoes", rulebook_limits::k_vetoes))
    rulebook.vetoes.push_back(read_veto(veto, known));
  for (const Place& grade : object.need_list("grades", rulebook_limits::k_grades))
    rulebook.grades.push_back(read_grade(grade));
  read_tests(object.get_list("tests", rulebook_limits::k_tests), rulebook);
  object.close();
  return rulebook;
}

}  // namespace anze
