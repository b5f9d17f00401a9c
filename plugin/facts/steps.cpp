#include "plugin/facts/steps.h"

#include <algorithm>

#include "plugin/access/acts.h"
#include "plugin/calls/persons.h"
#include "scoring/entries/differs.h"
#include "scoring/entries/field_value.h"
#include "scoring/entries/hazard.h"
#include "scoring/entries/record.h"

namespace anze::plugin {
namespace {

std::string in_quotes(std::string_view title) {
  return "“" + std::string(title) + "”";
}

std::string in_a_list(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// "“限期整改” or “已整改”": where a fact may go from here.
std::string next_states(const Ledger& ledger, CodeId from) {
  std::vector<std::string> titles;
  for (const StateMove& move : ledger.moves)
    if (move.from == from) titles.push_back(in_quotes(ledger.state_title(move.to)));
  return titles.empty() ? "from there it goes nowhere: enter a new record"
                        : "from there it may become " + in_a_list(titles, " or ");
}

bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool same_value(const FactRecord& a, const FactRecord& b, const Field& field) {
  if (field.slot)
    return a.fact.knows(*field.slot) == b.fact.knows(*field.slot) &&
           (!a.fact.knows(*field.slot) || a.fact.slot[*field.slot] == b.fact.slot[*field.slot]);
  const auto texts_of = [&](const FactRecord& record) {
    std::vector<std::string_view> texts;
    for (const FactText& text : record.texts)
      if (text.field == field.name) texts.push_back(text.text);
    return texts;
  };
  return texts_of(a) == texts_of(b);
}

// The fields whose value differs, in the ledger's order. Computed ones follow the others and are nobody's.
std::vector<const Field*> changed_fields(const Ledger& ledger, const FactRecord& before,
                                         const FactRecord& after) {
  std::vector<const Field*> changed;
  for (const Field& field : ledger.fields)
    if (!field.computed() && !same_value(before, after, field)) changed.push_back(&field);
  return changed;
}

// Beside its fields and attachments: day, unit, place, person.
void check_same_entry(Call& call, const RecordStep& step, const FactRecord& before, const FactRecord& after) {
  for (const std::string_view name : contradicted_members(before, after))
    call.problems.push_back(invalid("fact.checked",
                                    in_quotes(step.title) + " would change " + in_quotes(std::string(name)),
                                    "/" + std::string(name), "let who entered it correct it first"));
}

// A check adds what it found; what others entered it leaves as it was.
void check_untouched(Call& call, const Ledger& ledger, const StateMove& move, const FactRecord& before,
                     const FactRecord& after) {
  check_same_entry(call, move, before, after);
  for (const Field* field : changed_fields(ledger, before, after))
    if (is_filled(before, *field) && !among(move.needs, field->name) && !among(move.clears, field->name))
      call.problems.push_back(invalid("fact.checked",
                                      in_quotes(move.title) + " would change " + in_quotes(field->title),
                                      "/fields/" + field->name, "let who entered it correct it first"));
}

// An act changes the fields it sets and no others.
void check_own_fields(Call& call, const Ledger& ledger, const RecordAct& act, const FactRecord& before,
                      const FactRecord& after) {
  check_same_entry(call, act, before, after);
  for (const Field* field : changed_fields(ledger, before, after))
    if (!among(act.sets, field->name) && !among(act.clears, field->name))
      call.problems.push_back(
          invalid("fact.checked", in_quotes(act.title) + " would change " + in_quotes(field->title),
                  "/fields/" + field->name, "leave it out; ledger.correct/1 corrects a field"));
}

Error only_by_act(const RecordAct& act, const Field& field) {
  return invalid(
      "fact.act",
      in_quotes(field.title) + " (" + field.name + ") is said by " + in_quotes(act.title) + " alone",
      "/fields/" + field.name,
      "leave it as it is and use ledger.move/1 with \"act\": \"" + act.id + "\", done by " +
          in_a_list(act.roles, " or ") + (act.other_person ? ", not by who entered the record" : ""));
}

// A box left unticked says nothing, as one left out.
bool is_said(const FactRecord& record, const Field& field) {
  return is_filled(record, field) && !(field.type == FieldType::k_boolean && field_value(record, field) == 0);
}

// Neither a correction nor a move says what acts say, but for what a move asks for or empties.
void check_not_acted(Call& call, const Ledger& ledger, const StateMove* move, const FactRecord& before,
                     const FactRecord& after) {
  for (const Field* field : changed_fields(ledger, before, after)) {
    const RecordAct* act = ledger.act_that_sets(field->name);
    const bool moved =
        move != nullptr && (among(move->needs, field->name) || among(move->clears, field->name));
    if (act != nullptr && !moved && (is_said(before, *field) || is_said(after, *field)))
      call.problems.push_back(only_by_act(*act, *field));
  }
}

void check_evidence(Call& call, const Ledger& ledger, const RecordStep& move, const FactRecord& after) {
  for (const std::string& name : move.needs) {
    const Field* field = ledger.field(name);
    if (field != nullptr && !is_filled(after, *field))
      call.problems.push_back(invalid(
          "fact.required", in_quotes(move.title) + " needs " + in_quotes(field->title) + " (" + name + ")",
          "/fields/" + name, "fill it in"));
  }
  if (move.attachment && (after.attachments_json.empty() || after.attachments_json == "[]"))
    call.problems.push_back(invalid("fact.attachment", in_quotes(move.title) + " needs an attachment",
                                    "/attachments", "add the paper or picture that shows it"));
  for (const std::string& name : move.clears)
    if (const Field* field = ledger.field(name);
        field != nullptr && is_filled(after, *field) && !among(move.needs, name))
      call.problems.push_back(
          invalid("fact.checked", in_quotes(move.title) + " empties " + in_quotes(field->title),
                  "/fields/" + name, "leave it out; it is said anew when it is so again"));
  if (move.reason && call.text("reason").empty())
    call.problems.push_back(invalid("fact.reason", in_quotes(move.title) + " needs a reason", "/reason",
                                    "say why in \"reason\""));
}

Error lacks_of_five(const Ledger& ledger, const std::string& name) {
  const Field* field = ledger.field(name);
  return invalid("hazard.five",
                 "a major hazard is rectified with responsibility, measures, money, time limit and "
                 "contingency plan on record (五落实); missing: " +
                     in_quotes(field == nullptr ? name : field->title),
                 "/fields/" + name, "fill it in");
}

// 五落实: a major hazard is rectified only with all five on record.
void check_five(Call& call, const Ledger& ledger, const FactRecord& after) {
  const Codebook& codes = call.store.codes();
  if (codes.text(ledger.id) != k_hazard_ledger || codes.text(after.fact.state) != "rectified" ||
      !is_major(ledger, after, codes))
    return;
  for (const std::string& name : five_missing(ledger, after, codes))
    call.problems.push_back(lacks_of_five(ledger, name));
}

// That a step is taken by one of its roles, in its place; and a check by a second person, from outside.
Result<void> check_person(const Call& call, store::Reader& reader, const Ledger& ledger,
                          const RecordStep& step, const std::vector<store::FactVersion>& history) {
  if (std::none_of(step.roles.begin(), step.roles.end(),
                   [&](const std::string& role) { return call.actor.has(role); }))
    return Error{Code::k_forbidden, "actor.role",
                 in_quotes(step.title) + " needs the role " + in_a_list(step.roles, " or "), "/state",
                 "let somebody who has the role do it"};
  ANZE_CHECK(check_act_on(call, history.back().record.fact, step.roles, step.other_person));
  if (!step.other_person) return {};
  ANZE_TRY(const bool wrote_it, is_one_of(call, reader, authors_of(ledger, history)));
  if (wrote_it)
    return Error{Code::k_forbidden, "actor.four_eyes",
                 "who entered or changed the record cannot do " + in_quotes(step.title) + " on it", "/state",
                 "let a second person do it (四眼)"};
  return {};
}

// That the record is in a state of the act, and that what it answers has been asked.
Result<void> check_asked(const Ledger& ledger, const RecordAct& act, const FactRecord& before) {
  if (std::find(act.in.begin(), act.in.end(), before.fact.state) == act.in.end()) {
    std::vector<std::string> titles;
    for (const CodeId state : act.in) titles.push_back(in_quotes(ledger.state_title(state)));
    return invalid("fact.move",
                   in_quotes(act.title) + " is not done while the record is " +
                       in_quotes(ledger.state_title(before.fact.state)),
                   "/state", "it is done in the state " + in_a_list(titles, " or "));
  }
  for (const std::string& name : act.answers) {
    const Field* field = ledger.field(name);
    const RecordAct* asking = ledger.act_that_sets(name);
    if (!is_filled(before, *field))
      return invalid(
          "fact.asked",
          in_quotes(act.title) + " answers what nobody has asked: " + in_quotes(field->title) +
              " is not filled in",
          "/state",
          asking == nullptr ? "fill it in first" : "first let " + in_quotes(asking->title) + " be done");
  }
  return {};
}

// Whether a version came by an act of a second person: all it changed is set by such acts.
bool is_check_by_act(const Ledger& ledger, const FactRecord& before, const FactRecord& after) {
  const std::vector<const Field*> changed = changed_fields(ledger, before, after);
  return !changed.empty() && std::any_of(ledger.acts.begin(), ledger.acts.end(), [&](const RecordAct& act) {
    return act.other_person && std::all_of(changed.begin(), changed.end(), [&](const Field* field) {
             return among(act.sets, field->name) || among(act.clears, field->name);
           });
  });
}

}  // namespace

namespace {

Result<void> check_state(const Call& call, const Ledger& ledger, const Fact& fact) {
  if (ledger.states.empty() ||
      std::find(ledger.entry.begin(), ledger.entry.end(), fact.state) != ledger.entry.end())
    return {};
  std::vector<std::string> titles;
  for (const CodeId state : ledger.entry)
    titles.push_back("\"" + call.store.codes().text(state) + "\" " + std::string(ledger.state_title(state)));
  return invalid(
      "fact.entry",
      "no record of " + in_quotes(ledger.title) + " begins as " + in_quotes(ledger.state_title(fact.state)),
      "/state",
      "begin with " + in_a_list(titles, " or ") + ", then use ledger.move/1" +
          (ledger.history ? "; an older register is taken over by a reviewer, with \"history\": true" : ""));
}

Error lacks(const RecordStep& step, const Field& field) {
  return invalid("fact.required",
                 in_quotes(step.title) + " needs " + in_quotes(field.title) + " (" + field.name + ")",
                 "/fields/" + field.name, "fill it in");
}

// The moves from the initial state to this one, the last first; none when no move leads there.
std::vector<const StateMove*> way_to(const Ledger& ledger, CodeId state) {
  std::vector<std::pair<CodeId, const StateMove*>> reached{{ledger.states.front().code, nullptr}};
  const auto known = [&](CodeId code) {
    return std::find_if(reached.begin(), reached.end(), [&](const auto& each) { return each.first == code; });
  };
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const StateMove& move : ledger.moves)
      if (move.from == reached[i].first && known(move.to) == reached.end())
        reached.emplace_back(move.to, &move);
  std::vector<const StateMove*> way;
  for (auto at = known(state); at != reached.end() && at->second != nullptr; at = known(at->second->from))
    way.push_back(at->second);
  return way;
}

}  // namespace

Result<void> check_entry(const Call& call, const Ledger& ledger, const FactRecord& record) {
  ANZE_CHECK(check_state(call, ledger, record.fact));
  for (const Field& field : ledger.fields) {
    const RecordAct* act = ledger.act_that_sets(field.name);
    if (act != nullptr && is_said(record, field)) return only_by_act(*act, field);
  }
  if (ledger.states.empty()) return {};
  const StateMove* move = ledger.move(ledger.states.front().code, record.fact.state);
  if (move == nullptr) return {};
  for (const std::string& name : move->needs)
    if (const Field* field = ledger.field(name); field != nullptr && !is_filled(record, *field))
      return lacks(*move, *field);
  const Codebook& codes = call.store.codes();
  if (codes.text(ledger.id) == k_hazard_ledger && codes.text(record.fact.state) == "rectified" &&
      is_major(ledger, record, codes))
    if (const auto missing = five_missing(ledger, record, codes); !missing.empty())
      return lacks_of_five(ledger, missing.front());
  return {};
}

Result<void> check_taken_over(const Ledger& ledger, const FactRecord& record) {
  if (ledger.states.empty()) return {};
  for (const StateMove* move : way_to(ledger, record.fact.state))
    for (const std::string& name : move->needs)
      if (const Field* field = ledger.field(name);
          field != nullptr && field->type == FieldType::k_date && !is_filled(record, *field))
        return lacks(*move, *field);
  return {};
}

std::vector<std::string> authors_of(const Ledger& ledger, const std::vector<store::FactVersion>& history) {
  std::vector<std::string> authors;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (i > 0) {
      const FactRecord& before = history[i - 1].record;
      const FactRecord& after = history[i].record;
      const StateMove* move = ledger.move(before.fact.state, after.fact.state);
      // Who sends a record back with a reason has judged it, not written it, and may check it again.
      if (move != nullptr && (move->other_person || move->reason)) continue;
      if (before.fact.state == after.fact.state && is_check_by_act(ledger, before, after)) continue;
    }
    authors.push_back(history[i].recorded_by);
  }
  return authors;
}

