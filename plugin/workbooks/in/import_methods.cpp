// Sheets in: a file is uploaded, checked without writing, imported as one act, and an import undone as one
// act.
//
// A small file goes through in one call (sheet.check/1, sheet.import/1). For a large one the host moves the
// work on itself, because the library has no threads: sheet.start/1, sheet.step/1 as often as it takes,
// sheet.cancel/1.
#include "plugin/access/acts.h"
#include "plugin/access/entry_roles.h"
#include "plugin/access/privacy.h"
#include "plugin/calls/current_model.h"
#include "plugin/calls/method.h"
#include "plugin/calls/persons.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/changes.h"
#include "plugin/facts/entry.h"
#include "plugin/facts/steps.h"
#include "plugin/records/import_record.h"
#include "plugin/workbooks/in/desk.h"
#include "plugin/workbooks/in/import_answers.h"

namespace anze::plugin {
namespace {

using sheets::Import;
using sheets::ImportOptions;
using sheets::Meaning;

constexpr std::size_t k_step_rows = 2'000;

// Errors: period.format, actor.role.
Result<ImportOptions> options_of(const Call& call) {
  ImportOptions options;
  options.ledger = call.text("ledger");
  options.file = call.text("file");
  options.sheet = call.text("sheet");
  options.keep_good = call.request.value("keep_good", false);
  options.repeats = call.request.value("repeats", false);
  ANZE_TRY(options.history, asked_history(call));
  if (call.request.contains("period")) {
    ANZE_TRY(options.period, call.period());
  }
  const auto defaults = call.request.find("defaults");
  if (defaults == call.request.end()) return options;
  for (const sheets::SharedColumn& shared : sheets::shared_columns())
    if (const std::string value = text_of(*defaults, shared.member); !value.empty())
      options.defaults[shared.meaning] = value;
  return options;
}

// The file, as content, upload or stored attachment.  Errors: sheet.content, sheet.upload_unknown,
// sheet.digest.
Result<std::string> bytes_of(Call& call) {
  const bool content = call.request.contains("content");
  const bool upload = call.request.contains("upload");
  if (content + upload + call.request.contains("digest") != 1)
    return invalid("sheet.content", "the file is missing or given twice", {},
                   "give one of content, upload and digest");
  if (upload) return call.uploads.bytes_of(call.text("upload"), call.actor.principal, call.clock_ms);
  if (content) {
    std::optional<std::string> bytes = from_base64(call.text("content"));
    if (bytes) return *std::move(bytes);
    return invalid("sheet.content", "the content is not base64", "/content",
                   "encode the file's bytes as base64, without line breaks");
  }
  store::Digest digest;
  if (!store::from_hex(call.text("digest"), digest))
    return invalid("sheet.digest", "this is not an SM3 digest", "/digest",
                   "write 64 hexadecimal digits, a-f in lower case");
  std::string bytes;
  ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_TRY(const std::optional<std::string> found, reader.blob(digest));
    ANZE_TRY(const bool shown, is_seen_evidence(call, reader, call.text("digest")));
    if (!found || !shown)  // letters are kept in the same place, and are nobody's sheet
      return Error{Code::k_not_found, "sheet.digest", "the store has no file with this digest", "/digest",
                   "send the file as content or upload"};
    bytes = *found;
    return {};
  }));
  return bytes;
}

// Once for the whole sheet, before it is read; an unknown ledger is the import's to tell.
Result<void> check_keeper(const Call& call, const std::string& name, bool history) {
  const Ledger* ledger = call.model->ledgers.find(call.store.codes().find(name));
  return ledger != nullptr ? check_enters(call, *ledger, history) : Result<void>();
}

Result<std::unique_ptr<Import>> open_import(Call& call, ImportOptions options, std::string_view bytes) {
  ANZE_CHECK(check_keeper(call, options.ledger, options.history));
  return Import::open(std::move(options), bytes, call.desk.program(), call.sheet_limits, call.model,
                      call.store.codes());
}

Result<void> check_all(Call& call, Import& import) {
  return call.store.read([&](store::Reader& reader) -> Result<void> {
    ANZE_CHECK(import.check(call, reader, import.total()));
    return {};
  });
}

