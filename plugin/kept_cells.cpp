#include "plugin/kept_cells.h"

namespace anze::plugin {
namespace {

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

std::string pack_cells(const std::vector<KeptCell>& cells) {
  std::string out;
  std::int32_t clause = 0;
  for (const KeptCell& kept : cells) {
    put(out, kept.clause - clause);
    put(out, kept.bucket);
    put(out, kept.cell.count);
    put(out, kept.cell.amount);
    clause = kept.clause;
  }
  return out;
}

Result<std::vector<KeptCell>> unpack_cells(std::string_view bytes) {
  std::vector<KeptCell> cells;
  std::int64_t clause = 0;
  while (!bytes.empty()) {
    KeptCell kept;
    std::int64_t step = 0;
    std::int64_t bucket = 0;
    if (!take(bytes, step) || !take(bytes, bucket) || !take(bytes, kept.cell.count) ||
        !take(bytes, kept.cell.amount) || bucket != static_cast<std::int32_t>(bucket) || step < 0 ||
        step > 0xffff)
      return Error{Code::k_corrupt,
                   "tally.corrupt",
                   "a kept tally cannot be read",
                   {},
                   "score the period with \"recount\": true, which counts it again from the facts"};
    clause += step;
    kept.clause = static_cast<std::int32_t>(clause);
    kept.bucket = static_cast<std::int32_t>(bucket);
    cells.push_back(kept);
  }
  return cells;
}

}  // namespace anze::plugin
