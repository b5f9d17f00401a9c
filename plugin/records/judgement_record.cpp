#include "plugin/records/judgement_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

void fill(Object& object, JudgementRecord& judgement) {
  judgement.period = read_period(object, "period");
  judgement.term = object.need<std::string>("term");
  judgement.clause = object.get<std::string>("clause");
  judgement.item = object.get<std::string>("item");
  if (const std::optional<Place> value = object.need("value")) {
    (void)value->as<Points>();  // says so when it is no number of points
    judgement.value = value->is_string() ? value->as<std::string>().value_or("") : "";
  }
  judgement.reason = object.get<std::string>("reason");
  judgement.rater = object.need<std::string>("rater");
  judgement.judged_on = object.get<Date>("judged_on");
  judgement.self = object.get<bool>("self", false);
}

}  // namespace

Result<JudgementRecord> judgement_of(const store::Record& stored) {
  return read_body<JudgementRecord>(stored, fill);
}

json judgement_json(const JudgementRecord& judgement) {
  json body = {{"period", to_text(judgement.period)},
               {"term", judgement.term},
               {"value", judgement.value},
               {"rater", judgement.rater}};
  if (judgement.clause) body["clause"] = *judgement.clause;
  if (judgement.item) body["item"] = *judgement.item;
  if (judgement.reason) body["reason"] = *judgement.reason;
  if (judgement.judged_on) body["judged_on"] = to_text(*judgement.judged_on);
  if (judgement.self) body["self"] = true;
  return body;
}

std::string judgement_id(const JudgementRecord& judgement, const std::string& one_of_several) {
  const std::string item = judgement.item.value_or("");
  std::string id = to_text(judgement.period) + "/" +
                   (item.empty() ? judgement.clause.value_or("") : "item/" + item) + "/" + judgement.term;
  if (judgement.self) id += "/self";
  if (!one_of_several.empty()) id += "/by/" + one_of_several;
  return id;
}

Result<bool> has_judgement(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::optional<store::Record> stored, reader.record(k_judgement_record, id));
  return stored.has_value();
}

Result<std::vector<JudgementRecord>> judgement_versions(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_judgement_record, id));
  return read_each(stored, judgement_of);
}

Result<void> put_judgement(store::Writer& writer, const std::string& id, const JudgementRecord& judgement) {
  ANZE_ASSERT(judgement.clause.has_value() != judgement.item.has_value());
  ANZE_ASSERT(judgement.judged_on.has_value() && !judgement.rater.empty());
  ANZE_CHECK(writer.put(k_judgement_record, id, civil(judgement.period.first).year,
                        dump(judgement_json(judgement))));
  return {};
}

Result<std::vector<Judgement>> judgements_of(store::Reader& reader, const Period& period,
                                             const Codebook& codes, std::int64_t as_of_entry) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_judgement_record, as_of_entry));
  std::vector<Judgement> judgements;
  for (const store::Record& each : stored) {
    ANZE_TRY(const JudgementRecord record, judgement_of(each));
    if (record.period != period) continue;
    ANZE_TRY(const Points value, parse_points(record.value));
    Judgement& judgement = judgements.emplace_back();
    judgement.clause = record.clause.value_or("");
    judgement.term = codes.find(record.term);
    judgement.rater = codes.find(record.rater);
    judgement.value = value;
    judgement.reason = record.reason.value_or("");
    judgement.self = record.self;
    judgement.item = record.item.value_or("");
    judgement.on = record.judged_on.value_or(Date{});
  }
  return judgements;
}

}  // namespace anze::plugin