// The first answer of an act that was done already; none when it was not.  Errors: request.conflict, store.*.
Result<std::optional<json>> answered(Call& call, const store::Provenance& act) {
  bool fresh = false;  // an act that fails is remembered by nobody
  const Result<std::string> bytes = call.store.write(act, [&](store::Writer&) -> Result<std::string> {
    fresh = true;
    return Error{};
  });
  if (bytes) return std::optional(json::parse(*bytes));
  if (fresh) return std::optional<json>();
  return bytes.error();
}

Result<json> write_import(Call& call, const Import& import, const store::Provenance& act) {
  const Result<std::string> bytes = call.store.write(act, [&](store::Writer& writer) -> Result<std::string> {
    ANZE_CHECK(check_current_model(call, writer));
    ANZE_CHECK(note_account(call, writer));
    ANZE_TRY(const json answer, import.write(call, writer));
    return dump(answer);
  });
  if (bytes) return json::parse(*bytes);
  if (import.faults() > 0) call.problems = import.problems();
  return bytes.error();
}

Result<json> check(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::string bytes, bytes_of(call));
  ANZE_TRY(ImportOptions options, options_of(call));
  ANZE_TRY(const std::unique_ptr<Import> import, open_import(call, std::move(options), bytes));
  ANZE_CHECK(import->check(call, reader, import->total()));
  return import->report();
}

Result<json> import_sheet(Call& call) {
  json said = call.request;
  said.erase("now");
  const store::Provenance act{call.actor.principal, call.method.name, call.text("request_id"), dump(said),
                              call.clock_ms};
  ANZE_TRY(const std::optional<json> before, answered(call, act));
  if (before) return *before;
  ANZE_TRY(const std::string bytes, bytes_of(call));
  ANZE_TRY(ImportOptions options, options_of(call));
  ANZE_TRY(const std::unique_ptr<Import> import, open_import(call, std::move(options), bytes));
  ANZE_CHECK(check_all(call, *import));
  ANZE_TRY(json answer, write_import(call, *import, act));
  call.uploads.forget(call.text("upload"));
  return answer;
}

Sender sender_of(const Call& call) {
  const Person& actor = call.actor;
  return {actor.principal, actor.official.empty() ? actor.principal : "person " + actor.official};
}

Result<json> upload(Call& call, store::Reader&) {
  const std::optional<std::string> part = from_base64(call.text("content"));
  if (!part)
    return invalid("sheet.content", "the content is not base64", "/content",
                   "encode the part's bytes as base64, without line breaks");
  ANZE_TRY(const std::string id,
           call.uploads.add(call.text("upload"), sender_of(call),
                            static_cast<std::size_t>(call.request.value("at", std::int64_t{0})), *part,
                            call.clock_ms));
  return json{{"upload", id}, {"bytes", call.uploads.size_of(id)}};
}

Result<json> start(Call& call, store::Reader&) {
  ANZE_TRY(std::string bytes, bytes_of(call));
  ANZE_TRY(ImportOptions options, options_of(call));
  ANZE_TRY(const std::shared_ptr<sheets::Job> job,
           call.desk.start(std::move(options), std::move(bytes), sender_of(call), call.clock_ms));
  call.uploads.forget(call.text("upload"));
  return json{{"job", job->id}, {"state", "reading"}, {"done", 0}, {"total", nullptr}};
}

json progress(const sheets::Job& job, bool checked) {
  json answer = {{"job", job.id},
                 {"state", checked ? "checked" : "checking"},
                 {"done", job.import->done()},
                 {"total", job.import->total()}};
  if (checked) answer["report"] = job.import->report();
  return answer;
}

// One piece of the work: reading the file; some rows checked; everything written.
Result<json> work_on(Call& call, sheets::Job& job, const store::Provenance& act) {
  if (!job.import) {
    ANZE_TRY(job.import, open_import(call, job.options, job.bytes));
    job.bytes = {};
    return progress(job, false);
  }
  if (!job.checked) {
    const auto rows =
        static_cast<std::size_t>(call.request.value("rows", static_cast<std::int64_t>(k_step_rows)));
    ANZE_CHECK(call.store.read([&](store::Reader& reader) -> Result<void> {
      ANZE_TRY(job.checked, job.import->check(call, reader, rows));
      return {};
    }));
    return progress(job, job.checked);
  }
  if (call.request.value("keep_good", false)) job.import->keep_good();
  return write_import(call, *job.import, act);
}

json done(const json& job, json answer) {
  return {{"job", job}, {"state", "done"}, {"answer", std::move(answer)}};
}

