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
#include "scoring/values/code.h"
#include "scoring/values/error.h"
#include "scoring/values/result.h"

namespace anze {

struct Area {  // 属地
  CodeId id = k_no_code;
  CodeId parent = k_no_code;
  std::string title;
};

struct Titled {  // a sector (行业领域), archetype (岗位类别) or unit kind: a code and its Chinese name
  CodeId id = k_no_code;
  std::string title;
};

struct Unit {  // 单位
  CodeId id = k_no_code;
  CodeId parent = k_no_code;
  CodeId kind = k_no_code;  // data: "department", "township", "street", "zone", "party_organ" …
  CodeId area = k_no_code;
  bool committee_member = false;  // 安委会成员单位
  std::string title;
};

struct Post {  // 岗位
  CodeId id = k_no_code;
  CodeId unit = k_no_code;
  CodeId archetype = k_no_code;
  std::string title;
};

struct Portfolio {  // 分管: the post looks after the sector in the area's subtree, from..to
  CodeId post = k_no_code;
  CodeId sector = k_no_code;  // k_no_code: every sector ("*")
  CodeId area = k_no_code;
  Date from;
  std::optional<Date> to;  // last day; none: still held
};

struct Official {  // 干部
  CodeId id = k_no_code;
  std::string name;
};

enum class TermKind { k_full, k_acting, k_seconded };  // 任职, 代理（主持工作）, 挂职

struct Term {  // 任期: official × post × [from, to]
  CodeId id = k_no_code;
  CodeId post = k_no_code;
  CodeId official = k_no_code;
  Date from;
  std::optional<Date> to;  // last day; none: still held
  TermKind kind = TermKind::k_full;
  std::int32_t weight = 1;  // of this post among concurrent ones

  bool covers(Date day) const { return from <= day && (!to || day <= *to); }
  // Days of the term inside the period; 0 when they do not meet.
  int days_in(const Period& period) const;
};

// 病假, 事假, 法定休假（产假等）, 学习培训, 外派（援派、挂职在外）
enum class AbsenceKind { k_sick, k_private, k_statutory, k_study, k_away };

struct Absence {  // 不在岗: the official holds the posts and is not there, from..to
  CodeId official = k_no_code;
  AbsenceKind kind = AbsenceKind::k_sick;
  Date from;
  std::optional<Date> to;  // last day; none: still away
  std::string document_no;

  bool covers(Date day) const { return from <= day && (!to || day <= *to); }
};

struct OrganisationData {
  CodeId region = k_no_code;
  std::string title;
  std::vector<Area> areas;
  std::vector<Titled> sectors;
  std::vector<Titled> unit_kinds;
  std::vector<Titled> archetypes;
  std::vector<Unit> units;
  std::vector<Post> posts;
  std::vector<Portfolio> portfolios;
  std::vector<Official> officials;
  std::vector<Term> terms;
  std::vector<Absence> absences{};
};

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
