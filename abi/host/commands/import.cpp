#include "host/commands/import.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <vector>

#include "host/commands/progress.hpp"
#include "host/commands/workbooks.hpp"
#include "host/digest.hpp"
#include "host/fault.hpp"
#include "host/files.hpp"

namespace anze::host {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t k_chunk_lines = 1000;

std::string request_id(const std::string& name, std::uint64_t chunk, std::string_view content) {
  return digest("sha256", name + '\n' + std::to_string(chunk) + '\n' + std::string(content)).substr(0, 32);
}

// Sends one request; a refusal says which file it was about.
json send(Session& session, const std::string& method, const std::string& actor, json request,
          const std::string& place) {
  if (!actor.empty()) request["actor"] = actor;
  try {
    return session.ask(method, std::move(request));
  } catch (const Refused& refused) {
    json problem = refused.problem;
    problem["at"] = place + problem.value("at", std::string());
    throw Refused(method, refused.status, problem);
  }
}

// Its proposal, where it is not in force yet; "" where it is.
std::string send_file(Session& session, const std::string& method, const std::string& actor, const char* key,
                      const fs::path& file, const std::string& name) {
  const std::string text = read_file(file);
  json content = json::parse(text, nullptr, false);
  if (content.is_discarded())
    throw Fault(k_exit_usage, file.string() + " is not JSON.",
                "Check it with: python3 -m json.tool " + file.string());
  json request = {{"request_id", request_id(name, 0, text)}, {key, std::move(content)}};
  if (method == "figures.define/1") request["id"] = file.stem().string();
  return send(session, method, actor, std::move(request), name).value("proposal", "");
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& prefix,
                               const std::string& extension) {
  std::vector<fs::path> found;
  if (fs::is_directory(folder))
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
      if (entry.is_regular_file() && entry.path().extension() == extension &&
          entry.path().filename().string().starts_with(prefix))
        found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::uint64_t count_lines(const fs::path& file) {
  std::ifstream in(file);
  return static_cast<std::uint64_t>(
      std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n'));
}

std::uint64_t send_facts(Session& session, const ImportActors& actors, const fs::path& file) {
  const std::string name = file.filename().string();
  std::ifstream in(file);
  if (!in) throw Fault(k_exit_usage, "Cannot read " + file.string() + ".");
  Progress progress(name, "lines", count_lines(file));
  std::string chunk;
  std::string line;
  std::uint64_t lines = 0;
  std::uint64_t chunks = 0;
  std::uint64_t first = 1;
  const auto flush = [&] {
    if (chunk.empty()) return;
    json request = {
        {"request_id", request_id(name, chunks++, chunk)}, {"lines", chunk}, {"first_line", first}};
    if (actors.history) request["history"] = true;
    send(session, "ledger.import/1", actors.clerk, std::move(request), name + " ");
    chunk.clear();
    first = lines + 1;
    progress.at(lines);
  };
  while (std::getline(in, line)) {
    chunk.append(line).append("\n");
    if (++lines % k_chunk_lines == 0) flush();
  }
  flush();
  return lines;
}

// A workbook is one file however many of its sheets come in.
Imported send_sheets(Session& session, const std::vector<WorkbookSheet>& sheets) {
  Imported imported;
  std::set<fs::path> files;
  Progress progress("sheet.import/1", "sheets", sheets.size());
  for (std::uint64_t done = 0; const WorkbookSheet& sheet : sheets) {
    imported.facts += enter_sheet(session, sheet).at("added").get<std::uint64_t>();
    files.insert(sheet.sheet.file);
    progress.at(++done);
  }
  imported.files = files.size();
  return imported;
}

}  // namespace

Imported import_folder(Session& session, const fs::path& folder, const ImportActors& actors,
                       const std::string& period) {
  if (!fs::is_directory(folder))
    throw Fault(k_exit_usage, folder.string() + " is not a folder.",
                "Give the folder that holds organisation.json.");
  struct Step {
    std::string method;
    std::string actor;
    const char* key;
    std::string subfolder;
    std::vector<fs::path> files;
  };
  std::vector<Step> steps = {{"org.import/1", actors.system_admin, "organisation", "", {}},
                             {"ledger.define/1", actors.system_admin, "definition", "ledgers/",
                              files_in(folder / "ledgers", "", ".json")},
                             {"rulebook.add/1", actors.security_admin, "rulebook", "rulebooks/",
                              files_in(folder / "rulebooks", "", ".json")},
                             {"figures.define/1", actors.system_admin, "figures", "figures/",
                              files_in(folder / "figures", "", ".json")},
                             {"filing.rules/1", actors.system_admin, "rules", "", {}}};
  if (fs::exists(folder / "organisation.json")) steps[0].files.push_back(folder / "organisation.json");
  if (fs::exists(folder / "filings.json")) steps.back().files.push_back(folder / "filings.json");

  Imported imported;
  for (const Step& step : steps) {
    if (step.files.empty()) continue;
    Progress progress(step.method, "files", step.files.size());
    std::uint64_t sent = 0;
    for (const fs::path& file : step.files) {
      const std::string proposal = send_file(session, step.method, step.actor, step.key, file,
                                             step.subfolder + file.filename().string());
      if (!proposal.empty()) imported.proposals.push_back(proposal);
      progress.at(++sent);
    }
    imported.files += sent;
  }
  if (std::vector<WorkbookSheet> sheets = read_workbooks(folder); !sheets.empty()) {
    if (!period.empty())
      std::erase_if(sheets, [&](const WorkbookSheet& sheet) { return sheet.period != period; });
    const Imported entered = send_sheets(session, sheets);
    imported.files += entered.files;
    imported.facts += entered.facts;
  } else {
    for (const fs::path& file : files_in(folder, "facts", ".jsonl")) {
      imported.facts += send_facts(session, actors, file);
      ++imported.files;
    }
  }
  if (imported.files == 0)
    throw Fault(
        k_exit_usage, "There is nothing to import in " + folder.string() + ".",
        "It should hold organisation.json, ledgers/, rulebooks/, figures/, workbooks.json or facts*.jsonl.");
  return imported;
}

}  // namespace anze::host