// The step that wrote answers a repeat from the store, the others from the job: a host that lost an answer
// asks again and skips nothing.
Result<json> step(Call& call) {
  json said = call.request;
  said.erase("now");
  const store::Provenance act{call.actor.principal, call.method.name, call.text("request_id"), dump(said),
                              call.clock_ms};
  ANZE_TRY(std::optional<json> before, answered(call, act));
  if (before) return done(call.request.at("job"), *std::move(before));
  ANZE_TRY(const std::shared_ptr<sheets::Job> job,
           call.desk.job(call.text("job"), call.actor.principal, call.clock_ms));
  const std::unique_lock alone(job->busy, std::try_to_lock);
  if (!alone)
    return Error{Code::k_busy, "sheet.busy", "another call is working on this import", "/job",
                 "wait for its answer"};
  if (job->last_request == act.request_id) return job->last_answer;
  const bool writes = job->checked;
  Result<json> answer = work_on(call, *job, act);
  if (answer && writes) {
    call.desk.finish(job->id);
    return done(job->id, *std::move(answer));
  }
  if (!answer && !writes)
    call.desk.finish(job->id);  // a file that cannot be read; bad rows can still be left out
  if (answer) {
    job->last_request = act.request_id;
    job->last_answer = *answer;
  }
  return answer;
}

Result<json> cancel(Call& call, store::Reader&) {
  ANZE_TRY(const std::shared_ptr<sheets::Job> job,
           call.desk.job(call.text("job"), call.actor.principal, call.clock_ms));
  call.desk.finish(job->id);
  return json{{"job", job->id}, {"state", "cancelled"}};
}

// Undoing withdraws: whoever may not withdraw one of the facts by itself may not withdraw it with the others.
Result<void> check_undo(const Call& call, store::Reader& reader) {
  ANZE_TRY(const std::optional<sheets::ImportRecord> import,
           sheets::read_import(reader, call.text("import")));
  if (!import) return {};  // undo_import says so
  if (import->history && !call.actor.has(k_reviewer))
    return Error{Code::k_forbidden, "actor.role",
                 "an older register was taken over by it: undoing it needs the role reviewer", "/actor",
                 "let somebody who has the role do it"};
  const Ledger* ledger = call.model->ledgers.find(call.store.codes().find(import->ledger));
  if (ledger == nullptr) return {};
  if (!import->history) ANZE_CHECK(check_changes(call, *ledger));
  const std::vector<std::string> roles =
      import->history ? std::vector<std::string>{std::string(k_reviewer)} : ledger->change;
  return sheets::each_imported(reader, *import, [&](const store::FactVersion& fact) -> Result<void> {
    ANZE_CHECK(check_act_on(call, fact.record.fact, roles));
    return check_second(call, reader, *ledger, fact.record.id);
  });
}

Result<json> undo(Call& call, store::Writer& writer) {
  ANZE_CHECK(check_undo(call, writer));
  const auto may_go = [&](const Fact& fact) { return check_withdrawal(call, writer, fact); };
  return sheets::undo_import(writer, call.text("import"), call.text("reason"),
                             call.request.value("leave_corrected", false), may_go, call.problems);
}

Result<json> imports(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<sheets::ImportRecord> found, sheets::read_imports(reader));
  const Sight sight(call);
  json list = json::array();
  for (const sheets::ImportRecord& import : found) {  // those whose first record the actor sees
    ANZE_TRY(const std::optional<store::FactVersion> first, reader.fact_by_seq(import.first_seq));
    if (!first || !sight.sees(first->record.fact)) continue;
    list.push_back({{"import", import.id},
                    {"file", import.file},
                    {"digest", import.digest},
                    {"ledger", import.ledger},
                    {"sheet", import.sheet},
                    {"rows", import.rows},
                    {"history", import.history},
                    {"state", import.undone ? "undone" : "kept"},
                    {"reason", import.reason}});
  }
  return json{{"imports", std::move(list)}};
}

