// Filing rules (报送规则): who reports to whom, how often, and by which day. Data of the jurisdiction
// (plugin/docs/formats/filing.md): no national rule fixes the day, districts differ.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "reports/snapshot/snapshot.h"
#include "scoring/days/calendar.h"
#include "scoring/days/period.h"
#include "scoring/values/error.h"

namespace anze::plugin {

enum class Roll { k_none, k_next, k_previous };  // what a due day that is not worked becomes

struct FilingRule {
  std::string kind_word;  // "quarterly_discipline"
  reports::FilingKind kind = reports::FilingKind::k_quarterly_discipline;
  reports::Addressee addressee;
  PeriodKind every = PeriodKind::k_quarter;
  int months_after = 1;  // 1: the first month after the period
  int day = 10;
  Roll roll = Roll::k_next;
  std::vector<std::string> copies_to;
  bool alone = true;  // the only rule of its kind
};

struct FilingRules {
  reports::Jurisdiction jurisdiction;
  std::string government_prefix;  // 发文代字 of the government, for what it issues itself
  std::string organisation_body;  // 区委组织部, as papers call it
  std::string discipline_body;
  std::vector<FilingRule> filings;

  // The rule of a kind for an addressee; "" where the kind has one only.  Errors: filing.kind,
  // filing.addressee.
  Result<const FilingRule*> find(const std::string& kind_word, const std::string& addressee) const;
};

// Rules as they are kept.  Errors: filing_rules.missing, filing_rules.schema, filing_rules.kind, period.kind.
Result<FilingRules> read_filing_rules(const json& rules);

// Rules somebody sends: what no letter could be made by is refused, every fault of it in `problems`.
// Errors: those of reading, filing_rules.none, .every, .twice, .addressee, .blank.
Result<void> check_filing_rules(const json& rules, Problems& problems);

// Refuses a rule no letter is made by: rules that were kept before they were checked may hold such ones.
// Errors: filing_rules.every, filing_rules.addressee.
Result<void> must_be_built(const FilingRule& rule);

// The day a filing of the period is due.  Errors: calendar.unknown.
Result<Date> due_day(const FilingRule& rule, const Period& period, const Calendar& calendar);

}  // namespace anze::plugin
