// anze-host: a small OA on the command line. It loads a plugin as a platform would, gives it real services,
// and sends it requests. It includes only the contract, so it works with any plugin that keeps it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "host/commands/demo.hpp"
#include "host/commands/describe.hpp"
#include "host/commands/import.hpp"
#include "host/commands/sheet_commands.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"
#include "host/session.hpp"

namespace {

using anze::host::Fault;
using anze::host::Session;
using nlohmann::json;

constexpr const char* k_footer = R"(
Examples:
  anze-host --plugin anze.so --store ./store describe ledger.append/1
  anze-host ... --directory people.json --as zhang.wei import ./district
  anze-host ... --directory people.json --as zhang.wei sheet import 隐患.xlsx --ledger hazard
  anze-host ... --directory people.json --as li.na call score.evaluate/1 '{"period":"2026Q1"}'
  anze-host ... --directory people.json --as cron --mailboxes ./mail --now 2026-04-10T09:00:00+08:00 tick
"run" makes its own store, mailboxes, people and clock; of the options above it takes --plugin and --calendar.

Exit codes:
  0  done
  1  the plugin refused the request (its problem is on stderr; with call --raw on stdout), or rows of a sheet
  2  the command line or a file is wrong
  3  the plugin cannot be loaded or opened
  4  the plugin broke the contract)";

anze::host::SessionOptions shipped() {
  anze::host::SessionOptions session;
  session.calendar = ANZE_HOST_CALENDAR_FILE;
  return session;
}

struct CommandLine {
  anze::host::SessionOptions session = shipped();
  std::string now;
  std::string log_level = "warning";
  std::string config;
  std::string method;
  std::string request = "{}";
  std::string folder;
  std::string period;
  anze::host::DemoOptions demo;
  anze::host::ImportActors actors;
  bool raw = false;
};

void add_options(CLI::App& app, CommandLine& line) {
  auto& session = line.session;
  app.add_option("--plugin", session.plugin, "The plugin's .so file (插件)")
      ->type_name("FILE")
      ->envname("ANZE_PLUGIN")
      ->required();
  app.add_option("--store", session.store, "Folder for the plugin's data (数据目录)")
      ->type_name("FOLDER")
      ->envname("ANZE_STORE");
  app.add_option("--as", session.actor, "Principal who acts, the \"actor\" of requests (操作人)")
      ->type_name("PRINCIPAL");
  app.add_option("--now", line.now, "A clock that stands at this time, e.g. 2026-01-08T09:00:00+08:00 (时间)")
      ->type_name("TIME");
  app.add_option("--directory", session.directory, "People and roles, a JSON file (通讯录)")
      ->type_name("FILE");
  app.add_option("--calendar", session.calendar, "Working days by the yearly notices, a JSON file (工作日历)")
      ->type_name("FILE")
      ->default_str("the one shipped, 2024 to 2026");
  app.add_option("--anchor", session.anchor,
                 "File outside the store that remembers how far it had come (审计链头)");
  app.add_option("--keys", session.keys,
                 "File outside the store with the keys of its texts; made when it is not there (密钥文件)")
      ->type_name("FILE")
      ->default_str("the store's name with .key");
  app.add_option("--mailboxes", session.mailboxes, "Folder for official document exchange (公文交换)")
      ->type_name("FOLDER");
  app.add_option("--exchange", session.behaviours, "How addressees behave, a JSON file (收文方)")
      ->type_name("FILE");
  app.add_option("--config", line.config,
                 "More of the plugin's configuration, e.g. limits of sheets; a JSON file (配置)")
      ->type_name("FILE");
  app.add_option("--workers", session.workers, "Threads lent to the plugin (线程数)")
      ->type_name("N")
      ->default_str("one a core");
  app.add_option("--log-level", line.log_level, "debug, info, warning or error (日志级别)")
      ->type_name("LEVEL")
      ->capture_default_str();
  app.add_option("--log-file", session.log_file, "Write the log here instead of stderr (日志文件)")
      ->type_name("FILE");
}

