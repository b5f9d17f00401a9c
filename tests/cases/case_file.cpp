#include "case_file.h"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace {

std::string trimmed(const std::string& line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

CaseFile read_case(const std::string& path) {
  CaseFile file;
  file.path = path;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::map<std::string, std::vector<std::string>> sections;
  std::string section;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::string text = trimmed(line);
    if (text.empty() || line.starts_with('#')) continue;
    if (line.starts_with("  ")) {
      if (section.empty())
        throw std::runtime_error(path + ": line " + std::to_string(number) + " is in no section");
      sections[section].push_back(text);
      continue;
    }
    const auto space = text.find(' ');
    section = text.substr(0, space);
    sections[section];
    if (space != std::string::npos) sections[section].push_back(trimmed(text.substr(space)));
  }
  const auto take = [&](const std::string& name) {
    auto node = sections.extract(name);
    return node ? node.mapped() : std::vector<std::string>{};
  };
  const auto take_text = [&](const std::string& name) {
    std::string text;
    for (const std::string& line : take(name)) text += (text.empty() ? "" : "\n") + line;
    return text;
  };
  file.period = take_text("period");
  file.as_of = take_text("as_of");
  file.reading = take_text("reading");
  file.rulebook = take_text("rulebook");
  file.rulebook_file = take_text("rulebook_file");
  file.clause = words_of(take_text("clause"));
  file.organisation = take_text("organisation");
  file.facts = take("facts");
  file.undo = take("undo");
  file.judge = take("judge");
  file.quarters = take("quarters");
  file.results = take("results");
  file.expect = take("expect");
  if (!sections.empty())
    throw std::runtime_error(path + ": unknown section “" + sections.begin()->first + "”");
  return file;
}

void rewrite_expectations(const CaseFile& file, const std::vector<std::string>& lines) {
  std::string kept;
  {
    std::ifstream in(file.path);
    for (std::string line; std::getline(in, line) && !line.starts_with("expect");) kept += line + "\n";
  }
  std::ofstream out(file.path);
  out << kept << "expect\n";
  for (const std::string& line : lines) out << "  " << line << "\n";
}
