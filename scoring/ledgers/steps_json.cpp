// What a definition says beside its fields: moves, rules, credits.
#include <algorithm>

#include "scoring/ledgers/ledger_parts.h"
#include "scoring/ledgers/select_json.h"

namespace anze {
namespace {

using json::Object;
using json::Place;
using json::shown;

constexpr json::Word<RuleKind> k_kinds[] = {{"order", RuleKind::k_order},
                                            {"at_most", RuleKind::k_at_most},
                                            {"required_when", RuleKind::k_required_when},
                                            {"empty_when", RuleKind::k_empty_when},
                                            {"true_when", RuleKind::k_true_when},
                                            {"attachment_when", RuleKind::k_attachment_when}};
// 填报: who enters facts may also move them, unless the definition says otherwise.
constexpr const char* k_clerk = "clerk";

// A field of this ledger; nullptr, and a problem, when it has none of that name or computes it.
const Field* own_field(const Place& place, const Ledger& ledger, const std::string& name) {
  const Field* field = ledger.field(name);
  if (field != nullptr && !field->computed()) return field;
  std::vector<std::string_view> known;
  for (const Field& each : ledger.fields) known.push_back(each.name);
  std::string message = field != nullptr
                            ? "“" + field->title + "” (" + name + ") is computed: nobody fills it in"
                            : "the ledger “" + ledger.title + "” has no field “" + shown(name) + "”";
  const std::string_view near = field == nullptr ? json::nearest(name, known) : std::string_view();
  if (!near.empty()) message += ", did you mean “" + std::string(near) + "”?";
  place.problem("ledger.rule_field", std::move(message), "name a field that is filled in");
  return nullptr;
}

// Compared in order, whether it has a slot or not. The day of the fact is a date every ledger has.
std::optional<FieldType> ordered_type(const Place& place, const Ledger& ledger, const std::string& name) {
  if (name == "occurred_on") return FieldType::k_date;
  const Field* field = own_field(place, ledger, name);
  if (field == nullptr) return std::nullopt;
  if (field->type == FieldType::k_date || field->type == FieldType::k_integer) return field->type;
  place.problem("ledger.rule_field", "“" + field->title + "” (" + name + ") is neither a date nor an integer",
                "compare dates with dates, numbers with numbers");
  return std::nullopt;
}

std::vector<std::string> read_names(Object& object, const char* member) {
  std::vector<std::string> names;
  for (const Place& place : object.need_list(member))
    if (const std::optional<std::string> name = place.id()) names.push_back(*name);
  return names;
}

void check_rule(const Place& place, const Ledger& ledger, const FieldRule& rule) {
  if (rule.kind == RuleKind::k_attachment_when) return;
  const std::size_t least = rule.kind == RuleKind::k_order || rule.kind == RuleKind::k_at_most ? 2 : 1;
  const bool exactly = rule.kind == RuleKind::k_order;
  if (rule.fields.size() < least || (exactly && rule.fields.size() > least))
    return place.problem("ledger.rule",
                         "this rule is about " +
                             std::string(exactly      ? "two"
                                         : least == 2 ? "two or more"
                                                      : "one or more") +
                             " fields",
                         "list them in \"fields\"");
  if (least == 1) {
    for (const std::string& name : rule.fields) {
      const Field* field = own_field(place, ledger, name);
      if (field != nullptr && rule.kind == RuleKind::k_true_when && field->type != FieldType::k_boolean)
        place.problem("ledger.rule_field", "“" + field->title + "” (" + name + ") is neither true nor false",
                      "name booleans");
    }
    return;
  }
  std::optional<FieldType> type = ordered_type(place, ledger, rule.fields.front());
  for (std::size_t i = 1; type && i < rule.fields.size(); ++i) {
    const std::optional<FieldType> other = ordered_type(place, ledger, rule.fields[i]);
    if (other && other != type)
      place.problem("ledger.rule", "a date and an integer cannot be compared",
                    "compare dates with dates, numbers with numbers");
  }
  if (rule.kind == RuleKind::k_at_most && type == FieldType::k_date)
    place.problem("ledger.rule", "dates cannot be added up", "use \"order\"");
}

FieldRule read_rule(const Place& place, const Ledger& ledger, StagedCodes& words) {
  FieldRule rule;
  Object object(place);
  rule.kind = object.need_word("rule", k_kinds);
  if (rule.kind != RuleKind::k_attachment_when) rule.fields = read_names(object, "fields");
  const std::vector<Place> when = object.get_list("when");
  rule.message = object.need_text("message");
  object.close();
  rule.when = read_comparisons(when, ledger, words);
  check_rule(place, ledger, rule);
  return rule;
}

std::vector<std::string> read_fields_of(const std::vector<Place>& places, const Ledger& ledger) {
  std::vector<std::string> names;
  for (const Place& place : places)
    if (const std::optional<std::string> name = place.id();
        name && own_field(place, ledger, *name) != nullptr)
      names.push_back(*name);
  return names;
}

// What follows the states of a step: who may do it, and what it needs.
void read_conditions(Object& object, const Ledger& ledger, RecordStep& step) {
  step.title = object.get<std::string>("title", "");
  for (const Place& role : object.get_list("roles"))
    if (const std::optional<std::string> word = role.id()) step.roles.push_back(*word);
  step.needs = read_fields_of(object.get_list("needs"), ledger);
  step.clears = read_fields_of(object.get_list("clears"), ledger);
  step.attachment = object.get<bool>("attachment", false);
  step.other_person = object.get<bool>("other_person", false);
  step.reason = object.get<bool>("reason", false);
}

void add_move(const Place& place, StateMove move, Ledger& ledger) {
  if (move.from == k_no_code || move.to == k_no_code) return;  // said already
  if (move.from == move.to)
    return place.problem("ledger.move", "a move leads to another state", "drop it, or correct one end");
  if (ledger.move(move.from, move.to) != nullptr)
    return place.problem("ledger.duplicate", "this move is defined twice", "keep one of the two");
  if (move.title.empty()) move.title = ledger.state_title(move.to);
  if (move.roles.empty()) move.roles.emplace_back(k_clerk);
  ledger.moves.push_back(std::move(move));
}

// ["open", "rectified"]: the clerk may.
void read_pair(const Place& place, const StagedCodes& words, Ledger& ledger) {
  const std::vector<Place> ends = place.elements();
  if (ends.size() != 2)
    return place.problem("ledger.move", "a move has two states", "write [\"from\", \"to\"]");
  StateMove move;
  move.from = read_state_name(ends[0], ledger, words, "ledger.move");
  move.to = read_state_name(ends[1], ledger, words, "ledger.move");
  add_move(place, std::move(move), ledger);
}

// {"from": "rectified", "to": "verified", …}: from one state or from any of a list.
void read_full_move(const Place& place, const StagedCodes& words, Ledger& ledger) {
  StateMove move;
  Object object(place);
  const std::optional<Place> from = object.need("from");
  const std::optional<Place> to = object.need("to");
  read_conditions(object, ledger, move);
  object.close();
  if (!from || !to) return;
  move.to = read_state_name(*to, ledger, words, "ledger.move");
  const bool several = from->value().get_if<json::Array>() != nullptr;
  for (const Place& each : several ? from->elements() : std::vector<Place>{*from}) {
    move.from = read_state_name(each, ledger, words, "ledger.move");
    add_move(place, move, ledger);
  }
}

// {"act": "list", "title": "挂牌督办", "in": ["open"], "sets": ["listed", "listed_no"], …}
void read_act(const Place& place, const StagedCodes& words, Ledger& ledger) {
  RecordAct act;
  Object object(place);
  const std::optional<Place> id = object.need("act");
  if (id) act.id = id->id().value_or("");
  for (const Place& state : object.need_list("in"))
    if (const CodeId code = read_state_name(state, ledger, words, "ledger.act"); code != k_no_code)
      act.in.push_back(code);
  act.sets = read_fields_of(object.need_list("sets"), ledger);
  act.answers = read_fields_of(object.get_list("answers"), ledger);
  read_conditions(object, ledger, act);
  object.close();
  act.clears.insert(act.clears.end(), act.answers.begin(), act.answers.end());
  if (act.id.empty()) return;  // said already
  if (act.in.empty() || act.sets.empty())
    return place.problem("ledger.act",
                         "the act “" + shown(act.id) + "” is done in no state, or sets no field",
                         "name states in \"in\" and fields in \"sets\"");
  if (ledger.act(act.id) != nullptr)
    return place.problem("ledger.duplicate", "the act “" + shown(act.id) + "” is defined twice",
                         "keep one of the two");
  for (const std::string& name : act.sets) {
    const Field* field = ledger.field(name);
    if (field->required)
      place.problem(
          "ledger.act",
          "“" + field->title + "” (" + name + ") is required on entry, so no act can be what fills it in",
          "make it optional, or leave it to who enters the record");
  }
  if (act.title.empty()) act.title = act.id;
  if (act.roles.empty()) act.roles.emplace_back(k_clerk);
  ledger.acts.push_back(std::move(act));
}

}  // namespace

CodeId read_state_name(const Place& place, const Ledger& ledger, const StagedCodes& words,
                       const char* reason) {
  const std::string word = place.as<std::string>().value_or("");
  std::vector<std::string_view> known;
  for (const CodeTitle& each : ledger.states) {
    known.push_back(words.text(each.code));
    if (known.back() == word) return each.code;
  }
  if (place.is_string())
    place.problem(reason, "“" + shown(word) + "” is not a state of this ledger",
                  known.empty() ? "the ledger has no states" : "use " + json::listed(known));
  return k_no_code;
}

void read_moves(const std::vector<Place>& places, const StagedCodes& words, Ledger& ledger) {
  for (const Place& place : places)
    if (place.is_object())
      read_full_move(place, words, ledger);
    else
      read_pair(place, words, ledger);
}

void read_acts(const std::vector<Place>& places, const StagedCodes& words, Ledger& ledger) {
  for (const Place& place : places) read_act(place, words, ledger);
}

void read_rules(const std::vector<Place>& places, StagedCodes& words, Ledger& ledger) {
  for (const Place& place : places) ledger.rules.push_back(read_rule(place, ledger, words));
}

void read_credits(const std::vector<Place>& places, StagedCodes& words, Ledger& ledger) {
  for (const Place& place : places) {
    Credit credit;
    Object object(place);
    credit.title = object.need_text("title");
    credit.scope = object.need_word("scope", k_scopes);
    credit.basis = object.need_basis("basis");
    const std::vector<Place> when = object.get_list("when");
    object.close();
    credit.when = read_comparisons(when, ledger, words);
    ledger.credits.push_back(std::move(credit));
  }
}

}  // namespace anze
