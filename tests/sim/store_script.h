// The acts of the kill test: what the child does and what the driver expects to find.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "plugin/store/store.h"
#include "scoring/entries/record.h"

namespace anze::store::script {

inline constexpr std::int64_t k_now = 1'742'000'000'000;
// Another number under another ANZE_SEED, so that the same change is another page's.
inline int imported() {
  const char* seed = std::getenv("ANZE_SEED");
  return seed == nullptr ? 50 : 50 + static_cast<int>(std::strtoull(seed, nullptr, 10) % 50);
}
// Long enough for several checkpoints of the log in one run.
inline constexpr std::size_t k_document_bytes = 1'500'000;

struct Step {
  std::string request_id;
  Store::Body body;
};

inline FactRecord meeting(Store& store, int number, std::int64_t attended) {
  FactRecord record;
  record.id = "M-" + std::to_string(number);
  record.fact.ledger = store.codes().intern("meeting");
  record.fact.occurred = make_date(2025, 1 + number % 12, 1 + number % 28);
  record.fact.unit = store.codes().intern("unit " + std::to_string(number % 5));
  record.fact.set(0, attended);
  record.texts = {{"topic", "研究安全生产工作"}};
  record.attachments_json = "[]";
  return record;
}

// Requires: `store` outlives the steps.
inline std::vector<Step> steps(Store& store) {
  std::vector<Step> all;
  all.push_back({"import", [&store](Writer& writer) -> Result<std::string> {
                   for (int i = 1; i <= imported(); ++i)
                     ANZE_CHECK(writer.append(meeting(store, i, i), false));
                   return std::to_string(imported()) + " imported";
                 }});
  all.push_back({"correct", [&store](Writer& writer) -> Result<std::string> {
                   ANZE_CHECK(writer.correct(meeting(store, 7, 700), true, "记错人数"));
                   return std::string("M-7 corrected");
                 }});
  all.push_back({"withdraw", [](Writer& writer) -> Result<std::string> {
                   ANZE_CHECK(writer.withdraw("M-9", "重复"));
                   return std::string("M-9 withdrawn");
                 }});
  for (int i = 1; i <= 3; ++i)
    all.push_back({"put " + std::to_string(i), [i](Writer& writer) -> Result<std::string> {
                     ANZE_CHECK(writer.put("rulebook", "tiedong", 2025, "{\"n\":" + std::to_string(i) + "}"));
                     const char letter = static_cast<char>('a' + i);
                     ANZE_CHECK(writer.put_blob(std::string(k_document_bytes, letter)));
                     return "rulebook " + std::to_string(i);
                   }});
  return all;
}

inline Provenance act(const Step& step) {
  return {"deputy", "script/1", step.request_id, step.request_id, k_now};
}

}  // namespace anze::store::script
