// The published schema of rulebooks and the reader of rulebooks must tell the same story: every member the
// reader takes is in the schema under its two titles, every member of the schema is taken by the reader, and
// what the schema refuses the reader refuses too. The documents are those of the cases that score and the
// shipped rulebook; a member none of them uses fails here, and wants a case.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "case_world.h"
#include "plugin/json/schema.h"
#include "scoring/trials/read_rulebook.h"

using namespace anze;
using nlohmann::json;

namespace {

using Pointer = json::json_pointer;

const json& schema_document() {
  static const json document = json::parse(rulebook_schema());
  return document;
}

// The node of the schema that speaks of this value, and its place in the schema.
std::pair<const json*, std::string> resolved(const json* node, std::string shape, const json& value) {
  if (node->contains("$ref")) {
    shape = node->at("$ref").get<std::string>().substr(1);
    return resolved(&schema_document().at(Pointer(shape)), shape, value);
  }
  if (node->contains("anyOf") && !node->contains("properties"))
    for (std::size_t i = 0; i < node->at("anyOf").size(); ++i)
      if (const json& way = node->at("anyOf")[i]; way.contains("properties") && value.is_object())
        return {&way, shape + "/anyOf/" + std::to_string(i)};
  return {node, shape};
}

struct Seen {
  std::string shape;  // of the object: its place in the schema
  std::string at;     // its place in the document
};

// Every object of the document whose members the schema names.
void look(const json* node, std::string shape, const json& value, const std::string& at,
          std::vector<Seen>& seen) {
  std::tie(node, shape) = resolved(node, std::move(shape), value);
  if (value.is_array() && node->contains("items"))
    for (std::size_t i = 0; i < value.size(); ++i)
      look(&node->at("items"), shape + "/items", value[i], at + "/" + std::to_string(i), seen);
  if (value.is_object() && node->contains("additionalProperties") &&
      node->at("additionalProperties").is_object())
    for (const auto& [name, member] : value.items())
      look(&node->at("additionalProperties"), shape + "/additionalProperties", member, at + "/" + name, seen);
  if (!value.is_object() || !node->contains("properties")) return;
  seen.push_back({shape, at});
  for (const auto& [name, member] : value.items())
    if (node->at("properties").contains(name))
      look(&node->at("properties").at(name), shape + "/properties/" + name, member, at + "/" + name, seen);
}

// Every member the schema names, as "OBJECT MEMBER" by the place of the object in the schema.
void list(const json& node, const std::string& shape, std::set<std::string>& members) {
  if (node.is_object() && node.contains("properties") && !shape.ends_with("/if"))
    for (const auto& [name, property] : node.at("properties").items()) members.insert(shape + " " + name);
  if (node.is_structured())
    for (const auto& [name, member] : node.items()) list(member, shape + "/" + name, members);
}

// A rulebook with the world it is read in.
struct Document {
  std::string name;
  std::unique_ptr<CaseWorld> world;
  json book;

  bool read(const json& changed, Problems* problems = nullptr) const {
    const auto read =
        read_rulebook(changed.dump(), world->ledgers, world->organisation->data(), world->codes, problems);
    return static_cast<bool>(read);
  }
};

std::unique_ptr<CaseWorld> district() {
  const std::string root = ANZE_SOURCE_DIR "/scoring/rules/";
  const std::string path = ANZE_TIEDONG_DATA "/organisation.json";
  auto world = std::make_unique<CaseWorld>();
  for (const auto& entry : std::filesystem::directory_iterator(root + "ledgers"))
    world->ledgers.put(read_ledger(text_of(entry.path()), world->codes).value());
  world->organisation = std::make_unique<Organisation>(
      Organisation::build(read_organisation(text_of(path), world->codes).value(), world->codes).value());
  world->rulebook_text = text_of(root + "tiedong-leaders-2025.json");
  return world;
}

const std::vector<Document>& documents() {
  static const std::vector<Document> all = [] {
    const std::string folder = ANZE_SOURCE_DIR "/tests/cases";
    std::vector<Document> found;
    std::set<std::string> seen;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string name = entry.path().lexically_relative(folder).string();
      if (entry.path().extension() != ".case" || name.starts_with("refused/")) continue;
      const CaseFile file = read_case(entry.path());
      if (file.reading == "stored") continue;  // no good document any more
      auto world = build_world(file, folder + "/world");
      if (!seen.insert(world->rulebook_text).second) continue;
      json book = json::parse(world->rulebook_text);
      found.push_back({name, std::move(world), std::move(book)});
    }
    auto world = district();
    json book = json::parse(world->rulebook_text);
    json few = json::array({book.at("tests").front(), book.at("tests").back()});
    book["tests"] = std::move(few);  // it is read for every change to it
    found.push_back({"tiedong-leaders-2025", std::move(world), std::move(book)});
    return found;
  }();
  return all;
}

std::vector<Seen> objects_of(const Document& document) {
  std::vector<Seen> seen;
  look(&schema_document(), "", document.book, "", seen);
  return seen;
}

// "the fields here are "id", "title" or "basis"" to the names.
std::set<std::string> names_in(const std::string& help) {
  EXPECT_EQ(help.find("…"), std::string::npos) << "the list is cut short: " << help;
  std::set<std::string> names;
  for (std::size_t from = help.find('"'); from != std::string::npos;) {
    const std::size_t to = help.find('"', from + 1);
    names.insert(help.substr(from + 1, to - from - 1));
    from = help.find('"', to + 1);
  }
  return names;
}

