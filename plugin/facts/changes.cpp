#include "plugin/facts/changes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "plugin/access/acts.h"
#include "plugin/access/entry_roles.h"
#include "plugin/access/privacy.h"
#include "plugin/calls/persons.h"
#include "plugin/facts/attachments.h"
#include "plugin/facts/countable.h"
#include "plugin/facts/entry.h"
#include "plugin/facts/finding_entry.h"
#include "plugin/facts/steps.h"
#include "plugin/json/fact.h"
#include "plugin/records/assessment_record.h"
#include "plugin/tallies/in_time.h"
#include "scoring/entries/record.h"
#include "scoring/json/reader.h"

namespace anze::plugin {

Error unknown_fact(const std::string& id) {
  return {Code::k_not_found, "fact.unknown", "there is no fact “" + id + "”", "/id",
          "look it up with ledger.search/1"};
}

Result<std::optional<store::FactVersion>> seen_fact(const Call& call, store::Reader& reader,
                                                    const std::string& id) {
  ANZE_TRY(std::optional<store::FactVersion> version, reader.fact(id));
  if (version && !Sight(call).sees(version->record.fact)) version.reset();
  return version;
}

namespace {

// A value as an officer reads it, within a quotation: no marks that would end it.
std::string value_shown(const json& value) {
  if (value.is_null()) return "空";
  if (value.is_boolean()) return value.get<bool>() ? "是" : "否";
  std::string text = anze::json::shown(value.is_string() ? value.get<std::string>() : dump(value));
  for (const auto& [mark, other] : {std::pair("“", "「"), std::pair("”", "」")})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
      text.replace(at, std::string_view(mark).size(), other);
  return text;
}

// The member as the sheets head it.
std::string member_title(const Ledger* ledger, const std::string& name) {
  constexpr std::pair<std::string_view, const char*> k_titles[] = {
      {"ledger", "台账"}, {"occurred_on", "日期"}, {"unit", "单位"},     {"area", "属地"},
      {"sector", "行业"}, {"post", "岗位"},        {"official", "人员"}, {"state", "状态"},
      {"remark", "备注"}, {"attachments", "附件"}, {"fields", "各栏"}};
  for (const auto& [member, title] : k_titles)
    if (member == name) return title;
  const Field* field = ledger == nullptr ? nullptr : ledger->field(name);
  return field == nullptr ? name : field->title;
}

// What two versions say differently, as people compare them: "备注：空 → 补充".
std::string differences(const Ledger* ledger, const json& then, const json& now) {
  constexpr std::size_t k_named = 10;
  std::vector<std::string> told;
  const auto compare = [&](const json& a, const json& b, const auto& self) -> void {
    json names = a;
    names.update(b);
    for (const auto& [name, unused] : names.items()) {
      const json was = a.value(name, json());
      const json is = b.value(name, json());
      if (was == is) continue;
      if (was.is_object() && is.is_object())
        self(was, is, self);
      else if (name == "voided")
        told.push_back(is.is_null() ? "恢复" : "作废");
      else
        told.push_back(member_title(ledger, name) + "：" + value_shown(was) + " → " + value_shown(is));
    }
  };
  compare(then, now, compare);
  std::string text;
  for (std::size_t i = 0; i < std::min(told.size(), k_named); ++i) text += (i == 0 ? "" : "；") + told[i];
  if (told.size() > k_named) text += "；…";
  return text.empty() ? "登记内容没有改动" : text;
}

// Whether the two say the same to whoever counts; texts, remarks and attachments are not counted.
bool counts_alike(const Fact& a, const Fact& b) {
  const auto what = [](const Fact& fact) {
    return std::tie(fact.ledger, fact.occurred, fact.unit, fact.area, fact.sector, fact.post, fact.official,
                    fact.state, fact.known, fact.slot);
  };
  return what(a) == what(b);
}

// Whether both are about the same person and place: what a correction makes somebody else's is asked about
// anew.
bool concern_alike(const Fact& a, const Fact& b) {
  return std::tie(a.occurred, a.unit, a.sector, a.post, a.official) ==
         std::tie(b.occurred, b.unit, b.sector, b.post, b.official);
}

// How far the assessment of a day's period is, under each rulebook that assesses it.
struct Course {
  Period period;
  bool open = false;  // and not sealed
  bool sealed = false;
  bool leaves_late_out = false;
};

Result<std::vector<Course>> courses_of(const Call& call, store::Reader& reader, Date day) {
  std::vector<Course> courses;
  for (const PeriodKind kind :
       {PeriodKind::k_month, PeriodKind::k_quarter, PeriodKind::k_half, PeriodKind::k_year}) {
    const Period period = period_of(day, kind);
    const auto rulebook = call.model->need_rulebook(period);
    if (!rulebook) continue;  // none assesses by such periods
    ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
    const bool sealed = assessment && assessment->sealed();
    courses.push_back({period, assessment && !sealed, sealed, leaves_late_out((*rulebook)->rulebook)});
  }
  return courses;
}

// A day corrected across a seal would count twice, in the sealed period and in its own, or nowhere; across
// the opening of an assessment that leaves late entries out, the version that was in time would not be found.
Result<void> check_day(const Call& call, store::Reader& reader, Date then, Date now) {
  if (then == now) return {};
  for (const Date day : {then, now}) {
    ANZE_TRY(const std::vector<Course> courses, courses_of(call, reader, day));
    for (const Course& course : courses) {
      if (course.period.contains(then) && course.period.contains(now)) continue;
      if (!course.sealed && !(course.open && course.leaves_late_out)) continue;
      return Error{
          Code::k_conflict, "fact.assessed_day",
          "the assessment of " + to_text(course.period) +
              (course.sealed ? " is sealed" : " is open and leaves late entries out") +
              ", and the correction moves the record " +
              (course.period.contains(then) ? "out of it" : "into it"),
          "/occurred_on",
          "leave the day within its period and write the right one into the remark: the record would "
          "count in two periods, or in none"};
    }
  }
  return {};
}

}  // namespace

Result<void> check_seen(const Call& call, store::Reader& reader, const std::string& id) {
  const auto asked = call.request.find("version");
  if (asked == call.request.end()) return {};
  ANZE_TRY(const std::vector<store::FactVersion> history, reader.history(id));
  const auto seen = asked->get<std::int64_t>();
  if (history.empty() || history.back().version == seen) return {};  // unknown ids are told elsewhere
  const auto at = std::find_if(history.begin(), history.end(),
                               [&](const store::FactVersion& each) { return each.version == seen; });
  const auto told = [&](const store::FactVersion& version) {
    json object = record_json(version.record, call.model->ledgers, call.store.codes());
    if (version.voided) object["voided"] = true;
    return object;
  };
  const std::string last = std::to_string(history.back().version);
  return Error{
      Code::k_conflict, "fact.changed",
      "“" + id + "” is at version “" + last + "”, and what was sent rests on version “" +
          std::to_string(seen) + "”, " +
          (at == history.end() ? "which there is not: “没有那一版”"
                               : "since then changed: “" +
                                     differences(call.model->ledgers.find(history.back().record.fact.ledger),
                                                 told(*at), told(history.back())) +
                                     "”"),
      "/version",
      "look at it with ledger.get/1, keep what others changed, and send it again with \"version\": " + last};
}

Result<void> check_second(const Call& call, store::Reader& reader, const Ledger& ledger,
                          const std::string& id) {
  if (!ledger.other_person) return {};
  ANZE_TRY(const std::vector<store::FactVersion> history, reader.history(id));
  const std::vector<std::string> authors = authors_of(ledger, history);
  if (authors.empty()) return {};  // told elsewhere
  ANZE_TRY(const bool wrote_it, is_same_person(call, reader, authors.back()));
  if (wrote_it)
    return Error{Code::k_forbidden, "actor.four_eyes",
                 "who wrote the record as it stands neither corrects nor withdraws it", "/actor",
                 "let a second person who may change records of “" + ledger.title + "” do it"};
  return check_act_on(call, history.back().record.fact, ledger.change, true);
}

Result<void> check_withdrawal(const Call& call, store::Reader& reader, const Fact& fact) {
  if (fact.late) return {};
  ANZE_TRY(const std::vector<Course> courses, courses_of(call, reader, fact.occurred));
  for (const Course& course : courses)
    if (course.open && course.leaves_late_out)
      return Error{Code::k_conflict, "fact.assessed",
                   "the assessment of " + to_text(course.period) +
                       " is open and counts what was entered before, whatever is changed after",
                   "/id",
                   "send a correction: it holds for figures and vetoes at once; the record can be withdrawn "
                   "when the assessment is sealed"};
  return {};
}

Result<store::FactVersion> correct_one(Call& call, store::Writer& writer, FactRecord record,
                                       std::string reason, Change change) {
  ANZE_TRY(const std::vector<store::FactVersion> history, writer.history(record.id));
  if (history.empty()) return unknown_fact(record.id);
  const Fact& before = history.back().record.fact;
  if (before.ledger != record.fact.ledger)
    return invalid("fact.ledger", "a correction cannot move a fact to another ledger", "/ledger",
                   "withdraw it there and append it here");
  if (!history.back().voided)
    ANZE_CHECK(
        check_step(call, writer, *call.model->ledgers.find(record.fact.ledger), history, record, change.act));
  ANZE_CHECK(check_known(call, record));
  ANZE_CHECK(Countable().check(call, record));
  ANZE_CHECK(check_attachment_names(record, history.back().record.attachments_json));
  if (!concern_alike(before, record.fact))
    ANZE_CHECK(check_changes(call, *call.model->ledgers.find(record.fact.ledger), &record.fact));
  ANZE_CHECK(check_finding(call, writer, record.fact));
  ANZE_CHECK(check_findings_of(call, writer, record, before.occurred));
  bool late = before.late;
  if (!change.step) ANZE_CHECK(check_day(call, writer, before.occurred, record.fact.occurred));
  if (!change.step && !counts_alike(before, record.fact)) {
    // Late as soon as either the old or the new day lies in a period whose assessment is open.
    LateMarks marks(*call.model, writer);
    ANZE_TRY(const bool now, marks.of(record.fact));
    ANZE_TRY(const bool then, marks.of(before));
    late = now || then;
  }
  auto version = writer.correct(std::move(record), late, std::move(reason));
  if (!version) {
    // What the store says of a fact (withdrawn) is about the id the request names.
    const Error& error = version.error();
    return error.reason.starts_with("fact.") && error.at.empty() ? error.within("/id") : error;
  }
  writer.subject(version->record.id);
  return version;
}

Result<json> receipt_of(const Call& call, store::Writer& writer, const store::FactVersion& version,
                        const std::string& before, const std::string& brought) {
  json receipt = {{"id", version.record.id},
                  {"seq", version.record.fact.seq},
                  {"version", version.version},
                  {"late", version.record.fact.late}};
  ANZE_TRY(json reused, note_attachments(call, writer, version, before, brought));
  if (!reused.empty()) receipt["reused"] = std::move(reused);
  return receipt;
}

}  // namespace anze::plugin
