#include "plugin/results/version_changes.h"

#include <set>

#include "plugin/accountability/final_grade.h"
#include "plugin/assessments/past_results.h"
#include "plugin/records/scorecard_bytes.h"
#include "plugin/records/scorecard_record.h"

namespace anze::plugin {
namespace {

// One person's result in numbers; null for somebody whom the version does not assess.
Result<json> numbers_of(VersionSheets& version, const std::string& official, const Codebook& codes) {
  const auto found = version.sheets.find(official);
  if (found == version.sheets.end()) return json();
  if (version.whole_answers) return json::parse(found->second);
  Assessed& assessed = version.definitions;
  assessed.evaluation = {};
  ANZE_CHECK(read_sheet(found->second, assessed.rulebook->rulebook, codes, assessed.evaluation));
  return result_json(assessed, assessed.evaluation.people.front(), codes);
}

json member(const json& object, const char* name) {
  return object.is_object() ? object.value(name, json()) : json();
}

json two(const json& before, const json& after, const char* name) {
  return {{"before", member(before, name)}, {"after", member(after, name)}};
}

// The elements of two lists that say another name each, side by side; null where one has none of that name.
using Pairs = std::map<std::string, std::pair<json, json>>;
Pairs paired(const json& before, const json& after, const char* list, const char* name) {
  Pairs pairs;
  for (const json& each : member(before, list)) pairs[text_of(each, name)].first = each;
  for (const json& each : member(after, list)) pairs[text_of(each, name)].second = each;
  return pairs;
}

// What a line says of its clause.
json line_numbers(const json& line) {
  if (line.is_null()) return nullptr;
  json numbers = json::object();
  for (const char* name : {"state", "count", "target", "before_cap", "points"}) numbers[name] = line.at(name);
  return numbers;
}

json changed_lines(const json& before, const json& after) {
  json lines = json::array();
  for (const auto& [clause, pair] : paired(before, after, "lines", "clause")) {
    json then = line_numbers(pair.first);
    json now = line_numbers(pair.second);
    if (then == now) continue;
    const json& either = pair.second.is_null() ? pair.first : pair.second;
    lines.push_back({{"clause", clause},
                     {"title", either.at("title")},
                     {"before", std::move(then)},
                     {"after", std::move(now)}});
  }
  return lines;
}

json changed_cards(const json& before, const json& after) {
  json cards = json::array();
  for (const auto& [term, pair] : paired(before, after, "cards", "term")) {
    json lines = changed_lines(pair.first, pair.second);
    bool same = lines.empty();
    for (const char* name : {"total", "days", "gate"})
      same = same && member(pair.first, name) == member(pair.second, name);
    if (same) continue;
    const json& either = pair.second.is_null() ? pair.first : pair.second;
    cards.push_back({{"term", term},
                     {"post_title", either.at("post_title")},
                     {"total", two(pair.first, pair.second, "total")},
                     {"days", two(pair.first, pair.second, "days")},
                     {"gate", two(pair.first, pair.second, "gate")},
                     {"lines", std::move(lines)}});
  }
  return cards;
}

// Of a year that takes its quarters in.
json changed_quarters(const json& before, const json& after) {
  json quarters = json::array();
  for (const auto& [period, pair] :
       paired(member(before, "quarters"), member(after, "quarters"), "list", "period"))
    if (pair.first != pair.second)
      quarters.push_back({{"period", period}, {"points", two(pair.first, pair.second, "points")}});
  return quarters;
}

// Empty where nothing that is told differs.
json change_of(const std::string& official, const json& before, const json& after,
               const std::vector<VetoState>& vetoes) {
  const auto final = [&](const json& result) {
    return result.is_null() ? json() : json(final_grade_of(official, text_of(result, "grade"), vetoes).grade);
  };
  json change = {{"official", official},
                 {"name", (after.is_null() ? before : after).at("name")},
                 {"points", two(before, after, "points")},
                 {"exact", two(before, after, "exact")},
                 {"grade", two(before, after, "grade")},
                 {"final_grade", {{"before", final(before)}, {"after", final(after)}}},
                 {"cards", changed_cards(before, after)}};
  if (json quarters = changed_quarters(before, after); !quarters.empty())
    change["quarters"] = std::move(quarters);
  return change;
}

bool tells_nothing(const json& change) {
  for (const char* name : {"points", "exact", "grade"})
    if (change.at(name).at("before") != change.at(name).at("after")) return false;
  return change.at("cards").empty() && !change.contains("quarters");
}

}  // namespace

Result<VersionSheets> kept_version(Call& call, store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_TRY(const std::vector<store::Record> sheets, sheets_written(reader, assessment));
  VersionSheets version;
  ANZE_TRY(Counted definitions, definitions_then(call, reader, assessment));
  version.definitions = Assessed{std::move(definitions), {}};
  version.whole_answers = assessment.scoring->whole_answers();
  for (const store::Record& sheet : sheets)
    version.sheets[sheet.id.substr(sheet.id.find('/') + 1)] = sheet.body;
  return version;
}

VersionSheets scored_version(Assessed assessed, const ScorecardTexts& texts, const Codebook& codes) {
  ANZE_ASSERT(texts.texts.size() == assessed.evaluation.people.size());
  VersionSheets version;
  for (std::size_t i = 0; i < texts.texts.size(); ++i)
    version.sheets[codes.text(assessed.evaluation.people[i].official)] = texts.texts[i];
  version.definitions = std::move(assessed);
  return version;
}

// Texts that are the same byte for byte say the same; those of the first format are compared by what they
// say.
Result<json> version_changes(VersionSheets& before, VersionSheets& after,
                             const std::vector<VetoState>& vetoes, const Codebook& codes) {
  std::set<std::string> officials;
  for (const VersionSheets* version : {&before, &after})
    for (const auto& [official, sheet] : version->sheets) officials.insert(official);
  const bool same_format = before.whole_answers == after.whole_answers;
  json changes = json::array();
  std::int64_t unchanged = 0;
  for (const std::string& official : officials) {
    const auto then = before.sheets.find(official);
    const auto now = after.sheets.find(official);
    if (then != before.sheets.end() && now != after.sheets.end() && then->second == now->second) {
      ++unchanged;
      continue;
    }
    ANZE_TRY(const json was, numbers_of(before, official, codes));
    ANZE_TRY(const json is, numbers_of(after, official, codes));
    json change = change_of(official, was, is, vetoes);
    if (!same_format && tells_nothing(change))
      ++unchanged;
    else
      changes.push_back(std::move(change));
  }
  return json{{"changes", std::move(changes)}, {"unchanged", unchanged}};
}

const Shape& version_change_shape() {
  const auto both = [](const char* name) {
    return tell::object(name, {tell::text("before").or_null(), tell::text("after").or_null()});
  };
  const auto numbers = [](const char* name) {
    return tell::object(name,
                        {tell::word("state", {"counted", "judged", "not_applicable", "unjudged", "not_due"}),
                         tell::integer("count"), tell::integer("target"), tell::text("before_cap"),
                         tell::text("points")})
        .or_null();
  };
  std::vector<Told> line = {tell::text("clause"), tell::text("title"), numbers("before"), numbers("after")};
  std::vector<Told> card = {
      tell::text("term"),
      tell::text("post_title"),
      both("total"),
      tell::object("days", {tell::count("before").or_null(), tell::count("after").or_null()}),
      both("gate"),
      tell::list("lines", tell::object("", std::move(line)))};
  std::vector<Told> quarter = {tell::text("period"), both("points")};
  static const Shape& shape =
      *new Shape{"version_change",
                 {tell::text("official"), tell::text("name"), both("points"), both("exact"), both("grade"),
                  both("final_grade"), tell::list("cards", tell::object("", std::move(card))),
                  tell::list("quarters", tell::object("", std::move(quarter))).at_times().says("of a year")}};
  return shape;
}

}  // namespace anze::plugin
