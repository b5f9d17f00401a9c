// Facts as people look for them: searched, measured, and held against the duties they count for.
#include <algorithm>
#include <charconv>
#include <set>

#include "plugin/facts/changes.h"
#include "plugin/facts/fact_answers.h"
#include "plugin/facts/view.h"
#include "plugin/figures/figure_answers.h"
#include "plugin/figures/figures.h"
#include "plugin/json/fact.h"
#include "plugin/json/ledger.h"
#include "plugin/json/tree.h"
#include "scoring/clauses/counting_day.h"
#include "scoring/entries/record_reader.h"
#include "scoring/figures/figure.h"
#include "scoring/rulebook/plans.h"
#include "scoring/tally/subjects.h"

namespace anze::plugin {
namespace {

// Where a page ended: the day and version of its last fact, and the entry as of which the first page was
// read, so that what is written in between neither shifts a page nor repeats a fact.
struct Mark {
  std::int64_t day = 0;
  std::int64_t seq = 0;
  std::int64_t entry = 0;
};

std::string cursor_text(const Mark& mark) {
  return std::to_string(mark.day) + "." + std::to_string(mark.seq) + "." + std::to_string(mark.entry);
}

Result<Mark> parse_mark(std::string_view text) {
  Mark mark;
  const char* at = text.data();
  const char* end = text.data() + text.size();
  for (std::int64_t* part : {&mark.day, &mark.seq, &mark.entry}) {
    const auto [next, fault] = std::from_chars(at, end, *part);
    const bool last = part == &mark.entry;
    if (fault != std::errc() || (last ? next != end : next == end || *next != '.'))
      return invalid("view.after", "this is not where a page ended", "/after",
                     "send what the page before answered as “next”, or nothing for the first page");
    at = next + (last ? 0 : 1);
  }
  return mark;
}

Result<json> search(Call& call, store::Reader& reader) {
  ANZE_TRY(FactView view, read_fact_view(call));
  std::optional<Mark> after;
  if (!call.text("after").empty()) {
    ANZE_TRY(after, parse_mark(call.text("after")));
    view.as_of_entry = after->entry;
  } else if (view.as_of_entry == 0) {
    ANZE_TRY(const store::ChainHead head, reader.head());
    view.as_of_entry = head.seq;
  }
  ANZE_TRY(std::vector<Fact> facts, facts_of(call, reader, view));
  const bool newest_first = call.request.value("newest_first", false);
  if (newest_first) std::reverse(facts.begin(), facts.end());
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  json next = nullptr;
  std::vector<std::int64_t> seqs;
  Date day;
  for (const Fact& fact : facts) {
    const auto key = std::pair(std::int64_t{fact.occurred.days}, fact.seq);
    if (after) {
      const auto mark = std::pair(after->day, after->seq);
      if (newest_first ? key >= mark : key <= mark) continue;
    }
    if (seqs.size() == limit) {
      next = cursor_text(Mark{day.days, seqs.back(), view.as_of_entry});
      break;
    }
    seqs.push_back(fact.seq);
    day = fact.occurred;
  }
  json page = json::array();
  ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    page.push_back(fact_json(version, call.model->ledgers, call.store.codes()));
    return {};
  }));
  return json{{"facts", std::move(page)},
              {"total", facts.size()},
              {"entry", view.as_of_entry},
              {"next", std::move(next)}};
}

Result<json> measures(Call& call, store::Reader& reader) {
  ANZE_TRY(const FactView view, read_fact_view(call));
  ANZE_TRY(const std::vector<Fact> facts, facts_of(call, reader, view));
  FigureSet set;
  set.figures = view.ledger->measures;
  ANZE_TRY(const std::vector<FigureValue> values, compute_figures(set, view.days, facts));
  json list = json::array();
  for (std::size_t i = 0; i < values.size(); ++i) list.push_back(figure_json(set.figures[i], values[i]));
  ANZE_TRY(const store::ChainHead head, reader.head());
  return json{{"ledger", call.text("ledger")},
              {"facts", facts.size()},
              {"measures", std::move(list)},
              {"entry", view.as_of_entry > 0 ? view.as_of_entry : head.seq}};
}

// Whom a clause counts the fact for.
struct CountedBy {
  const Clause* clause = nullptr;
  const Item* item = nullptr;
  std::vector<Subject> subjects;
};

bool selects(const Clause& clause, const Fact& fact) {
  return (clause.select.ledger != k_no_code && clause.select.matches(fact)) ||
         (clause.denominator.ledger != k_no_code && clause.denominator.matches(fact));
}

// The periods of a kind in which some clause in force may count the fact: that of its day and, by clauses
// that go by the due day, that of the day its time ends.
Result<std::set<Date>> periods_of(const Call& call, PeriodKind kind, const Fact& fact) {
  std::set<Date> days{period_of(fact.occurred, kind).first};
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    if (installed.rulebook.assesses != kind) continue;
    for (const Item& item : installed.rulebook.items)
      for (const Clause& clause : item.clauses) {
        if (!clause.by_due || !selects(clause, fact)) continue;
        ANZE_TRY(const Date day, counting_day(clause, fact, call.calendar));
        days.insert(period_of(day, kind).first);
      }
  }
  return days;
}

