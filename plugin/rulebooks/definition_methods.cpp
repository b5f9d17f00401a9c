// What everything else is measured by: organisation, ledgers, rulebooks, figures, filing rules. Each is kept
// whole as it was sent, in canonical JSON, and read anew into the model after the act.
#include <algorithm>

#include "plugin/calls/method.h"
#include "plugin/definitions/filing_rules.h"
#include "plugin/figures/figures.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/draft.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "scoring/figures/figure.h"

namespace anze::plugin {
namespace {

// Runs a reader on a member of the request and answers its faults with paths inside the request.
template <class T, class Read>
Result<T> read_member(Call& call, const char* name, Read&& read) {
  auto value = read(dump(call.request.at(name)), call.problems);
  const std::string place = std::string("/") + name;
  for (Error& problem : call.problems) problem = problem.within(place);
  if (!value) return value.error().within(place);
  return value;
}

Result<json> import_organisation(Call& call, store::Writer& writer) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(OrganisationData data, read_member<OrganisationData>(
                                      call, "organisation", [&](const std::string& text, Problems& problems) {
                                        return read_organisation(text, codes, &problems);
                                      }));
  const json counts = {{"units", data.units.size()},
                       {"posts", data.posts.size()},
                       {"officials", data.officials.size()},
                       {"terms", data.terms.size()}};
  auto built = Organisation::build(std::move(data), codes, &call.problems);
  if (!built) return built.error().within("/organisation");
  // Facts name units, posts and officials by their ids: an id once known must stay.
  if (call.model->organisation) {
    const OrganisationData& before = call.model->organisation->data();
    const auto kept = [&](CodeId id, bool present) -> Result<void> {
      if (present) return {};
      return Error{Code::k_conflict, "organisation.dropped",
                   "“" + codes.text(id) + "” is in the present organisation but not in the new one",
                   "/organisation", "keep it and end its dates instead: facts refer to it"};
    };
    for (const Unit& unit : before.units) ANZE_CHECK(kept(unit.id, built->unit(unit.id) != nullptr));
    for (const Post& post : before.posts) ANZE_CHECK(kept(post.id, built->post(post.id) != nullptr));
    for (const Official& official : before.officials)
      ANZE_CHECK(kept(official.id, built->official(official.id) != nullptr));
    for (const Term& term : before.terms) ANZE_CHECK(kept(term.id, built->term(term.id) != nullptr));
  }
  ANZE_TRY(const store::Record record,
           writer.put(k_organisation_record, "current", 0, dump(call.request.at("organisation"))));
  writer.subject("organisation version " + std::to_string(record.version));
  return json{{"version", record.version}, {"counts", counts}};
}

bool keeps_codes(const std::vector<CodeTitle>& before, const std::vector<CodeTitle>& after) {
  return std::all_of(before.begin(), before.end(), [&](const CodeTitle& old) {
    return std::any_of(after.begin(), after.end(),
                       [&](const CodeTitle& now) { return now.code == old.code; });
  });
}

// Facts hold their compared fields by place, and words by code: a new version may add fields behind the old
// ones, and words, never move, retype or drop what facts were written with.
Result<void> check_compatible(const Ledger& before, const Ledger& after) {
  const auto refused = [](std::string message, const std::string& at, std::string help) {
    return Error{Code::k_conflict, "ledger.incompatible", std::move(message), "/definition" + at,
                 std::move(help)};
  };
  std::size_t place = 0;
  for (const Field& old_field : before.fields) {
    const Field* now = after.field(old_field.name);
    const std::string called = "“" + old_field.name + "” (" + old_field.title + ")";
    if (now == nullptr || now->slot != old_field.slot || now->type != old_field.type)
      return refused("field " + called + " was removed, moved or given another type",
                     "/fields/" + std::to_string(place),
                     "keep the earlier fields as they are and add new ones at the end");
    if (!keeps_codes(old_field.codes, now->codes))
      return refused("field " + called + " lost a word of its code list",
                     "/fields/" + std::to_string(place) + "/codes",
                     "keep the earlier words: facts were written with them");
    if (now->decimals != old_field.decimals)
      return refused("the numbers of field " + called + " would mean something else",
                     "/fields/" + std::to_string(place) + "/decimals", "keep the decimals, or add a field");
    ++place;
  }
  if (!keeps_codes(before.states, after.states))
    return refused("a state of the ledger was removed", "/states", "keep it: facts are in it");
  return {};
}

Result<void> check_roles(const Ledger& ledger) {
  for (std::size_t i = 0; i < ledger.moves.size(); ++i)
    for (const std::string& role : ledger.moves[i].roles)
      if (std::find(std::begin(k_move_roles), std::end(k_move_roles), role) == std::end(k_move_roles))
        return invalid("ledger.role",
                       "“" + role + "” is no role of those who handle facts (" + ledger.moves[i].title + ")",
                       "/definition/moves", "use clerk 填报, verifier 核实, reviewer 复核 or signer 签发");
  for (const auto& [roles, place] :
       {std::pair(&ledger.enter, "/definition/enter"), std::pair(&ledger.change, "/definition/change")})
    for (const std::string& role : *roles)
      if (std::find(std::begin(k_entry_roles), std::end(k_entry_roles), role) == std::end(k_entry_roles))
        return invalid("ledger.role", "“" + role + "” is no role of those who enter facts", place,
                       "use clerk 填报, verifier 核实, reviewer 复核, signer 签发, assessor 组织部考核 or "
                       "discipline 纪检委");
  return {};
}

Result<json> define_ledger(Call& call, store::Writer& writer) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(const Ledger ledger,
           read_member<Ledger>(call, "definition", [&](const std::string& text, Problems& problems) {
             return read_ledger(text, codes, &problems);
           }));
  ANZE_CHECK(check_roles(ledger));
  if (const Ledger* before = call.model->ledgers.find(ledger.id))
    ANZE_CHECK(check_compatible(*before, ledger));
  ANZE_TRY(const store::Record record,
           writer.put(k_ledger_record, codes.text(ledger.id), 0, dump(call.request.at("definition"))));
  writer.subject("ledger " + record.id);
  return json{{"ledger", record.id},
              {"title", ledger.title},
              {"fields", ledger.fields.size()},
              {"version", record.version}};
}

