#include "plugin/store/sealed_tables.h"

#include "plugin/store/errors.h"

namespace anze::store {
namespace {

constexpr std::array<SealedTable, k_sealed_tables> k_tables = {
    {{"fact", 36, 1, 2}, {"record", 7, 0, 6}, {"blob", 4, 0, 3}, {"code", 3, 0, 2}, {"request", 6, 0, 5}}};

}  // namespace

const SealedTable& sealed_table(Table table) {
  return k_tables[static_cast<std::size_t>(table)];
}

std::string row_name(Table table, std::int64_t key) {
  return std::string(sealed_table(table).name) + " " + std::to_string(key);
}

Error row_changed(Table table, std::int64_t key) {
  const std::string row = row_name(table, key);
  return store_corrupt("a row is not as it was sealed: " + row).within(row);
}

Error row_missing(Table table, std::int64_t key) {
  const std::string row = row_name(table, key);
  return store_corrupt("a row that another names is not there: " + row).within(row);
}

Error row_astray(Table table, std::int64_t key) {
  const std::string row = row_name(table, key);
  return store_corrupt("an index leads to another row: " + row).within(row);
}

}  // namespace anze::store
