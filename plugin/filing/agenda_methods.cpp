// What is due next, in the order of its day, for a clerk and a unit: matters
// that wait, what every unit is to have by a day, duties of this quarter,
// reports and letters.
#include <algorithm>
#include <set>
#include <tuple>

#include "plugin/access/place.h"
#include "plugin/assessments/assessment.h"
#include "plugin/figures/figures.h"
#include "plugin/filing/filing.h"
#include "plugin/filing/filing_answers.h"
#include "plugin/filing/series.h"
#include "plugin/questions/stored_world.h"
#include "plugin/records/assessment_record.h"
#include "scoring/facts/due_day.h"
#include "scoring/questions/owed.h"

namespace anze::plugin {
namespace {

constexpr int k_ahead_days = 92;
constexpr int k_back_days = 3 * 366;  // how old a matter may be that is still waiting

struct Item {
  const char* kind = "";  // "matter", "expected", "duty", "filing", "letter"
  Date day;
  std::string title;
  std::string what;
  CodeId unit = k_no_code;
  std::vector<std::string> basis;
  json more = json::object();  // "fact", "post", "filing"
  bool pressing = true;        // false: it was handed over; whatever still waits is not overdue
};

// What a letter waits for, in words.
const char* waits_for(const std::optional<FilingRecord>& letter) {
  if (!letter) return "报送件待编制";
  switch (letter->state) {
    case FilingState::k_sealed:
      return "报送件待签发";
    case FilingState::k_queued:
      return "报送件已签发，待发送";
    case FilingState::k_sent:
      return "报送件已送出，待回执";
    case FilingState::k_accepted:
    case FilingState::k_rejected:
    case FilingState::k_superseded:
      break;
  }
  return "报送件被退回，待重报";
}

class List {
 public:
  List(Call& call, store::Reader& reader, const FigureScope& scope, Date until)
      : call_(call), reader_(reader), scope_(scope), until_(until), place_(call), bound_(is_bound(call)) {}

  Result<void> matters() {
    ANZE_TRY(std::vector<Fact> facts,
             facts_within(*call_.model, reader_, {call_.today - k_back_days, call_.today}, 0, scope_));
    if (bound_) std::erase_if(facts, [&](const Fact& fact) { return !place_.holds(fact); });
    std::vector<Waiting> waiting;
    std::vector<std::int64_t> seqs;
    for (const DeadlineRule& rule : call_.model->deadlines) {
      if (rule.expected) {
        expect(rule, facts);
        continue;
      }
      for (const Fact& fact : facts) {
        if (!rule.select.matches(fact)) continue;
        std::optional<Date> day = due_day(fact, rule.field, rule.moved_to);
        if (day) day = add_months(*day, rule.add_months) + rule.add_days;
        if (day && *day > until_) continue;
        waiting.push_back({&rule, day});
        seqs.push_back(fact.seq);
      }
    }
    auto next = waiting.begin();
    return reader_.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
      wait(*next++, version.record);
      return {};
    });
  }

  // The quarter's duties of the posts within the scope, where a rulebook
  // assesses it.
  Result<void> duties() {
    const Period quarter = period_of(call_.today, PeriodKind::k_quarter);
    if (!call_.model->organisation || !call_.model->need_rulebook(quarter)) return {};
    ANZE_TRY(const StoredWorld q, stored_world(call_, reader_, quarter));
    const Organisation& organisation = *q.world.organisation;
    const std::vector<CodeId>& assessed = q.world.rulebook->archetypes;
    std::vector<CodeId> posts;
    for (const Post& post : organisation.data().posts)
      if (inside(post.unit) && std::find(assessed.begin(), assessed.end(), post.archetype) != assessed.end())
        posts.push_back(post.id);
    ANZE_TRY(const std::unique_ptr<Tally> tally, count(q.world));
    ANZE_TRY(const std::vector<Owed> all, owed(q.world, *tally, posts));
    for (const Owed& one : all) {
      // A matter that waits is listed as itself.
      if (one.state == OwedState::k_missed || one.fact != 0 || one.by > until_) continue;
      const Clause& clause = clause_at(*q.world.rulebook, one.clause);
      const Post* post = organisation.post(one.post);
      Item item{"duty", one.by, clause.title, one.what, post->unit, clause.basis};
      item.more["post"] = post_json(organisation, call_.store.codes(), one.post);
      item.more["missing"] = one.missing;
      items_.push_back(std::move(item));
    }
    return {};
  }