json summary_of(const Rulebook& book, const Codebook& codes) {
  std::size_t clauses = 0;
  for (const Item& item : book.items) clauses += item.clauses.size();
  return {{"rulebook", codes.text(book.id)},
          {"title", book.title},
          {"document_no", book.document_no},
          {"version", book.version},
          {"assesses", std::string(to_text(book.assesses))},
          {"effective_from", to_text(book.effective_from)},
          {"effective_to", book.effective_to ? json(to_text(*book.effective_to)) : json(nullptr)},
          {"items", book.items.size()},
          {"clauses", clauses},
          {"vetoes", book.vetoes.size()}};
}

std::string record_id(const Rulebook& book, const Codebook& codes) {
  return codes.text(book.id) + "/" + std::to_string(book.version);
}

// What stands against installing a rulebook that is good in itself.
std::optional<Error> against_installing(const Call& call, const Rulebook& book, const std::string& body,
                                        const Codebook& codes) {
  const std::string digest = store::to_hex(store::sm3(body));
  for (const InstalledRulebook& installed : call.model->rulebooks)
    if (installed.rulebook.id == book.id && installed.rulebook.version == book.version &&
        installed.digest != digest)
      return Error{Code::k_conflict, "rulebook.exists",
                   "version " + std::to_string(book.version) +
                       " of this rulebook is already installed, with other text",
                   "/rulebook/version",
                   "a rulebook is never edited: give the next version its own number and dates"};
  const InstalledRulebook* rival = rival_of(*call.model, book);
  if (rival == nullptr) return std::nullopt;
  return Error{
      Code::k_conflict, "rulebook.conflict",
      "“" + record_id(rival->rulebook, codes) + "” assesses by " + std::string(to_text(book.assesses)) +
          " in the same days, from " + to_text(rival->rulebook.effective_from) +
          (rival->rulebook.effective_to ? " to " + to_text(*rival->rulebook.effective_to) : " on"),
      "/rulebook/effective_from",
      "end the other one first with a version of it that has \"effective_to\", or correct the dates here"};
}

