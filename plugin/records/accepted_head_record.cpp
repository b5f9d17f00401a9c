#include "plugin/records/accepted_head_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {

Result<AcceptedHeadRecord> accepted_head_of(const store::Record& stored) {
  return read_body<AcceptedHeadRecord>(stored, [&](anze::json::Object& object, AcceptedHeadRecord& accepted) {
    accepted.at = object.need<std::int64_t>("at");
    accepted.known = object.need<std::int64_t>("known");
    accepted.hash = object.need<std::string>("hash");
    accepted.keeper = object.need<std::string>("keeper");
    accepted.reason = object.need<std::string>("reason");
    accepted.entry = stored.entry;
  });
}

json accepted_head_json(const AcceptedHeadRecord& accepted) {
  return {{"at", accepted.at},
          {"known", accepted.known},
          {"hash", accepted.hash},
          {"keeper", accepted.keeper},
          {"reason", accepted.reason}};
}

Result<std::vector<AcceptedHeadRecord>> read_accepted_heads(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_accepted_head_record));
  return read_each(stored, accepted_head_of);
}

Result<void> put_accepted_head(store::Writer& writer, const AcceptedHeadRecord& accepted) {
  ANZE_CHECK(
      writer.put(k_accepted_head_record, std::to_string(accepted.at), 0, dump(accepted_head_json(accepted))));
  return {};
}

}  // namespace anze::plugin
