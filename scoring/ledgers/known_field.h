// Fields that comparisons, sums and lists may name: those of a ledger and those that all facts share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/ledgers/ledger.h"

namespace anze {

// A field that comparisons, sums and lists may name: one of the ledger or one that all facts share.
struct KnownField {
  FieldRef ref;
  FieldType type = FieldType::k_integer;  // of unit, area, sector, post, official: k_reference
  std::string name;
  std::string title;                              // Chinese heading
  const std::vector<CodeTitle>* codes = nullptr;  // of a code field and of state: the words allowed
};

// occurred_on recorded_on unit area sector post official state late: no ledger may name a field so.
bool is_shared_field(std::string_view name);
// dead missing injured loss_fen: what an accident class is computed from.
bool is_toll_field(std::string_view name);

// The field of that name; none for an unknown one and for one without a slot. Requires: the ledger outlives
// it.
std::optional<KnownField> known_field(const Ledger& ledger, std::string_view name);

}  // namespace anze
