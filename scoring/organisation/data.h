// What an organisation is built from: units, areas, sectors, posts, officials, portfolios, terms and absences, as told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/days/period.h"
#include "scoring/values/code.h"

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

}  // namespace anze