// The members of every request that brings a file, and more.
std::vector<Param> with_file(std::vector<Param> more = {}) {
  std::vector<Param> members = {
      ask::text("ledger", 1).needed(),
      ask::text("content", 1).says("the file, base64; over 700 KB use sheet.upload/1"),
      ask::text("upload", 1).says("of sheet.upload/1"),
      ask::text("digest").says("SM3 of a file the store has"),
      ask::text("file", 0, 300).says("its name, for people"),
      ask::text("sheet", 0, 100)
          .says("which sheet of a workbook; else the one named as the ledger, else the first"),
      ask::text("period").says("rows dated outside it are bad rows: 2025Q2"),
      ask::flag("repeats").says("take rows the ledger has already, and a file that was imported"),
      ask::flag("history").says(
          "a reviewer takes an older register over: where its ledger allows it, in any state"),
      ask::object("defaults",
                  {ask::text("occurred_on"), ask::text("unit"), ask::text("area"), ask::text("sector"),
                   ask::text("post"), ask::text("official"), ask::text("state")})
          .says("for rows that do not say: ids or titles")};
  members.insert(members.end(), more.begin(), more.end());
  return members;
}

}  // namespace

std::span<const Method> sheet_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "sheet.check/1",
       .title = "检查表格",
       .summary = "Says of each row of a sheet (.xlsx, CSV) what an import would say, and writes nothing.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = with_file(),
       .answer = check_answer(),
       .errors = refusal::sheet_file(),
       .function = check},
      {.name = "sheet.import/1",
       .title = "导入表格",
       .summary = "Imports a sheet (.xlsx, CSV) into a ledger as one act: all rows, or the good ones.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members =
           with_file({ask::flag("keep_good").says("import the good rows although there are bad ones")}),
       .answer = import_answer(),
       .errors = refusals({refusal::sheet_file(), refusal::sheet_rows()}),
       .function = import_sheet},
      {.name = "sheet.upload/1",
       .title = "上传表格",
       .summary =
           "Takes a large file in parts, for the other methods of sheets and ledger.attach/1; kept in memory "
           "only.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("content", 1).needed().says("a part, base64, at most 700 KB"),
                   ask::text("upload").says("absent for the first part"),
                   ask::integer("at", 0).says("where the part begins in the file")},
       .answer = {tell::text("upload"), tell::count("bytes")},
       .errors = {"sheet.content", "sheet.upload_unknown", "sheet.upload_gap", "sheet.busy", "sheet.limit"},
       .function = upload},
      {.name = "sheet.start/1",
       .title = "开始导入",
       .summary = "Begins an import that the host moves on with sheet.step/1.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members =
           with_file({ask::flag("keep_good").says("import the good rows although there are bad ones")}),
       .answer = started_answer(),
       .errors =
           refusals({refusal::period(),
                     {"sheet.content", "sheet.digest", "sheet.upload_unknown", "sheet.busy", "sheet.limit"}}),
       .function = start},
      {.name = "sheet.step/1",
       .title = "继续导入",
       .summary = "Does the next piece of an import: reads, checks some rows, and when all are checked, "
                  "writes them as "
                  "one act.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("job", 1).needed(), ask::integer("rows", 1, 100000),
                   ask::flag("keep_good").says("import the good rows although there are bad ones")},
       .answer = step_answer(),
       .errors =
           refusals({refusal::sheet_file(), refusal::sheet_rows(), {"sheet.job_unknown", "sheet.busy"}}),
       .function = step},
      {.name = "sheet.cancel/1",
       .title = "取消导入",
       .summary = "Gives an import up that was not written yet; nothing of it is left.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("job", 1).needed()},
       .answer = {tell::text("job"), tell::word("state", {"cancelled"})},
       .errors = {"sheet.job_unknown", "sheet.busy"},
       .function = cancel},
      {.name = "sheet.undo/1",
       .title = "撤销导入",
       .summary = "Withdraws all facts of an import as one act, with a reason.",
       .roles = {std::begin(k_entry_roles), std::end(k_entry_roles)},
       .members = {ask::text("import", 1).needed(), ask::text("reason", 1, 1000).needed(),
                   ask::flag("leave_corrected").says("leave facts that were corrected since")},
       .answer = {tell::text("import"), tell::count("withdrawn"),
                  tell::count("left").says("facts that were corrected or withdrawn since")},
       .errors = {"sheet.import_unknown", "sheet.import_undone", "sheet.corrected", "fact.assessed",
                  "actor.own_case", "actor.place", "actor.four_eyes", "actor.relation", "tally.overflow"},
       .function = undo},
      {.name = "sheet.imports/1",
       .title = "导入记录目录",
       .summary = "Lists the imports that were written.",
       .roles = {k_clerk, k_verifier, k_reviewer, k_signer, k_assessor, k_discipline, k_auditor},
       .answer = imports_answer(),
       .function = imports},
  };
  return methods;
}

}  // namespace anze::plugin
