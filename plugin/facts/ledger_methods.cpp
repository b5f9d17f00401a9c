// Facts in and out: append, correct, withdraw, import, read, list.
#include <algorithm>

#include "plugin/access/entry_roles.h"
#include "plugin/access/privacy.h"
#include "plugin/calls/method.h"
#include "plugin/calls/verified.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/changes.h"
#include "plugin/facts/entry.h"
#include "plugin/facts/fact_answers.h"
#include "plugin/facts/finding_entry.h"
#include "plugin/facts/steps.h"
#include "plugin/json/fact.h"
#include "plugin/json/ledger.h"
#include "plugin/json/tree.h"
#include "plugin/records/import_record.h"
#include "scoring/entries/record_reader.h"

namespace anze::plugin {
namespace {

Result<store::FactVersion> append_one(Call& call, store::Writer& writer, LateMarks& marks,
                                      Result<FactRecord> read, bool history) {
  ANZE_TRY(FactRecord record, std::move(read));
  ANZE_TRY(const bool late, check_new(call, record, marks, history));
  ANZE_CHECK(check_finding(call, writer, record.fact));
  return writer.append(std::move(record), late);
}

// What the store says of a fact (unknown, withdrawn) is about the id the request names.
Error about_id(const Error& error, const char* place) {
  return error.reason.starts_with("fact.") && error.at.empty() ? error.within(place) : error;
}

// A person's faults are the request's, all others lie in the fact.
Error within_fact(const Error& error) {
  return error.at == "/actor" ? error : error.within("/fact");
}

Result<json> append(Call& call, store::Writer& writer) {
  LateMarks marks(*call.model, writer);
  auto written = append_one(
      call, writer, marks,
      read_fact(value_of(call.request.at("fact")), call.model->ledgers, call.store.codes(), &call.problems),
      false);
  for (Error& problem : call.problems) problem = problem.within("/fact");
  if (!written) return within_fact(written.error());
  writer.subject(written->record.id);
  return receipt_of(call, writer, *written, {});
}

Result<json> correct(Call& call, store::Writer& writer) {
  auto record =
      read_fact(value_of(call.request.at("fact")), call.model->ledgers, call.store.codes(), &call.problems);
  if (record) {
    const std::string id = record->id;
    ANZE_TRY(const std::optional<store::FactVersion> before, seen_fact(call, writer, id));
    if (!before) return within_fact(unknown_fact(id));
    const Fact& fact = before->record.fact;
    if (auto may = check_changes(call, *call.model->ledgers.find(fact.ledger), &fact); !may)
      return within_fact(may.error());
    ANZE_CHECK(check_seen(call, writer, id));
    const auto version = correct_one(call, writer, *std::move(record), call.text("reason"));
    if (version) return receipt_of(call, writer, *version, before->record.attachments_json);
    record = version.error();
  }
  for (Error& problem : call.problems) problem = problem.within("/fact");
  return record.error().within("/fact");
}

// What the request does with the record: a move to the state "to", or the act "act".
struct AskedStep {
  const RecordStep* step = nullptr;  // none: no such move, which is for check_step to say
  const RecordAct* act = nullptr;
};

Result<AskedStep> asked_step(const Call& call, const Ledger& ledger, CodeId from) {
  const std::string to = call.text("to");
  const std::string name = call.text("act");
  if (to.empty() == name.empty())
    return invalid(
        "fact.step", to.empty() ? "neither a state nor an act is given" : "both a state and an act are given",
        to.empty() ? "/to" : "/act", "give \"to\" for a move, or \"act\"; ledger.get/1 lists both");
  if (!name.empty()) {
    const RecordAct* act = ledger.act(name);
    if (act != nullptr) return AskedStep{act, act};
    std::string known;
    for (const RecordAct& each : ledger.acts)
      known += (known.empty() ? "" : ", ") + each.id + " " + each.title;
    return invalid("fact.act", "“" + ledger.title + "” knows no act “" + name + "”", "/act",
                   known.empty() ? "it has none" : "use one of " + known);
  }
  return AskedStep{ledger.move(from, call.store.codes().find(to)), nullptr};
}

// The last version with what the step empties and adds, read and checked like a correction.
Result<json> move(Call& call, store::Writer& writer) {
  ANZE_TRY(const std::optional<store::FactVersion> before, seen_fact(call, writer, call.text("id")));
  if (!before) return unknown_fact(call.text("id"));
  ANZE_CHECK(check_seen(call, writer, before->record.id));
  const Ledger& ledger = *call.model->ledgers.find(before->record.fact.ledger);
  ANZE_TRY(const AskedStep asked, asked_step(call, ledger, before->record.fact.state));
  if (asked.step == nullptr && ledger.moves.empty())  // states without an order: a correction like others
    ANZE_CHECK(check_changes(call, ledger, &before->record.fact));
  json fact = record_json(before->record, call.model->ledgers, call.store.codes());
  if (asked.act == nullptr) fact["state"] = call.request.at("to");
  if (asked.step != nullptr)
    for (const std::string& name : asked.step->clears) fact["fields"].erase(name);
  if (call.request.contains("fields")) fact["fields"].update(call.request.at("fields"));
  if (call.request.contains("attachments"))
    for (const json& attachment : call.request.at("attachments")) fact["attachments"].push_back(attachment);
  if (!call.text("remark").empty()) fact["remark"] = call.request.at("remark");
  const auto told = [&](const Error& error) {  // what was sent is not inside a "fact" here
    const char* place = asked.act == nullptr ? "/to" : "/act";
    return error.at == "/state" ? Error{error.code, error.reason, error.message, place, error.help} : error;
  };
  auto record = read_fact(value_of(fact), call.model->ledgers, call.store.codes(), &call.problems);
  if (record) {
    if (asked.act == nullptr && record->fact.state == before->record.fact.state)
      return invalid("fact.move",
                     "the record is “" + std::string(ledger.state_title(record->fact.state)) + "” already",
                     "/to", "ledger.get/1 shows where it may go");
    std::string reason = asked.step == nullptr ? std::string() : asked.step->title;
    if (!call.text("reason").empty()) reason += (reason.empty() ? "" : "：") + call.text("reason");
    const auto version = correct_one(call, writer, *std::move(record), std::move(reason), {true, asked.act});
    if (version) return receipt_of(call, writer, *version, before->record.attachments_json);
    record = version.error();
  }
  for (Error& problem : call.problems) problem = told(problem);
  return told(record.error());
}

Result<json> withdraw(Call& call, store::Writer& writer) {
  ANZE_TRY(const std::optional<store::FactVersion> before, seen_fact(call, writer, call.text("id")));
  if (!before) return unknown_fact(call.text("id"));
  const Fact& fact = before->record.fact;
  ANZE_CHECK(check_changes(call, *call.model->ledgers.find(fact.ledger), &fact));
  if (!before->voided) ANZE_CHECK(check_seen(call, writer, before->record.id));
  if (!before->voided) ANZE_CHECK(check_withdrawal(call, writer, fact));
  auto version = writer.withdraw(call.text("id"), call.text("reason"));
  if (!version) return about_id(version.error(), "/id");
  writer.subject(version->record.id);
  return receipt_of(call, writer, *version, version->record.attachments_json);
}

// All lines or none. Faults are listed by line, the first hundred of them.
Result<json> import_lines(Call& call, store::Writer& writer) {
  constexpr std::size_t k_problems_max = 100;
  ANZE_TRY(const bool history, asked_history(call));
  const std::string& lines = call.request.at("lines").get_ref<const std::string&>();
  LateMarks marks(*call.model, writer);
  std::int64_t added = 0;
  std::int64_t late = 0;
  std::size_t number = static_cast<std::size_t>(call.request.value("first_line", 1)) - 1;
  for (std::size_t begin = 0; begin < lines.size() && call.problems.size() < k_problems_max;) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line(lines.data() + begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Problems problems;
    const auto written = append_one(
        call, writer, marks, read_fact(line, call.model->ledgers, call.store.codes(), &problems), history);
    if (written) {
      ANZE_CHECK(note_attachments(call, writer, *written, {}));
      ++added;
      late += written->record.fact.late ? 1 : 0;
      continue;
    }
    if (is_of_store(written.error())) return written.error();
    if (problems.empty()) problems.push_back(written.error());
    for (const Error& problem : problems)
      call.problems.push_back(problem.within("line " + std::to_string(number) + " "));
  }
  if (!call.problems.empty()) {
    Error first = call.problems.front();
    first.help +=
        first.help.empty() ? "nothing of this import was kept" : "; nothing of this import was kept";
    return first;
  }
  writer.subject((history ? "taking over of " : "import of ") + std::to_string(added) + " facts");
  return json{{"added", added}, {"late", late}};
}

// Where the record may go from here, and what it still lacks for it.
json moves_json(const Call& call, const Ledger& ledger, const FactRecord& record) {
  json list = json::array();
  for (const StateMove& each : ledger.moves) {
    if (each.from != record.fact.state) continue;
    json one = move_json(each, call.store.codes());
    one["missing"] = step_lacks(ledger, each, record);
    list.push_back(std::move(one));
  }
  return list;
}

// What may be done with it without leaving its state: an answer only where something was asked.
json acts_json(const Call& call, const Ledger& ledger, const FactRecord& record) {
  json list = json::array();
  for (const RecordAct& each : ledger.acts) {
    const bool asked = std::all_of(each.answers.begin(), each.answers.end(), [&](const std::string& name) {
      const Field* field = ledger.field(name);
      return field != nullptr && is_filled(record, *field);
    });
    if (!asked || std::find(each.in.begin(), each.in.end(), record.fact.state) == each.in.end()) continue;
    json one = act_json(each, call.store.codes());
    one["missing"] = step_lacks(ledger, each, record);
    list.push_back(std::move(one));
  }
  return list;
}

Result<json> get(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<store::FactVersion> history, reader.history(call.text("id")));
  if (history.empty()) return unknown_fact(call.text("id"));
  const Sight sight(call);
  json versions = json::array();
  for (const store::FactVersion& version : history)
    if (sight.sees(version.record.fact))
      versions.push_back(fact_json(version, call.model->ledgers, call.store.codes()));
  if (versions.empty()) return unknown_fact(call.text("id"));
  json origin;  // of the first version, for whoever sees it
  if (sight.sees(history.front().record.fact)) {
    ANZE_TRY(origin, sheets::origin_of(reader, history.front()));
  }
  const FactRecord& record = history.back().record;
  const Ledger* ledger = call.model->ledgers.find(record.fact.ledger);
  const bool open = ledger != nullptr && !history.back().voided && sight.sees(record.fact);
  json answer = {{"id", call.text("id")},
                 {"versions", std::move(versions)},
                 {"moves", open ? moves_json(call, *ledger, record) : json::array()},
                 {"acts", open ? acts_json(call, *ledger, record) : json::array()}};
  if (!origin.is_null()) answer["origin"] = std::move(origin);
  return answer;
}

Error unknown_ledger(const std::string& ledger) {
  return {Code::k_not_found, "ledger.unknown", "there is no ledger “" + ledger + "”", "/ledger",
          "ledger.defined/1 lists them"};
}

Result<json> list_facts(Call& call, store::Reader& reader) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Period period, call.period());
  store::FactQuery query{period.first, period.last, {}, call.request.value("as_of_entry", std::int64_t{0})};
  if (const std::string ledger = call.text("ledger"); !ledger.empty()) {
    const CodeId code = codes.find(ledger);
    if (call.model->ledgers.find(code) == nullptr) return unknown_ledger(ledger);
    query.ledgers.push_back(code);
  }
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  ANZE_TRY(const std::vector<store::FactVersion> found, reader.list(query, call.text("after"), limit));
  const Sight sight(call);
  json facts = json::array();
  for (const store::FactVersion& version : found)
    if (sight.sees(version.record.fact)) facts.push_back(fact_json(version, call.model->ledgers, codes));
  const json next = found.size() == limit ? json(found.back().record.id) : json(nullptr);
  return json{{"facts", std::move(facts)}, {"next", next}};
}

