#include "plugin/rulebooks/definition_checks.h"

#include <algorithm>

#include "plugin/definitions/filing_rules.h"
#include "plugin/figures/figures.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/rulebook_checks.h"
#include "scoring/figures/figure.h"
#include "scoring/organisation/check.h"

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

// The record that another version of the definition would follow.
Result<std::optional<Replaced>> current_of(store::Reader& reader, const Definition& definition) {
  ANZE_TRY(const std::optional<store::Record> current, reader.record(definition.kind, definition.id));
  if (!current) return std::optional<Replaced>();
  return std::optional(Replaced{current->id, current->version});
}

Result<Definition> check_organisation(Call& call, store::Reader& reader) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(OrganisationData data, read_member<OrganisationData>(
                                      call, "organisation", [&](const std::string& text, Problems& problems) {
                                        return read_organisation(text, codes, &problems);
                                      }));
  const json counts = {{"units", data.units.size()},
                       {"posts", data.posts.size()},
                       {"officials", data.officials.size()},
                       {"terms", data.terms.size()}};
  Problems twice = terms_held_twice(data, codes);
  auto built = Organisation::build(std::move(data), codes, &call.problems);
  if (built && !twice.empty()) {
    const Error first = twice.front();
    for (Error& problem : twice) call.problems.push_back(std::move(problem));
    built = first;
  }
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
  Definition definition{.kind = k_organisation_record, .id = "current", .noun = "organisation"};
  definition.title = text_of(call.request.at("organisation"), "title");
  definition.body = dump(call.request.at("organisation"));
  ANZE_TRY(definition.replaces, current_of(reader, definition));
  definition.answer = {{"counts", counts}};
  return definition;
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
    // A field that only documented may be compared from now on: what is on record of it stays a text.
    const bool placed = now != nullptr && (now->slot == old_field.slot || !old_field.slot);
    if (!placed || now->type != old_field.type)
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

Result<Definition> check_ledger(Call& call, store::Reader& reader) {
  Codebook& codes = call.store.codes();
  ANZE_TRY(const Ledger ledger,
           read_member<Ledger>(call, "definition", [&](const std::string& text, Problems& problems) {
             return read_ledger(text, codes, &problems);
           }));
  ANZE_CHECK(check_roles(ledger));
  if (const Ledger* before = call.model->ledgers.find(ledger.id))
    ANZE_CHECK(check_compatible(*before, ledger));
  Definition definition{.kind = k_ledger_record, .id = codes.text(ledger.id), .noun = "ledger"};
  definition.title = ledger.title;
  definition.body = dump(call.request.at("definition"));
  ANZE_TRY(definition.replaces, current_of(reader, definition));
  definition.answer = {{"ledger", definition.id}, {"title", ledger.title}, {"fields", ledger.fields.size()}};
  return definition;
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

Result<Definition> check_figures(Call& call, store::Reader& reader) {
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
  ANZE_CHECK(check_figure_versions(call, reader));
  Definition definition{.kind = k_figures_record, .id = call.text("id"), .noun = "figures"};
  definition.title = definition.id;
  definition.body = dump(call.request.at("figures"));
  ANZE_TRY(definition.replaces, current_of(reader, definition));
  definition.answer = {{"id", definition.id}, {"figures", set.figures.size()}, {"checks", set.checks.size()}};
  return definition;
}

Result<Definition> check_filing(Call& call, store::Reader& reader) {
  ANZE_CHECK(check_filing_rules(call.request.at("rules"), call.problems));
  Definition definition{.kind = k_filing_rules_record, .id = "current", .noun = "filing rules"};
  definition.title = "报送规则";
  definition.body = dump(call.request.at("rules"));
  ANZE_TRY(definition.replaces, current_of(reader, definition));
  definition.answer = json::object();
  return definition;
}

}  // namespace

const DefinitionKind& definition_kind(std::string_view record) {
  static constexpr DefinitionKind k_kinds[] = {
      {k_organisation_record, "organisation", k_system_admin, true, check_organisation},
      {k_ledger_record, "definition", k_system_admin, true, check_ledger},
      {k_rulebook_record, "rulebook", k_security_admin, false, check_rulebook_definition},
      {k_figures_record, "figures", k_system_admin, false, check_figures},
      {k_filing_rules_record, "rules", k_system_admin, true, check_filing},
  };
  const DefinitionKind* found = nullptr;
  for (const DefinitionKind& kind : k_kinds)
    if (kind.record == record) found = &kind;
  ANZE_ASSERT(found != nullptr);
  return *found;
}

}  // namespace anze::plugin
