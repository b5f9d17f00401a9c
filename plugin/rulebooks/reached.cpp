#include "plugin/rulebooks/reached.h"

#include <algorithm>
#include <map>
#include <optional>

#include "plugin/records/assessment_record.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

// Something that counts otherwise on those days.
struct Touched {
  std::string at;
  std::string text;
  Date first;
  Date last;
};

const Date& never_ends() {
  static const Date k_end = make_date(2199, 12, 31);
  return k_end;
}

const Date& always() {
  static const Date k_begin = make_date(1900, 1, 1);
  return k_begin;
}

std::optional<Date> date_of(const json& object, const char* member) {
  const Result<Date> date = parse_date(text_of(object, member));
  return date ? std::optional(*date) : std::nullopt;
}

Date first_of(const json& part) {
  return date_of(part, "from").value_or(always());
}
Date last_of(const json& part) {
  return date_of(part, "to").value_or(never_ends());
}

json without_days(json part) {
  part.erase("from");
  part.erase("to");
  return part;
}

struct PartOf {
  const char* list;
  const char* title;
};
// What the organisation's scores hang on. A title alone changes no score, so titles are not compared.
constexpr PartOf k_parts[] = {{"units", "单位"},    {"posts", "岗位"},      {"portfolios", "分管"},
                              {"terms", "任期"},    {"absences", "不在岗"}, {"areas", "属地"},
                              {"officials", "干部"}};

// Without titles, and without what says the same left out.
json plain_part(json part) {
  static const json& defaults =
      *new json(json::object({{"kind", "full"}, {"weight", 1}, {"committee_member", false}}));
  part.erase("title");
  part.erase("name");
  for (const auto& [member, value] : defaults.items())
    if (part.contains(member) && part.at(member) == value) part.erase(member);
  for (auto it = part.begin(); it != part.end();) it = it->is_null() ? part.erase(it) : std::next(it);
  return part;
}

// What tells parts apart: their id; of those that have none all that is not a day, and where such a one comes
// several times its number among them.
using Parts = std::map<std::string, std::pair<std::string, json>>;
Parts parts_by_key(const json& organisation, const char* name) {
  Parts parts;
  std::map<std::string, int> seen;
  const json& list = list_of(organisation, name);
  for (std::size_t i = 0; i < list.size(); ++i) {
    json part = plain_part(list[i]);
    const std::string id = text_of(part, "id");
    std::string key = id.empty() ? dump(without_days(part)) : id;
    if (id.empty()) key += "#" + std::to_string(++seen[key]);
    parts[key] = {std::string("/") + name + "/" + std::to_string(i), std::move(part)};
  }
  return parts;
}

std::string name_of(const json& part) {
  for (const char* member : {"id", "post", "official"})
    if (std::string name = text_of(part, member); !name.empty()) return name;
  return {};
}

// The days on which one of two versions holds and the other does not; all of both where more than days
// differ.
void compare_members(const std::string& at, const std::string& text, const json& before, const json& after,
                     std::vector<Touched>& touched) {
  const Date first = std::min(first_of(before), first_of(after));
  const Date last = std::max(last_of(before), last_of(after));
  if (without_days(before) != without_days(after)) return touched.push_back({at, text, first, last});
  const Date began = std::max(first_of(before), first_of(after));
  const Date ended = std::min(last_of(before), last_of(after));
  if (first < began) touched.push_back({at + "/from", text, first, std::min(began - 1, last)});
  if (ended < last) touched.push_back({at + "/to", text, std::max(ended + 1, first), last});
}

std::vector<Touched> touched_in_organisation(const json& before, const json& after) {
  std::vector<Touched> touched;
  for (const PartOf& part : k_parts) {
    const Parts olds = parts_by_key(before, part.list);
    const Parts news = parts_by_key(after, part.list);
    for (const auto& [id, now] : news) {
      const std::string text = part.title + name_of(now.second);
      const auto old = olds.find(id);
      if (old == olds.end()) {
        // A new unit, post or person counts from the first term on.
        if (now.second.contains("from"))
          touched.push_back({now.first, "新增" + text, first_of(now.second), last_of(now.second)});
      } else if (old->second.second != now.second) {
        compare_members(now.first, "修改" + text, old->second.second, now.second, touched);
      }
    }
    for (const auto& [id, old] : olds)
      if (!news.contains(id))
        touched.push_back({old.first, std::string("删除") + part.title + name_of(old.second),
                           first_of(old.second), last_of(old.second)});
  }
  return touched;
}

std::string reach_text(const Touched& each, const std::string& days, const std::string& state) {
  return each.text + "，涉及" + days + "（" + state + "）";
}

