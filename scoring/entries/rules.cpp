// What a ledger's definition says of several fields of one fact: computed fields, and the rules between them.
#include <algorithm>

#include "scoring/entries/accident_class.h"
#include "scoring/entries/field_value.h"
#include "scoring/entries/record.h"
#include "scoring/ledgers/select_json.h"
#include "scoring/values/broken.h"

namespace anze {
namespace {

using json::Place;

// Unknown when the whole toll is: missing is not zero.
void derive_class(const Ledger& ledger, const Field& field, Fact& fact) {
  ANZE_ASSERT(field.slot.has_value());
  const auto part = [&](std::string_view name) -> std::optional<std::int64_t> {
    const Field* source = ledger.field(name);
    if (source == nullptr || source->type != FieldType::k_integer || !source->slot ||
        !fact.knows(*source->slot))
      return std::nullopt;
    return fact.slot[*source->slot];
  };
  const Toll toll{part("dead"), part("missing"), part("injured"), part("loss_fen")};
  if (toll.dead || toll.missing || toll.injured || toll.loss_fen)
    fact.set(*field.slot, static_cast<std::int64_t>(classify(toll)));
}

std::optional<std::int64_t> slot_value(const Ledger& ledger, const Fact& fact, const std::string& name) {
  const Field* field = ledger.field(name);
  if (field == nullptr || !field->slot || !fact.knows(*field->slot)) return std::nullopt;
  return fact.slot[*field->slot];
}

void derive_product(const Place& place, const Ledger& ledger, const Field& field, Fact& fact) {
  ANZE_ASSERT(field.slot.has_value());
  std::int64_t product = 1;
  for (const std::string& name : field.derived.product) {
    const std::optional<std::int64_t> factor = slot_value(ledger, fact, name);
    if (!factor) return;
    if (__builtin_mul_overflow(product, *factor, &product))
      return place.member(field.name, place.value())
          .problem("fact.computed", called(field) + " would be larger than a number can be",
                   "check the fields it is the product of");
  }
  fact.set(*field.slot, product);
}

void derive_level(const Ledger& ledger, const Field& field, Fact& fact) {
  ANZE_ASSERT(field.slot.has_value());
  for (const Derivation::Scale& scale : field.derived.levels) {
    const std::optional<std::int64_t> value = slot_value(ledger, fact, scale.of);
    if (!value) continue;
    for (const auto& [from, code] : scale.from)
      if (*value >= from) return fact.set(*field.slot, code);
    return;
  }
}

// Where the sender wrote, or would have written, the field.
Place place_of(const Place& fact, const std::string& name) {
  if (name == "occurred_on") return fact.member(name, fact.value());
  return fact.member("fields", fact.value()).member(name, fact.value());
}

// A field of the ledger or the day of the fact itself.
struct Named {
  std::string title;
  std::optional<std::int64_t> value;
  bool is_date = false;
};

Named named_value(const Ledger& ledger, const FactRecord& record, const std::string& name) {
  if (name == "occurred_on") return {"发生日期", record.fact.occurred.days, true};
  const Field* field = ledger.field(name);
  if (field == nullptr) return {};
  return {field->title, field_value(record, *field), field->type == FieldType::k_date};
}

std::string told(const Named& named) {
  ANZE_ASSERT(named.value.has_value());
  return "“" + named.title + "” " +
         (named.is_date ? to_text(Date{static_cast<std::int32_t>(*named.value)})
                        : std::to_string(*named.value));
}

void check_order(const Place& place, const Ledger& ledger, const FactRecord& record, const FieldRule& rule) {
  ANZE_ASSERT(rule.fields.size() == 2);
  const Named first = named_value(ledger, record, rule.fields[0]);
  const Named then = named_value(ledger, record, rule.fields[1]);
  if (first.value && then.value && *first.value > *then.value)
    place_of(place, rule.fields[1])
        .draft_problem("fact.rule", rule.message,
                       told(first) + " must not be after " + told(then) + ": correct one of them");
}

void check_at_most(const Place& place, const Ledger& ledger, const FactRecord& record,
                   const FieldRule& rule) {
  ANZE_ASSERT(rule.fields.size() >= 2);
  const Named total = named_value(ledger, record, rule.fields.back());
  if (!total.value) return;
  int128 sum = 0;
  std::string parts;
  for (std::size_t i = 0; i + 1 < rule.fields.size(); ++i) {
    const Named part = named_value(ledger, record, rule.fields[i]);
    if (!part.value) continue;
    sum += *part.value;
    parts += (parts.empty() ? "" : " + ") + told(part);
  }
  if (sum > *total.value)
    place_of(place, rule.fields.back())
        .draft_problem("fact.rule", rule.message,
                       parts + " is more than " + told(total) + ": correct one of them");
}

void check_filled(const Place& place, const Ledger& ledger, const FactRecord& record, const FieldRule& rule) {
  const bool wanted = rule.kind == RuleKind::k_required_when;
  for (const std::string& name : rule.fields) {
    const Field* field = ledger.field(name);
    if (field == nullptr || is_filled(record, *field) == wanted) continue;
    place_of(place, name)
        .draft_problem(wanted ? "fact.required" : "fact.rule", rule.message,
                       wanted ? "fill in " + called(*field) : "leave " + called(*field) + " out");
  }
}

void check_true(const Place& place, const Ledger& ledger, const FactRecord& record, const FieldRule& rule) {
  for (const std::string& name : rule.fields) {
    const Field* field = ledger.field(name);
    if (field == nullptr || field_value(record, *field) == 1) continue;
    place_of(place, name)
        .draft_problem(
            "fact.rule", rule.message,
            called(*field) + (is_filled(record, *field) ? " is not so" : " is not filled in (未填)"));
  }
}

}  // namespace

void derive_fields(const Place& place, const Ledger& ledger, Fact& fact) {
  for (const Field& field : ledger.fields) {
    if (field.type == FieldType::k_accident_class) derive_class(ledger, field, fact);
    if (!field.derived.product.empty()) derive_product(place, ledger, field, fact);
    if (!field.derived.levels.empty()) derive_level(ledger, field, fact);
  }
}

void check_rules(const Place& place, const Ledger& ledger, const FactRecord& record) {
  for (const FieldRule& rule : ledger.rules) {
    if (!all_hold(rule.when, record.fact)) continue;
    switch (rule.kind) {
      case RuleKind::k_order:
        check_order(place, ledger, record, rule);
        break;
      case RuleKind::k_at_most:
        check_at_most(place, ledger, record, rule);
        break;
      case RuleKind::k_required_when:
      case RuleKind::k_empty_when:
        check_filled(place, ledger, record, rule);
        break;
      case RuleKind::k_true_when:
        check_true(place, ledger, record, rule);
        break;
      case RuleKind::k_attachment_when:
        if (record.attachments_json.empty() || record.attachments_json == "[]")
          place.member("attachments", place.value())
              .draft_problem("fact.attachment", rule.message, "add the paper or picture as an attachment");
        break;
    }
  }
}

}  // namespace anze
