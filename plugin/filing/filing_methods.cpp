// Reports: previewed, prepared, signed, listed, opened.
#include "plugin/filing/filing.h"
#include "plugin/filing/filing_answers.h"

#include <algorithm>
#include <map>

#include "plugin/access/acts.h"
#include "plugin/assessments/amended_since.h"
#include "plugin/calls/persons.h"
#include "plugin/calls/verified.h"
#include "plugin/filing/addressees.h"
#include "plugin/filing/agreement.h"
#include "plugin/filing/classified.h"
#include "plugin/filing/series.h"
#include "plugin/filing/snapshot_builder.h"
#include "plugin/writer/package.h"
#include "reports/render.h"

namespace anze::plugin {
namespace {

// The rule a request means by "kind" and the period it names.
struct AskedFiling {
  FilingRules rules;
  const FilingRule* rule = nullptr;
  Period period;
};

Result<AskedFiling> asked_for(Call& call) {
  AskedFiling asked;
  ANZE_TRY(asked.rules, read_filing_rules(call.model->filing_rules));
  ANZE_TRY(asked.period, call.period());
  ANZE_TRY(asked.rule, asked.rules.find(call.text("kind"), call.text("addressee")));
  ANZE_CHECK(must_be_built(*asked.rule));
  if (asked.rule->every != asked.period.kind)
    return invalid("filing.period",
                   "this filing is made every " + std::string(to_text(asked.rule->every)) + ", not for " +
                       to_text(asked.period),
                   "/period",
                   asked.rule->every == PeriodKind::k_year ? "name a year, for example \"2025\""
                                                           : "name a quarter, for example \"2025Q3\"");
  return asked;
}

Result<json> prepare(Call& call, store::Writer& writer) {
  ANZE_TRY(const AskedFiling asked, asked_for(call));
  ANZE_CHECK(verify_before(call, "the letter"));
  ANZE_TRY(json answer, prepare_filing(call, writer, *asked.rule, asked.rules, asked.period));
  writer.subject(text_of(answer, "id") + " sealed");
  return answer;
}

Result<json> preview(Call& call, store::Reader& reader) {
  ANZE_TRY(const AskedFiling asked, asked_for(call));
  reports::Filing filing;
  filing.id = to_text(asked.period) + "/" + asked.rule->kind_word + "/draft";
  filing.kind = asked.rule->kind;
  filing.addressee = asked.rule->addressee;
  filing.period = asked.period;
  filing.issued = call.today;
  filing.document_number = "（草稿）";
  ANZE_TRY(const reports::Snapshot snapshot, build_snapshot(call, reader, asked.rules, filing));
  ANZE_TRY(const reports::Format format,
           reports::parse_format(call.text("format").empty() ? "text" : call.text("format")));
  ANZE_TRY(const reports::RenderedDocument document, reports::render(snapshot, format, "草稿", sheets::pack));
  json answer = {{"filename", document.filename}, {"media_type", document.media_type}};
  if (format == reports::Format::k_docx)
    answer["base64"] = base64(document.bytes);
  else
    answer["text"] = document.bytes;
  return answer;
}

// An amendment takes the earlier version's place when it is signed: until then that one is what stands.
Result<void> supersede_earlier(store::Writer& writer, const FilingRecord& filing) {
  ANZE_TRY(std::optional<FilingRecord> before, version_before(writer, filing));
  if (!before || before->state == FilingState::k_superseded) return {};
  before->state = FilingState::k_superseded;
  before->noted.reset();
  return put_filing(writer, *before);
}

// A draft, as it was read where the request names the digest of its package.
Result<void> check_draft(const Call& call, const FilingRecord& filing) {
  if (filing.state != FilingState::k_sealed)
    return Error{Code::k_conflict, "filing.state",
                 filing.id + " is " + std::string(filing.word()) + ", only a sealed filing is signed", "/id",
                 "see filing.get/1 for its history"};
  if (const std::string read = call.text("digest"); !read.empty() && read != filing.package.digest)
    return Error{Code::k_conflict, "filing.replaced",
                 "“" + filing.id + "” was prepared anew by “" +
                     (filing.countersigned ? filing.countersigned->by : filing.prepared_by) + "”",
                 "/digest",
                 "read it as it is now (filing.document/1), then sign with the digest of its package"};
  return {};
}

// Somebody outside stands by a draft, before one of the assessed signs it. The paper says so.
Result<json> countersign(Call& call, store::Writer& writer) {
  ANZE_TRY(FilingRecord filing, need_filing(writer, call.text("id")));
  ANZE_CHECK(check_draft(call, filing));
  ANZE_CHECK(check_stands_by(call, writer, {filing.prepared_by}));
  if (filing.countersigned)
    return Error{Code::k_conflict, "filing.countersigned",
                 "“" + filing.id + "” is countersigned by “" + filing.countersigned->by + "” already", "/id",
                 "it can be signed; preparing it anew ends the countersignature"};
  ANZE_CHECK(verify_before(call, "the countersignature"));
  ANZE_CHECK(check_current(call, writer, filing));
  ANZE_CHECK(add_countersignature(writer, filing, {call.actor.principal, call.today, call.text("reason")}));
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(filing.id + " countersigned");
  return filing_json(filing);
}

Result<json> sign(Call& call, store::Writer& writer) {
  // Before it is told whether there is such a letter: to one of the assessed it is none of theirs.
  ANZE_TRY(const std::optional<FilingRecord> known, read_filing(writer, call.text("id")));
  if (const auto period = parse_period(call.text("id").substr(0, call.text("id").find('/'))); period)
    ANZE_CHECK(check_countersigned(call, writer, *period, known ? known->countersigned : std::nullopt));
  ANZE_TRY(FilingRecord filing, need_filing(writer, call.text("id")));
  if (filing.state != FilingState::k_sealed) return check_draft(call, filing).error();
  ANZE_TRY(const bool prepared_it, is_same_person(call, writer, filing.prepared_by));
  if (prepared_it)
    return Error{Code::k_forbidden, "actor.four_eyes", "who prepared a filing does not sign it", "/actor",
                 "let the signing leader do this"};
  ANZE_CHECK(check_draft(call, filing));
  ANZE_CHECK(verify_before(call, "the signature"));
  ANZE_CHECK(check_current(call, writer, filing));
  ANZE_TRY(const json sealed, sealed_snapshot(writer, filing));
  if (auto bare = check_unclassified(call, writer, sealed, filing.period); !bare) {
    Error error = bare.error();
    error.at = "/id";
    return error;
  }
  ANZE_CHECK(supersede_earlier(writer, filing));
  ANZE_CHECK(mark_late(writer, filing, call.today));
  filing.signature = FiledSignature{call.actor.principal, call.today};
  filing.state = FilingState::k_queued;
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(filing.id + " signed");
  return filing_json(filing);
}

// As it stands, or stood at an entry, where the actor's body may see it.
Result<FilingStep> asked_filing(Call& call, store::Reader& reader) {
  ANZE_TRY(FilingStep step, filing_at(reader, call.text("id"), call.request.value("entry", std::int64_t{0})));
  ANZE_CHECK(check_addressed(call, step.filing));
  return step;
}

// The results it tells of that have an amended version since its snapshot was made.
Result<void> add_amended(store::Reader& reader, const FilingRecord& filing, json& row) {
  if (filing.state == FilingState::k_superseded) return {};
  ANZE_TRY(const std::vector<Period> amended, amended_since(reader, filing.period, filing.chain.seq));
  for (const Period& period : amended) row["basis_changed"].push_back(to_text(period));
  return {};
}

Result<json> get(Call& call, store::Reader& reader) {
  ANZE_TRY(const FilingStep asked, asked_filing(call, reader));
  ANZE_TRY(const std::vector<FilingStep> steps, steps_of(reader, asked.filing.id));
  json history = json::array();
  for (const FilingStep& step : steps) history.push_back({{"state", step.word()}, {"entry", step.entry}});
  json answer = filing_json(asked.filing);
  answer["state"] = asked.word();
  answer["history"] = std::move(history);
  ANZE_CHECK(add_amended(reader, asked.filing, answer));
  return answer;
}

Result<json> kept_document(Call& call, store::Reader& reader) {
  ANZE_TRY(const FilingStep asked, asked_filing(call, reader));
  const FilingRecord& filing = asked.filing;
  const std::string format = call.text("format").empty() ? "docx" : call.text("format");
  for (const FiledDocument& each : filing.documents) {
    if (each.format != format) continue;
    store::Digest digest{};
    store::from_hex(each.digest, digest);
    ANZE_TRY(const std::optional<std::string> bytes, reader.blob(digest));
    if (!bytes || store::sm3(*bytes) != digest)
      return Error{Code::k_corrupt, "filing.document",
                   "the document kept for " + filing.id + " is not the one that was sealed", "/id",
                   "run audit.verify/1"};
    json answer = document_json(each);
    answer["base64"] = base64(*bytes);
    return answer;
  }
  return invalid("report.format", "there is no “" + format + "” of this filing", "/format",
                 "use docx, text or json");
}

// A row of a list gets its due day, and whether that passed with nothing handed over.
void add_due(const Call& call, const Result<Date>& due, bool handed_over, json& row) {
  row["due_on"] = due ? json(to_text(*due)) : json(nullptr);
  if (!due) row["due_unknown"] = due.error().message;
  row["overdue"] = due && call.today > *due && !handed_over;
}

// One filing in a list: what has become of it, and whether it is overdue.
Result<json> row_of(Call& call, store::Reader& reader, const FilingRecord& filing, const Result<Date>& due) {
  json row = filing_json(filing);
  row.erase("documents");
  // Handed over and waiting for the receipt is not overdue; refused is. Nor is an amendment of what was
  // handed over.
  bool handed_over = filing.state == FilingState::k_accepted || filing.state == FilingState::k_sent;
  if (!handed_over && filing.state != FilingState::k_rejected) {
    ANZE_TRY(const std::optional<FilingRecord> before, handed_over_before(reader, filing));
    handed_over = before.has_value();
  }
  add_due(call, due, handed_over, row);
  ANZE_CHECK(add_amended(reader, filing, row));
  return row;
}

// One that was never made.
json missing_row(const Call& call, const FilingRule& rule, const Period& period, const Result<Date>& due) {
  json row = {{"period", to_text(period)},
              {"kind", rule.kind_word},
              {"state", "missing"},
              {"addressee", {{"id", rule.addressee.id}, {"name", rule.addressee.name}}}};
  add_due(call, due, false, row);
  return row;
}

// What was filed and no rule asks for any more, the newest version of each: all of it, or that of the actor's
// body.
Result<void> add_unasked(Call& call, store::Reader& reader, const Period& year,
                         const std::vector<std::string>& listed, json& filings) {
  const std::string body = body_of(call);
  ANZE_TRY(std::vector<FilingRecord> known, read_filings(reader));
  std::map<std::string, FilingRecord> others;
  for (FilingRecord& filing : known) {
    const std::string stem = stem_of(filing.id);
    if (std::find(listed.begin(), listed.end(), stem) != listed.end()) continue;
    if (!body.empty() && filing.addressee != body) continue;
    if (!year.contains(filing.period.first) || !year.contains(filing.period.last)) continue;
    FilingRecord& newest = others[stem];
    if (newest.id.empty() || newest.version < filing.version) newest = std::move(filing);
  }
  for (const auto& [stem, filing] : others) {
    ANZE_TRY(json row, row_of(call, reader, filing, filing.due_on));
    filings.push_back(std::move(row));
  }
  return {};
}

// The periods of a rule's kind that end in the year asked for, with what has become of each.
Result<json> list_filings(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period year, call.period());
  ANZE_TRY(const FilingRules rules, read_filing_rules(call.model->filing_rules));
  const std::string body = body_of(call);
  json filings = json::array();
  std::vector<std::string> listed;
  for (const FilingRule& rule : rules.filings) {
    if (rule.every > year.kind || (!body.empty() && rule.addressee.id != body)) continue;
    for (const Period& period : divide(year, rule.every)) {
      ANZE_TRY(const Series series, series_of(reader, rule, to_text(period)));
      const auto due = due_day(rule, period, call.calendar);
      json row;
      if (series.latest) {
        ANZE_TRY(row, row_of(call, reader, *series.latest, due));
      } else {
        row = missing_row(call, rule, period, due);
      }
      filings.push_back(std::move(row));
      listed.push_back(series.stem);
    }
  }
  ANZE_CHECK(add_unasked(call, reader, year, listed, filings));
  return json{{"period", to_text(year)}, {"filings", std::move(filings)}};
}

}  // namespace

