// DiscrepancyRecord (差异说明): why figures that contradict each other were sent all the same: who, when, and
// for which numbers. It stands as long as those numbers do; withdrawing it is a version of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/records/states.h"
#include "plugin/store/store.h"
#include "scoring/days/date_range.h"

namespace anze::plugin {

enum class DiscrepancyState { k_declared, k_withdrawn };

inline constexpr StateRow<DiscrepancyState> k_discrepancy_states[] = {
    {DiscrepancyState::k_declared, "declared", "已说明", true,
     states({DiscrepancyState::k_declared, DiscrepancyState::k_withdrawn})},
    {DiscrepancyState::k_withdrawn, "withdrawn", "已撤回", false, states({DiscrepancyState::k_declared})},
};
static_assert(in_order(k_discrepancy_states));

struct DiscrepancyRecord {
  struct Number {
    std::optional<std::string> figure;  // none: what is no figure of the set
    std::optional<std::int64_t> value;  // none: unknown
  };
  struct Withdrawal {
    std::string by;  // principal
    Date on;
    std::string reason;
  };

  DateRange period;
  std::string check;
  std::optional<DiscrepancyState> state =
      DiscrepancyState::k_declared;  // none: the first did not say; declared
  std::string explanation;
  std::optional<std::string> difference;       // in words, as it was then; the first kept none
  std::optional<std::vector<Number>> numbers;  // the same
  std::string declared_by;                     // principal
  Date declared_on;
  std::optional<Withdrawal> withdrawal;

  bool withdrawn() const { return state == DiscrepancyState::k_withdrawn; }
};

// Errors of reading: record.corrupt, with the member.
Result<DiscrepancyRecord> discrepancy_of(const store::Record& stored);
json discrepancy_json(const DiscrepancyRecord& discrepancy);  // what is stored

std::string discrepancy_id(const DateRange& period, const std::string& check);  // "2025Q1/conflict.fire_open"

// As one act left it.
struct DiscrepancyVersion {
  DiscrepancyRecord record;
  std::int64_t version = 0;
  std::int64_t entry = 0;
};
Result<std::optional<DiscrepancyVersion>> read_discrepancy(store::Reader& reader, const std::string& id);
Result<std::vector<DiscrepancyRecord>> read_discrepancies(store::Reader& reader);  // the current ones, by id
Result<std::vector<DiscrepancyVersion>> discrepancy_versions(store::Reader& reader, const std::string& id);

// Writes the next version.  Errors: record.state.
Result<void> put_discrepancy(store::Writer& writer, const DiscrepancyRecord& discrepancy);

}  // namespace anze::plugin