// Rules do not reach back: not to days on which other rules held, nor into what is being assessed or was. The
// first rulebook of a district may begin with its year, as long as nobody was assessed in it. What holds on
// the last day of a quarter rules all of it, so a version may begin with the running one, but no veto: those
// are asked by the day of what triggers them.
Result<std::optional<Error>> against_its_days(const Call& call, store::Reader& reader, const Rulebook& book) {
  const Date last = book.effective_to.value_or(make_date(2199, 12, 31));
  const auto refused = [&](const std::string& where) {
    return Error{
        Code::k_conflict, "rulebook.dated_back",
        "it would hold from “" + to_text(book.effective_from) + "” on, " + where, "/rulebook/effective_from",
        "let it begin after today and after the periods whose assessment was opened; what was scored "
        "stands by the rules of its time"};
  };
  const json vetoes = call.request.at("rulebook").value("vetoes", json::array());
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Rulebook& other = installed.rulebook;
    if (other.assesses != book.assesses || book.effective_from >= call.today) continue;
    const std::string id = record_id(other, call.store.codes());
    ANZE_TRY(const std::optional<store::Record> text, reader.record(k_rulebook_record, id));
    const bool same_vetoes = text && json::parse(text->body).value("vetoes", json::array()) == vetoes;
    const Date bound = same_vetoes ? period_of(call.today, PeriodKind::k_quarter).first : call.today;
    const Date end = std::min({last, other.effective_to.value_or(last), bound - 1});
    if (std::max(book.effective_from, other.effective_from) <= end)
      return std::optional(refused("before “" + to_text(bound) + "”, where “" + id + "” holds"));
  }
  ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader));
  for (const AssessmentRecord& assessment : assessments) {
    const Period& period = assessment.period;
    if (period.kind == book.assesses && book.effective_from <= period.last && period.first <= last)
      return std::optional(refused("within “" + to_text(period) + "”, whose assessment was opened"));
  }
  return std::optional<Error>();
}

Result<json> add_rulebook(Call& call, store::Writer& writer) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(const Rulebook book, checked_rulebook(call, "rulebook", codes));
  const std::string id = record_id(book, codes);
  const std::string body = dump(call.request.at("rulebook"));
  if (const std::optional<Error> against = against_installing(call, book, body, codes)) return *against;
  ANZE_TRY(const std::optional<store::Record> same, writer.record(k_rulebook_record, id));
  if (same)
    return Error{Code::k_conflict, "rulebook.exists",
                 "version " + std::to_string(book.version) + " of this rulebook is already installed",
                 "/rulebook/version",
                 "a rulebook is never edited: give the next version its own number and dates"};
  ANZE_TRY(const std::optional<Error> back, against_its_days(call, writer, book));
  if (back) return *back;
  ANZE_CHECK(writer.put(k_rulebook_record, id, 0, body));
  writer.subject("rulebook " + id);
  json answer = summary_of(book, codes);
  answer["digest"] = store::to_hex(store::sm3(body));
  return answer;
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

// A number is printed with the version of its definition: another definition is another version.
Result<void> check_figure_versions(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> sets, reader.records(k_figures_record));
  const json& now = call.request.at("figures");
  for (const store::Record& set : sets) {
    const json before = json::parse(set.body);
    const bool same_set = set.id == call.text("id");
    for (const char* list : {"figures", "checks"}) {
      const json news = now.value(list, json::array());
      for (std::size_t i = 0; i < news.size(); ++i)
        for (const json& old : before.value(list, json::array())) {
          if (text_of(old, "id") != text_of(news[i], "id")) continue;
          const std::string place = std::string("/figures/") + list + "/" + std::to_string(i);
          if (!same_set)
            return Error{Code::k_conflict, "figure.duplicate",
                         "“" + text_of(old, "id") + "” is defined in the set “" + set.id + "” already",
                         place + "/id", "choose another id, or define it in that set"};
          json old_query = old;
          json new_query = news[i];
          for (const char* wording : {"title", "topic"}) old_query.erase(wording), new_query.erase(wording);
          if (list == std::string_view("figures") && old_query != new_query &&
              old.value("version", 1) == news[i].value("version", 1))
            return Error{
                Code::k_conflict, "figure.version",
                "the figure “" + text_of(old, "id") + "” counts otherwise than before under the same version",
                place + "/version", "give it version " + std::to_string(old.value("version", 1) + 1)};
        }
    }
  }
  return {};
}

Result<json> define_figures(Call& call, store::Writer& writer) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(const FigureSet set,
           read_member<FigureSet>(call, "figures", [&](const std::string& text, Problems& problems) {
             return read_figures(text, call.model->ledgers, codes, &problems);
           }));
  for (std::size_t i = 0; i < set.figures.size(); ++i)
    if (!set.figures[i].topic.empty() && !parse_topic(set.figures[i].topic))
      return invalid("figure.topic", "“" + set.figures[i].topic + "” is not a chapter of a report",
                     "/figures/figures/" + std::to_string(i) + "/topic",
                     "plugin/docs/formats/figures.md lists the chapters");
  ANZE_CHECK(read_member<std::vector<ParagraphRule>>(
      call, "figures",
      [&](const std::string& text, Problems& problems) { return read_paragraphs(text, set, &problems); }));
  ANZE_CHECK(read_member<std::vector<DeadlineRule>>(
      call, "figures", [&](const std::string& text, Problems& problems) {
        return read_deadlines(text, call.model->ledgers, codes, &problems);
      }));
  ANZE_CHECK(check_figure_versions(call, writer));
  ANZE_CHECK(writer.put(k_figures_record, call.text("id"), 0, dump(call.request.at("figures"))));
  writer.subject("figures " + call.text("id"));
  return json{{"id", call.text("id")}, {"figures", set.figures.size()}, {"checks", set.checks.size()}};
}

