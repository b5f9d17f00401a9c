// SheetCommands: `anze-host sheet …` for CLI11: the options of check, import, export, template, undo and
// list.
#pragma once

#include <CLI/CLI.hpp>

#include "host/commands/sheets.hpp"

namespace anze::host {

class SheetCommands {
 public:
  explicit SheetCommands(CLI::App& app);
  bool parsed() const { return sheet_->parsed(); }
  // Runs the one that was given. Returns the exit code.
  int run(Session& session);

 private:
  void add_file_options(CLI::App& command);

  CLI::App* sheet_;
  CLI::App* check_;
  CLI::App* import_;
  CLI::App* export_;
  CLI::App* template_;
  CLI::App* undo_;
  SheetFile file_;
  std::vector<std::string> defaults_;
  std::map<std::string, std::string> filters_;
  std::string period_;
  std::string format_ = "xlsx";
  std::filesystem::path out_;
  std::string import_id_;
  std::string reason_;
  bool leave_corrected_ = false;
};

}  // namespace anze::host