  // Letters on their way: not made, not signed, not sent, refused, not answered; from the first period that
  // was ever assessed, so that one that was missed stays until it is filed.
  Result<void> filings() {
    if (call_.model->filing_rules.is_null()) return {};
    ANZE_TRY(const FilingRules rules, read_filing_rules(call_.model->filing_rules));
    ANZE_TRY(const Date since, first_assessed());
    for (const FilingRule& rule : rules.filings) {
      const Period current = period_of(call_.today, rule.every);
      for (Period period = period_of(since, rule.every); period.first <= current.first;
           period = period_of(period.last + 1, rule.every))
        ANZE_CHECK(letter(rule, period));
    }
    return {};
  }

  json answer(std::size_t limit) && {
    std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
      return std::tuple(a.day, std::string_view(a.kind), a.unit, a.what, a.title) <
             std::tuple(b.day, std::string_view(b.kind), b.unit, b.what, b.title);
    });
    json list = json::array();
    std::int64_t overdue = 0;
    for (const Item& item : items_) {
      if (is_overdue(item)) ++overdue;
      if (list.size() < limit) list.push_back(item_json(item));
    }
    return {{"today", to_text(call_.today)}, {"until", to_text(until_)},
            {"due", items_.size()},          {"overdue", overdue},
            {"list", std::move(list)},       {"undated", std::move(undated_)}};
  }

 private:
  bool is_overdue(const Item& item) const { return item.pressing && item.day < call_.today; }

  // Where the assessments begin; before the first one, where the period before this one has records.
  Result<Date> first_assessed() {
    ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader_));
    std::optional<Date> first;
    for (const AssessmentRecord& each : assessments)
      if (!first || each.period.first < *first) first = each.period.first;
    if (first) return *first;
    const Period before = previous(period_of(call_.today, PeriodKind::k_quarter));
    ANZE_TRY(const auto facts, reader_.fact_range(before.first, before.last));
    return facts.second != 0 ? before.first : call_.today;
  }

  Result<void> letter(const FilingRule& rule, const Period& period) {
    ANZE_TRY(const Series series, series_of(reader_, rule, to_text(period)));
    const std::optional<FilingRecord>& latest = series.latest;
    if (latest && latest->state == FilingState::k_accepted) return {};
    json about = {{"period", to_text(period)},
                  {"kind", rule.kind_word},
                  {"addressee", {{"id", rule.addressee.id}, {"name", rule.addressee.name}}},
                  {"state", latest ? latest->word() : "missing"}};
    if (latest) about["id"] = latest->id;
    if (latest && latest->sent_on) about["sent_on"] = to_text(*latest->sent_on);
    // The day it was made for; the calendar of a year long past may not be at hand.
    const auto due = latest ? Result<Date>(latest->due_on) : due_day(rule, period, call_.calendar);
    if (!due) {
      if (period.last < until_)
        undated_.push_back({{"filing", about}, {"title", rule.addressee.name}, {"why", due.error().message}});
      return {};
    }
    if (*due > until_) return {};
    const bool to_make = !latest || latest->state == FilingState::k_rejected;
    Item item{to_make ? "filing" : "letter", *due, rule.addressee.name, to_chinese(period), k_no_code, {}};
    item.what += waits_for(latest);
    item.more["filing"] = std::move(about);
    if (latest) {
      item.pressing = latest->state != FilingState::k_sent;
      if (latest->state == FilingState::k_sealed || latest->state == FilingState::k_queued) {
        // An amendment: what it amends was handed over.
        ANZE_TRY(const std::optional<FilingRecord> before, handed_over_before(reader_, *latest));
        item.pressing = !before;
      }
    }
    items_.push_back(std::move(item));
    return {};
  }

  bool inside(CodeId unit) const {
    return (scope_.unit == k_no_code || call_.model->organisation->unit_within(unit, scope_.unit)) &&
           (!bound_ || place_.holds(unit));
  }

  // A fact that a rule waits for, until that day where one is known.
  struct Waiting {
    const DeadlineRule* rule;
    std::optional<Date> day;
  };
  void wait(const Waiting& waiting, const FactRecord& record) {
    const DeadlineRule& rule = *waiting.rule;
    if (!waiting.day) {
      undated_.push_back({{"fact", record.id}, {"rule", rule.id}, {"title", rule.title}});
      return;
    }
    Item item{"matter", *waiting.day, rule.title, record.id, record.fact.unit, rule.basis};
    item.more["fact"] = record.id;
    item.more["rule"] = rule.id;
    items_.push_back(std::move(item));
  }

  // Units of the rule's kinds with no such fact this year.
  void expect(const DeadlineRule& rule, const std::vector<Fact>& facts) {
    if (!call_.model->organisation) return;
    const int year = civil(call_.today).year;
    const Date due = rule.due_in(year);
    if (due > until_) return;
    std::set<CodeId> have;
    for (const Fact& fact : facts)
      if (civil(fact.occurred).year == year && rule.select.matches(fact)) have.insert(fact.unit);
    for (const Unit& unit : call_.model->organisation->data().units) {
      if (!inside(unit.id) || have.contains(unit.id)) continue;
      if (std::find(rule.unit_kinds.begin(), rule.unit_kinds.end(), unit.kind) == rule.unit_kinds.end())
        continue;
      Item item{"expected", due, rule.title, std::to_string(year) + "年尚无记录", unit.id, rule.basis};
      item.more["rule"] = rule.id;
      items_.push_back(std::move(item));
    }
  }

  json item_json(const Item& item) const {
    const Codebook& codes = call_.store.codes();
    json object = item.more;
    object["kind"] = item.kind;
    object["day"] = to_text(item.day);
    object["title"] = item.title;
    object["what"] = item.what;
    object["basis"] = item.basis;
    object["overdue"] = is_overdue(item);
    if (item.unit != k_no_code)
      object["unit"] = {{"id", codes.text(item.unit)},
                        {"title", std::string(call_.model->organisation->title(item.unit))}};
    // Working days from tomorrow to the day, or, negative, since it passed;
    // unknown without the year's notice.
    const auto between = item.day >= call_.today ? call_.calendar.count_workdays(call_.today + 1, item.day)
                                                 : call_.calendar.count_workdays(item.day + 1, call_.today);
    object["workdays"] = between ? json(item.day >= call_.today ? *between : -*between) : json(nullptr);
    // Nobody hands anything in on a holiday: the last working day that is still
    // in time.
    Date worked = item.day;
    auto is_worked = call_.calendar.is_workday(worked);
    while (is_worked && !*is_worked) is_worked = call_.calendar.is_workday(worked = worked - 1);
    object["last_workday"] = is_worked ? json(to_text(worked)) : json(nullptr);
    return object;
  }

  Call& call_;
  store::Reader& reader_;
  const FigureScope& scope_;
  Date until_;
  PlaceOf place_;
  bool bound_;  // to the place: a clerk
  std::vector<Item> items_;
  json undated_ = json::array();
};

