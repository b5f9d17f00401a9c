#include "plugin/accountability/reached_triggers.h"

#include <algorithm>

#include "plugin/accountability/veto_ground.h"

namespace anze::plugin {

Result<std::vector<VetoRecord>> reached_triggers(Call& call, store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::vector<RecordedVeto> recorded, recorded_vetoes(reader));
  ANZE_TRY(CurrentVetoes current,
           current_vetoes(call, reader, period_of(period.first, PeriodKind::k_year), recorded));
  std::vector<VetoRecord> reached;
  for (CurrentVeto& proposal : current.proposals) {
    const bool on_record = std::any_of(recorded.begin(), recorded.end(),
                                       [&](const RecordedVeto& each) { return each.id == proposal.id; });
    if (!on_record && proposal.body.from <= period.last && proposal.body.until >= period.first)
      reached.push_back(std::move(proposal.body));
  }
  return reached;
}

}  // namespace anze::plugin