json parse_request(const std::string& given) {
  std::string text = given;
  if (given == "-") text.assign(std::istreambuf_iterator<char>(std::cin), {});
  if (given.starts_with('@')) text = anze::host::read_file(given.substr(1));
  json request = json::parse(text, nullptr, false);
  if (!request.is_object())
    throw Fault(anze::host::k_exit_usage, "The request is not a JSON object.",
                "Write it in single quotes, as @file, or - to read it from standard input.");
  return request;
}

json parse_config(const std::string& file) {
  json config = json::parse(anze::host::read_file(file), nullptr, false);
  if (!config.is_object())
    throw Fault(anze::host::k_exit_usage, file + " is not a JSON object.",
                "Write for example {\"sheet_limits\": {\"rows\": 20000}}.");
  return config;
}

int call(Session& session, const CommandLine& line) {
  const json request = parse_request(line.request);
  if (!line.raw) {
    fmt::print("{}\n", session.ask(line.method, request).dump(2));
    return anze::host::k_exit_ok;
  }
  const anze::abi::Said said = session.call(line.method, session.complete(request).dump());
  std::fwrite(said.text.data(), 1, said.text.size(), stdout);
  return said.ok() ? anze::host::k_exit_ok : anze::host::k_exit_refused;
}

int describe(Session& session, const CommandLine& line) {
  const json description = session.ask("abi.describe/1");
  fmt::print("{}", line.method.empty() ? anze::host::describe_all(description)
                                       : anze::host::describe_method(description, line.method));
  return anze::host::k_exit_ok;
}

int import(Session& session, const CommandLine& line) {
  const anze::host::Imported imported =
      anze::host::import_folder(session, line.folder, line.actors, line.period);
  fmt::print("Imported {} files, {} facts.\n", imported.files, imported.facts);
  for (const std::string& proposal : imported.proposals)
    fmt::print("Not in force yet: a second person confirms {} with definition.confirm/1.\n", proposal);
  return anze::host::k_exit_ok;
}

int tick(Session& session) {
  if (session.exchange() != nullptr) session.exchange()->tick();
  fmt::print("{}\n", session.ask("jobs.run_due/1").dump(2));
  return anze::host::k_exit_ok;
}

void print_problem(const anze::host::Refused& refused) {
  fmt::print(stderr, "{}\n", refused.what());
  if (const json chinese = refused.problem.value("chinese", json()); chinese.is_string())
    fmt::print(stderr, "  {}\n", chinese.get<std::string>());
  for (const char* key : {"code", "at", "help"})
    if (const json value = refused.problem.value(key, json()); value.is_string())
      fmt::print(stderr, "  {}: {}\n", key, value.get<std::string>());
}

struct Commands {
  CLI::App* run = nullptr;
  CLI::App* call = nullptr;
  CLI::App* describe = nullptr;
  CLI::App* import = nullptr;
};