Result<std::vector<CountedBy>> counted_by(const Rulebook& rulebook, const Organisation& organisation,
                                          const Calendar& calendar, const Period& period, const Fact& fact) {
  const std::vector<ClausePlan> plans = plan_clauses(rulebook, period);
  Subjects subjects(rulebook, organisation, plans);
  std::vector<CountedBy> found;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (!selects(*plans[i].clause, fact)) continue;
    Date day;
    ANZE_TRY(const bool counts, counts_in(plans[i], fact, calendar, day));
    if (!counts) continue;
    CountedBy counted{plans[i].clause, &rulebook.items[plans[i].item], {}};
    subjects.find(static_cast<std::int32_t>(i), fact, day, counted.subjects);
    found.push_back(std::move(counted));
  }
  return found;
}

json subjects_json(const Call& call, const Organisation& organisation, const std::vector<Subject>& subjects) {
  json list = json::array();
  for (const Subject& subject : subjects) {
    const Term* term = organisation.term(subject.code);
    const CodeId post = term != nullptr ? term->post : subject.code;
    json one = {{"post", call.store.codes().text(post)}, {"title", organisation.title(post)}};
    if (subject.vacant) one["vacant"] = true;
    list.push_back(std::move(one));
  }
  return list;
}

// The fact asked about: one that is kept, or a draft.
Result<Fact> fact_asked(Call& call, store::Reader& reader) {
  if (!call.text("id").empty()) {
    ANZE_TRY(const std::optional<store::FactVersion> version, seen_fact(call, reader, call.text("id")));
    if (version) return version->record.fact;
    return unknown_fact(call.text("id"));
  }
  if (!call.request.contains("fact"))
    return invalid("request.missing_member", "neither a fact nor the id of one is given", "/fact",
                   "send a draft as “fact”, or the id of a fact that is kept");
  Codebook draft = call.store.codes();  // a copy: a draft leaves no words behind
  auto record = read_fact(value_of(call.request.at("fact")), call.model->ledgers, draft, &call.problems);
  for (Error& problem : call.problems) problem = problem.within("/fact");
  if (!record) return record.error().within("/fact");
  return record->fact;
}

Result<json> credits(Call& call, store::Reader& reader) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_TRY(const Fact fact, fact_asked(call, reader));
  const Ledger& ledger = *call.model->ledgers.find(fact.ledger);
  json clauses = json::array();
  std::vector<Scope> scopes;
  for (const PeriodKind kind :
       {PeriodKind::k_month, PeriodKind::k_quarter, PeriodKind::k_half, PeriodKind::k_year}) {
    ANZE_TRY(const std::set<Date> days, periods_of(call, kind, fact));
    for (const Date day : days) {
      const Period period = period_of(day, kind);
      const auto installed = call.model->need_rulebook(period);
      if (!installed) continue;  // none assesses by such periods
      const Rulebook& rulebook = (*installed)->rulebook;
      ANZE_TRY(const std::vector<CountedBy> found,
               counted_by(rulebook, *organisation, call.calendar, period, fact));
      for (const CountedBy& counted : found) {
        if (!counted.subjects.empty()) scopes.push_back(counted.clause->scope);
        clauses.push_back({{"rulebook", call.store.codes().text(rulebook.id)},
                           {"item", counted.item->id},
                           {"clause", counted.clause->id},
                           {"title", counted.clause->title},
                           {"period", to_text(period)},
                           {"for", subjects_json(call, *organisation, counted.subjects)}});
      }
    }
  }
  json duties = json::array();
  for (const Credit& credit : ledger.credits) {
    if (!all_hold(credit.when, fact)) continue;
    json duty = credit_json(credit);
    duty["counted"] = std::find(scopes.begin(), scopes.end(), credit.scope) != scopes.end();
    duties.push_back(std::move(duty));
  }
  return json{{"ledger", call.store.codes().text(fact.ledger)},
              {"duties", std::move(duties)},
              {"clauses", std::move(clauses)}};
}

}  // namespace

std::span<const Method> ledger_view_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "ledger.search/1",
       .title = "检索记录",
       .summary = "Finds facts of a ledger by fields, state, place, days and words, page by page and in a "
                  "stable order.",
       .members =
           with_view({ask::text("after", 0, 200), ask::integer("limit", 1, 1000), ask::flag("newest_first")}),
       .answer = found_answer(),
       .errors = refusals({refusal::view(), {"view.after"}}),
       .function = search,
       .reads_people = true},
      {.name = "ledger.measures/1",
       .title = "台账统计",
       .summary = "Computes the measures of a ledger over a view of its facts.",
       .members = with_view(),
       .answer = {tell::text("ledger"), tell::count("facts"),
                  tell::list("measures", tell::is(figure_shape())), tell::count("entry")},
       .errors = refusals({refusal::view(), {"figure.overflow"}}),
       .function = measures},
      {.name = "ledger.credits/1",
       .title = "记录计入何处",
       .summary =
           "Answers which duties a fact or a draft counts for, and which clauses in force count it for whom.",
       .members = {ask::text("id", 1), ask::object("fact").says("plugin/docs/formats/fact.md")},
       .answer = credits_answer(),
       .errors = refusals({refusal::fact(), refusal::scoring(), {"request.missing_member", "fact.unknown"}}),
       .function = credits,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
