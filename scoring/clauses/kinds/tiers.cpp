// 分档: an amount by the band in which a value of each fact lies.
#include <algorithm>

#include "scoring/clauses/kinds/table.h"

namespace anze {
namespace {

using json::Object;
using json::Place;

const Tiers& own(const Clause& clause) {
  return own_of<Tiers>(clause);
}
Tiers& own(Clause& clause) {
  return own_of<Tiers>(clause);
}

constexpr std::string_view k_members =
    R"json("field": {"title": "分档字段 / Field of the bands", "$ref": "#/definitions/text"},
        "bands": {"title": "分档 / Bands, from the highest", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/band"}})json";

Band read_band(const Place& place) {
  Band band;
  Object object(place);
  band.title = object.need_text("title");
  band.from = object.need_integer<std::int64_t>("from");
  band.below = object.get<std::int64_t>("below");
  band.points = object.need<Points>("points");
  object.close();
  return band;
}

void read(const ReadCase& c, Clause& clause) {
  own(clause).value_field = need_field(c, "field", {FieldType::k_integer, FieldType::k_accident_class});
  for (const Place& band : c.object.need_list("bands", rulebook_limits::k_list))
    own(clause).bands.push_back(read_band(band));
}

void check(const CheckCase& c) {
  std::vector<Rung> steps;
  for (std::size_t i = 0; i < own(c.clause).bands.size(); ++i) {
    const Band& band = own(c.clause).bands[i];
    steps.push_back({band.title, band.from, band.below});
    if (band.points.e4 != 0)  // a band may well cost nothing
      check_amount(c, "bands/" + std::to_string(i) + "/points", band.points);
  }
  check_steps(
      "band", steps, c.at + "/bands", [](std::int64_t value) { return std::to_string(value); }, c.problems);
}

bool always(const Clause&) {
  return true;
}

void condition(const Clause& clause, ConditionKey& key) {
  key << own(clause).value_field;
}

void measures(const Clause& clause, Measures& out) {
  for (const Band& band : own(clause).bands) out.titles.push_back(band.title);
  if (!own(clause).bands.empty()) out.add(own(clause).value_field);
}

std::int32_t buckets(const ClausePlan& plan) {
  return static_cast<std::int32_t>(own(*plan.clause).bands.size()) + 1;
}

Result<void> count(const Counting& c, Contribution& out) {
  const std::vector<Band>& bands = own(c.clause()).bands;
  std::int64_t value = 0;
  if (!read_field(c.fact, own(c.clause()).value_field, value)) {
    out.add(static_cast<std::int32_t>(bands.size()), {1, 0});
    return {};
  }
  for (std::size_t i = 0; i < bands.size(); ++i)
    if (bands[i].from <= value && (!bands[i].below || value < *bands[i].below))
      out.add(static_cast<std::int32_t>(i), {1, 0});
  return {};
}

// Of a bucket; that of facts whose value is unknown is worth nothing.
std::int64_t worth_of_band(const Clause& clause, std::int32_t bucket) {
  const std::vector<Band>& bands = own(clause).bands;
  const auto band = static_cast<std::size_t>(bucket);
  return band < bands.size() ? bands[band].points.e4 : 0;
}

std::int64_t fact_worth(const Clause& clause, Points, const Contribution::Part& part) {
  return worth_of_band(clause, part.bucket);
}

void score(const ClauseCase& c, Line& line) {
  const Clause& clause = c.clause();
  Exact size;
  for (std::size_t i = 0; i < own(clause).bands.size(); ++i) {
    const Band& band = own(clause).bands[i];
    const std::int64_t count = c.cell(static_cast<std::int32_t>(i)).count;
    if (count == 0) continue;
    line.count += count;
    size += Exact(band.points) * count;
    c.tell(line, [&] {
      return (line.how.empty() ? "" : "，") + band.title + " " + times_text(count, "次") + " × " +
             points_text(band.points);
    });
  }
  const std::int64_t unknown = c.cell(static_cast<std::int32_t>(own(clause).bands.size())).count;
  if (unknown > 0) {
    line.count += unknown;
    c.tell(line,
           [&] { return (line.how.empty() ? "" : "，") + times_text(unknown, "次") + "分档依据未填，不计"; });
  }
  if (line.count == 0) c.tell(line, [] { return "0 次"; });
  settle(c, line, size);
}

int sign(const Clause& clause) {
  return clause.effect == Effect::k_award ? +1 : -1;
}

int128 each(const Clause& clause, Points, std::int32_t bucket) {
  return int128{sign(clause)} * worth_of_band(clause, bucket);
}

void owed(const OwedCase& a, std::vector<Owed>& out) {
  const Clause& clause = a.clause();
  if (clause.effect != Effect::k_award || clause.scope != Scope::k_own) return;
  Running running;
  running.terms = "按分档";
  for (std::size_t i = 0; i < own(clause).bands.size(); ++i) {
    const std::int64_t count = a.cell(static_cast<std::int32_t>(i)).count;
    running.count += count;
    running.sum += Exact(own(clause).bands[i].points) * count;
    running.most = std::max(running.most, own(clause).bands[i].points);
  }
  tell_running(a, running, "次", out);
}

std::string lost(const LostCase& lost) {
  return why_of_records(lost);
}

void wants(const WantCase& c, std::vector<Want>& out) {
  if (c.clause().effect == Effect::k_award && c.clause().scope == Scope::k_own)
    out.push_back({c.plan.first, c.plan.last, std::nullopt});
}

// The dearest band whose value the record may have.
bool shape(const ShapeCase& s, ShapedRecord& record) {
  const Clause& clause = s.clause;
  std::vector<const Band*> bands;
  for (const Band& band : own(clause).bands)
    if (band.points.e4 > 0) bands.push_back(&band);
  std::stable_sort(bands.begin(), bands.end(),
                   [](const Band* a, const Band* b) { return b->points < a->points; });
  for (const Band* band : bands) {
    if (!choose(record, clause.select, own(clause).value_field, band->from)) continue;
    record.what = band->title;
    record.each = band->points;
    return true;
  }
  return false;
}

}  // namespace

constinit const Kind k_tiers{
    .word = "tiers",
    .chinese = "分档",
    .members = k_members,
    .needs = R"json({"required": ["effect", "scope", "select", "field", "bands"]})json",
    .blank = make_blank<Tiers>,
    .read = read,
    .check = check,
    .endless = always,
    .condition = condition,
    .by_facts = always,
    .shares = always,
    .measures = measures,
    .buckets = buckets,
    .count = count,
    .fact_worth = fact_worth,
    .score = score,
    .sign = sign,
    .each = each,
    .owed = owed,
    .lost = lost,
    .wants = wants,
    .shape = shape,
};

}  // namespace anze