Result<json> defined(Call& call, store::Reader&) {
  const Codebook& codes = call.store.codes();
  json list = json::array();
  for (const Ledger& ledger : call.model->ledgers.all())
    if (call.text("ledger").empty() || codes.text(ledger.id) == call.text("ledger"))
      list.push_back(ledger_json(ledger, codes));
  if (list.empty() && !call.text("ledger").empty()) return unknown_ledger(call.text("ledger"));
  return json{{"ledgers", std::move(list)}};
}

Result<json> give_schema(Call&, store::Reader&) {
  return json{{"schema", json::parse(ledger_schema())}};
}

Param seen_version() {
  return ask::integer("version", 1)
      .says(
          "of the record this was made from (ledger.get/1, ledger.list/1, the receipt): another one is "
          "refused");
}

}  // namespace

std::span<const Method> ledger_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "ledger.append/1",
       .title = "登记记录",
       .summary = "Adds one fact to its ledger.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::object("fact").needed().says("plugin/docs/formats/fact.md")},
       .answer = receipt_answer(),
       .errors = refusal::entry(),
       .function = append},
      {.name = "ledger.correct/1",
       .title = "更正记录",
       .summary = "Adds the next version of a fact, with a reason; the earlier one stays readable.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::object("fact").having({"id"}).needed(), ask::text("reason", 1, 1000).needed(),
                   seen_version()},
       .answer = receipt_answer(),
       .errors = refusal::change(),
       .function = correct},
      {.name = "ledger.move/1",
       .title = "办理记录",
       .summary = "Takes a fact to its next state, or does an act with it, with the fields and attachments "
                  "that needs.",
       .roles = {std::begin(k_move_roles), std::end(k_move_roles)},
       .members = {ask::text("id", 1).needed(), ask::text("to", 1).says("the next state"),
                   ask::text("act", 1).says("in place of a state: an act of the ledger"),
                   ask::object("fields"), ask::list("attachments", ask::object(""), 0, 200),
                   ask::text("remark"), ask::text("reason", 0, 1000), seen_version()},
       .answer = receipt_answer(),
       .errors = refusals({refusal::change(), {"fact.step"}}),
       .function = move},
      {.name = "ledger.withdraw/1",
       .title = "作废记录",
       .summary = "Withdraws a fact, with a reason; it stays readable.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("id", 1).needed(), ask::text("reason", 1, 1000).needed(), seen_version()},
       .answer = withdrawn_fact_answer(),
       .errors = {"fact.unknown", "fact.changed", "fact.voided", "fact.assessed", "actor.own_case",
                  "actor.place", "tally.overflow"},
       .function = withdraw},
      {.name = "ledger.import/1",
       .title = "导入记录",
       .summary = "Adds many facts, one JSON object a line; all of them or none.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("lines").needed(),
                   ask::flag("history").says(
                       "a reviewer takes an older register over: where its ledger allows it, in any state"),
                   ask::integer("first_line", 1)
                       .says("number of the first line in the sender's file, for messages")},
       .answer = {tell::count("added"), tell::count("late")},
       .errors = refusal::entry(),
       .function = import_lines},
      {.name = "ledger.get/1",
       .title = "查看记录",
       .summary = "Answers a fact with all its versions, the sheet and row it was imported from, and where "
                  "it may go "
                  "from here.",
       .members = {ask::text("id", 1).needed()},
       .answer = record_answer(),
       .errors = {"fact.unknown"},
       .function = get,
       .reads_people = true},
      {.name = "ledger.list/1",
       .title = "查询记录",
       .summary = "Lists the facts of a period, page by page, as known now or at an earlier audit entry.",
       .members = {ask::text("period").needed(), ask::text("ledger"), ask::text("after", 0, 200),
                   ask::integer("limit", 1, 1000), ask::integer("as_of_entry", 0)},
       .answer = {tell::list("facts", tell::is(fact_shape())),
                  tell::text("next").or_null().says("for the next page, as \"after\"")},
       .errors = refusals({refusal::period(), {"ledger.unknown"}}),
       .function = list_facts,
       .reads_people = true},
      {.name = "ledger.defined/1",
       .title = "台账目录",
       .summary = "Lists the defined ledgers: fields, states, moves, rules, measures, credits.",
       .members = {ask::text("ledger", 1)},
       .answer = {tell::list("ledgers", tell::is(ledger_shape()))},
       .errors = {"ledger.unknown"},
       .function = defined},
      {.name = "ledger.schema/1",
       .title = "台账定义格式",
       .summary = "Answers the JSON Schema of ledger definitions.",
       .answer = {tell::document("schema")},
       .function = give_schema},
  };
  return methods;
}

}  // namespace anze::plugin
