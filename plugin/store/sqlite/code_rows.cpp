#include "plugin/store/sqlite/code_rows.h"

#include <limits>

#include "plugin/store/sqlite/sealed_rows.h"

namespace anze::store {
namespace {

constexpr const char* k_codes_after =
    "SELECT " ANZE_CODE_COLUMNS " FROM code WHERE region = ?1 AND id > ?2 AND id <= ?3 ORDER BY id";

}  // namespace

Result<void> take_in_codes(Connection& connection, Codebook& codes) {
  RegionQuery query(connection, k_codes_after);
  query.bind(std::int64_t{codes.size()}).bind(std::numeric_limits<std::int64_t>::max());
  while (query.step()) {
    ANZE_CHECK(check_row(query, connection.row_bytes(), Table::k_code));
    const std::string text = query.text(1);
    if (codes.intern(text) != query.integer(0))
      return store_corrupt("the codebook is not complete at “" + text + "”");
  }
  return {};
}

}  // namespace anze::store
