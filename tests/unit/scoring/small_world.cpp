#include "small_world.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "scoring/trials/read_rulebook.h"

namespace anze::test {
namespace {

std::string text_of(const std::string& name) {
  std::ifstream in(std::string(ANZE_SOURCE_DIR) + "/tests/cases/world/" + name);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

const char* const k_every_kind = R"([
 {"id": "A", "title": "一", "basis": ["一"], "points": "60", "clauses": [
  {"id": "A1", "title": "一", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "led_inspection"}, "each": "month", "target": 2, "amount": "2"},
  {"id": "A2", "title": "一", "basis": ["一"], "kind": "per_event", "effect": "deduct", "scope": "named", "select": {"ledger": "criticism"}, "amount": "1.5", "times": "times"},
  {"id": "A3", "title": "一", "basis": ["一"], "kind": "check", "effect": "deduct", "scope": "unit", "select": {"ledger": "accident"}, "when": "present", "amount": "4"},
  {"id": "A4", "title": "一", "basis": ["一"], "kind": "tiers", "effect": "deduct", "scope": "portfolio", "select": {"ledger": "accident"}, "field": "class",
   "bands": [{"title": "重大", "from": 3, "below": null, "points": "9"}, {"title": "较大以下", "from": 0, "below": 3, "points": "1"}]}]},
 {"id": "B", "title": "一", "basis": ["一"], "points": "40", "clauses": [
  {"id": "B1", "title": "一", "basis": ["一"], "kind": "ratio", "effect": "deduct", "scope": "portfolio", "select": {"ledger": "hazard", "where": [{"field": "state", "op": "eq", "value": "rectified"}]}, "denominator": {"ledger": "hazard"}, "mode": "proportional", "amount": "9"},
  {"id": "B2", "title": "一", "basis": ["一"], "kind": "lateness", "scope": "unit", "select": {"ledger": "hazard"}, "due": "deadline", "done": "done_on", "unit": "workday", "amount": "0.1", "missing": "1", "event_cap": "1"},
  {"id": "B3", "title": "一", "basis": ["一"], "kind": "gate", "scope": "portfolio", "select": {"ledger": "accident", "where": [{"field": "class", "op": "ge", "value": 4}]}, "gate": "item_zero"},
  {"id": "B4", "title": "一", "basis": ["一"], "kind": "shortfall", "effect": "deduct", "scope": "own", "select": {"ledger": "plan"}, "each": "quarter", "list": {"field": "layer", "values": ["district", "township"]}, "amount": "3"}]}])";

SmallWorld::SmallWorld() {
  for (const char* name :
       {"accident", "criticism", "hazard", "led_inspection", "plan", "recognition", "training"})
    ledgers.put(read_ledger(text_of("ledgers/" + std::string(name) + ".json"), codes).value());
  data_ = read_organisation(text_of("organisation.json"), codes).value();
  calendar.add_year(2025, std::vector<bool>(365, true));
  hold(data_.terms);
}

void SmallWorld::hold(std::vector<Term> terms) {
  data_.terms = std::move(terms);
  organisation = std::make_unique<Organisation>(Organisation::build(data_, codes).value());
}

void SmallWorld::hold(std::vector<Term> terms, std::vector<Portfolio> portfolios,
                      std::vector<Absence> absences) {
  data_.portfolios = std::move(portfolios);
  data_.absences = std::move(absences);
  hold(std::move(terms));
}

void SmallWorld::rule(const std::string& items, const std::string& base, const std::string& policies) {
  const std::string json =
      R"({"rulebook": "test", "title": "试", "document_no": "试", "authority": "试", "effective_from": "2025-01-01",
          "assesses": "quarter", "archetypes": ["government_principal", "other_deputy", "township_principal"],
          "base": ")" +
      base + R"(", "policies": )" + policies + R"(, "items": )" + items +
      R"(, "grades": [{"title": "优秀", "from": "90", "below": null}, {"title": "其他", "from": "0", "below": "90"}]})";
  // As stored: what an older library took goes on being counted, too.
  auto read = read_rulebook(json, ledgers, organisation->data(), codes, nullptr, Reading::k_stored);
  ASSERT_TRUE(read) << read.error().at << " " << read.error().message;
  rulebook = std::make_unique<Rulebook>(std::move(*read));
}

Term SmallWorld::term(const std::string& id, const std::string& post, const std::string& official, Date from,
                      std::optional<Date> to) {
  return {code(id), code(post), code(official), from, to, TermKind::k_full, 1};
}

Fact SmallWorld::fact(const std::string& ledger, Date occurred) {
  Fact fact;
  fact.ledger = code(ledger);
  fact.occurred = occurred;
  fact.unit = code("gov");
  return fact;
}

}  // namespace anze::test
