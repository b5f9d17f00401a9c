#include "plugin/store/fact_row.h"

#include <nlohmann/json.hpp>

#include "plugin/store/errors.h"

namespace anze::store {

std::int64_t period_key(Date day) {
  const YearMonthDay ymd = civil(day);
  return std::int64_t{ymd.year} * 10 + (ymd.month - 1) / 3 + 1;
}

Result<std::string> to_texts_column(const FactRecord& record) {
  if (record.texts.empty()) return std::string("{}");
  auto json = nlohmann::ordered_json::object();
  for (const FactText& text : record.texts) json[text.field] = text.text;
  try {
    return json.dump();
  } catch (const nlohmann::json::exception&) {
    return invalid("fact.text", "a text of the fact is not UTF-8", "/fields", "send the text as UTF-8");
  }
}

Result<void> from_texts_column(const std::string& texts, FactRecord& record) {
  if (texts == "{}") return {};
  const auto read = nlohmann::ordered_json::parse(texts, nullptr, false);
  if (!read.is_object()) return store_corrupt("the texts of fact " + record.id + " are not JSON");
  for (const auto& [field, text] : read.items()) {
    if (!text.is_string()) return store_corrupt("the texts of fact " + record.id + " are not texts");
    record.texts.push_back({field, text.get<std::string>()});
  }
  return {};
}

}  // namespace anze::store
