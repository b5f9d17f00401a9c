#include "plugin/store/sqlite/known_heads.h"

#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

bool same(const ChainHead& one, const ChainHead& other) {
  return one.seq == other.seq && one.hash == other.hash;
}

bool holds(Connection& connection, const ChainHead& head, const ChainHead& known) {
  if (known.seq == 0) return true;
  if (known.seq > head.seq) return false;
  const std::vector<AuditRow> rows = audit_rows(connection, known.seq - 1, 1);
  return !rows.empty() && same({rows.front().entry.seq, rows.front().entry.hash}, known);
}

}  // namespace

Error unheld_error(const KnownHead& known, const ChainHead& head) {
  const std::string there = std::to_string(known.head.seq);
  const std::string here = std::to_string(head.seq);
  const std::string accept =
      "\"accept_head\": {\"seq\": " + here + ", \"hash\": \"" + to_hex(head.hash) +
      "\", \"by\": …, \"reason\": …} in the configuration (plugin/docs/operating.md, Restore)";
  if (known.head.seq > head.seq)
    return {
        Code::k_conflict,
        "store.rolled_back",
        "the store was rolled back to entry “" + here + "”, it had been at entry “" + there + "” (“" +
            known.keeper + "” keeps that head)",
        {},
        "put the newer files back; where an older copy was restored on purpose, its head is accepted with " +
            accept};
  return {
      Code::k_conflict,
      "store.other_history",
      "entry “" + there + "” of the store is another than the one that was told (“" + known.keeper +
          "” keeps its digest)",
      {},
      "look whether this is the right store, and compare with printed heads (audit.check_head/1); where it "
      "shall be gone on from all the same, its head is accepted with " +
          accept};
}

Result<std::optional<KnownHead>> head_unheld(Connection& connection, const ChainHead& head,
                                             std::span<const KnownHead> known,
                                             const std::optional<ChainHead>& accept) {
  std::optional<KnownHead> unheld;
  for (const KnownHead& each : known)
    if (!holds(connection, head, each.head) && (!unheld || unheld->head.seq < each.head.seq)) unheld = each;
  if (unheld && !(accept && same(*accept, head))) return unheld_error(*unheld, head);
  return unheld;
}

}  // namespace anze::store
