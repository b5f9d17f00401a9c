// Facts in and out: append, correct, withdraw, import, read, list.
#include "plugin/fact_json.h"
#include "plugin/method.h"

namespace anze::plugin {
namespace {

// Whether the assessment of the period the fact falls in was already open: then the fact is late (补录).
Result<bool> is_late(Call& call, store::Reader& reader, const Fact& fact) {
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const Period period = period_of(fact.occurred, installed.rulebook.assesses);
    ANZE_TRY(const std::optional<store::Record> assessment, reader.record("assessment", to_text(period)));
    if (assessment) return true;
  }
  return false;
}

Result<void> check_known(Call& call, const Fact& fact) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  ANZE_CHECK(organisation->check(fact, call.store.codes()));
  if (fact.occurred > call.today)
    return invalid("fact.future",
                   "it is dated " + to_text(fact.occurred) + ", after today (" + to_text(call.today) + ")",
                   "/occurred_on", "enter it when it has happened");
  return {};
}

Result<store::FactVersion> append_one(Call& call, store::Writer& writer, std::string_view text,
                                      Problems& problems) {
  ANZE_TRY(FactRecord record, read_fact(text, call.model->ledgers, call.store.codes(), &problems));
  ANZE_CHECK(check_known(call, record.fact));
  ANZE_TRY(const bool late, is_late(call, writer, record.fact));
  return writer.append(std::move(record), late);
}

json receipt_of(const store::FactVersion& version) {
  return {{"id", version.record.id},
          {"seq", version.record.fact.seq},
          {"version", version.version},
          {"late", version.record.fact.late}};
}

// What the store says of a fact (unknown, withdrawn) is about the id the request names.
Error about_id(const Error& error, const char* place) {
  return error.reason.starts_with("fact.") && error.at.empty() ? error.within(place) : error;
}

Result<json> append(Call& call, store::Writer& writer) {
  auto written = append_one(call, writer, dump(call.request.at("fact")), call.problems);
  for (Error& problem : call.problems) problem = problem.within("/fact");
  if (!written) return written.error().within("/fact");
  writer.subject(written->record.id);
  return receipt_of(*written);
}

Result<json> correct(Call& call, store::Writer& writer) {
  auto record =
      read_fact(dump(call.request.at("fact")), call.model->ledgers, call.store.codes(), &call.problems);
  for (Error& problem : call.problems) problem = problem.within("/fact");
  if (!record) return record.error().within("/fact");
  ANZE_TRY(const std::optional<store::FactVersion> before, writer.fact(record->id));
  if (before && before->record.fact.ledger != record->fact.ledger)
    return invalid("fact.ledger", "a correction cannot move a fact to another ledger", "/fact/ledger",
                   "withdraw it there and append it here");
  if (const auto known = check_known(call, record->fact); !known) return known.error().within("/fact");
  // Late as soon as either the old or the new day lies in a period whose assessment is open.
  ANZE_TRY(bool late, is_late(call, writer, record->fact));
  if (before && !late) {
    ANZE_TRY(late, is_late(call, writer, before->record.fact));
  }
  auto version = writer.correct(*std::move(record), late, call.text("reason"));
  if (!version) return about_id(version.error(), "/fact/id");
  writer.subject(version->record.id);
  return receipt_of(*version);
}

Result<json> withdraw(Call& call, store::Writer& writer) {
  auto version = writer.withdraw(call.text("id"), call.text("reason"));
  if (!version) return about_id(version.error(), "/id");
  writer.subject(version->record.id);
  return receipt_of(*version);
}

// All lines or none. Faults are listed by line, the first hundred of them.
Result<json> import_lines(Call& call, store::Writer& writer) {
  constexpr std::size_t k_problems_max = 100;
  const std::string& lines = call.request.at("lines").get_ref<const std::string&>();
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
    const auto written = append_one(call, writer, line, problems);
    if (written) {
      ++added;
      late += written->record.fact.late ? 1 : 0;
      continue;
    }
    if (written.error().reason.starts_with("store.")) return written.error();
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
  writer.subject("import of " + std::to_string(added) + " facts");
  return json{{"added", added}, {"late", late}};
}

