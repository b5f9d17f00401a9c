#include "plugin/access/acts.h"

#include <algorithm>

#include "plugin/access/place.h"
#include "plugin/access/relations.h"
#include "plugin/calls/persons.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

// Reads of definitions, of totals, of the store: nobody in particular is shown.
constexpr Act reads(std::string_view method) {
  return {method};
}
// Reads of records, or of what hangs on them.
constexpr Act reads_facts(std::string_view method) {
  return {method, ActOn::k_reading, Concerned::k_fact, Own::k_may, Related::k_may, Place::k_shown};
}
// Reads of one official's case.
constexpr Act reads_case(std::string_view method, Place place = Place::k_any) {
  return {method, ActOn::k_reading, Concerned::k_named, Own::k_only, Related::k_may, place};
}
constexpr Act enters(std::string_view method) {
  return {method, ActOn::k_record, Concerned::k_fact, Own::k_refused, Related::k_may, Place::k_changed};
}
// Changes of a record: checks are among them, which are made from outside.
constexpr Act changes(std::string_view method) {
  return {method, ActOn::k_record, Concerned::k_fact, Own::k_refused, Related::k_outside, Place::k_changed};
}
constexpr Act judges(std::string_view method, Concerned concerned) {
  return {method, ActOn::k_person, concerned, Own::k_refused, Related::k_outside};
}
constexpr Act counts(std::string_view method, Concerned concerned) {
  return {method, ActOn::k_population, concerned, Own::k_refused};
}
// The same, where one of them may when somebody outside stands by it.
constexpr Act puts_name(std::string_view method, Concerned concerned) {
  return {method, ActOn::k_population, concerned, Own::k_outside};
}
constexpr Act defines(std::string_view method) {
  return {method, ActOn::k_definitions};
}
constexpr Act keeps(std::string_view method) {
  return {method, ActOn::k_store};
}

// A new method is one line more, in the order of the names.
constexpr Act k_acts[] = {
    reads("abi.describe/1"),
    counts("assess.amend/1", Concerned::k_period),
    counts("assess.confirm/1", Concerned::k_period),
    counts("assess.countersign/1", Concerned::k_period),
    counts("assess.open/1", Concerned::k_period),
    counts("assess.refuse/1", Concerned::k_period),
    puts_name("assess.seal/1", Concerned::k_period),
    reads("assess.uncounted/1"),
    reads("assess.versions/1"),
    reads("audit.check_head/1"),
    reads("audit.head/1"),
    reads("audit.list/1"),
    reads("audit.verify/1"),
    reads("burden.report/1"),
    reads_facts("deadlines.list/1"),
    defines("definition.confirm/1"),
    reads("definition.proposals/1"),
    defines("definition.refuse/1"),
    reads_case("duty.owed/1", Place::k_shown),
    reads("figures.check/1"),
    reads("figures.compute/1"),
    keeps("figures.declare/1"),
    reads("figures.declared/1"),
    defines("figures.define/1"),
    reads_facts("figures.explain/1"),
    reads("figures.paragraphs/1"),
    reads("figures.table/1"),
    keeps("figures.withdraw/1"),
    counts("filing.countersign/1", Concerned::k_filing),
    reads("filing.document/1"),
    reads("filing.get/1"),
    reads("filing.list/1"),
    counts("filing.prepare/1", Concerned::k_period),
    defines("filing.rules/1"),
    keeps("filing.send/1"),
    puts_name("filing.sign/1", Concerned::k_filing),
    reads_facts("hazard.status/1"),
    keeps("jobs.run_due/1"),
    enters("ledger.append/1"),
    enters("ledger.attach/1"),
    reads_facts("ledger.attachment/1"),
    changes("ledger.correct/1"),
    reads_facts("ledger.credits/1"),
    defines("ledger.define/1"),
    reads("ledger.defined/1"),
    reads_facts("ledger.get/1"),
    enters("ledger.import/1"),
    reads_facts("ledger.late/1"),
    reads_facts("ledger.list/1"),
    reads_facts("ledger.measures/1"),
    changes("ledger.move/1"),
    reads_facts("ledger.repeats/1"),
    reads_facts("ledger.reused/1"),
    reads("ledger.schema/1"),
    reads_facts("ledger.search/1"),
    changes("ledger.withdraw/1"),
    reads("log.take/1"),
    defines("org.import/1"),
    keeps("outbox.ack/1"),
    keeps("outbox.confirm/1"),
    reads("outbox.take/1"),
    reads("report.render/1"),
    reads("roles.check/1"),
    defines("rulebook.add/1"),
    reads("rulebook.check/1"),
    reads("rulebook.coverage/1"),
    reads("rulebook.diff/1"),
    reads("rulebook.impact/1"),
    reads("rulebook.list/1"),
    reads("rulebook.schema/1"),
    reads_case("score.diff/1"),
    counts("score.evaluate/1", Concerned::k_period),
    reads_case("score.explain/1"),
    judges("score.judge/1", Concerned::k_term),
    reads("score.list/1"),
    reads_case("score.path/1"),
    reads("score.quota/1"),
    reads("score.rank/1"),
    {"score.self/1", ActOn::k_person, Concerned::k_term, Own::k_only},
    reads("sheet.cancel/1"),
    enters("sheet.check/1"),
    reads_facts("sheet.export/1"),
    enters("sheet.import/1"),
    reads("sheet.imports/1"),
    reads("sheet.start/1"),
    enters("sheet.step/1"),
    reads("sheet.template/1"),
    changes("sheet.undo/1"),
    reads("sheet.upload/1"),
    judges("veto.decide/1", Concerned::k_veto),
    judges("veto.lift/1", Concerned::k_veto),
    reads("veto.list/1"),
    keeps("veto.propose/1"),
    reads("veto.radar/1"),
};

