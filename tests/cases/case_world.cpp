#include "case_world.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>

#include "scoring/entries/record.h"
#include "scoring/json/guard.h"
#include "scoring/trials/read_rulebook.h"

using namespace anze;
using Json = nlohmann::ordered_json;

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

namespace {

// The file with the members of `over` in place of its own. Without members of its own the text goes through
// as it stands, so that a case may also hold what is no JSON object.
std::string overlaid(const std::string& path, const std::string& over) {
  if (over.empty()) return text_of(path);
  const Json members = Json::parse(over, nullptr, false);
  if (!guard_json(over) || !members.is_object()) return over;
  Json whole = Json::parse(text_of(path));
  for (const auto& [name, value] : members.items()) whole[name] = value;
  return whole.dump();
}

// The shipped rulebooks: of the district and of the examples.
Json shipped_rulebook(const std::string& root, const std::string& id) {
  for (const char* folder : {"scoring/rules", "scoring/rules/examples"})
    for (const auto& entry : std::filesystem::directory_iterator(root + folder)) {
      if (entry.path().extension() != ".json") continue;
      const Json book = Json::parse(text_of(entry.path()));
      if (book.value("rulebook", "") == id) return book;
    }
  throw std::runtime_error("no shipped rulebook is called “" + id + "”");
}

// A rulebook of one shipped clause, and an organisation whose district-head it is for.
CaseFile with_shipped_clause(CaseFile file, const std::string& root, const std::string& organisation_path) {
  if (file.clause.size() != 2) throw std::runtime_error(file.path + ": clause wants a rulebook and a clause");
  if (!file.rulebook.empty() || !file.rulebook_file.empty() || !file.organisation.empty())
    throw std::runtime_error(file.path + ": clause brings its own rulebook and organisation");
  Json book = shipped_rulebook(root, file.clause[0]);
  for (Json& item : book.at("items"))
    for (const Json& clause : item.at("clauses")) {
      if (clause.at("id") != file.clause[1]) continue;
      const Json posts = clause.value("archetypes", book.at("archetypes"));
      Json alone = item;
      alone["clauses"] = Json::array({clause});
      alone.erase("group");
      file.rulebook =
          Json{{"base", item.at("points")},
               {"assesses", book.at("assesses")},
               {"policies", book.at("policies")},
               {"archetypes", posts},
               {"items", Json::array({alone})},
               {"grades", Json::array({{{"title", "不定等次"}, {"from", "0"}, {"below", nullptr}}})}}
              .dump();
      Json organisation = Json::parse(text_of(organisation_path));
      organisation["archetypes"] = Json::array();
      for (const Json& post : posts) organisation["archetypes"].push_back({{"id", post}, {"title", post}});
      for (Json& post : organisation.at("posts")) post["archetype"] = posts.front();
      file.organisation = organisation.dump();
      return file;
    }
  throw std::runtime_error(file.clause[0] + " has no clause “" + file.clause[1] + "”");
}

// "off 2025-01-28 2025-02-04": those days that are not weekends anyway; "work 2025-01-26".
void read_calendar(const std::string& path, Calendar& calendar) {
  std::map<int, std::pair<std::vector<Date>, std::vector<Date>>> years;
  std::istringstream in(text_of(path));
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) continue;
    const Date last = parse_date(words.back()).value();
    for (Date day = parse_date(words[1]).value(); day <= last; day = day + 1) {
      const int weekday = (day.days % 7 + 7 + 3) % 7;  // 0 is Monday
      auto& [off, work] = years[civil(day).year];
      if (words[0] == "work") work.push_back(day);
      if (words[0] == "off" && weekday < 5) off.push_back(day);
    }
  }
  for (const auto& [year, days] : years)
    if (auto added = calendar.add_year(year, days.first, days.second); !added)
      throw std::runtime_error(added.error().message + " " + added.error().at);
}

