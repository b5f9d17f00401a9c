// Request bytes through the ABI: lines of "METHOD {request}", played in order against a small district's
// store, a fresh copy for each input. Every call must answer JSON and a known status, none may be an internal
// fault, and the audit chain must hold at the end.
#include <unistd.h>

#include <filesystem>
#include <set>

#include "small_district.h"
#include "target.h"
#include "world.h"

namespace anze::fuzz {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

fs::path scratch() {
  const fs::path memory = "/dev/shm";  // stores sync; a disk would be what is measured
  return (fs::is_directory(memory) ? memory : fs::temp_directory_path()) /
         ("anze-fuzz-" + std::to_string(getpid()));
}

// A store with everything defined, a few facts and a quarter scored.
const fs::path& prepared() {
  static const fs::path& folder = *[] {
    auto* made = new fs::path(scratch() / "prepared");
    fs::remove_all(*made);
    district::SmallDistrict town(*made);
    town.define();
    town.append(district::criticism("C1", "2025-01-03"));
    town.go_to("2025-04-01");
    town.append(district::major_accident("2025-02-03"));
    town.append(district::finding("2025-03-03"));
    town.score("2025Q1");
    return made;
  }();
  return folder;
}

void remove_scratch() {
  std::error_code ignored;
  fs::remove_all(scratch(), ignored);
}

void call(district::SmallDistrict& town, std::string_view line) {
  const std::size_t space = line.find(' ');
  const std::string method(line.substr(0, space));
  const std::string request(space == std::string_view::npos ? "" : line.substr(space + 1));
  if (method.find('\0') != std::string::npos) return;  // a C text ends there
  const abi::Said said = town.session().call(method, request);
  expect(said.status != ANZE_E_INTERNAL && said.status != ANZE_E_POISONED,
         method + " failed inside: " + said.text);
  const json answer = json::parse(said.text, nullptr, false);
  expect(!answer.is_discarded(), method + " answers no JSON: " + said.text);
  if (!said.ok())
    expect(answer.contains("code") && answer.contains("message"), "no problem object: " + said.text);
}

}  // namespace

const Shape k_shape = Shape::k_lines;

const std::vector<std::string>& words() {
  static const auto& all = *new std::vector<std::string>([] {
    std::vector<std::string> known = words_in(
        {"tests/cases/world", "tests/cases/world/ledgers", "scoring/rules/filings", "scoring/rules/figures"});
    for (const char* word :
         {"actor", "request_id", "period", "official", "fact", "id", "2025Q1", "head-1", "C1", "X1", "clerk",
          "assessor", "signer", "reviewer", "system_admin", "security_admin"})
      known.emplace_back(word);
    return known;
  }());
  return all;
}

void fuzz_one(std::string_view input) {
  static const bool cleaned = std::atexit(remove_scratch) == 0;
  (void)cleaned;
  const fs::path folder = scratch() / "one";
  fs::remove_all(folder);
  (void)prepared();
  fs::copy(prepared(), folder, fs::copy_options::recursive);
  district::SmallDistrict town(folder);
  town.go_to("2025-04-02");
  constexpr int k_calls_most = 20;
  for (int calls = 0; !input.empty() && calls < k_calls_most; ++calls) {
    const std::size_t end = input.find('\n');
    call(town, input.substr(0, end));
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  }
  const json report = town.ask("audit.verify/1", "auditor");
  expect(report.at("ok") == true, "the audit chain is broken: " + report.dump());
}

}  // namespace anze::fuzz
