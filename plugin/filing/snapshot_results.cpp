// Officials' results, from their kept scorecards.
#include "plugin/filing/snapshot_parts.h"

#include "plugin/assessment.h"

namespace anze::plugin {
namespace {

// Scores on paper have two decimals; the exact value stays in the scorecard.
Result<Points> printed(const std::string& exact) {
  const std::size_t slash = exact.find('/');
  if (slash == std::string::npos) {
    ANZE_TRY(const Points points, parse_points(exact));
    return round_half_even(Exact(points), Points{100});
  }
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  try {
    numerator = std::stoll(exact.substr(0, slash));
    denominator = std::stoll(exact.substr(slash + 1));
  } catch (const std::exception&) {
    return Error{Code::k_limit,
                 "points.overflow",
                 "the exact value " + exact + " cannot be printed",
                 {},
                 "check the rulebook's amounts"};
  }
  return round_half_even(Exact::ratio(numerator, denominator), Points{100});
}

// The clauses that took or gave something; the others are in the scorecard and need no paper.
Result<void> add_lines(const json& card, bool several_posts, reports::OfficialResult& result) {
  for (const json& entry : card.at("lines")) {
    ANZE_TRY(const Points effect, printed(text_of(entry, "points")));
    if (effect.e4 == 0) continue;
    reports::ScoreLine line;
    line.item = text_of(entry, "item");
    line.clause = text_of(entry, "clause");
    line.title = several_posts ? text_of(entry, "title") + "（" + text_of(card, "post_title") + "）"
                               : text_of(entry, "title");
    for (const json& basis : entry.at("basis"))
      line.legal_basis += (line.legal_basis.empty() ? "" : "；") + basis.get<std::string>();
    // An award is all gained; what a deduction is taken from is the item's points.
    line.full = effect;
    line.got = effect;
    if (effect.e4 < 0) {
      for (const json& item : card.at("items"))
        if (item.at("item") == entry.at("item")) {
          ANZE_TRY(line.full, parse_points(text_of(item, "full")));
        }
      line.got = Points{line.full.e4 + effect.e4};
    }
    line.counts = entry.at("target") == 0 ? std::to_string(entry.at("count").get<std::int64_t>())
                                          : std::to_string(entry.at("count").get<std::int64_t>()) + "/" +
                                                std::to_string(entry.at("target").get<std::int64_t>());
    line.reason = text_of(entry, "how");
    line.facts = entry.value("count", std::int64_t{0});
    result.lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace

Result<void> add_results(store::Reader& reader, const json& assessment, reports::Snapshot& snapshot) {
  const json& book = assessment.at("rulebook");
  snapshot.rulebook = {text_of(book, "id"), text_of(book, "title"), text_of(book, "document_no"),
                       std::to_string(book.at("version").get<int>()), text_of(book, "digest")};
  const std::string period = text_of(assessment, "period");
  for (const json& person : assessment.at("people")) {
    ANZE_TRY(const std::optional<store::Record> record,
             reader.record(k_scorecard_record, period + "/" + text_of(person, "official")));
    if (!record)
      return Error{Code::k_corrupt,
                   "assessment.incomplete",
                   "a scorecard of " + period + " is missing",
                   {},
                   "run audit.verify/1"};
    const json sheet = json::parse(record->body);
    reports::OfficialResult result;
    result.id = text_of(person, "official");
    result.name = text_of(person, "name");
    result.grade = text_of(person, "grade");
    result.exact = text_of(person, "exact");
    ANZE_TRY(const Points score, parse_points(text_of(person, "points")));
    result.score = score;
    const bool several = sheet.at("cards").size() > 1;
    for (const json& card : sheet.at("cards")) {
      result.post +=
          (result.post.empty() ? "" : "、") + text_of(card, "unit_title") + text_of(card, "post_title");
      if (result.unit.find(text_of(card, "unit_title")) == std::string::npos)
        result.unit += (result.unit.empty() ? "" : "、") + text_of(card, "unit_title");
      result.archetype = text_of(card, "archetype_title");
      ANZE_CHECK(add_lines(card, several, result));
    }
    snapshot.officials.push_back(std::move(result));
  }
  return {};
}

}  // namespace anze::plugin