Result<json> get(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<store::FactVersion> history, reader.history(call.text("id")));
  if (history.empty())
    return Error{Code::k_not_found, "fact.unknown", "there is no fact “" + call.text("id") + "”", "/id",
                 "look it up with ledger.list/1"};
  json versions = json::array();
  for (const store::FactVersion& version : history)
    versions.push_back(fact_json(version, call.model->ledgers, call.store.codes()));
  return json{{"id", call.text("id")}, {"versions", std::move(versions)}};
}

Result<json> list(Call& call, store::Reader& reader) {
  const Codebook& codes = call.store.codes();
  ANZE_TRY(const Period period, call.period());
  store::FactQuery query{period.first, period.last, {}, call.request.value("as_of_entry", std::int64_t{0})};
  if (const std::string ledger = call.text("ledger"); !ledger.empty()) {
    const CodeId code = codes.find(ledger);
    if (call.model->ledgers.find(code) == nullptr)
      return Error{Code::k_not_found, "ledger.unknown", "there is no ledger “" + ledger + "”", "/ledger",
                   "ledger.defined/1 lists them"};
    query.ledgers.push_back(code);
  }
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  ANZE_TRY(const std::vector<store::FactVersion> found, reader.list(query, call.text("after"), limit));
  json facts = json::array();
  for (const store::FactVersion& version : found)
    facts.push_back(fact_json(version, call.model->ledgers, codes));
  const json next = found.size() == limit ? json(found.back().record.id) : json(nullptr);
  return json{{"facts", std::move(facts)}, {"next", next}};
}

Result<json> defined(Call& call, store::Reader&) {
  const Codebook& codes = call.store.codes();
  json list = json::array();
  for (const Ledger& ledger : call.model->ledgers.all()) {
    json fields = json::array();
    for (const Field& field : ledger.fields) fields.push_back({{"name", field.name}, {"title", field.title}});
    list.push_back(
        {{"ledger", codes.text(ledger.id)}, {"title", ledger.title}, {"fields", std::move(fields)}});
  }
  return json{{"ledgers", std::move(list)}};
}

}  // namespace

std::span<const Method> ledger_methods() {
  static const auto& methods = *new std::vector<Method>{
      {"ledger.append/1",
       "登记记录",
       "Adds one fact to its ledger.",
       {k_clerk},
       R"({"fact!": {"type": "object", "description": "plugin/docs/formats/fact.md"}})",
       append},
      {"ledger.correct/1",
       "更正记录",
       "Adds the next version of a fact, with a reason; the earlier one stays readable.",
       {k_clerk},
       R"({"fact!": {"type": "object", "required": ["id"]}, "reason!": {"type": "string", "minLength": 1, "maxLength": 1000}})",
       correct},
      {"ledger.withdraw/1",
       "作废记录",
       "Withdraws a fact, with a reason; it stays readable.",
       {k_clerk},
       R"({"id!": {"type": "string", "minLength": 1}, "reason!": {"type": "string", "minLength": 1, "maxLength": 1000}})",
       withdraw},
      {"ledger.import/1",
       "导入记录",
       "Adds many facts, one JSON object a line; all of them or none.",
       {k_clerk},
       R"({"lines!": {"type": "string"}, "first_line": {"type": "integer", "minimum": 1, "description": "number of the first line in the sender's file, for messages"}})",
       import_lines},
      {"ledger.get/1",
       "查看记录",
       "Answers a fact with all its versions.",
       {},
       R"({"id!": {"type": "string", "minLength": 1}})",
       get,
       false,
       true},
      {"ledger.list/1",
       "查询记录",
       "Lists the facts of a period, page by page, as known now or at an earlier audit entry.",
       {},
       R"({"period!": {"type": "string"}, "ledger": {"type": "string"}, "after": {"type": "string"},
           "limit": {"type": "integer", "minimum": 1, "maximum": 1000}, "as_of_entry": {"type": "integer", "minimum": 0}})",
       list,
       false,
       true},
      {"ledger.defined/1", "台账目录", "Lists the defined ledgers and their fields.", {}, R"({})", defined},
  };
  return methods;
}

}  // namespace anze::plugin
