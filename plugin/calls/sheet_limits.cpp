#include "plugin/calls/sheet_limits.h"

namespace anze::sheets {
namespace {

struct Limit {
  const char* name;
  std::size_t Limits::*member;
  std::size_t least;
  std::size_t most;
  const char* meaning;
};

constexpr std::size_t k_mib = std::size_t{1} << 20U;

// Those that depend on the format and not on the host (attributes, the length of a tag) are not here.
constexpr Limit k_limits[] = {
    {"file_bytes", &Limits::file_bytes, 1'024, 128 * k_mib, "size of a file as it is sent"},
    {"entries", &Limits::entries, 8, 10'000, "parts inside a workbook"},
    {"entry_bytes", &Limits::entry_bytes, 1'024, 1'024 * k_mib, "one part, unpacked"},
    {"total_bytes", &Limits::total_bytes, 1'024, 2'048 * k_mib, "all parts that are read, unpacked"},
    {"ratio", &Limits::ratio, 2, 10'000, "unpacked to packed, for a part"},
    {"ratio_after_bytes", &Limits::ratio_after_bytes, 0, 1'024 * k_mib,
     "from how much on the ratio is looked at"},
    {"depth", &Limits::depth, 8, 1'000, "of XML elements"},
    {"rows", &Limits::rows, 1, 1'048'575, "rows of data; also of an exported sheet"},
    {"rows_above", &Limits::rows_above, 1, 100'000, "rows that are none: titles, totals, notes"},
    {"columns", &Limits::columns, 2, 256, "columns of a sheet"},
    {"cell_chars", &Limits::cell_chars, 1, 32'767, "characters of a cell, as Excel counts"},
    {"shared_strings", &Limits::shared_strings, 1, 10'000'000, "different texts of a workbook"},
    {"text_bytes", &Limits::text_bytes, 1'024, 1'024 * k_mib, "all cells of the sheet together"},
};

}  // namespace

plugin::json limits_schema() {
  plugin::json properties = plugin::json::object();
  for (const Limit& limit : k_limits)
    properties[limit.name] = {{"type", "integer"},
                              {"minimum", limit.least},
                              {"maximum", limit.most},
                              {"default", Limits{}.*limit.member},
                              {"description", limit.meaning}};
  return {{"type", "object"},
          {"additionalProperties", false},
          {"description", "how much of a sheet file is read before it is refused"},
          {"properties", std::move(properties)}};
}

Limits read_limits(const plugin::json& given) {
  Limits limits;
  if (!given.is_object()) return limits;
  for (const Limit& limit : k_limits)
    if (const auto value = given.find(limit.name); value != given.end())
      limits.*limit.member = value->get<std::size_t>();
  return limits;
}

plugin::json to_json(const Limits& limits) {
  plugin::json object = plugin::json::object();
  for (const Limit& limit : k_limits) object[limit.name] = limits.*limit.member;
  return object;
}

}  // namespace anze::sheets
