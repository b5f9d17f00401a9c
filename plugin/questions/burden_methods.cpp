// Burden meter (填报负担): what the registers ask of each unit, what they ask
// twice, and what they ask although another record says it already. Overlap
// from the definitions and the facts, so that whoever adds a column sees its
// price.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "plugin/figures/figures.h"
#include "plugin/questions/question_answers.h"
#include "plugin/questions/stored_world.h"
#include "scoring/entries/record.h"
#include "scoring/questions/owed.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_page = 1000;
constexpr std::int64_t k_shared_fields = 2;  // every entry also says its day and its unit

// What a person types for one entry of the ledger; computed fields type
// themselves.
struct Form {
  std::int64_t fields = k_shared_fields;
  std::int64_t required = k_shared_fields;
};

Form form_of(const Ledger& ledger) {
  Form form;
  for (const Field& field : ledger.fields)
    if (!field.computed()) {
      ++form.fields;
      if (field.required) ++form.required;
    }
  return form;
}

struct Load {  // of one unit, or of one ledger
  std::int64_t facts = 0;
  std::int64_t asked = 0;
  std::int64_t required = 0;
  std::int64_t filled = 0;
  std::int64_t owed_facts = 0;
  std::int64_t owed_fields = 0;
  std::set<CodeId> ledgers;
};

json load_json(const Load& load) {
  return {{"facts", load.facts},
          {"ledgers", load.ledgers.size()},
          {"asked", load.asked},
          {"required", load.required},
          {"filled", load.filled},
          {"owed_facts", load.owed_facts},
          {"owed_fields", load.owed_fields}};
}

// A column that names a record of another ledger, beside columns that record
// has too: how often both say the same.
struct Known {
  CodeId ledger = k_no_code;
  std::string reference;
  CodeId other = k_no_code;
  std::string field;
  std::string other_field;
  friend auto operator<=>(const Known&, const Known&) = default;
};
struct Overlap {
  std::int64_t both = 0;
  std::int64_t same = 0;
};

class Meter {
 public:
  Meter(Call& call, store::Reader& reader, const FigureScope& scope, const Period& period)
      : call_(call), reader_(reader), scope_(scope), period_(period) {}

  Result<void> entered() {
    std::string after;
    for (;;) {
      ANZE_TRY(std::vector<store::FactVersion> page,
               reader_.list({period_.first, period_.last, {}, 0}, after, k_page));
      for (const store::FactVersion& version : page) add(version);
      if (page.size() < k_page) break;
      after = page.back().record.id;
    }
    for (const auto& [id, fact] : facts_) compare(fact);
    return {};
  }

  // What the rulebook still wants this period, at the price of the ledger it
  // counts.
  Result<void> still_owed() {
    if (!call_.model->organisation || !call_.model->need_rulebook(period_)) return {};
    ANZE_TRY(const StoredWorld q, stored_world(call_, reader_, period_));
    std::vector<CodeId> posts;
    for (const Post& post : q.world.organisation->data().posts)
      if (inside(post.unit) &&
          std::find(q.world.rulebook->archetypes.begin(), q.world.rulebook->archetypes.end(),
                    post.archetype) != q.world.rulebook->archetypes.end())
        posts.push_back(post.id);
    ANZE_TRY(const std::unique_ptr<Tally> tally, count(q.world));
    ANZE_TRY(const std::vector<Owed> all, owed(q.world, *tally, posts));
    for (const Owed& one : all) {
      if (one.fact != 0 || one.missing <= 0 || !one.this_period) continue;
      const CodeId id = clause_at(*q.world.rulebook, one.clause).select.ledger;
      const Ledger* ledger = call_.model->ledgers.find(id);
      if (ledger == nullptr) continue;
      for (Load* load : {&units_[q.world.organisation->post(one.post)->unit], &ledgers_[id], &all_}) {
        load->owed_facts += one.missing;
        load->owed_fields += one.missing * form_of(*ledger).required;
      }
    }
    return {};
  }

  json units_json() const {
    json list = json::array();
    if (!call_.model->organisation) return list;
    for (const Unit& unit : call_.model->organisation->data().units) {
      const auto found = units_.find(unit.id);
      if (found == units_.end()) continue;
      json row = load_json(found->second);
      row["unit"] = call_.store.codes().text(unit.id);
      row["title"] = unit.title;
      list.push_back(std::move(row));
    }
    std::stable_sort(list.begin(), list.end(), [](const json& a, const json& b) {
      return a.at("asked").get<std::int64_t>() > b.at("asked").get<std::int64_t>();
    });
    return list;
  }

  json ledgers_json() const {
    json list = json::array();
    for (const Ledger& ledger : call_.model->ledgers.all()) {
      const Form form = form_of(ledger);
      const auto found = ledgers_.find(ledger.id);
      json row = load_json(found == ledgers_.end() ? Load{} : found->second);
      row.erase("ledgers");
      row["ledger"] = call_.store.codes().text(ledger.id);
      row["title"] = ledger.title;
      row["form"] = {{"fields", form.fields}, {"required", form.required}};
      list.push_back(std::move(row));
    }
    return list;
  }

