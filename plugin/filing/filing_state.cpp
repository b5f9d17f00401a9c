#include "plugin/filing/filing_state.h"

#include "plugin/records/record_kinds.h"
#include "scoring/days/period.h"

namespace anze::plugin {

Result<FilingState> need_filing(store::Reader& reader, const std::string& id) {
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_filing_record, id));
  if (!record)
    return Error{Code::k_not_found, "filing.unknown", "there is no filing “" + id + "”", "/id",
                 "filing.list/1 lists them"};
  return FilingState{id, json::parse(record->body)};
}

Result<void> put_filing(store::Writer& writer, const FilingState& filing) {
  ANZE_TRY(const Period period, parse_period(text_of(filing.body, "period")));
  ANZE_CHECK(writer.put(k_filing_record, filing.id, civil(period.first).year, dump(filing.body)));
  return {};
}

}  // namespace anze::plugin
