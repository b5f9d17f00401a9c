#include "world.h"

#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "target.h"

namespace anze::fuzz {
namespace {

using nlohmann::json;

void collect_words(const json& node, std::set<std::string>& words) {
  if (node.is_string() && node.get<std::string>().size() < 64) words.insert(node.get<std::string>());
  if (!node.is_structured()) return;
  for (const auto& [name, member] : node.items()) {
    if (node.is_object()) words.insert(name);
    collect_words(member, words);
  }
}

}  // namespace

std::string text_of(const std::string& path) {
  std::ifstream in(std::string(ANZE_SOURCE_DIR) + "/" + path);
  expect(in.good(), "cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> words_in(const std::vector<std::string>& folders) {
  std::set<std::string> words;
  collect_words(json::parse(rulebook_schema()), words);
  for (const std::string& folder : folders)
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ANZE_SOURCE_DIR) + "/" + folder))
      if (entry.path().extension() == ".json") {
        std::ifstream in(entry.path());
        collect_words(json::parse(in), words);
      }
  return {words.begin(), words.end()};
}

const World& world() {
  static const World& made = *[] {
    auto* world = new World;  // never freed: targets end with the process
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(ANZE_SOURCE_DIR) + "/tests/cases/world/ledgers"))
      world->ledgers.put(
          read_ledger(text_of("tests/cases/world/ledgers/" + entry.path().filename().string()), world->codes)
              .value());
    world->calendar.add_year(2025, std::vector<bool>(365, true));
    world->organisation = std::make_unique<Organisation>(
        Organisation::build(
            read_organisation(text_of("tests/cases/world/organisation.json"), world->codes).value(),
            world->codes)
            .value());
    return world;
  }();
  return made;
}

std::vector<Fact> facts_of_all_kinds(const World& world) {
  std::vector<Fact> facts;
  const CodeId post = world.codes.find("district-head");
  const CodeId official = world.codes.find("head-1");
  for (const Ledger& ledger : world.ledgers.all())
    for (const std::int64_t value : {std::int64_t{0}, std::int64_t{1}, std::int64_t{3},
                                     std::numeric_limits<std::int64_t>::max(), std::int64_t{-1}}) {
      Fact fact;
      fact.seq = static_cast<std::int64_t>(facts.size()) + 1;
      fact.ledger = ledger.id;
      fact.occurred = make_date(2025, 7, 1) + static_cast<std::int32_t>(facts.size() % 92);
      fact.recorded = fact.occurred;
      fact.unit = world.codes.find("gov");
      fact.area = world.codes.find("shanmen");
      fact.sector = world.codes.find("mining");
      fact.post = post;
      fact.official = official;
      if (!ledger.states.empty())
        fact.state = ledger.states[static_cast<std::size_t>(facts.size()) % ledger.states.size()].code;
      for (const Field& field : ledger.fields) {
        if (!field.slot || value < 0) continue;  // the last is unknown throughout
        switch (field.type) {
          case FieldType::k_integer:
            fact.set(*field.slot, value);
            break;
          case FieldType::k_boolean:
            fact.set(*field.slot, value % 2);
            break;
          case FieldType::k_date:
            fact.set(*field.slot, fact.occurred.days + value % 40);
            break;
          case FieldType::k_code:
            fact.set(*field.slot, field.codes[static_cast<std::size_t>(value) % field.codes.size()].code);
            break;
          case FieldType::k_reference:
            fact.set(*field.slot, official);
            break;
          case FieldType::k_accident_class:
            fact.set(*field.slot, 1 + value % 4);
            break;
          case FieldType::k_text:
          case FieldType::k_texts:
          case FieldType::k_codes:
            break;
        }
      }
      facts.push_back(fact);
    }
  return facts;
}

}  // namespace anze::fuzz
