#include "plugin/tallies/packed_cells.h"
#include "scoring/values/broken.h"

#include "plugin/store/canonical.h"

namespace anze::plugin {
namespace {

constexpr std::size_t k_mark = 8;

Error useless() {
  return {Code::k_corrupt,
          "tally.corrupt",
          "a kept tally cannot be read",
          {},
          "score the period with \"recount\": true, which counts it again from the facts"};
}

std::uint64_t mark_over(CodeId subject, std::string_view bytes) {
  store::RowBytes row;
  row.begin("tally_row");
  row.integer(subject);
  row.blob(bytes);
  return static_cast<std::uint64_t>(row.mark());
}

std::string with_mark(CodeId subject, const std::string& bytes) {
  std::uint64_t mark = mark_over(subject, bytes);
  std::string out;
  for (std::size_t i = 0; i < k_mark; ++i, mark >>= 8U) out += static_cast<char>(mark & 0xffU);
  return out + bytes;
}

std::uint64_t mark_before(std::string_view bytes) {
  std::uint64_t mark = 0;
  for (std::size_t i = k_mark; i-- > 0;) mark = mark << 8U | static_cast<unsigned char>(bytes[i]);
  return mark;
}

void put(std::string& out, std::int64_t value) {
  auto rest = (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
  for (; rest >= 0x80U; rest >>= 7U) out += static_cast<char>(rest | 0x80U);
  out += static_cast<char>(rest);
}

// False at the end of the bytes, or after more than 64 bits.
bool take(std::string_view& bytes, std::int64_t& value) {
  std::uint64_t folded = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    folded |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80U) {
      value = static_cast<std::int64_t>(folded >> 1U) ^ -static_cast<std::int64_t>(folded & 1U);
      return true;
    }
  }
  return false;
}

}  // namespace

std::string pack_cells(const std::vector<StoredCell>& cells) {
  std::string out;
  std::int32_t clause = 0;
  for (const StoredCell& kept : cells) {
    ANZE_ASSERT(kept.clause >= clause);  // in order, or what is unpacked would be another clause's
    ANZE_ASSERT(!(kept.cell == TallyCell{}));
    put(out, kept.clause - clause);
    put(out, kept.bucket);
    put(out, kept.cell.count);
    put(out, kept.cell.amount);
    clause = kept.clause;
  }
  return out;
}

Result<std::vector<StoredCell>> unpack_cells(std::string_view bytes) {
  std::vector<StoredCell> cells;
  std::int64_t clause = 0;
  while (!bytes.empty()) {
    StoredCell kept;
    std::int64_t step = 0;
    std::int64_t bucket = 0;
    if (!take(bytes, step) || !take(bytes, bucket) || !take(bytes, kept.cell.count) ||
        !take(bytes, kept.cell.amount) || bucket != static_cast<std::int32_t>(bucket) || step < 0 ||
        step > 0xffff)
      return useless();
    clause += step;
    if (clause > 0xffff) return useless();
    kept.clause = static_cast<std::int32_t>(clause);
    kept.bucket = static_cast<std::int32_t>(bucket);
    cells.push_back(kept);
  }
  return cells;
}

std::string keep_row(CodeId subject, const std::vector<StoredCell>& cells) {
  return cells.empty() ? std::string() : with_mark(subject, pack_cells(cells));
}

Result<std::vector<StoredCell>> stored_row(CodeId subject, std::string_view bytes) {
  if (bytes.empty()) return std::vector<StoredCell>();
  if (bytes.size() < k_mark || mark_over(subject, bytes.substr(k_mark)) != mark_before(bytes))
    return useless();
  return unpack_cells(bytes.substr(k_mark));
}

std::uint64_t StoredWhole::mark_in(std::string_view bytes) {
  return bytes.size() < k_mark ? 0 : mark_before(bytes);
}

std::uint64_t StoredWhole::mark_of(std::int64_t fact) {
  store::RowBytes row;
  row.begin("tally_aside");
  row.integer(fact);
  return static_cast<std::uint64_t>(row.mark());
}

std::string keep_whole(const StoredWhole& whole) {
  std::string bytes;
  put(bytes, whole.facts_to);
  put(bytes, static_cast<std::int64_t>(whole.sum));
  return with_mark(k_tally_itself, bytes);
}

Result<StoredWhole> stored_whole(std::string_view bytes) {
  if (bytes.size() < k_mark || mark_over(k_tally_itself, bytes.substr(k_mark)) != mark_before(bytes))
    return useless();
  bytes.remove_prefix(k_mark);
  StoredWhole whole;
  std::int64_t sum = 0;
  if (!take(bytes, whole.facts_to) || !take(bytes, sum) || !bytes.empty()) return useless();
  whole.sum = static_cast<std::uint64_t>(sum);
  return whole;
}

}  // namespace anze::plugin
