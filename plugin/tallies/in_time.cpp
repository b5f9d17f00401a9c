#include "plugin/tallies/in_time.h"

namespace anze::plugin {
namespace {

// The last version before this one that was not late.
Result<std::optional<Fact>> in_time(store::Reader& reader, std::int64_t seq) {
  ANZE_TRY(const std::optional<store::FactVersion> late, reader.fact_by_seq(seq));
  if (!late) return std::optional<Fact>();
  ANZE_TRY(const std::vector<store::FactVersion> history, reader.history(late->record.id));
  std::optional<Fact> found;
  for (const store::FactVersion& version : history)
    if (version.record.fact.seq < seq && !version.record.fact.late && !version.voided)
      found = version.record.fact;
  if (found) found->replaced = true;
  return found;
}

}  // namespace

Result<void> with_in_time(store::Reader& reader, bool asked, const Fact& fact,
                          const std::function<Result<void>(const Fact&)>& visit) {
  ANZE_CHECK(visit(fact));
  if (!asked || !fact.late) return {};
  ANZE_TRY(const std::optional<Fact> before, in_time(reader, fact.seq));
  if (before) return visit(*before);
  return {};
}

}  // namespace anze::plugin
