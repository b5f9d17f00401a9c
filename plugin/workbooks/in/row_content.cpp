#include "plugin/workbooks/in/row_content.h"
#include "scoring/entries/record.h"

#include <functional>

namespace anze::sheets {

std::size_t seen_hash(const Fact& fact) {
  std::size_t hash = 14695981039346656037U;
  const auto add = [&](std::int64_t value) {
    hash = (hash ^ static_cast<std::size_t>(value)) * 1099511628211U;
  };
  for (const std::int64_t value :
       {std::int64_t{fact.occurred.days}, std::int64_t{fact.unit}, std::int64_t{fact.area},
        std::int64_t{fact.sector}, std::int64_t{fact.post}, std::int64_t{fact.official},
        static_cast<std::int64_t>(fact.known)})
    add(value);
  for (std::size_t i = 0; i < k_slots; ++i)
    if (fact.knows(i)) add(fact.slot[i]);
  return hash;
}

std::size_t content_hash(const FactRecord& record) {
  const std::hash<std::string> of;
  std::size_t hash = seen_hash(record.fact) + of(record.remark);
  // A sum, so that the order in which texts are kept does not matter.
  for (const FactText& text : record.texts) hash += of(text.field) * 31 + of(text.text) * 1099511628211U;
  return hash;
}

std::string content_of(FactRecord record, const LedgerSet& ledgers, const Codebook& codes) {
  record.id.clear();
  record.fact.state = k_no_code;
  record.attachments_json = "[]";
  return write_fact(record, ledgers, codes);
}

}  // namespace anze::sheets
