#include "scoring/entries/differs.h"

#include <algorithm>
#include <tuple>

namespace anze {
namespace {

bool same_slots(const Fact& one, const Fact& other) {
  if (one.known != other.known) return false;
  for (std::size_t i = 0; i < one.slot.size(); ++i)
    if (one.knows(i) && one.slot[i] != other.slot[i]) return false;
  return true;
}

bool same_texts(const FactRecord& one, const FactRecord& other) {
  const auto sorted = [](const FactRecord& record) {
    std::vector<std::pair<std::string_view, std::string_view>> texts;
    for (const FactText& each : record.texts) texts.emplace_back(each.field, each.text);
    std::sort(texts.begin(), texts.end());
    return texts;
  };
  return sorted(one) == sorted(other);
}

auto members_of(const Fact& fact) {
  return std::tie(fact.ledger, fact.occurred, fact.unit, fact.area, fact.sector, fact.post, fact.official);
}

// "[]" and "" both say that there are none.
std::string_view written_attachments(const FactRecord& record) {
  return record.attachments_json == "[]" ? std::string_view() : record.attachments_json;
}

}  // namespace

bool same_entry(const FactRecord& one, const FactRecord& other) {
  return one.id == other.id && members_of(one.fact) == members_of(other.fact) &&
         one.fact.state == other.fact.state && one.remark == other.remark &&
         written_attachments(one) == written_attachments(other) && same_slots(one.fact, other.fact) &&
         same_texts(one, other);
}

std::vector<std::string_view> contradicted_members(const FactRecord& before, const FactRecord& after) {
  std::vector<std::string_view> names;
  const auto word = [&](std::string_view name, CodeId was, CodeId is) {
    if (was != k_no_code && was != is) names.push_back(name);
  };
  word("area", before.fact.area, after.fact.area);
  if (!before.id.empty() && before.id != after.id) names.emplace_back("id");
  word("ledger", before.fact.ledger, after.fact.ledger);
  if (before.fact.occurred != after.fact.occurred) names.emplace_back("occurred_on");
  word("official", before.fact.official, after.fact.official);
  word("post", before.fact.post, after.fact.post);
  word("sector", before.fact.sector, after.fact.sector);
  word("unit", before.fact.unit, after.fact.unit);
  return names;
}

}  // namespace anze
