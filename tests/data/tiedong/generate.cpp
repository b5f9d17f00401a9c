// Writes the reference district: organisation, ledgers, rulebook, figures, a year of facts as workbooks and
// as lines, judgements, directory.
//
//   tiedong-district OUT_DIR RULES_DIR [--what-if accident]
//
// The same bytes every time: no clock, a fixed seed. The what-if adds one invented major accident and its
// finding.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "chapters.h"
#include "mistakes.h"
#include "workbook.h"

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

void copy_rules(const fs::path& rules, const fs::path& out) {
  const auto copy = [](const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to / from.filename(), fs::copy_options::overwrite_existing);
  };
  for (const auto& entry : fs::directory_iterator(rules / "ledgers")) copy(entry.path(), out / "ledgers");
  copy(rules / "figures" / "tiedong.json", out / "figures");
  copy(rules / "tiedong-leaders-2025.json", out / "rulebooks");
  copy(rules / "tiedong-leaders-year-2025.json", out / "rulebooks");
  fs::copy_file(rules / "filings" / "tiedong.json", out / "filings.json",
                fs::copy_options::overwrite_existing);
}

std::string lines_of(const std::vector<const district::Json*>& facts) {
  std::string text;
  for (const district::Json* fact : facts) text += fact->dump() + "\n";
  return text;
}

std::map<std::string, district::Json> ledgers_of(const fs::path& rules) {
  std::map<std::string, district::Json> out;
  for (const auto& entry : fs::directory_iterator(rules / "ledgers")) {
    std::ifstream in(entry.path());
    out[entry.path().stem().string()] = district::Json::parse(in);
  }
  return out;
}

void generate(const fs::path& out, const fs::path& rules, bool what_if_accident) {
  using namespace district;
  for (const char* folder : {"ledgers", "rulebooks", "figures"}) fs::create_directories(out / folder);
  copy_rules(rules, out);

  const District district = build_district();
  Variety variety(20'250'101);
  Sheet sheet(district);
  add_meetings(district, variety, sheet);
  add_led_inspections(district, variety, sheet);
  add_campaign(district, variety, sheet);
  add_sectors(district, variety, sheet);
  add_system(district, variety, sheet);
  add_learning(district, variety, sheet);
  add_registers(district, sheet);
  add_accidents(district, sheet);
  if (what_if_accident) add_invented_major_accident(district, sheet);

  const Json organisation = organisation_json(district);
  const auto facts = sheet.by_date();
  write(out / "organisation.json", organisation.dump(1) + "\n");
  for (const auto& [ledger, of_ledger] : facts)
    write(out / fmt::format("facts-{}.jsonl", ledger), lines_of(of_ledger));
  const auto ledgers = ledgers_of(rules);
  write(out / "workbooks.json", write_workbooks(out, organisation, ledgers, facts).dump(1) + "\n");
  write(out / "mistakes.json", write_mistakes(out, organisation, ledgers, facts).dump(1) + "\n");
  write(out / "judgements.json", judgements_json(district, variety).dump(1) + "\n");
  write(out / "passages.json", passages_json().dump(1) + "\n");
  write(out / "declarations.json", declarations_json().dump(1) + "\n");
  write(out / "directory.json", directory_json(district).dump(1) + "\n");
}

}  // namespace

int main(int argc, char** argv) try {
  const bool what_if =
      argc == 5 && std::string_view(argv[3]) == "--what-if" && std::string_view(argv[4]) == "accident";
  if (argc != 3 && !what_if) {
    fmt::print(stderr, "usage: tiedong-district OUT_DIR RULES_DIR [--what-if accident]\n");
    return 2;
  }
  generate(argv[1], argv[2], what_if);
  return 0;
} catch (const std::exception& e) {
  fmt::print(stderr, "tiedong-district: {}\n", e.what());
  return 1;
}
