// Sheets out: a ledger's view as .xlsx or CSV, and the blank sheet to fill in.
#include "plugin/calls/method.h"
#include "plugin/store/digest.h"
#include "plugin/workbooks/out/export.h"

namespace anze::plugin {
namespace {

using sheets::Meaning;

Result<const Ledger*> ledger_of(const Call& call) {
  const Ledger* ledger = call.model->ledgers.find(call.store.codes().find(call.text("ledger")));
  if (ledger != nullptr) return ledger;
  return Error{Code::k_not_found, "ledger.unknown", "there is no ledger “" + call.text("ledger") + "”",
               "/ledger", "ledger.defined/1 lists them"};
}

Result<sheets::Export> view_of(const Call& call) {
  sheets::Export view;
  ANZE_TRY(view.ledger, ledger_of(call));
  ANZE_TRY(view.period, call.period());
  view.as_of_entry = call.request.value("as_of_entry", std::int64_t{0});
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const Codebook& codes = call.store.codes();
  const sheets::HeadingNames names(*organisation, codes);
  const std::pair<Meaning, CodeId*> filters[] = {{Meaning::k_unit, &view.unit},
                                                 {Meaning::k_area, &view.area},
                                                 {Meaning::k_sector, &view.sector},
                                                 {Meaning::k_post, &view.post},
                                                 {Meaning::k_official, &view.official}};
  for (const auto& [meaning, code] : filters) {
    const char* member = sheets::shared_column(meaning).member;
    const std::string text = call.text(member);
    if (text.empty()) continue;
    const Result<std::string> id = names.id_of(meaning, text);
    if (!id) return id.error().within(std::string("/") + member);
    *code = codes.find(*id);
  }
  if (const std::string state = call.text("state"); !state.empty()) {
    const Result<CodeId> code = sheets::code_of(view.ledger->states, state, codes);
    if (!code) return code.error().within("/state");
    view.state = *code;
  }
  return view;
}

std::vector<Told> file_members() {
  return {tell::text("name"), tell::text("media_type"), tell::digest("digest"),
          tell::text("content").says("base64")};
}

json file_answer(const std::string& name, const char* type, const std::string& bytes) {
  return {{"name", name},
          {"media_type", type},
          {"digest", store::to_hex(store::sm3(bytes))},
          {"content", base64(bytes)}};
}

constexpr const char* k_xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<json> export_view(Call& call, store::Reader& reader) {
  ANZE_TRY(const sheets::Export view, view_of(call));
  const std::string format = call.text("format").empty() ? "xlsx" : call.text("format");
  const bool workbook = format == "xlsx";
  ANZE_TRY(const sheets::Exported exported,
           workbook ? sheets::export_xlsx(call, reader, view)
                    : sheets::export_csv(call, reader, view, format == "csv_gb18030"));
  json answer = file_answer(view.ledger->title + to_text(view.period) + (workbook ? ".xlsx" : ".csv"),
                            workbook          ? k_xlsx
                            : format == "csv" ? "text/csv; charset=utf-8"
                                              : "text/csv; charset=gb18030",
                            exported.bytes);
  answer["rows"] = exported.rows;
  answer["shortened"] = exported.shortened;
  return answer;
}

Result<json> blank(Call& call, store::Reader&) {
  ANZE_TRY(const Ledger* ledger, ledger_of(call));
  ANZE_TRY(const std::string bytes, sheets::make_template(call, *ledger));
  return file_answer(ledger->title + "（空白表）.xlsx", k_xlsx, bytes);
}

}  // namespace

std::span<const Method> sheet_file_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "sheet.export/1",
       .title = "导出表格",
       .summary = "Answers the facts of a ledger and period as .xlsx or CSV; sheet.import/1 takes them back. "
                  "`shortened` names records with a text that a sheet cannot hold whole.",
       .members = {ask::text("ledger").needed(), ask::text("period").needed(),
                   ask::word("format", {"xlsx", "csv", "csv_gb18030"})
                       .says("xlsx when absent; csv is UTF-8 with a byte order mark"),
                   ask::text("unit").says("id or title: facts of the unit and those below it"),
                   ask::text("area").says("id or title: facts of the area and those inside it"),
                   ask::text("sector"), ask::text("post"), ask::text("official"), ask::text("state"),
                   ask::integer("as_of_entry", 0).says("as known at that audit entry; 0: now")},
       .answer =
           tell::with(file_members(),
                      {tell::count("rows"),
                       tell::texts("shortened").says("records with a text that a sheet cannot hold whole")}),
       .errors = refusals({refusal::period(),
                           {"ledger.unknown", "organisation.missing", "sheet.name", "sheet.ambiguous",
                            "sheet.code", "sheet.write", "sheet.limit"}}),
       .function = export_view,
       .reads_people = true},
      {.name = "sheet.template/1",
       .title = "空白表格",
       .summary = "Answers a blank .xlsx of a ledger with choices, checks and an explanation of each column.",
       .members = {ask::text("ledger").needed()},
       .answer = file_members(),
       .errors = {"ledger.unknown", "organisation.missing", "sheet.write", "sheet.limit"},
       .function = blank},
  };
  return methods;
}

}  // namespace anze::plugin
