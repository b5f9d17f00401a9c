#include "plugin/tallies/in_time.h"

#include <map>
#include <optional>

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

Result<std::vector<FactChange>> net_changes(store::Reader& reader, bool asked,
                                            const std::vector<FactChange>& changes) {
  if (!asked) return changes;
  std::map<std::int64_t, FactChange> net;
  for (const FactChange& change : changes)
    ANZE_CHECK(with_in_time(reader, asked, change.fact, [&](const Fact& fact) -> Result<void> {
      FactChange& one = net.try_emplace(fact.seq, FactChange{fact, 0}).first->second;
      one.sign += change.sign;
      return {};
    }));
  std::vector<FactChange> left;
  for (auto& [seq, change] : net)
    if (change.sign != 0) left.push_back(change);
  return left;
}

}  // namespace anze::plugin
