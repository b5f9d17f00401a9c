// Subjects: whom a fact counts for, under each scope of a clause. The organisation's answers are remembered
// by unit and by (area, sector), with the days of each portfolio beside them, so that a fact costs no search.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "scoring/clauses/plan.h"
#include "scoring/organisation/organisation.h"
#include "scoring/rulebook/rulebook.h"

namespace anze {

// Who a hit goes to. With `vacant`, nobody held the post that day.
struct Subject {
  CodeId code = k_no_code;  // post or term
  bool vacant = false;
};

class Subjects {
 public:
  // Requires: the organisation outlives the object, which may be moved but not copied.
  Subjects(const Rulebook& rulebook, const Organisation& organisation, const std::vector<ClausePlan>& plans);
  Subjects(Subjects&&) = default;

  // Adds to `out` the subjects of the fact under clause `index`, each once, in a stable order. `day` is its
  // counting day (clauses/counting_day.h): who held a post then, and looked after what.
  void find(std::int32_t index, const Fact& fact, Date day, std::vector<Subject>& out);

 private:
  struct Rule {  // what of a clause decides its subjects
    Scope scope = Scope::k_own;
    CountsFor counts_for = CountsFor::k_post;
    std::optional<Period> lasts_into;  // of a gate whose facts outlast their day: the period scored
  };
  struct Charge {  // a post in charge, and since when until when
    CodeId post = k_no_code;
    Date from;
    Date to;
  };

  struct Holding {            // the only term a post ever had
    CodeId term = k_no_code;  // k_no_code: it had none or several; the organisation knows
    Date from;
    Date to;
  };

  bool applies(std::int32_t index, CodeId post) const;
  void add_post(std::int32_t index, CodeId post, Date day, std::vector<Subject>& out) const;
  void add_named(std::int32_t index, const Fact& fact, Date day, std::vector<Subject>& out) const;
  const std::vector<CodeId>& posts_above(CodeId unit);
  const std::vector<Charge>& posts_in_charge(CodeId area, CodeId sector);

  const Organisation& organisation_;
  std::vector<Rule> rules_;                         // by clause
  std::vector<std::int32_t> archetype_of_;          // by post code: row of applies_, -1 for no assessed post
  std::vector<std::vector<std::uint8_t>> applies_;  // by archetype row, then clause
  std::vector<Holding> holding_;                    // by post code
  std::unordered_map<CodeId, std::vector<CodeId>> posts_of_unit_;
  std::unordered_map<CodeId, std::vector<const Term*>> terms_of_official_;
  std::unordered_map<CodeId, std::vector<CodeId>> above_;
  std::unordered_map<CodeId, std::vector<const Portfolio*>> portfolios_of_area_;
  std::unordered_map<std::uint64_t, std::vector<Charge>> in_charge_;
  std::uint64_t last_key_ = 0;  // one fact asks once a clause
  const std::vector<Charge>* last_charges_ = nullptr;
};

}  // namespace anze
