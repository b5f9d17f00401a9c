#include "host/commands/workbooks.hpp"

#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<WorkbookSheet> read_workbooks(const fs::path& folder, const std::string& list) {
  const fs::path file = folder / list;
  std::vector<WorkbookSheet> sheets;
  if (!fs::exists(file)) return sheets;
  try {
    for (const json& each : json::parse(read_file(file))) {
      WorkbookSheet sheet;
      sheet.sheet.file = folder / each.at("file").get<std::string>();
      sheet.sheet.ledger = each.at("ledger");
      sheet.sheet.sheet = each.at("sheet");
      sheet.sheet.defaults = each.value("defaults", std::map<std::string, std::string>());
      sheet.sheet.period = each.value("dated", "");
      sheet.sheet.history = each.value("history", false);
      sheet.period = each.at("period");
      sheet.clerk = each.at("clerk");
      sheet.rows = each.at("rows");
      sheets.push_back(std::move(sheet));
    }
  } catch (const json::exception& error) {
    throw Fault(k_exit_usage, file.string() + " is no list of sheets: " + error.what(),
                "Each sheet needs file, ledger, sheet, period, clerk and rows.");
  }
  return sheets;
}

json enter_sheet(Session& session, const WorkbookSheet& sheet) {
  const std::string place = sheet.sheet.file.filename().string() + " " + sheet.sheet.sheet + " ";
  json answer;
  try {
    json request = sheet_request(session, sheet.sheet, sheet.clerk);
    if (sheet.sheet.keep_good) request["keep_good"] = true;
    request["request_id"] = digest("sha256", place + request.dump()).substr(0, 32);
    answer = session.ask("sheet.import/1", std::move(request));
  } catch (const Refused& refused) {
    json problem = refused.problem;
    problem["at"] = place + problem.value("at", std::string());
    throw Refused("sheet.import/1", refused.status, problem);
  }
  if (answer.at("added") != sheet.rows)
    throw Fault(k_exit_refused,
                place + "has " + answer.at("added").dump() + " rows and not the " +
                    std::to_string(sheet.rows) + " announced.",
                "Correct the workbook or workbooks.json.");
  return answer;
}

}  // namespace anze::host