  // Columns of one heading, type and unit in several ledgers that the same
  // units fill in.
  json asked_twice_json() const {
    using Meaning = std::tuple<std::string, FieldType, std::string>;
    std::map<Meaning, std::vector<std::pair<const Ledger*, const Field*>>> meanings;
    for (const Ledger& ledger : call_.model->ledgers.all())
      for (const Field& field : ledger.fields)
        if (!field.computed()) meanings[{field.title, field.type, field.unit}].emplace_back(&ledger, &field);
    json list = json::array();
    for (const auto& [meaning, places] : meanings) {
      if (places.size() < 2) continue;
      std::map<CodeId, int> asked_of;
      json columns = json::array();
      for (const auto& [ledger, field] : places) {
        const auto by = by_ledger_.find(ledger->id);
        columns.push_back({{"ledger", call_.store.codes().text(ledger->id)},
                           {"ledger_title", ledger->title},
                           {"field", field->name},
                           {"required", field->required},
                           {"facts", by == by_ledger_.end() ? 0 : by->second.first}});
        if (by == by_ledger_.end()) continue;
        for (const CodeId unit : by->second.second) ++asked_of[unit];
      }
      const auto units =
          std::count_if(asked_of.begin(), asked_of.end(), [](const auto& unit) { return unit.second > 1; });
      list.push_back({{"heading", std::get<0>(meaning)},
                      {"measured_in", std::get<2>(meaning)},
                      {"units", units},
                      {"columns", std::move(columns)}});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const json& a, const json& b) { return a.at("units") > b.at("units"); });
    return list;
  }

  json known_json() const {
    json list = json::array();
    const Codebook& codes = call_.store.codes();
    for (const auto& [known, told] : known_)
      list.push_back({{"ledger", codes.text(known.ledger)},
                      {"field", known.field},
                      {"reference", known.reference},
                      {"known_from", {{"ledger", codes.text(known.other)}, {"field", known.other_field}}},
                      {"facts", told.both},
                      {"same", told.same}});
    return list;
  }

  json total_json() const { return load_json(all_); }
  std::int64_t needless() const {
    std::int64_t fields = 0;
    for (const auto& [known, told] : known_) fields += told.same;
    return fields;
  }

 private:
  bool inside(CodeId unit) const {
    return scope_.unit == k_no_code || call_.model->organisation->unit_within(unit, scope_.unit);
  }

  void add(const store::FactVersion& version) {
    const Fact& fact = version.record.fact;
    const Ledger* ledger = call_.model->ledgers.find(fact.ledger);
    if (ledger == nullptr) return;
    facts_.emplace(version.record.id, version.record);
    if (!inside(fact.unit)) return;
    const Form form = form_of(*ledger);
    std::int64_t filled = k_shared_fields;
    for (const Field& field : ledger->fields)
      if (!field.computed() && is_filled(version.record, field)) ++filled;
    for (Load* load : {&units_[fact.unit], &ledgers_[fact.ledger], &all_}) {
      ++load->facts;
      load->asked += form.fields;
      load->required += form.required;
      load->filled += filled;
      load->ledgers.insert(fact.ledger);
    }
    auto& [facts, units] = by_ledger_[fact.ledger];
    ++facts;
    units.insert(fact.unit);
  }

  // The record's own columns against those of the records it names.
  void compare(const FactRecord& record) {
    const Ledger* ledger = call_.model->ledgers.find(record.fact.ledger);
    if (!inside(record.fact.unit)) return;
    for (const Field& reference : ledger->fields) {
      if (reference.type != FieldType::k_reference || !reference.slot || !record.fact.knows(*reference.slot))
        continue;
      const auto named =
          facts_.find(call_.store.codes().text(static_cast<CodeId>(record.fact.slot[*reference.slot])));
      if (named == facts_.end()) continue;
      const FactRecord& other = named->second;
      const Ledger* of = call_.model->ledgers.find(other.fact.ledger);
      for (const Field& field : ledger->fields)
        for (const Field& same : of->fields)
          if (field.title == same.title && field.type == same.type && field.unit == same.unit)
            hold(record, field, other, same, {ledger->id, reference.name, of->id, field.name, same.name});
    }
  }
  void hold(const FactRecord& record, const Field& field, const FactRecord& other, const Field& same,
            Known known) {
    if (!is_filled(record, field) || !is_filled(other, same)) return;
    Overlap& told = known_[std::move(known)];
    ++told.both;
    if (value(record, field) == value(other, same)) ++told.same;
  }
  static std::string value(const FactRecord& record, const Field& field) {
    if (field.slot) return std::to_string(record.fact.slot[*field.slot]);
    for (const FactText& text : record.texts)
      if (text.field == field.name) return text.text;
    return {};
  }

  Call& call_;
  store::Reader& reader_;
  const FigureScope& scope_;
  const Period& period_;
  std::map<std::string, FactRecord> facts_;
  std::map<CodeId, Load> units_, ledgers_;
  Load all_;
  std::map<CodeId, std::pair<std::int64_t, std::set<CodeId>>> by_ledger_;  // facts, units
  std::map<Known, Overlap> known_;
};

Result<json> report_burden(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, call.period());
  ANZE_TRY(const FigureScope scope, asked_scope(call));
  Meter meter(call, reader, scope, period);
  ANZE_CHECK(meter.entered());
  ANZE_CHECK(meter.still_owed());
  json answer = {
      {"period", to_text(period)},          {"within", scope_json(*call.model, call.store.codes(), scope)},
      {"total", meter.total_json()},        {"units", meter.units_json()},
      {"ledgers", meter.ledgers_json()},    {"asked_twice", meter.asked_twice_json()},
      {"known_already", meter.known_json()}};
  answer["total"]["known_already"] = meter.needless();
  return answer;
}

}  // namespace

std::span<const Method> burden_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "burden.report/1",
       .title = "填报负担",
       .summary = "Counts the fields the registers ask of each unit in a period, those "
                  "asked twice, and those another record "
                  "says already.",
       .members = {ask::text("period").needed(), ask::text("unit").says("only this unit and those below it")},
       .answer = burden_answer(),
       .errors = refusals({refusal::scoring(), refusal::place()}),
       .function = report_burden,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
