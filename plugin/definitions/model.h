// Model: the definitions in force (organisation, ledgers, rulebooks, figures, filing rules), read from the
// store's records and built once. Immutable: a change of any of them makes a new model; who holds the old one
// keeps a consistent view.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/figures/deadline.h"
#include "scoring/figures/figure.h"
#include "scoring/figures/paragraph.h"
#include "scoring/ledgers/ledger.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"

namespace anze::plugin {

struct InstalledRulebook {
  Rulebook rulebook;
  std::string digest;  // SM3 of its canonical JSON, hex
};

struct Model {
  std::int64_t entry = 0;  // the audit entry that last changed it, or as of which it was read; 0: none
  LedgerSet ledgers;
  std::optional<Organisation> organisation;
  std::string shape;                         // SM3 of the ledgers' and the organisation's JSON, hex
  std::vector<InstalledRulebook> rulebooks;  // every version of each
  FigureSet figures;
  std::vector<DeadlineRule> deadlines;
  std::vector<ParagraphRule> paragraphs;
  json filing_rules;  // null until given

  // Errors: organisation.missing.
  Result<const Organisation*> need_organisation() const;
  // Whether that version holds on that day: a version replaces the lower ones of its id from the day it
  // begins on, for good, so that a rulebook is ended by a version that ends.
  bool in_force(const InstalledRulebook& installed, Date day) const;
  // The one assessing periods of that kind that is in force on its last day.
  // Errors: rulebook.missing, rulebook.conflict (several are).
  Result<const InstalledRulebook*> need_rulebook(const Period& period) const;
};

// Another rulebook that would assess the same kind of period in the same days as `draft`; nullptr for none. A
// version of the same rulebook is no other one.
const InstalledRulebook* rival_of(const Model& model, const Rulebook& draft);

// Reads everything, as known at `as_of_entry` (0: now).
// Errors: store.*, and model.corrupt when a stored definition no longer reads.
Result<std::shared_ptr<const Model>> load_model(store::Reader& reader, Codebook& codes,
                                                std::int64_t as_of_entry = 0);

}  // namespace anze::plugin
