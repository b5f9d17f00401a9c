#include "plugin/fact_moves.h"

#include <algorithm>

#include "scoring/hazard.h"

namespace anze::plugin {
namespace {

std::string in_quotes(std::string_view title) {
  return "“" + std::string(title) + "”";
}

std::string listed(const std::vector<std::string>& words, const char* between) {
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
                        : "from there it may become " + listed(titles, " or ");
}

// A check adds what it found; what others entered it leaves as it was.
void check_untouched(Call& call, const Ledger& ledger, const StateMove& move, const FactRecord& before,
                     const FactRecord& after) {
  const json was = json::parse(write_fact(before, call.model->ledgers, call.store.codes()));
  const json is = json::parse(write_fact(after, call.model->ledgers, call.store.codes()));
  const auto fault = [&](const std::string& name, const std::string& title) {
    call.problems.push_back(invalid("fact.checked",
                                    in_quotes(move.title) + " would change " + in_quotes(title), name,
                                    "let who entered it correct it first"));
  };
  for (const auto& [name, value] : was.items())
    if (name != "fields" && name != "state" && name != "attachments" && name != "remark" &&
        (!is.contains(name) || is.at(name) != value))
      fault("/" + name, name);
  for (const auto& [name, value] : was.at("fields").items()) {
    const bool own = std::find(move.needs.begin(), move.needs.end(), name) != move.needs.end();
    const auto now = is.at("fields").find(name);
    if (!own && (now == is.at("fields").end() || *now != value)) {
      const Field* field = ledger.field(name);
      fault("/fields/" + name, field == nullptr ? name : field->title);
    }
  }
}

void check_evidence(Call& call, const Ledger& ledger, const StateMove& move, const FactRecord& after) {
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
}

// 五落实: a major hazard is rectified only with all five on record.
void check_five(Call& call, const Ledger& ledger, const FactRecord& after) {
  const Codebook& codes = call.store.codes();
  if (codes.text(ledger.id) != k_hazard_ledger || codes.text(after.fact.state) != "rectified" ||
      !is_major(ledger, after, codes))
    return;
  for (const std::string& name : five_missing(ledger, after, codes)) {
    const Field* field = ledger.field(name);
    call.problems.push_back(
        invalid("hazard.five",
                "a major hazard is rectified with responsibility, measures, money, time limit and "
                "contingency plan on record (五落实); missing: " +
                    in_quotes(field == nullptr ? name : field->title),
                "/fields/" + name, "fill it in"));
  }
}

}  // namespace

Result<void> check_entry(const Call& call, const Ledger& ledger, const Fact& fact, bool taken_over) {
  if (ledger.states.empty() || (taken_over && ledger.history) ||
      std::find(ledger.entry.begin(), ledger.entry.end(), fact.state) != ledger.entry.end())
    return {};
  std::vector<std::string> titles;
  for (const CodeId state : ledger.entry)
    titles.push_back("\"" + call.store.codes().text(state) + "\" " + std::string(ledger.state_title(state)));
  return invalid(
      "fact.entry",
      "no record of " + in_quotes(ledger.title) + " begins as " + in_quotes(ledger.state_title(fact.state)),
      "/state", "begin with " + listed(titles, " or ") + ", then use ledger.move/1");
}

std::vector<std::string> authors_of(const Ledger& ledger, const std::vector<store::FactVersion>& history) {
  std::vector<std::string> authors;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const StateMove* move =
        i == 0 ? nullptr : ledger.move(history[i - 1].record.fact.state, history[i].record.fact.state);
    if (move == nullptr || !move->other_person) authors.push_back(history[i].recorded_by);
  }
  return authors;
}

Result<void> check_move(Call& call, const Ledger& ledger, const std::vector<store::FactVersion>& history,
                        const FactRecord& after) {
  const FactRecord& before = history.back().record;
  const CodeId from = before.fact.state;
  const CodeId to = after.fact.state;
  if (from == to || ledger.moves.empty()) return {};
  const StateMove* move = ledger.move(from, to);
  if (move == nullptr)
    return invalid("fact.move",
                   "a record of " + in_quotes(ledger.title) + " does not go from " +
                       in_quotes(ledger.state_title(from)) + " to " + in_quotes(ledger.state_title(to)),
                   "/state", next_states(ledger, from));
  if (std::none_of(move->roles.begin(), move->roles.end(),
                   [&](const std::string& role) { return call.actor.has(role); }))
    return Error{Code::k_forbidden, "actor.role",
                 in_quotes(move->title) + " needs the role " + listed(move->roles, " or "), "/state",
                 "let somebody who has the role do it"};
  const std::vector<std::string> authors = authors_of(ledger, history);
  if (move->other_person && std::find(authors.begin(), authors.end(), call.actor.principal) != authors.end())
    return Error{Code::k_forbidden, "actor.four_eyes",
                 "who entered or changed the record cannot do " + in_quotes(move->title) + " on it", "/state",
                 "let a second person do it (四眼)"};
  const std::size_t known = call.problems.size();
  check_evidence(call, ledger, *move, after);
  check_five(call, ledger, after);
  if (move->other_person) check_untouched(call, ledger, *move, before, after);
  if (call.problems.size() > known) return call.problems[known];
  return {};
}

Result<void> check_own_case(const Call& call, const Fact& fact) {
  const CodeId self = call.store.codes().find(call.actor.official);
  if (self == k_no_code || !call.model->organisation) return {};
  const Term* held = call.model->organisation->holder(fact.post, fact.occurred);
  if (fact.official != self && (held == nullptr || held->official != self)) return {};
  return Error{
      Code::k_forbidden, "actor.own_case", "this record is about yourself", "/official",
      "let the clerk of the unit enter it; what you think of it belongs into a self-score or an appeal"};
}

}  // namespace anze::plugin
