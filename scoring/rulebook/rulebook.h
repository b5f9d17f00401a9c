// Rulebook (考核办法): dated scoring rules as data, bound to a store's codes. Read from JSON by
// trials/read_rulebook.h (format: plugin/docs/formats/rulebook.md); never edited, a new version with its own
// dates is added.
//
// An item (考核项) starts from its full points or from zero, its clauses (评分条款) take away or give, and
// the result is held between zero and the item's points. A clause has its own cap. Bonus items lie outside
// the base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/clauses/clause.h"
#include "scoring/days/period.h"
#include "scoring/rulebook/policies.h"
#include "scoring/rulebook/quarters_rule.h"
#include "scoring/rulebook/veto_clause.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/points.h"

namespace anze {

enum class ItemStart { k_full, k_zero };

struct Item {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  Points points;  // full points, also the cap
  ItemStart start = ItemStart::k_full;
  bool bonus = false;             // outside the base
  bool uncapped = false;          // a bonus item without an upper end
  bool below_zero = false;        // a bonus item that may also take, as much as it may give
  std::optional<Points> fold_to;  // 折合: what its full points are worth in its group or the base
  std::string group;              // id of its group; "": none
  std::vector<Clause> clauses;

  Points worth() const { return fold_to.value_or(points); }
};

// Items, and groups of them, under one cap, folded or not. A group stands behind its parent.
struct ItemGroup {
  std::string id;
  std::string title;
  std::vector<std::string> basis;
  Points points;
  std::optional<Points> fold_to;
  std::string parent;
  bool bonus = false;

  Points worth() const { return fold_to.value_or(points); }
};

struct Grade {  // from <= score < below
  std::string title;
  Points from;
  std::optional<Points> below;  // none: no upper bound
};

// An embedded test: a tiny world and what its clauses must come to. Run when the rulebook is read, so that
// one whose text and numbers disagree never gets in; kept is which clauses it speaks of, for coverage.
struct RulebookTest {
  std::string title;
  std::vector<std::string> clauses;
};

struct Rulebook {
  CodeId id = k_no_code;
  std::string title;
  std::string document_no;
  std::string authority;
  int version = 1;
  Date effective_from;
  std::optional<Date> effective_to;
  PeriodKind assesses = PeriodKind::k_quarter;
  std::vector<CodeId> archetypes;  // whom it assesses
  Points base;
  std::string ranking_document;  // the document that authorises ranking people by it; "": nobody is ranked
  Policies policies;
  Quarters quarters;  // of a yearly rulebook
  std::vector<ItemGroup> groups;
  std::vector<Item> items;
  std::vector<VetoClause> vetoes;
  std::vector<Grade> grades;  // from the best
  std::vector<RulebookTest> tests;
  Problems failed_tests;  // of a draft on trial; any other rulebook with one is refused

  // What the items share: the base less what the quarters are worth of it.
  Points item_base() const { return {base.e4 - (quarters.counts() ? quarters.points.e4 : 0)}; }
  bool in_force(Date day) const { return effective_from <= day && (!effective_to || day <= *effective_to); }
};

// The published JSON Schema of the format, draft 7.
std::string_view rulebook_schema();

}  // namespace anze
