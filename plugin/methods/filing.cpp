// Reports: previewed, prepared, signed, listed, opened.
#include "plugin/filing/filing.h"

#include "plugin/filing/addressees.h"
#include "plugin/filing/snapshot_builder.h"
#include "plugin/own_case.h"
#include "plugin/persons.h"
#include "reports/render.h"

namespace anze::plugin {
namespace {

// The rule a request means by "kind" and the period it names.
struct Asked {
  FilingRules rules;
  const FilingRule* rule = nullptr;
  Period period;
};

Result<Asked> asked_for(Call& call) {
  Asked asked;
  ANZE_TRY(asked.rules, read_filing_rules(call.model->filing_rules));
  ANZE_TRY(asked.period, call.period());
  asked.rule = asked.rules.find(call.text("kind"));
  if (asked.rule == nullptr)
    return Error{Code::k_not_found, "filing.kind",
                 "no rule asks for filings of the kind “" + call.text("kind") + "”", "/kind",
                 "filing.list/1 shows the kinds that are due"};
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
  ANZE_TRY(const Asked asked, asked_for(call));
  ANZE_CHECK(check_not_assessed(call, asked.period));
  ANZE_TRY(const FilingState filing, prepare_filing(call, writer, *asked.rule, asked.rules, asked.period));
  writer.subject(filing.id + " sealed");
  return filing.body;
}

Result<json> preview(Call& call, store::Reader& reader) {
  ANZE_TRY(const Asked asked, asked_for(call));
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
  ANZE_TRY(const reports::Document document, reports::render(snapshot, format, "草稿"));
  json answer = {{"filename", document.filename}, {"media_type", document.media_type}};
  if (format == reports::Format::k_docx)
    answer["base64"] = base64(document.bytes);
  else
    answer["text"] = document.bytes;
  return answer;
}

Result<json> sign(Call& call, store::Writer& writer) {
  ANZE_TRY(FilingState filing, need_filing(writer, call.text("id")));
  if (filing.state() != "sealed")
    return Error{Code::k_conflict, "filing.state",
                 filing.id + " is " + filing.state() + ", only a sealed filing is signed", "/id",
                 "see filing.get/1 for its history"};
  ANZE_TRY(const Period period, parse_period(text_of(filing.body, "period")));
  ANZE_CHECK(check_not_assessed(call, period));
  ANZE_TRY(const bool prepared_it, is_same_person(call, writer, text_of(filing.body, "prepared_by")));
  if (prepared_it)
    return Error{Code::k_forbidden, "actor.four_eyes", "who prepared a filing does not sign it", "/actor",
                 "let the signing leader do this"};
  filing.body["signed_by"] = call.actor.principal;
  filing.body["signed_on"] = to_text(call.today);
  filing.body["state"] = "queued";
  ANZE_CHECK(put_filing(writer, filing));
  writer.subject(filing.id + " signed");
  return filing.body;
}

Result<json> get(Call& call, store::Reader& reader) {
  ANZE_TRY(const FilingState filing, need_filing(reader, call.text("id")));
  ANZE_CHECK(check_addressed(call, filing));
  ANZE_TRY(const std::vector<store::Record> versions, reader.versions(k_filing_record, filing.id));
  json history = json::array();
  for (const store::Record& version : versions)
    history.push_back({{"state", text_of(json::parse(version.body), "state")}, {"entry", version.entry}});
  json answer = filing.body;
  answer["history"] = std::move(history);
  return answer;
}

Result<json> document(Call& call, store::Reader& reader) {
  ANZE_TRY(const FilingState filing, need_filing(reader, call.text("id")));
  ANZE_CHECK(check_addressed(call, filing));
  const std::string format = call.text("format").empty() ? "docx" : call.text("format");
  for (const json& entry : filing.body.at("documents")) {
    if (text_of(entry, "format") != format) continue;
    store::Digest digest{};
    store::from_hex(text_of(entry, "digest"), digest);
    ANZE_TRY(const std::optional<std::string> bytes, reader.blob(digest));
    if (!bytes || store::sm3(*bytes) != digest)
      return Error{Code::k_corrupt, "filing.document",
                   "the document kept for " + filing.id + " is not the one that was sealed", "/id",
                   "run audit.verify/1"};
    json answer = entry;
    answer["base64"] = base64(*bytes);
    return answer;
  }
  return invalid("report.format", "there is no “" + format + "” of this filing", "/format",
                 "use docx, text or json");
}

// The periods of a rule's kind that end in the year asked for, with what has become of each.
Result<json> list(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period year, call.period());
  ANZE_TRY(const FilingRules rules, read_filing_rules(call.model->filing_rules));
  const std::string body = body_of(call);
  json filings = json::array();
  for (const FilingRule& rule : rules.filings) {
    if (rule.every > year.kind || (!body.empty() && rule.addressee.id != body)) continue;
    for (const Period& period : divide(year, rule.every)) {
      ANZE_TRY(const std::optional<FilingState> latest,
               latest_filing(reader, to_text(period), rule.kind_word));
      const auto due = due_day(rule, period, call.calendar);
      json row = latest ? latest->body
                        : json{{"period", to_text(period)},
                               {"kind", rule.kind_word},
                               {"state", "missing"},
                               {"addressee", {{"id", rule.addressee.id}, {"name", rule.addressee.name}}}};
      row.erase("documents");
      row["due_on"] = due ? json(to_text(*due)) : json(nullptr);
      if (!due) row["due_unknown"] = due.error().message;
      // Handed over and waiting for the receipt is not overdue; refused is.
      row["overdue"] =
          due && call.today > *due && text_of(row, "state") != "accepted" && text_of(row, "state") != "sent";
      filings.push_back(std::move(row));
    }
  }
  return json{{"period", to_text(year)}, {"filings", std::move(filings)}};
}

}  // namespace