Json value_of(const Ledger* ledger, const std::string& field, const std::string& word) {
  const Field* known = ledger != nullptr ? ledger->field(field) : nullptr;
  if (known != nullptr && known->type == FieldType::k_integer) return std::stoll(word);
  if (known != nullptr && known->type == FieldType::k_boolean) return word == "true";
  return word;
}

// "led_inspection I1 on 2025-07-09, 2025-09-28 by district-head people 12" to fact.md's JSON, one a date.
std::vector<std::pair<Json, bool>> facts_of(const std::string& line, const CaseWorld& world) {
  const std::vector<std::string> words = words_of(line);
  if (words.size() < 4 || words[2] != "on") throw std::runtime_error("“" + line + "” is no record");
  const Ledger* ledger = world.ledgers.find(world.codes.find(words[0]));
  const std::map<std::string, std::string> shared{{"by", "post"},   {"of", "official"},   {"in", "area"},
                                                  {"unit", "unit"}, {"sector", "sector"}, {"state", "state"}};
  std::size_t next = 3;
  std::vector<std::string> dates;
  do {
    dates.push_back(words[next]);
    if (dates.back().ends_with(',')) dates.back().pop_back();
  } while (words[next++].ends_with(','));
  Json fact{{"ledger", words[0]}, {"unit", "gov"}, {"fields", Json::object()}};
  bool late = false;
  while (next < words.size()) {
    const std::string& name = words[next++];
    if (name == "late") {
      late = true;
      continue;
    }
    if (name == "attached") {
      fact["attachments"] =
          Json::array({{{"name", "纪要.pdf"}, {"digest", std::string(64, '0')}, {"size", 1}}});
      continue;
    }
    if (next == words.size()) throw std::runtime_error("“" + name + "” has no value in “" + line + "”");
    const std::string& word = words[next++];
    if (const auto member = shared.find(name); member != shared.end())
      fact[member->second] = word;
    else
      fact["fields"][name] = value_of(ledger, name, word);
  }
  std::vector<std::pair<Json, bool>> facts;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    fact["id"] = dates.size() == 1 ? words[1] : words[1] + "-" + std::to_string(i + 1);
    fact["occurred_on"] = dates[i];
    facts.emplace_back(fact, late);
  }
  return facts;
}

bool add_fact(const std::string& json, bool late, CaseWorld& world) {
  auto read = read_fact(json, world.ledgers, world.codes, &world.problems);
  if (!read) return false;
  Fact fact = read->fact;
  fact.seq = static_cast<std::int64_t>(world.facts.size()) + 1;
  fact.recorded = fact.occurred;
  fact.late = late;
  if (auto checked = world.organisation->check(fact, world.codes); !checked) {
    world.problems.push_back(checked.error());
    return false;
  }
  world.facts.push_back(fact);
  world.fact_ids.push_back(world.codes.intern(read->id));
  return true;
}

bool add_facts(const CaseFile& file, CaseWorld& world) {
  bool good = true;
  for (const std::string& line : file.facts) {
    if (line.starts_with('{')) {
      good = add_fact(line, false, world) && good;
      continue;
    }
    for (const auto& [json, late] : facts_of(line, world)) good = add_fact(json.dump(), late, world) && good;
  }
  return good;
}

void add_judgements(const CaseFile& file, CaseWorld& world) {
  for (const std::string& line : file.judge) {
    const std::vector<std::string> words = words_of(line);
    if (words.size() < 3) throw std::runtime_error("“" + line + "” is no judgement");
    Judgement judgement;
    if (words[0].starts_with("item:"))
      judgement.item = words[0].substr(std::string("item:").size());
    else
      judgement.clause = words[0];
    judgement.term = world.codes.intern(words[1]);
    judgement.value = parse_points(words[2]).value();
    std::size_t next = 3;
    if (words.size() > next && words[next] == "self") {
      judgement.self = true;
      ++next;
    }
    if (words.size() > next + 1 && words[next] == "by") {
      judgement.rater = world.codes.intern(words[next + 1]);
      next += 2;
    }
    for (; next < words.size(); ++next)
      judgement.reason += (judgement.reason.empty() ? "" : " ") + words[next];
    world.judgements.push_back(std::move(judgement));
  }
}