std::span<const Method> filing_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "report.render/1",
       .title = "预览报告",
       .summary = "Renders a report from what is sealed so far, as a draft; keeps nothing.",
       .roles = {k_reviewer, k_signer},
       .members = {ask::text("period").needed(), ask::text("kind").needed(),
                   ask::text("addressee").says("its id, where the kind goes to several"),
                   ask::word("format", {"docx", "text", "json"})},
       .answer = preview_answer(),
       .errors = refusals({refusal::letter(), {"filing.kind", "filing.addressee", "filing.period"}}),
       .function = preview,
       .reads_people = true},
      {.name = "filing.prepare/1",
       .title = "编制报送件",
       .summary = "Checks the figures against each other, seals the snapshot and renders the documents of "
                  "one filing.",
       .roles = {k_reviewer},
       .members = {ask::text("period").needed(), ask::text("kind").needed(),
                   ask::text("addressee").says("its id, where the kind goes to several"),
                   ask::list("passages",
                             ask::object("", {ask::text("slot").needed(), ask::text("heading", 0, 200),
                                              ask::text("text", 0, 20000).needed(), ask::flag("open")}),
                             0, 100),
                   ask::text("digest").says(
                       "of the draft's package this was made from: another one is refused"),
                   ask::object("amendment", {ask::word("manner", {"更正", "补报", "撤回重报"}).needed(),
                                             ask::text("reason", 1, 1000).needed()})},
       .answer = prepared_answer(),
       .errors = refusals({refusal::letter(),
                           {"filing.kind", "filing.addressee", "filing.period", "filing.exists",
                            "filing.changed", "filing.differs", "filing.classified", "filing.slot",
                            "filing.unknown", "filing.unsigned", "report.cross_footing", "actor.own_case"}}),
       .function = prepare},
      {.name = "filing.countersign/1",
       .title = "会签报送件",
       .summary =
           "Stands by a draft from outside, where nobody but one of the assessed can sign it; its source "
           "lines say so, under a new digest.",
       .roles = {k_countersigner},
       .members = {ask::text("id").needed(),
                   ask::text("digest").says("of the package that was read: another is refused"),
                   ask::text("reason", 1, 1000).needed().says("why nobody else can sign")},
       .answer = countersigned_filing_answer(),
       .errors = refusals(
           {refusal::letter(),
            {"filing.unknown", "filing.kind", "filing.addressee", "filing.state", "filing.replaced",
             "filing.stale", "filing.countersigned", "actor.own_case", "actor.nameless", "actor.four_eyes"}}),
       .function = countersign},
      {.name = "filing.sign/1",
       .title = "签发报送件",
       .summary = "Signs a sealed filing that still says what is on record, and queues it for the exchange "
                  "in the same "
                  "act.",
       .roles = {k_signer},
       .members = {ask::text("id").needed(),
                   ask::text("digest").says(
                       "of the package that was read: refused when another was prepared since")},
       .answer = signed_answer(),
       .errors =
           refusals({refusal::letter(),
                     {"filing.unknown", "filing.kind", "filing.addressee", "filing.state", "filing.replaced",
                      "filing.stale", "filing.classified", "actor.own_case", "actor.four_eyes"}}),
       .function = sign},
      {.name = "filing.list/1",
       .title = "报送情况",
       .summary = "Lists every filing due for a period: state, due day, receipt.",
       .members = {ask::text("period").needed()},
       .answer = filings_answer(),
       .errors = refusals({refusal::period(), refusal::filing_rules()}),
       .function = list_filings},
      {.name = "filing.get/1",
       .title = "报送件详情",
       .summary = "Answers one filing with its history.",
       .roles = {k_reviewer, k_signer, k_countersigner, k_registrar},
       .members = {ask::text("id").needed(),
                   ask::integer("entry", 0).says("as it stood at that entry of its history")},
       .answer = filing_history_answer(),
       .errors = refusals({refusal::filing_rules(), {"filing.unknown", "actor.addressee"}}),
       .function = get},
      {.name = "filing.document/1",
       .title = "打开报送件",
       .summary = "Answers one document of a filing, byte for byte as it was sealed.",
       .roles = {k_reviewer, k_signer, k_countersigner, k_registrar, k_assessor, k_discipline},
       .members = {ask::text("id").needed(), ask::word("format", {"docx", "text", "json"}),
                   ask::integer("entry", 0).says("as it stood at that entry of its history")},
       .answer = document_answer(),
       .errors = refusals({refusal::filing_rules(),
                           {"filing.unknown", "filing.document", "report.format", "actor.addressee"}}),
       .function = kept_document,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