Commands add_commands(CLI::App& app, CommandLine& line) {
  Commands commands;
  commands.run = app.add_subcommand("run", "Play a district's year from import to receipts (演示)");
  commands.run->add_option("--district", line.demo.district, "The district's data (区县数据)")
      ->type_name("FOLDER")
      ->required();
  commands.run->add_option("--what-if", line.demo.what_if, "The same with an invented accident (虚构事故)")
      ->type_name("FOLDER");
  commands.run->add_option("--out", line.demo.out, "Where store, mailboxes and documents go; made anew")
      ->type_name("FOLDER")
      ->required();
  commands.call = app.add_subcommand("call", "Call one method and print its answer (调用)");
  commands.call->add_option("METHOD", line.method, "e.g. ledger.append/1")->required();
  commands.call->add_option("REQUEST", line.request, "A JSON object, @FILE, or - for standard input")
      ->capture_default_str();
  commands.call->add_flag("--raw", line.raw, "Print the answer's bytes as they come, problems too");
  commands.describe =
      app.add_subcommand("describe", "List the plugin's methods, or the schema of one (方法说明)");
  commands.describe->add_option("METHOD", line.method, "e.g. ledger.append/1; all when absent");
  commands.import =
      app.add_subcommand("import", "Send a folder of organisation, ledgers, rulebooks and facts (导入)");
  commands.import
      ->add_option(
          "FOLDER", line.folder,
          "organisation.json, ledgers/, rulebooks/, figures/, filings.json, workbooks.json or facts*.jsonl")
      ->required();
  commands.import
      ->add_option("--system-admin", line.actors.system_admin,
                   "Who sends organisation, ledgers, figures, filing rules; else --as")
      ->type_name("PRINCIPAL");
  commands.import
      ->add_option("--security-admin", line.actors.security_admin, "Who sends rulebooks; else --as")
      ->type_name("PRINCIPAL");
  commands.import
      ->add_option("--clerk", line.actors.clerk, "Who sends lines of facts; else --as. A sheet names its own")
      ->type_name("PRINCIPAL");
  commands.import->add_flag("--history", line.actors.history,
                            "The lines are an older register; who sends them is a reviewer (接管存量台账)");
  commands.import->add_option("--period", line.period, "Only the sheets entered with it, e.g. 2025Q1 (期间)")
      ->type_name("PERIOD");
  app.add_subcommand("tick", "Do the work that is due: jobs.run_due/1 (定时任务)");
  return commands;
}

// What the options mean for the session; a fault of theirs ends the program.
void read_options(CommandLine& line) {
  if (!line.now.empty()) {
    line.session.now_ms = anze::host::parse_time(line.now);
    if (!line.session.now_ms)
      throw Fault(anze::host::k_exit_usage, "--now is not a time: " + line.now,
                  "Write 2026-01-08T09:00:00+08:00.");
  }
  if (!line.session.behaviours.empty() && line.session.mailboxes.empty())
    throw Fault(anze::host::k_exit_usage, "--exchange needs --mailboxes.");
  if (!line.config.empty()) line.session.config = parse_config(line.config);
  if (line.session.keys.empty() && !line.session.store.empty() &&
      !line.session.config.value("personal_plain", false))
    line.session.keys = anze::host::key_file_beside(line.session.store);
  line.session.log_level = anze::host::parse_log_level(line.log_level);
}

int run(int argc, char** argv) {
  CLI::App app("anze-host: loads an anze plugin (安责) and works with it as an OA platform would.",
               "anze-host");
  app.footer(k_footer);
  app.require_subcommand(1);
  app.fallthrough();
  CommandLine line;
  add_options(app, line);
  const Commands commands = add_commands(app, line);
  anze::host::SheetCommands sheets(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? anze::host::k_exit_ok : anze::host::k_exit_usage;
  }

  read_options(line);
  if (commands.run->parsed()) {
    line.demo.plugin = line.session.plugin;
    line.demo.calendar = line.session.calendar;
    return anze::host::run_demo(line.demo);
  }
  Session session(line.session);
  if (commands.call->parsed()) return call(session, line);
  if (commands.describe->parsed()) return describe(session, line);
  if (commands.import->parsed()) return import(session, line);
  if (sheets.parsed()) return sheets.run(session);
  return tick(session);
}

}  // namespace

int main(int argc, char** argv) try { return run(argc, argv); } catch (const anze::host::Refused& refused) {
  print_problem(refused);
  return anze::host::k_exit_refused;
} catch (const Fault& fault) {
  fmt::print(stderr, "{}\n{}{}", fault.what(), fault.help, fault.help.empty() ? "" : "\n");
  return fault.exit;
} catch (const anze::abi::Misbehaved& misbehaved) {
  fmt::print(stderr, "The plugin broke the contract: {}\n", misbehaved.what());
  return anze::host::k_exit_misbehaved;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return anze::host::k_exit_usage;
}
