#include "host/commands/sheet_commands.hpp"

#include "host/fault.hpp"

namespace anze::host {

void SheetCommands::add_file_options(CLI::App& command) {
  command.add_option("FILE", file_.file, "A workbook (.xlsx) or CSV file (表格文件)")
      ->required()
      ->check(CLI::ExistingFile);
  command.add_option("--ledger", file_.ledger, "Id of the ledger, e.g. hazard (台账)")
      ->type_name("LEDGER")
      ->required();
  command.add_option("--sheet", file_.sheet, "Which sheet of the workbook (工作表)")->type_name("NAME");
  command
      .add_option("--default", defaults_,
                  "For rows that do not say, e.g. unit=town-3; may be repeated (默认值)")
      ->type_name("MEMBER=VALUE");
  command.add_option("--period", file_.period, "Rows dated outside it are bad rows, e.g. 2025Q2 (期间)")
      ->type_name("PERIOD");
  command.add_flag("--repeats", file_.repeats,
                   "Take rows the ledger has already, and a file that was imported (允许重复)");
  command.add_flag("--history", file_.history,
                   "Take an older register over, in any state; a reviewer's act (接管存量台账)");
}

SheetCommands::SheetCommands(CLI::App& app) {
  sheet_ = app.add_subcommand("sheet", "Sheets in and out of ledgers (表格导入导出)");
  sheet_->require_subcommand(1);
  check_ = sheet_->add_subcommand("check", "Say of each row what an import would say; write nothing (检查)");
  add_file_options(*check_);
  import_ = sheet_->add_subcommand("import", "Import all rows, or with --keep-good the good ones (导入)");
  add_file_options(*import_);
  import_->add_flag("--keep-good", file_.keep_good,
                    "Import the good rows although there are bad ones (只导入没有问题的行)");
  export_ = sheet_->add_subcommand("export", "Write the facts of a ledger and period to a file (导出)");
  export_->add_option("FILE", out_, "Where; else the name the plugin gives, here (文件)");
  export_->add_option("--ledger", file_.ledger, "Id of the ledger (台账)")->type_name("LEDGER")->required();
  export_->add_option("--period", period_, "e.g. 2025Q1 or 2025 (期间)")->type_name("PERIOD")->required();
  export_->add_option("--format", format_, "xlsx, csv (UTF-8) or csv_gb18030 (格式)")
      ->check(CLI::IsMember({"xlsx", "csv", "csv_gb18030"}))
      ->capture_default_str();
  for (const char* member : {"unit", "area", "sector", "post", "official", "state"})
    export_->add_option(std::string("--") + member, filters_[member], "Only these, by id or title (筛选)")
        ->type_name("NAME");
  template_ = sheet_->add_subcommand("template", "Write a blank sheet to fill in (空白表)");
  template_->add_option("FILE", out_, "Where; else the name the plugin gives, here (文件)");
  template_->add_option("--ledger", file_.ledger, "Id of the ledger (台账)")->type_name("LEDGER")->required();
  undo_ = sheet_->add_subcommand("undo", "Withdraw a whole import (撤销导入)");
  undo_->add_option("IMPORT", import_id_, "e.g. IMP-17; sheet list names them (导入编号)")->required();
  undo_->add_option("--reason", reason_, "Kept with each record (原因)")->type_name("TEXT")->required();
  undo_->add_flag("--leave-corrected", leave_corrected_,
                  "Leave records that were corrected since (保留已更正的)");
  sheet_->add_subcommand("list", "List the imports (导入目录)");
}

int SheetCommands::run(Session& session) {
  for (const std::string& each : defaults_) {
    const std::size_t equals = each.find('=');
    if (equals == 0 || equals == std::string::npos)
      throw Fault(k_exit_usage, "--default " + each + " has no “=”.",
                  "Write for example --default unit=town-3.");
    file_.defaults[each.substr(0, equals)] = each.substr(equals + 1);
  }
  if (check_->parsed()) return check_sheet(session, file_);
  if (import_->parsed()) return import_sheet(session, file_);
  if (template_->parsed()) return make_template(session, file_.ledger, out_);
  if (undo_->parsed()) return undo_import(session, import_id_, reason_, leave_corrected_);
  if (!export_->parsed()) return list_imports(session);
  nlohmann::json request = {{"ledger", file_.ledger}, {"period", period_}, {"format", format_}};
  for (const auto& [member, value] : filters_)
    if (!value.empty()) request[member] = value;
  return export_sheet(session, std::move(request), out_);
}

}  // namespace anze::host