// The quarters over before today that no assessment has days in, as one stretch of the touched days.
std::optional<DateRange> over_unopened(const Touched& each, const std::vector<AssessmentRecord>& assessments,
                                       Date today) {
  const Date end = std::min(each.last, period_of(today, PeriodKind::k_quarter).first - 1);
  // Ten years back are looked at one by one; of what lies before nothing is assessed any more.
  const Date begin = std::max(each.first, make_date(civil(today).year - 10, 1, 1));
  std::optional<DateRange> found;
  for (Date day = begin; day <= end;) {
    const Period quarter = period_of(day, PeriodKind::k_quarter);
    const bool opened = std::any_of(assessments.begin(), assessments.end(), [&](const AssessmentRecord& one) {
      return one.period.first <= quarter.last && quarter.first <= one.period.last;
    });
    const Date last = std::min(quarter.last, end);
    if (!opened) found = DateRange(found ? found->first : day, last);
    day = quarter.last + 1;
  }
  return found;
}

// None where their days do not meet.
std::optional<Reach> reach_into(const AssessmentRecord& assessment, const Touched& each) {
  const Period& period = assessment.period;
  if (each.last < period.first || period.last < each.first) return std::nullopt;
  const auto& state = row_of(k_assessment_states, assessment.state);
  Reach reach;
  reach.at = each.at;
  reach.text = reach_text(each, to_chinese(period), std::string(state.chinese));
  reach.state = state.word;
  reach.period = to_text(period);
  reach.days = DateRange(std::max(each.first, period.first), std::min(each.last, period.last));
  return reach;
}

void add_reaches(const Touched& each, const std::vector<AssessmentRecord>& assessments, Date today,
                 std::vector<Reach>& reaches) {
  for (const AssessmentRecord& assessment : assessments)
    if (std::optional<Reach> reach = reach_into(assessment, each)) reaches.push_back(*std::move(reach));
  const std::optional<DateRange> over = over_unopened(each, assessments, today);
  if (over) reaches.push_back({each.at, reach_text(each, to_chinese(*over), "已过"), "over", "", *over});
}

// A large import may touch thousands of things in each period: of each the first are named, and the last one
// stands for the rest, with all their days.
std::vector<Reach> shortened(std::vector<Reach> reaches) {
  constexpr std::size_t k_named = 20;
  std::vector<Reach> kept;
  std::map<std::string, std::pair<std::size_t, std::size_t>> told;  // period: how many, the last kept
  for (Reach& reach : reaches) {
    auto& [count, last] = told[reach.period];
    if (++count <= k_named) {
      last = kept.size();
      kept.push_back(std::move(reach));
    } else {
      DateRange& days = kept[last].days;
      days = DateRange(std::min(days.first, reach.days.first), std::max(days.last, reach.days.last));
    }
  }
  for (const auto& [period, counted] : told)
    if (counted.first > k_named) kept[counted.second].text += "等共" + std::to_string(counted.first) + "处";
  return kept;
}

// What has no days of its own holds at once: in what is being assessed too.
std::vector<Reach> reached_unsealed(const std::vector<AssessmentRecord>& assessments) {
  std::vector<Reach> reaches;
  for (const AssessmentRecord& assessment : assessments) {
    if (assessment.sealed()) continue;
    const Period& period = assessment.period;
    reaches.push_back(*reach_into(assessment, {"", "改动自确认之日起适用", period.first, period.last}));
  }
  return reaches;
}

std::vector<Touched> touched_by_rulebook(const json& book, PeriodKind assesses, Date today) {
  const Date running = period_of(today, assesses).first;
  Touched days{"/effective_from", "考核办法自" + text_of(book, "effective_from") + "起施行",
               date_of(book, "effective_from").value_or(always()),
               std::min(date_of(book, "effective_to").value_or(never_ends()), running - 1)};
  if (days.last < days.first) return {};
  return {std::move(days)};
}

}  // namespace

Result<std::vector<Reach>> reached(store::Reader& reader, const std::string& kind, const std::string& before,
                                   const std::string& after, Date today) {
  ANZE_TRY(std::vector<AssessmentRecord> assessments, read_assessments(reader));
  std::vector<Touched> touched;
  const json document = json::parse(after);
  if (kind == k_organisation_record) {
    touched = touched_in_organisation(before.empty() ? json::object() : json::parse(before), document);
  } else if (kind == k_rulebook_record) {
    ANZE_TRY(const PeriodKind assesses, parse_period_kind(text_of(document, "assesses")));
    // Periods of another kind go by rulebooks of their own.
    std::erase_if(assessments, [&](const AssessmentRecord& one) { return one.period.kind != assesses; });
    touched = touched_by_rulebook(document, assesses, today);
  } else {
    return reached_unsealed(assessments);
  }
  std::vector<Reach> reaches;
  for (const Touched& each : touched) add_reaches(each, assessments, today, reaches);
  return shortened(std::move(reaches));
}

}  // namespace anze::plugin
