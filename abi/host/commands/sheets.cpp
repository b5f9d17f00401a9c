#include "host/commands/sheets.hpp"

#include <fmt/format.h>

#include <fstream>

#include "host/base64.hpp"
#include "host/commands/progress.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t k_part = 700'000;

void print_report(const json& report) {
  fmt::print("{} → {}（{}）：工作表“{}”，表头在第{}行\n", report.at("file").get<std::string>(),
             report.at("title").get<std::string>(), report.at("ledger").get<std::string>(),
             report.at("sheet").get<std::string>(), report.at("heading_row").get<int>());
  for (const json& fault : report.at("faults"))
    fmt::print("  {}\n    row {}{}: {}: {} ({})\n", fault.at("chinese").get<std::string>(),
               fault.at("row").get<int>(),
               fault.contains("column") ? " column " + fault.at("column").get<std::string>() : std::string(),
               fault.at("code").get<std::string>(), fault.at("message").get<std::string>(),
               fault.at("help").get<std::string>());
  const auto told = report.at("faults").size();
  if (const auto all = report.at("faults_total").get<std::size_t>(); all > told)
    fmt::print("  …… 还有{}处问题没有列出\n", all - told);
  for (const json& row : report.at("skipped"))
    fmt::print("  略过第{}行：{}\n", row.at("row").get<int>(), row.at("what").get<std::string>());
  for (const json& column : report.at("other_columns"))
    fmt::print("  不属于本台账的列 {}：{}\n", column.at("column").get<std::string>(),
               column.at("heading").get<std::string>());
  for (const json& import : report.at("same_file"))
    fmt::print("  这个文件已经导入过：{}\n", import.get<std::string>());
  fmt::print("共{}行：可导入{}行，有问题{}行。 {} rows: {} good, {} bad.\n", report.at("rows").get<int>(),
             report.at("good").get<int>(), report.at("bad").get<int>(), report.at("rows").get<int>(),
             report.at("good").get<int>(), report.at("bad").get<int>());
}

int save(const json& answer, fs::path file) {
  if (file.empty()) file = answer.at("name").get<std::string>();
  const std::string bytes = decode_base64(answer.at("content").get<std::string>());
  std::ofstream out(file, std::ios::binary);
  if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
    throw Fault(k_exit_usage, "Cannot write " + file.string() + ".", "Choose another place.");
  fmt::print("{}\n", file.string());
  return k_exit_ok;
}

}  // namespace

json sheet_request(Session& session, const SheetFile& sheet, const std::string& actor) {
  const std::string bytes = read_file(sheet.file);
  json request = {{"ledger", sheet.ledger}, {"file", sheet.file.filename().string()}};
  if (!sheet.sheet.empty()) request["sheet"] = sheet.sheet;
  if (!sheet.defaults.empty()) request["defaults"] = sheet.defaults;
  if (!sheet.period.empty()) request["period"] = sheet.period;
  if (sheet.repeats) request["repeats"] = true;
  if (sheet.history) request["history"] = true;
  if (!actor.empty()) request["actor"] = actor;
  if (bytes.empty()) throw Fault(k_exit_usage, sheet.file.string() + " is empty.");
  if (bytes.size() <= k_part) {
    request["content"] = encode_base64(bytes);
    return request;
  }
  Progress progress("上传", "bytes", bytes.size());
  json part = json::object();
  if (!actor.empty()) part["actor"] = actor;
  for (std::size_t at = 0; at < bytes.size(); at += k_part) {
    part["at"] = at;
    part["content"] = encode_base64(std::string_view(bytes).substr(at, k_part));
    part["upload"] = session.ask("sheet.upload/1", part).at("upload");
    progress.at(std::min(at + k_part, bytes.size()));
  }
  request["upload"] = part["upload"];
  return request;
}

int check_sheet(Session& session, const SheetFile& sheet) {
  const json report = session.ask("sheet.check/1", sheet_request(session, sheet));
  print_report(report);
  return report.at("bad").get<int>() == 0 && report.at("same_file").empty() ? k_exit_ok : k_exit_refused;
}

int import_sheet(Session& session, const SheetFile& sheet) {
  const json job = session.ask("sheet.start/1", sheet_request(session, sheet)).at("job");
  json state = session.ask("sheet.step/1", {{"job", job}});
  {
    Progress progress("检查", "rows", state.at("total").get<std::uint64_t>());
    while (state.at("state") == "checking") {
      state = session.ask("sheet.step/1", {{"job", job}});
      progress.at(state.at("done").get<std::uint64_t>());
    }
  }
  print_report(state.at("report"));
  if (state.at("report").at("bad").get<int>() > 0 && !sheet.keep_good) {
    session.ask("sheet.cancel/1", {{"job", job}});
    fmt::print("没有导入。改正后再导入；或加 --keep-good 只导入没有问题的行。 Nothing was imported.\n");
    return k_exit_refused;
  }
  const json answer =
      session.ask("sheet.step/1", {{"job", job}, {"keep_good", sheet.keep_good}}).at("answer");
  fmt::print("已导入{}条（其中补录{}条），编号 {}。 Imported {} records as {}.\n",
             answer.at("added").get<int>(), answer.at("late").get<int>(),
             answer.at("import").get<std::string>(), answer.at("added").get<int>(),
             answer.at("import").get<std::string>());
  return k_exit_ok;
}

int undo_import(Session& session, const std::string& import, const std::string& reason,
                bool leave_corrected) {
  const json answer = session.ask(
      "sheet.undo/1", {{"import", import}, {"reason", reason}, {"leave_corrected", leave_corrected}});
  fmt::print("已撤销 {}：作废{}条，保留{}条。 Withdrew {} records of {}, left {}.\n", import,
             answer.at("withdrawn").get<int>(), answer.at("left").get<int>(),
             answer.at("withdrawn").get<int>(), import, answer.at("left").get<int>());
  return k_exit_ok;
}

int list_imports(Session& session) {
  const json answer = session.ask("sheet.imports/1");
  for (const json& import : answer.at("imports"))
    fmt::print("{}  {}  {}行  {}{}  {}  {}\n", import.at("import").get<std::string>(),
               import.at("ledger").get<std::string>(), import.at("rows").get<int>(),
               import.at("history").get<bool>() ? "接管 " : "",
               import.at("state") == "kept" ? "有效" : "已撤销", import.at("file").get<std::string>(),
               import.at("reason").get<std::string>());
  return k_exit_ok;
}

int export_sheet(Session& session, json request, fs::path file) {
  const json answer = session.ask("sheet.export/1", std::move(request));
  for (const json& id : answer.at("shortened"))
    fmt::print(stderr, "记录{}的文字超过表格的限度，已截短。\n", id.get<std::string>());
  return save(answer, std::move(file));
}

int make_template(Session& session, const std::string& ledger, fs::path file) {
  return save(session.ask("sheet.template/1", {{"ledger", ledger}}), std::move(file));
}

}  // namespace anze::host