Result<json> set_filing_rules(Call& call, store::Writer& writer) {
  ANZE_CHECK(check_filing_rules(call.request.at("rules"), call.problems));
  ANZE_TRY(const store::Record record,
           writer.put(k_filing_rules_record, "current", 0, dump(call.request.at("rules"))));
  writer.subject("filing rules version " + std::to_string(record.version));
  return json{{"version", record.version}};
}

}  // namespace

std::span<const Method> definition_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "org.import/1",
       .title = "导入组织机构",
       .summary = "Takes over units, posts, portfolios, officials and terms from one file.",
       .roles = {k_system_admin},
       .members = {ask::object("organisation").needed().says("plugin/docs/formats/organisation.md")},
       .answer = {tell::count("version"),
                  tell::object("counts", {tell::count("units"), tell::count("posts"),
                                          tell::count("officials"), tell::count("terms")})},
       .errors = refusals({refusal::day(),
                           {"organisation.duplicate", "organisation.reference", "organisation.dates",
                            "organisation.cycle", "organisation.overlap", "organisation.dropped"}}),
       .function = import_organisation,
       .changes_model = true},
      {.name = "ledger.define/1",
       .title = "定义台账",
       .summary = "Adds a ledger, or fields at the end of one.",
       .roles = {k_system_admin},
       .members = {ask::object("definition").needed().says("plugin/docs/formats/ledger.md")},
       .answer = {tell::text("ledger"), tell::text("title"), tell::count("fields"), tell::count("version")},
       .errors =
           refusals({refusal::selector(),
                     {"ledger.act",        "ledger.codes",        "ledger.derived",      "ledger.duplicate",
                      "ledger.field_name", "ledger.incompatible", "ledger.initial",      "ledger.move",
                      "ledger.range",      "ledger.role",         "ledger.rule",         "ledger.rule_field",
                      "ledger.selectable", "ledger.slots",        "ledger.title",        "ledger.unreached",
                      "figure.duplicate",  "figure.qualifier",    "figure.rate_of_rate", "figure.unknown"}}),
       .function = define_ledger,
       .changes_model = true},
      {.name = "rulebook.add/1",
       .title = "发布考核办法",
       .summary = "Checks and installs one version of a rulebook.",
       .roles = {k_security_admin},
       .members = {ask::object("rulebook").needed().says("plugin/docs/formats/rulebook.md")},
       .answer = installed_answer(),
       .errors =
           refusals({refusal::rulebook(), {"rulebook.exists", "rulebook.conflict", "rulebook.dated_back"}}),
       .function = add_rulebook,
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
       .summary = "Sets the definitions of named figures and their cross-checks.",
       .roles = {k_system_admin},
       .members = {ask::text("id", 1, 100).needed(),
                   ask::object("figures").needed().says("plugin/docs/formats/figures.md")},
       .answer = {tell::text("id"), tell::count("figures"), tell::count("checks")},
       .errors =
           refusals({refusal::selector(),
                     {"figure.check_of_rate", "figure.duplicate", "figure.entry_ledger", "figure.qualifier",
                      "figure.rate_of_rate", "figure.topic", "figure.unknown", "figure.version",
                      "paragraph.brace", "paragraph.duplicate", "deadline.by", "deadline.duplicate"}}),
       .function = define_figures,
       .changes_model = true},
      {.name = "filing.rules/1",
       .title = "设定报送规则",
       .summary = "Sets who files, to whom, and when.",
       .roles = {k_system_admin},
       .members = {ask::object("rules").needed().says("plugin/docs/formats/filing.md")},
       .answer = {tell::count("version")},
       .errors = {"filing_rules.schema", "filing_rules.kind", "filing_rules.none", "filing_rules.every",
                  "filing_rules.twice", "filing_rules.addressee", "filing_rules.blank", "period.kind"},
       .function = set_filing_rules,
       .changes_model = true},
  };
  return methods;
}

}  // namespace anze::plugin
