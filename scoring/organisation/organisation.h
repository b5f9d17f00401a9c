// Organisation (组织): units, areas, sectors, posts with their archetypes and portfolios, officials and their
// terms. Everything dated: the question is always "on that day". Immutable once built; a change of the
// organisation is a new object, built from the store's rows.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/days/period.h"
#include "scoring/facts/fact.h"
#include "scoring/organisation/data.h"
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

class Organisation {
 public:
  // Errors: organisation.reference (a parent, unit, post or official that is not there),
  // organisation.duplicate, organisation.cycle, organisation.dates (to before from), organisation.overlap
  // (two full terms of one post on a day).
  static Result<Organisation> build(OrganisationData data, const Codebook& codes,
                                    Problems* problems = nullptr);

  const OrganisationData& data() const { return data_; }
  const Area* area(CodeId id) const;
  const Unit* unit(CodeId id) const;
  const Post* post(CodeId id) const;
  const Official* official(CodeId id) const;
  const Term* term(CodeId id) const;
  std::string_view title(CodeId id) const;  // of anything named above, "" when unknown

  // Whoever answered for the post that day: the full term, else the acting or seconded one; nullptr when it
  // was vacant. While somebody is absent, whoever acts for the post goes before.
  const Term* holder(CodeId post, Date day) const;
  std::vector<const Term*> terms_of_post(CodeId post) const;
  std::vector<const Term*> terms_of_official(CodeId official) const;

  bool is_absent(CodeId official, Date day) const;
  // Days of the period with an absence of one of the kinds, each counted once.
  int days_absent(CodeId official, std::initializer_list<AbsenceKind> kinds, const Period& period) const;

  bool area_within(CodeId area, CodeId ancestor) const;  // true for the ancestor itself
  bool unit_within(CodeId unit, CodeId ancestor) const;

  // The posts whose portfolio takes in (area, sector) on that day, in id order.
  std::vector<CodeId> posts_in_charge(CodeId area, CodeId sector, Date day) const;

  // Whether the fact's unit, area, sector, post and official exist, and whether the official or some holder
  // stood in the post that day.  Errors: fact.unit, fact.area, fact.sector, fact.post, fact.official,
  // fact.outside_term.
  Result<void> check(const Fact& fact, const Codebook& codes) const;

 private:
  OrganisationData data_;
  std::unordered_map<CodeId, std::size_t> areas_, units_, posts_, officials_, terms_;
  std::unordered_map<CodeId, std::vector<std::size_t>> terms_by_post_, terms_by_official_, absences_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> portfolios_;  // by area and sector
};

// Reads the organisation file (organisation_json.cpp; format: plugin/docs/formats/organisation.md).
Result<OrganisationData> read_organisation(std::string_view json, Codebook& codes,
                                           Problems* problems = nullptr);

}  // namespace anze