// A clerk asks about the own unit, unless about another or all of them.
Result<FigureScope> unit_asked(const Call& call) {
  ANZE_TRY(FigureScope scope, asked_scope(call));
  if (!scope.whole() || call.request.value("all", false) || !call.model->organisation) return scope;
  const CodeId own = call.store.codes().find(call.actor.unit);
  if (call.model->organisation->unit(own) != nullptr) scope.unit = own;
  return scope;
}

Result<json> list_deadlines(Call& call, store::Reader& reader) {
  ANZE_TRY(const FigureScope scope, unit_asked(call));
  Date until = call.today + k_ahead_days;
  if (call.request.contains("until")) {
    const auto day = parse_date(call.text("until"));
    if (!day) return day.error().within("/until");
    until = *day;
  }
  List list(call, reader, scope, until);
  ANZE_CHECK(list.matters());
  ANZE_CHECK(list.duties());
  if (scope.whole() || call.actor.has(k_reviewer) || call.actor.has(k_signer)) ANZE_CHECK(list.filings());
  json answer = std::move(list).answer(static_cast<std::size_t>(call.request.value("limit", 500)));
  answer["within"] = scope_json(*call.model, call.store.codes(), scope);
  return answer;
}

}  // namespace

std::span<const Method> deadline_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "deadlines.list/1",
       .title = "时限清单",
       .summary = "Lists what is due for a unit in the order of its day: hazards and "
                  "other matters that wait, what is "
                  "missing, duties of the quarter, letters not made, signed, sent or answered.",
       .roles = {k_clerk, k_reviewer, k_signer},
       .members = {ask::text("unit").says("default: the actor's own unit"),
                   ask::flag("all").says("the whole district"),
                   ask::text("until").says("default: 92 days ahead"), ask::integer("limit", 1, 10000)},
       .answer = deadlines_answer(),
       .errors = refusals({refusal::scoring(), refusal::place(), refusal::day(), refusal::filing_rules()}),
       .function = list_deadlines,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
