#include "plugin/records/discrepancy_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

DiscrepancyRecord::Number number_of(const Place& place) {
  Object object(place);
  DiscrepancyRecord::Number number{object.get<std::string>("figure"), object.get<std::int64_t>("value")};
  object.close();
  return number;
}

void fill(Object& object, DiscrepancyRecord& discrepancy) {
  if (const std::optional<Place> place = object.need("period")) {
    const Result<DateRange> range = parse_range(place->as<std::string>().value_or(""));
    if (range)
      discrepancy.period = *range;
    else
      place->problem(range.error());
  }
  discrepancy.check = object.need<std::string>("check");
  discrepancy.state.reset();
  if (object.has("state")) discrepancy.state = read_state(object, "state", k_discrepancy_states);
  discrepancy.explanation = object.need<std::string>("explanation");
  discrepancy.difference = object.get<std::string>("difference");
  if (object.has("numbers")) {
    discrepancy.numbers.emplace();
    for (const Place& each : object.need_list("numbers")) discrepancy.numbers->push_back(number_of(each));
  }
  discrepancy.declared_by = object.need<std::string>("declared_by");
  discrepancy.declared_on = object.need<Date>("declared_on");
  if (!discrepancy.withdrawn()) return;
  discrepancy.withdrawal =
      DiscrepancyRecord::Withdrawal{object.need<std::string>("withdrawn_by"),
                                    object.need<Date>("withdrawn_on"), object.need<std::string>("reason")};
}

json numbers_json(const std::vector<DiscrepancyRecord::Number>& numbers) {
  json list = json::array();
  for (const DiscrepancyRecord::Number& each : numbers)
    list.push_back({{"figure", each.figure ? json(*each.figure) : json(nullptr)},
                    {"value", each.value ? json(*each.value) : json(nullptr)}});
  return list;
}

Result<DiscrepancyVersion> version_of(const store::Record& stored) {
  ANZE_TRY(DiscrepancyRecord record, discrepancy_of(stored));
  return DiscrepancyVersion{std::move(record), stored.version, stored.entry};
}

}  // namespace

Result<DiscrepancyRecord> discrepancy_of(const store::Record& stored) {
  ANZE_TRY(DiscrepancyRecord record, read_body<DiscrepancyRecord>(stored, fill));
  if (discrepancy_id(record.period, record.check) != stored.id)
    return corrupt_record(stored, invalid("json.id", "it is of another period or check", "/check"));
  return record;
}

json discrepancy_json(const DiscrepancyRecord& discrepancy) {
  json body = {{"period", to_text(discrepancy.period)},
               {"check", discrepancy.check},
               {"explanation", discrepancy.explanation},
               {"declared_by", discrepancy.declared_by},
               {"declared_on", to_text(discrepancy.declared_on)}};
  if (discrepancy.state) body["state"] = row_of(k_discrepancy_states, *discrepancy.state).word;
  if (discrepancy.difference) body["difference"] = *discrepancy.difference;
  if (discrepancy.numbers) body["numbers"] = numbers_json(*discrepancy.numbers);
  if (discrepancy.withdrawal) {
    body["withdrawn_by"] = discrepancy.withdrawal->by;
    body["withdrawn_on"] = to_text(discrepancy.withdrawal->on);
    body["reason"] = discrepancy.withdrawal->reason;
  }
  return body;
}

std::string discrepancy_id(const DateRange& period, const std::string& check) {
  return to_text(period) + "/" + check;
}

Result<std::optional<DiscrepancyVersion>> read_discrepancy(store::Reader& reader, const std::string& id) {
  return read_current(reader, k_discrepancy_record, id, 0, version_of);
}

Result<std::vector<DiscrepancyRecord>> read_discrepancies(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_discrepancy_record));
  return read_each(stored, discrepancy_of);
}

Result<std::vector<DiscrepancyVersion>> discrepancy_versions(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_discrepancy_record, id));
  return read_each(stored, version_of);
}

Result<void> put_discrepancy(store::Writer& writer, const DiscrepancyRecord& discrepancy) {
  ANZE_ASSERT(discrepancy.withdrawal.has_value() == discrepancy.withdrawn());
  const std::string id = discrepancy_id(discrepancy.period, discrepancy.check);
  ANZE_TRY(const std::optional<DiscrepancyVersion> before, read_discrepancy(writer, id));
  const auto state_of = [](const DiscrepancyRecord& record) {
    return record.state.value_or(DiscrepancyState::k_declared);
  };
  ANZE_CHECK(check_follows(k_discrepancy_states,
                           before ? std::optional(state_of(before->record)) : std::nullopt,
                           state_of(discrepancy), std::string(k_discrepancy_record) + " " + id));
  ANZE_CHECK(writer.put(k_discrepancy_record, id, civil(discrepancy.period.first).year,
                        dump(discrepancy_json(discrepancy))));
  return {};
}

}  // namespace anze::plugin