// What the reader says it would have taken, wherever a member it does not know is put.
std::set<std::string> taken_by_the_reader() {
  constexpr std::size_t k_at_once = 100;  // a reader tells 200 problems
  std::set<std::string> taken;
  for (const Document& document : documents()) {
    const std::vector<Seen> objects = objects_of(document);
    for (std::size_t first = 0; first < objects.size(); first += k_at_once) {
      json changed = document.book;
      std::map<std::string, std::string> shapes;
      for (std::size_t i = first; i < std::min(first + k_at_once, objects.size()); ++i) {
        changed.at(Pointer(objects[i].at))["unheard-of"] = 1;
        shapes[objects[i].at + "/unheard-of"] = objects[i].shape;
      }
      Problems problems;
      EXPECT_FALSE(document.read(changed, &problems));
      for (const Error& problem : problems) {
        if (problem.reason != "json.unknown_field" || !shapes.contains(problem.at)) continue;
        for (const std::string& name : names_in(problem.help))
          taken.insert(shapes.at(problem.at) + " " + name);
        shapes.erase(problem.at);
      }
      EXPECT_TRUE(shapes.empty()) << document.name << shapes.begin()->first << " swallowed an unknown member";
    }
  }
  return taken;
}

TEST(RulebookSchema, NamesWhatTheReaderTakesAndNothingElse) {
  std::set<std::string> named;
  list(schema_document(), "", named);
  const std::set<std::string> taken = taken_by_the_reader();
  for (const std::string& member : named)
    EXPECT_TRUE(taken.contains(member))
        << member << " is in the schema; no document of the tree gets it read";
  for (const std::string& member : taken)
    EXPECT_TRUE(named.contains(member)) << member << " is read and not in the schema";
}

// "考核项 / Items"
bool has_two_titles(const json& property) {
  const std::string title = property.value("title", "");
  const std::size_t middle = title.find(" / ");
  const auto is_foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80U; };
  return middle != std::string::npos && is_foreign(title[0]) && title.size() > middle + 3 &&
         title[middle + 3] >= 'A' && title[middle + 3] <= 'Z';
}

void expect_titles(const json& node, const std::string& at) {
  if (node.is_object() && node.contains("properties") && !at.ends_with("/if")) {
    for (const auto& [name, property] : node.at("properties").items())
      EXPECT_TRUE(has_two_titles(property)) << at << "/" << name << " " << property;
  }
  if (node.is_object() && node.contains("enum")) {  // each word is told in Chinese
    const std::string words = node.value("description", "");
    for (const json& word : node.at("enum"))
      EXPECT_NE(words.find(word.get<std::string>() + " "), std::string::npos) << at << " " << word;
  }
  if (node.is_structured())
    for (const auto& [name, member] : node.items()) expect_titles(member, at + "/" + name);
}

TEST(RulebookSchema, HasChineseAndEnglishTitlesForEveryMember) {
  expect_titles(schema_document(), "");
}

TEST(RulebookSchema, TakesEveryGoodDocument) {
  const plugin::Schema schema(schema_document());
  for (const Document& document : documents()) {
    EXPECT_TRUE(document.read(document.book)) << document.name;
    const Problems problems = schema.check(document.book);
    EXPECT_TRUE(problems.empty()) << document.name << problems.front().at << problems.front().message;
  }
}

// A required member gone, a member of another type, a word nobody knows.
std::vector<std::pair<std::string, json>> spoiled(const json& book, const Seen& object) {
  std::vector<std::pair<std::string, json>> ways;
  const json& members = book.at(Pointer(object.at));
  const json& node = schema_document().at(Pointer(object.shape));
  for (const json& required : node.value("required", json::array())) {
    json changed = book;
    changed.at(Pointer(object.at)).erase(required.get<std::string>());
    ways.emplace_back(object.at + " without " + required.get<std::string>(), std::move(changed));
  }
  for (const auto& [name, value] : members.items()) {
    if (object.shape == "/definitions/comparison" && name == "value") continue;  // of the field's own type
    json changed = book;
    changed.at(Pointer(object.at))[name] = value.is_array() ? json("nonsense") : json::array({nullptr});
    ways.emplace_back(object.at + "/" + name + " of another type", std::move(changed));
  }
  return ways;
}

TEST(RulebookSchema, RefusesWhatTheReaderRefuses) {
  const plugin::Schema schema(schema_document());
  std::set<std::pair<std::string, std::set<std::string>>> tried;  // one object of each make is enough
  for (const Document& document : documents())
    for (const Seen& object : objects_of(document)) {
      std::set<std::string> make;
      for (const auto& [name, value] : document.book.at(Pointer(object.at)).items()) make.insert(name);
      if (object.shape.find("/anyOf/") != std::string::npos || !tried.emplace(object.shape, make).second)
        continue;
      for (const auto& [what, changed] : spoiled(document.book, object)) {
        EXPECT_FALSE(schema.check(changed).empty()) << document.name << " " << what;
        EXPECT_FALSE(document.read(changed)) << document.name << " " << what;
      }
    }
  EXPECT_GT(tried.size(), 50U);
}

}  // namespace