std::vector<std::string> step_lacks(const Ledger& ledger, const RecordStep& step, const FactRecord& before) {
  std::vector<std::string> lacking;
  for (const std::string& name : step.needs)
    if (const Field* field = ledger.field(name);
        field != nullptr && (!is_filled(before, *field) || among(step.clears, name)))
      lacking.push_back(name);
  return lacking;
}

Result<void> check_step(Call& call, store::Reader& reader, const Ledger& ledger,
                        const std::vector<store::FactVersion>& history, const FactRecord& after,
                        const RecordAct* act) {
  const FactRecord& before = history.back().record;
  const CodeId from = before.fact.state;
  const CodeId to = after.fact.state;
  const std::size_t known = call.problems.size();
  const auto first_fault = [&]() -> Result<void> {
    if (call.problems.size() > known) return call.problems[known];
    return {};
  };
  if (act != nullptr) {
    ANZE_CHECK(check_asked(ledger, *act, before));
    ANZE_CHECK(check_person(call, reader, ledger, *act, history));
    check_evidence(call, ledger, *act, after);
    check_own_fields(call, ledger, *act, before, after);
    return first_fault();
  }
  const StateMove* move = from == to ? nullptr : ledger.move(from, to);
  if (from != to && !ledger.moves.empty()) {
    if (move == nullptr)
      return invalid("fact.move",
                     "a record of " + in_quotes(ledger.title) + " does not go from " +
                         in_quotes(ledger.state_title(from)) + " to " + in_quotes(ledger.state_title(to)),
                     "/state", next_states(ledger, from));
    ANZE_CHECK(check_person(call, reader, ledger, *move, history));
    check_evidence(call, ledger, *move, after);
    check_five(call, ledger, after);
    if (move->other_person) check_untouched(call, ledger, *move, before, after);
  }
  check_not_acted(call, ledger, move, before, after);
  return first_fault();
}

}  // namespace anze::plugin
