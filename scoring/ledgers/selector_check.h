// Selectors looked at without any fact: whether one can be met at all, and how two of them compare. Internal:
// only for the readers and checks of rulebooks and figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/facts/fact.h"
#include "scoring/ledgers/known_field.h"

namespace anze {

// A comparison with what is known of its field.
struct KnownComparison {
  KnownField field;
  Comparison comparison;
  std::size_t index = 0;  // in the selector's "where"
};

// The last of the comparisons of one field that no value, known or unknown, can meet together; none when
// there is a fact for them. Fields are looked at one by one: what two fields say of each other is not seen.
std::optional<KnownComparison> contradiction(const std::vector<KnownComparison>& comparisons);

// One text for all selectors that mean the same, whatever the order of their comparisons.
std::string key_of(const Selector& select);

// Whether every fact that `narrow` matches is one that `wide` matches too, as far as their comparisons show.
bool within(const Selector& narrow, const Selector& wide);

}  // namespace anze
