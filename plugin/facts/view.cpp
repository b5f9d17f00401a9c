#include "plugin/facts/view.h"

#include <algorithm>

#include "plugin/access/privacy.h"
#include "plugin/figures/figures.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/selector.h"

namespace anze::plugin {

namespace {

// The days of "period", or of "from" and "to", or all.
Result<DateRange> read_days(const Call& call) {
  if (!call.text("period").empty()) {
    if (call.text("from").empty() && call.text("to").empty()) return asked_range(call);
    return invalid("view.days", "the days are given twice", "/period", "give a period, or from and to");
  }
  Date first = make_date(1900, 1, 1);
  Date last = make_date(2199, 12, 31);
  for (const char* name : {"from", "to"}) {
    if (call.text(name).empty()) continue;
    const auto day = parse_date(call.text(name));
    if (!day) return day.error().within("/" + std::string(name));
    (name[0] == 'f' ? first : last) = *day;
  }
  if (last < first) return invalid("view.days", "the last day is before the first", "/to", "exchange them");
  return DateRange(first, last);
}

// What the request compares, in the words of a selector, so that one reader judges all of it.
json selector_of(const Call& call) {
  json where = call.request.value("where", json::array());
  const auto equals = [&](const char* field, const json& value) {
    where.push_back({{"field", field}, {"op", "eq"}, {"value", value}});
  };
  if (!call.text("state").empty()) equals("state", call.text("state"));
  if (!call.text("sector").empty()) equals("sector", call.text("sector"));
  if (call.request.contains("late") && call.request.at("late").is_boolean())
    equals("late", call.request.at("late"));
  return {{"ledger", call.text("ledger")}, {"where", std::move(where)}};
}

bool says(const FactRecord& record, const std::string& words) {
  return record.id.find(words) != std::string::npos || record.remark.find(words) != std::string::npos ||
         std::any_of(record.texts.begin(), record.texts.end(),
                     [&](const FactText& text) { return text.text.find(words) != std::string::npos; });
}

bool lies_within(const Model& model, const FactView& view, const Fact& fact) {
  if (view.unit != k_no_code && !model.organisation->unit_within(fact.unit, view.unit)) return false;
  return view.area == k_no_code || model.organisation->area_within(fact.area, view.area);
}

}  // namespace

Result<FactView> read_fact_view(Call& call) {
  Codebook& codes = call.store.codes();
  FactView view;
  view.ledger = call.model->ledgers.find(codes.find(call.text("ledger")));
  if (view.ledger == nullptr)
    return Error{Code::k_not_found, "ledger.unknown", "there is no ledger “" + call.text("ledger") + "”",
                 "/ledger", "ledger.defined/1 lists them"};
  ANZE_TRY(view.days, read_days(call));
  ANZE_TRY(view.select, parse_selector(dump(selector_of(call)), call.model->ledgers, codes, &call.problems));
  view.contains = call.text("contains");
  view.as_of_entry = call.request.value("as_of_entry", std::int64_t{0});
  if (call.text("unit").empty() && call.text("area").empty()) return view;
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  view.unit = codes.find(call.text("unit"));
  view.area = codes.find(call.text("area"));
  if (!call.text("unit").empty() && organisation->unit(view.unit) == nullptr)
    return invalid("fact.unit", "there is no unit “" + call.text("unit") + "”", "/unit",
                   "use an id of the organisation");
  if (!call.text("area").empty() && organisation->area(view.area) == nullptr)
    return invalid("fact.area", "there is no area “" + call.text("area") + "”", "/area",
                   "use an id of the organisation");
  return view;
}

Result<std::vector<Fact>> facts_of(const Call& call, store::Reader& reader, const FactView& view) {
  std::vector<Fact> facts;
  const store::FactQuery query{view.days.first, view.days.last, {view.ledger->id}, view.as_of_entry};
  const Sight sight(call);
  ANZE_CHECK(reader.scan(query, [&](const Fact& fact) {
    if (view.select.matches(fact) && lies_within(*call.model, view, fact) && sight.sees(fact))
      facts.push_back(fact);
    return true;
  }));
  if (!view.contains.empty()) {
    std::vector<std::int64_t> seqs;
    for (const Fact& fact : facts) seqs.push_back(fact.seq);
    std::vector<Fact> said;
    ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
      if (says(version.record, view.contains)) said.push_back(version.record.fact);
      return {};
    }));
    facts = std::move(said);
  }
  std::stable_sort(facts.begin(), facts.end(),
                   [](const Fact& a, const Fact& b) { return a.occurred < b.occurred; });
  return facts;
}

std::vector<Param> with_view(std::vector<Param> more) {
  std::vector<Param> members = {
      ask::text("ledger", 1).needed(),
      ask::list("where", ask::object(""), 0, 50).says("comparisons, plugin/docs/formats/figures.md"),
      ask::text("state", 1),
      ask::text("unit").says("with the units below it"),
      ask::text("area").says("with the areas inside it"),
      ask::text("sector"),
      ask::text("period"),
      ask::text("from"),
      ask::text("to"),
      ask::text("contains", 1, 200).says("in a text, the remark or the id"),
      ask::flag("late").says("only what came late (补录), or only what did not"),
      ask::integer("as_of_entry", 0)};
  members.insert(members.end(), more.begin(), more.end());
  return members;
}

}  // namespace anze::plugin