// "2025Q1 head-1 95.5 days 45 base 120 exact 191/2 grade 优秀"; all days of the quarter and 100 when not
// given.
void add_quarters(const CaseFile& file, CaseWorld& world) {
  for (const std::string& line : file.quarters) {
    const std::vector<std::string> words = words_of(line);
    if (words.size() < 3) throw std::runtime_error("“" + line + "” is no quarter");
    QuarterResult result;
    result.quarter = parse_period(words[0]).value();
    result.official = world.codes.intern(words[1]);
    result.points = parse_points(words[2]).value();
    result.exact = Exact(result.points);
    result.base = parse_points("100").value();
    result.days = result.quarter.days();
    for (std::size_t next = 3; next + 1 < words.size(); next += 2) {
      if (words[next] == "days") result.days = std::stoi(words[next + 1]);
      if (words[next] == "base") result.base = parse_points(words[next + 1]).value();
      if (words[next] == "exact") result.exact = parse_exact(words[next + 1]).value();
      if (words[next] == "grade") result.grade = words[next + 1];
    }
    world.quarters.push_back(result);
  }
}

// "head-1 2024 78.00 sealed 2025-01-20"
void add_results(const CaseFile& file, CaseWorld& world) {
  for (const std::string& line : file.results) {
    const std::vector<std::string> words = words_of(line);
    if (words.size() != 5 || words[3] != "sealed") throw std::runtime_error("“" + line + "” is no result");
    world.results.push_back({world.codes.intern(words[0]), parse_period(words[1]).value(),
                             parse_points(words[2]).value(), parse_date(words[4]).value()});
  }
}

}  // namespace

std::unique_ptr<CaseWorld> build_world(const CaseFile& given, const std::string& folder) {
  auto world = std::make_unique<CaseWorld>();
  std::set<std::string> ledgers;
  const std::string root = folder + "/../../../";
  const CaseFile file =
      given.clause.empty() ? given : with_shipped_clause(given, root, folder + "/organisation.json");
  std::vector<std::string> folders{folder + "/ledgers"};
  if (!file.rulebook_file.empty() || !file.clause.empty())
    folders = {root + "scoring/rules/ledgers", root + "scoring/rules/examples/ledgers"};
  for (const std::string& each : folders)
    for (const auto& entry : std::filesystem::directory_iterator(each)) ledgers.insert(entry.path());
  for (const std::string& path : ledgers) {
    auto ledger = read_ledger(text_of(path), world->codes);
    if (!ledger) throw std::runtime_error(path + ": " + ledger.error().at + " " + ledger.error().message);
    world->ledgers.put(std::move(*ledger));
  }
  read_calendar(folder + "/calendar.txt", world->calendar);
  auto data = read_organisation(overlaid(folder + "/organisation.json", file.organisation), world->codes,
                                &world->problems);
  if (!data) return world;
  auto organisation = Organisation::build(std::move(*data), world->codes, &world->problems);
  if (!organisation) return world;
  world->organisation = std::make_unique<Organisation>(std::move(*organisation));
  const std::string rulebook_path =
      file.rulebook_file.empty() ? folder + "/rulebook.json" : root + file.rulebook_file;
  world->rulebook_text = overlaid(rulebook_path, file.rulebook);
  auto rulebook = read_rulebook(world->rulebook_text, world->ledgers, world->organisation->data(),
                                world->codes, &world->problems);
  if (!rulebook) return world;
  world->rulebook = std::make_unique<Rulebook>(std::move(*rulebook));
  if (!add_facts(file, *world)) return world;
  add_judgements(file, *world);
  add_results(file, *world);
  add_quarters(file, *world);
  world->period = parse_period(file.period.empty() ? "2025Q3" : file.period).value();
  world->as_of = file.as_of.empty() ? world->period.last : parse_date(file.as_of).value();
  return world;
}
