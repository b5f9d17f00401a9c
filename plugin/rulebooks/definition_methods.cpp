// What everything else is measured by: organisation, ledgers, rulebooks, figures, filing rules. Each is kept
// whole as it was sent, in canonical JSON, and read anew into the model after the act: at once, or when a
// second person confirms it (proposals.h).
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/draft.h"
#include "plugin/rulebooks/proposals.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "plugin/rulebooks/rulebook_checks.h"

namespace anze::plugin {
namespace {

template <const char* const& k_record>
Result<json> take_in_as(Call& call, store::Writer& writer) {
  return take_in(call, writer, k_record);
}

Result<json> check_rulebook(Call& call, store::Reader& reader) {
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  const auto book = checked_rulebook(call, "rulebook", codes);
  json problems = json::array();
  if (!book && call.problems.empty()) call.problems.push_back(book.error());
  if (book)
    if (const auto against = against_installing(call, *book, dump(call.request.at("rulebook")), codes))
      call.problems.push_back(*against);
  if (book && call.problems.empty()) {
    ANZE_TRY(const std::optional<Error> back, against_its_days(call, reader, *book));
    if (back) call.problems.push_back(*back);
  }
  for (const Error& problem : call.problems)
    problems.push_back(
        {{"code", problem.reason}, {"message", problem.message}, {"at", problem.at}, {"help", problem.help}});
  json answer = {{"ok", problems.empty()}, {"problems", std::move(problems)}};
  if (book) answer["summary"] = summary_of(*book, codes);
  call.problems.clear();
  return answer;
}

Result<json> list_rulebooks(Call& call, store::Reader&) {
  json list = json::array();
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    list.push_back(summary_of(installed.rulebook, call.store.codes()));
    list.back()["digest"] = installed.digest;
  }
  return json{{"rulebooks", std::move(list)}};
}

Result<json> give_rulebook_schema(Call&, store::Reader&) {
  return json{{"schema", json::parse(rulebook_schema())}};
}

Param ask_reason() {
  return ask::text("reason", 1, 1000)
      .says("why; needed of a proposal that loosens a control or reaches into what is assessed or over");
}

Codes proposing() {
  return {"proposal.reason"};
}

Codes organisation_refusals() {
  return refusals({refusal::day(),
                   {"organisation.duplicate", "organisation.reference", "organisation.dates",
                    "organisation.cycle", "organisation.overlap", "organisation.dropped"}});
}

Codes ledger_refusals() {
  return refusals({refusal::selector(),
                   {"ledger.act",        "ledger.codes",        "ledger.derived",      "ledger.duplicate",
                    "ledger.field_name", "ledger.incompatible", "ledger.initial",      "ledger.move",
                    "ledger.range",      "ledger.role",         "ledger.rule",         "ledger.rule_field",
                    "ledger.selectable", "ledger.slots",        "ledger.title",        "ledger.unreached",
                    "figure.duplicate",  "figure.qualifier",    "figure.rate_of_rate", "figure.unknown"}});
}

Codes rulebook_refusals() {
  return refusals({refusal::rulebook(), {"rulebook.exists", "rulebook.conflict", "rulebook.dated_back"}});
}

Codes figures_refusals() {
  return refusals({refusal::selector(),
                   {"figure.check_of_rate", "figure.duplicate", "figure.entry_ledger", "figure.qualifier",
                    "figure.rate_of_rate", "figure.topic", "figure.unknown", "figure.version",
                    "paragraph.brace", "paragraph.duplicate", "deadline.by", "deadline.duplicate"}});
}

Codes filing_refusals() {
  return Codes{"filing_rules.schema", "filing_rules.kind",      "filing_rules.none",  "filing_rules.every",
               "filing_rules.twice",  "filing_rules.addressee", "filing_rules.blank", "period.kind"};
}

const std::vector<Method>& taking_in() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "org.import/1",
       .title = "导入组织机构",
       .summary = "Takes over units, posts, portfolios, officials and terms from one file, or proposes them.",
       .roles = {k_system_admin},
       .members = {ask::object("organisation").needed().says("plugin/docs/formats/organisation.md"),
                   ask_reason()},
       .answer = tell::with({tell::count("version").at_times(),
                             tell::object("counts", {tell::count("units"), tell::count("posts"),
                                                     tell::count("officials"), tell::count("terms")})},
                            taken_in_answer()),
       .errors = refusals({organisation_refusals(), proposing()}),
       .function = take_in_as<k_organisation_record>,
       .changes_model = true},
      {.name = "ledger.define/1",
       .title = "定义台账",
       .summary = "Adds a ledger, or proposes a change of one.",
       .roles = {k_system_admin},
       .members = {ask::object("definition").needed().says("plugin/docs/formats/ledger.md"), ask_reason()},
       .answer = tell::with({tell::text("ledger"), tell::text("title"), tell::count("fields"),
                             tell::count("version").at_times()},
                            taken_in_answer()),
       .errors = refusals({ledger_refusals(), proposing()}),
       .function = take_in_as<k_ledger_record>,
       .changes_model = true},
      {.name = "rulebook.add/1",
       .title = "发布考核办法",
       .summary = "Checks and installs the first version of a rulebook, or proposes the next.",
       .roles = {k_security_admin},
       .members = {ask::object("rulebook").needed().says("plugin/docs/formats/rulebook.md"), ask_reason()},
       .answer = tell::with(installed_answer(), taken_in_answer()),
       .errors = refusals({rulebook_refusals(), proposing()}),
       .function = take_in_as<k_rulebook_record>,
       .changes_model = true},
      {.name = "rulebook.check/1",
       .title = "检查考核办法",
       .summary = "Checks a draft and lists every problem with its place and fix; installs nothing.",
       .members = {ask::object("rulebook").needed()},
       .answer = draft_answer(),
       .function = check_rulebook},
      {.name = "rulebook.list/1",
       .title = "考核办法目录",
       .summary = "Lists the installed rulebooks with their dates and digests.",
       .answer = rulebooks_answer(),
       .function = list_rulebooks},
      {.name = "rulebook.schema/1",
       .title = "考核办法格式",
       .summary = "Answers the JSON Schema of rulebooks.",
       .answer = {tell::document("schema")},
       .function = give_rulebook_schema},
      {.name = "figures.define/1",
       .title = "定义指标",
       .summary = "Sets the definitions of named figures and their cross-checks, or proposes other ones.",
       .roles = {k_system_admin},
       .members = {ask::text("id", 1, 100).needed(),
                   ask::object("figures").needed().says("plugin/docs/formats/figures.md"), ask_reason()},
       .answer =
           tell::with({tell::text("id"), tell::count("figures"), tell::count("checks")}, taken_in_answer()),
       .errors = refusals({figures_refusals(), proposing()}),
       .function = take_in_as<k_figures_record>,
       .changes_model = true},
      {.name = "filing.rules/1",
       .title = "设定报送规则",
       .summary = "Sets who files, to whom, and when, or proposes it.",
       .roles = {k_system_admin},
       .members = {ask::object("rules").needed().says("plugin/docs/formats/filing.md"), ask_reason()},
       .answer = tell::with({tell::count("version").at_times()}, taken_in_answer()),
       .errors = refusals({filing_refusals(), proposing()}),
       .function = take_in_as<k_filing_rules_record>,
       .changes_model = true},
  };
  return methods;
}

}  // namespace

Codes definition_refusals() {
  return refusals({organisation_refusals(), ledger_refusals(), rulebook_refusals(), figures_refusals(),
                   filing_refusals()});
}

std::span<const Method> definition_methods() {
  static const auto& methods = *new std::vector<Method>([] {
    std::vector<Method> all = taking_in();
    add_proposal_methods(all);
    return all;
  }());
  return methods;
}

}  // namespace anze::plugin
