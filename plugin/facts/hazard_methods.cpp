// Hazards for the clerk: what is open, what is overdue and by how much, which check comes next, and what is
// missing before a hazard can be closed.
#include "scoring/entries/hazard.h"

#include <algorithm>

#include "plugin/access/privacy.h"
#include "plugin/facts/fact_answers.h"
#include "plugin/facts/view.h"
#include "scoring/entries/record.h"

namespace anze::plugin {
namespace {

struct Listed {
  store::FactVersion version;
  HazardStatus status;
};

json day_or_null(const std::optional<Date>& day) {
  return day ? json(to_text(*day)) : json(nullptr);
}

// Part and whole, and the rate in parts per million; without a whole there is no rate.
json rate_json(std::int64_t part, std::int64_t whole) {
  json rate = {{"count", part}, {"of", whole}, {"ppm", nullptr}};
  if (whole == 0) return rate;
  const auto rounded = round_half_even(Exact::ratio(part * 100, whole), Points{1});
  if (rounded) rate["ppm"] = rounded->e4;
  return rate;
}

json missing_json(const Ledger& ledger, const std::vector<std::string>& missing) {
  json list = json::array();
  for (const std::string& name : missing) {
    const Field* field = ledger.field(name);
    list.push_back({{"field", name}, {"title", field == nullptr ? name : field->title}});
  }
  return list;
}

// What happened to it, version by version: 登记, 挂牌督办, 批准延期, 整改完成, 重新整改 …, by whom and why.
json history_json(const Call& call, const Ledger& ledger, const std::vector<store::FactVersion>& versions) {
  const Sight sight(call);
  json list = json::array();
  for (const store::FactVersion& version : versions)
    if (sight.sees(version.record.fact))
      list.push_back({{"version", version.version},
                      {"on", to_text(beijing_day(version.recorded_at_ms))},
                      {"by", version.recorded_by},
                      {"what", version.version == 1 ? "登记" : version.reason},
                      {"state", call.store.codes().text(version.record.fact.state)},
                      {"state_title", std::string(ledger.state_title(version.record.fact.state))}});
  return list;
}

json hazard_json(const Call& call, const Ledger& ledger, const Listed& listed) {
  const FactRecord& record = listed.version.record;
  const HazardStatus& status = listed.status;
  const Codebook& codes = call.store.codes();
  json object = {{"id", record.id},
                 {"occurred_on", to_text(record.fact.occurred)},
                 {"unit", codes.text(record.fact.unit)},
                 {"state", codes.text(record.fact.state)},
                 {"state_title", std::string(ledger.state_title(record.fact.state))},
                 {"major", status.major},
                 {"listed", status.listed},
                 {"open", status.open},
                 {"due", day_or_null(status.due)},
                 {"days_overdue", status.days_overdue},
                 {"days_open", status.days_open},
                 {"workdays_open", status.workdays_open ? json(*status.workdays_open) : json(nullptr)},
                 {"recheck_by", day_or_null(status.recheck_by)},
                 {"recheck_overdue", status.recheck_overdue},
                 {"extension_asked_to", day_or_null(status.asked_to)},
                 {"missing", missing_json(ledger, status.missing)}};
  if (!status.workdays_open) object["calendar"] = "unknown";
  return object;
}

json counts_json(const HazardCounts& counts) {
  return {{"found", counts.found},
          {"open", counts.open},
          {"overdue", counts.overdue},
          {"without_deadline", counts.without_deadline},
          {"due", counts.due},
          {"due_late", counts.due_late},
          {"due_open", counts.due_open},
          {"rectified_rate", rate_json(counts.found_finished, counts.found)},
          {"in_time_rate", rate_json(counts.due_in_time, counts.due)}};
}

// How old the open ones are, in working days. Those of a year without a calendar are counted apart.
json ages_json(const std::vector<Listed>& open) {
  struct Band {
    int up_to;
    const char* title;
    std::int64_t count = 0;
  };
  Band bands[] = {{5, "5个工作日以内"}, {10, "6至10个工作日"}, {30, "11至30个工作日"}, {0, "30个工作日以上"}};
  std::int64_t unknown = 0;
  for (const Listed& each : open) {
    if (!each.status.open) continue;
    if (!each.status.workdays_open) {
      ++unknown;
      continue;
    }
    for (Band& band : bands)
      if (band.up_to == 0 || *each.status.workdays_open <= band.up_to) {
        ++band.count;
        break;
      }
  }
  json list = json::array();
  for (const Band& band : bands) list.push_back({{"title", band.title}, {"count", band.count}});
  return {{"bands", std::move(list)}, {"calendar_unknown", unknown}};
}

// What presses most comes first.
bool presses_more(const Listed& a, const Listed& b) {
  if (a.status.days_overdue != b.status.days_overdue) return a.status.days_overdue > b.status.days_overdue;
  if (a.status.major != b.status.major) return a.status.major;
  const Date never = make_date(9999, 12, 31);
  const Date due_a = a.status.due.value_or(never);
  const Date due_b = b.status.due.value_or(never);
  return due_a != due_b ? due_a < due_b : a.version.record.id < b.version.record.id;
}

// The period of the rates: the request's, else the year of the day asked about. Hazards of earlier years
// count where they are still open or fall due.
Result<json> status(Call& call, store::Reader& reader) {
  ANZE_TRY(const FactView asked, read_fact_view(call));
  if (call.store.codes().text(asked.ledger->id) != k_hazard_ledger)
    return invalid("hazard.ledger", "“" + asked.ledger->title + "” is no ledger of hazards", "/ledger",
                   "use \"" + std::string(k_hazard_ledger) + "\"");
  Date on = call.today;
  if (!call.text("on").empty()) {
    const auto day = parse_date(call.text("on"));
    if (!day) return day.error().within("/on");
    on = *day;
  }
  const bool all_days = call.text("period").empty() && call.text("from").empty() && call.text("to").empty();
  const DateRange period = all_days ? DateRange(period_of(on, PeriodKind::k_year)) : asked.days;
  FactView view = asked;
  view.days = {make_date(1900, 1, 1), std::min(on, asked.days.last)};
  ANZE_TRY(const std::vector<Fact> facts, facts_of(call, reader, view));
  HazardCounts counts;
  HazardCounts major;
  std::vector<Listed> open;
  std::int64_t waiting = 0;
  std::vector<std::int64_t> seqs;
  for (const Fact& fact : facts) seqs.push_back(fact.seq);
  ANZE_CHECK(reader.facts_by_seq(seqs, [&](store::FactVersion version) -> Result<void> {
    const HazardStatus status =
        hazard_status(*view.ledger, version.record, call.store.codes(), on, call.calendar);
    const Date day = version.record.fact.occurred;
    count_hazard(status, day, period, counts);
    if (status.major) count_hazard(status, day, period, major);
    const bool waits = status.open || status.recheck_by;
    const bool listed = waits ? !call.request.value("overdue", false) || status.days_overdue > 0
                              : call.request.value("closed", false);
    if (listed) open.push_back({std::move(version), status});
    if (listed && waits) ++waiting;
    return {};
  }));
  std::sort(open.begin(), open.end(), presses_more);
  const auto limit = static_cast<std::size_t>(call.request.value("limit", 100));
  json list = json::array();
  std::vector<std::string> shown;
  for (const Listed& each : open) {
    if (list.size() == limit) break;
    list.push_back(hazard_json(call, *view.ledger, each));
    shown.push_back(each.version.record.id);
  }
  auto next = list.begin();
  ANZE_CHECK(reader.histories(shown, [&](const std::vector<store::FactVersion>& versions) -> Result<void> {
    (*next++)["history"] = history_json(call, *view.ledger, versions);
    return {};
  }));
  return json{{"on", to_text(on)},
              {"period", {{"from", to_text(period.first)}, {"to", to_text(period.last)}}},
              {"all", counts_json(counts)},
              {"major", counts_json(major)},
              {"ages", ages_json(open)},
              {"waiting", waiting},
              {"hazards", std::move(list)}};
}

}  // namespace

std::span<const Method> hazard_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "hazard.status/1",
       .title = "隐患整改情况",
       .summary = "Answers what hazards are open or overdue on a day, the next recheck, what closing them "
                  "still lacks, "
                  "and rates with both counts.",
       .members = with_view({ask::text("on").says("the day of the question; today when absent"),
                             ask::flag("overdue").says("list only what is overdue"),
                             ask::flag("closed").says("list also what waits for nothing"),
                             ask::integer("limit", 1, 1000)}),
       .answer = hazards_answer(),
       .errors = refusals({refusal::view(), {"hazard.ledger", "calendar.unknown"}}),
       .function = status,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