std::span<const Method> filing_methods() {
  static const auto& methods = *new std::vector<Method>{
      {"report.render/1",
       "预览报告",
       "Renders a report from what is sealed so far, as a draft; keeps nothing.",
       {k_reviewer, k_signer},
       R"({"period!": {"type": "string"}, "kind!": {"type": "string"}, "format": {"enum": ["docx", "text", "json"]}})",
       preview,
       false,
       true},
      {"filing.prepare/1",
       "编制报送件",
       "Checks the figures against each other, seals the snapshot and renders the documents of one filing.",
       {k_reviewer},
       R"({"period!": {"type": "string"}, "kind!": {"type": "string"},
           "passages": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["slot", "text"],
             "properties": {"slot": {"type": "string"}, "heading": {"type": "string", "maxLength": 200}, "text": {"type": "string", "maxLength": 20000}, "open": {"type": "boolean"}}}},
           "amendment": {"type": "object", "additionalProperties": false, "required": ["manner", "reason"],
             "properties": {"manner": {"enum": ["更正", "补报", "撤回重报"]}, "reason": {"type": "string", "minLength": 1, "maxLength": 1000}}}})",
       prepare},
      {"filing.sign/1",
       "签发报送件",
       "Signs a sealed filing and queues it for the exchange in the same act.",
       {k_signer},
       R"({"id!": {"type": "string"}})",
       sign},
      {"filing.list/1",
       "报送情况",
       "Lists every filing due for a period: state, due day, receipt.",
       {},
       R"({"period!": {"type": "string"}})",
       list},
      {"filing.get/1",
       "报送件详情",
       "Answers one filing with its history.",
       {k_reviewer, k_signer, k_registrar},
       R"({"id!": {"type": "string"}})",
       get},
      {"filing.document/1",
       "打开报送件",
       "Answers one document of a filing, byte for byte as it was sealed.",
       {k_reviewer, k_signer, k_registrar, k_assessor, k_discipline},
       R"({"id!": {"type": "string"}, "format": {"enum": ["docx", "text", "json"]}})",
       document,
       false,
       true},
  };
  return methods;
}

}  // namespace anze::plugin