Error own_case(std::string what, const char* at, const char* help) {
  return {Code::k_forbidden, "actor.own_case", std::move(what), at, help};
}

// The period whose population the request is about; none where it says no period, which the method refuses.
std::optional<Period> population(const Call& call, Concerned concerned) {
  std::string said;
  if (concerned == Concerned::k_period) said = call.text("period");
  if (concerned == Concerned::k_filing) said = call.text("id").substr(0, call.text("id").find('/'));
  const auto period = parse_period(said);
  return period ? std::optional(*period) : std::nullopt;
}

// Whether the actor came to this method by another role than that of the assessed.
bool asks_of_others(const Call& call) {
  return std::any_of(call.method.roles.begin(), call.method.roles.end(),
                     [&](std::string_view role) { return role != k_official && call.actor.has(role); });
}

Result<void> check_relation(const Call& call, const Act& act, CodeId official, Date since) {
  if (act.related != Related::k_outside) return {};
  const std::string relation = relation_to(call, official, since);
  if (relation.empty()) return {};
  return Error{Code::k_forbidden, "actor.relation",
               "this person is " + relation + " the one whom it concerns", "/actor",
               "let somebody act who is neither superior, deputy or delegate nor of the same unit"};
}

}  // namespace

const Act& act_of(std::string_view method) {
  const auto found =
      std::lower_bound(std::begin(k_acts), std::end(k_acts), method,
                       [](const Act& act, std::string_view wanted) { return act.method < wanted; });
  ANZE_ASSERT(found != std::end(k_acts) && found->method == method);
  return *found;
}

Result<void> check_request(const Call& call) {
  const Act& act = act_of(call.method.name);
  if (act.self == Own::k_refused)
    if (const auto period = population(call, act.concerned); period)
      if (const auto post = assessed_as(call, *period); post)
        return own_case("the period assesses this person as " + *post, "/actor",
                        "let somebody do this who is not assessed in it");
  if (act.self == Own::k_only && act.concerned == Concerned::k_named && !asks_of_others(call)) {
    const std::string wanted = call.text("official");
    if (wanted.empty() || wanted != call.actor.official)
      return Error{Code::k_forbidden, "actor.own_sheet", "an assessed official sees the own case only",
                   "/official", "ask with your own id: " + call.actor.official};
  }
  return {};
}

Result<void> check_countersigned(const Call& call, store::Reader& reader, const Period& period,
                                 const std::optional<Countersignature>& given) {
  ANZE_ASSERT(act_of(call.method.name).self == Own::k_outside);
  const auto post = assessed_as(call, period);
  if (!post) return {};
  bool own = false;
  if (given) {
    ANZE_TRY(own, is_same_person(call, reader, given->by));
  }
  if (given && !own) return {};
  return own_case(
      "the period assesses this person as " + *post +
          (given ? ", and it is this person who countersigned" : ", and nobody countersigned"),
      "/actor",
      "let somebody do this who is not assessed in it; where nobody else can, somebody from outside "
      "with the role countersigner stands by it first: assess.countersign/1, filing.countersign/1");
}

Result<void> check_stands_by(const Call& call, store::Reader& reader,
                             const std::vector<std::string>& makers) {
  if (call.actor.official.empty())
    return Error{Code::k_forbidden, "actor.nameless",
                 "the directory does not say which person this account belongs to", "/actor",
                 "let the directory name the person: one without a name cannot be told from the assessed"};
  ANZE_TRY(const bool made_it, is_one_of(call, reader, makers));
  if (made_it)
    return Error{Code::k_forbidden, "actor.four_eyes", "who made it does not countersign it", "/actor",
                 "let somebody from outside do this who had no part in it"};
  return {};
}

Result<void> check_act_on(const Call& call, const Fact& fact, const std::vector<std::string>& roles,
                          bool check) {
  const Act& act = act_of(call.method.name);
  const CodeId holder = holder_of(*call.model, fact);
  if (act.self == Own::k_refused && (is_self(call, fact.official) || is_self(call, holder)))
    return own_case("this record is about yourself", "/official",
                    "let the clerk of the unit enter it; what you think of it belongs into a self-score or "
                    "an appeal");
  if (act.place == Place::k_changed && is_bound(call.actor, roles) && !PlaceOf(call).holds(fact))
    return Error{Code::k_forbidden, "actor.place",
                 "“" + call.store.codes().text(fact.unit) +
                     "” lies outside the units and sectors that this person works for",
                 "/unit", "let a clerk or verifier of that unit do it, or one of a unit above it"};
  if (!check) return {};
  return check_relation(call, act, fact.official != k_no_code ? fact.official : holder, fact.occurred);
}

Result<void> check_act_on(const Call& call, const Concern& subject) {
  const Act& act = act_of(call.method.name);
  if (act.self == Own::k_refused &&
      (is_self(call, subject.official) || serves_in(call, subject.unit, subject.since)))
    return own_case("nobody acts on the own case or that of the own unit", "/actor",
                    "let somebody else who has the role do this");
  return subject.seconded ? Result<void>() : check_relation(call, act, subject.official, subject.since);
}

}  // namespace anze::plugin
