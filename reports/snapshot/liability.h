// What came after an accident and is not (yet) a veto: what competent organs found of persons (责任认定), and
// triggers of a veto that are reached while nobody has proposed it.
#pragma once

#include <optional>
#include <string>

#include "reports/snapshot/assessed.h"
#include "scoring/days/date.h"

namespace anze::reports {

// Liability (责任认定): of one person, by one organ. An exemption (尽职免责, 责任制规定 art. 23) is one too.
struct Liability {
  std::string id;
  Date day;              // 认定日期
  std::string accident;  // 事故, with its day; empty when it is about none that is known
  std::string person_id;
  std::string person;   // 姓名; empty when the finding names none
  std::string post;     // 职务, with the unit
  std::string outcome;  // 责任认定: 主要领导责任, 尽职免责
  bool exempt = false;
  std::string form;      // 追责形式
  std::string organ;     // 认定机关
  std::string document;  // 文号
  friend bool operator==(const Liability&, const Liability&) = default;
};

// Trigger (触发): the conditions of a clause are met and no proposal of it is on record.
struct Trigger {
  VetoLevel level = VetoLevel::k_veto;
  std::string clause;
  std::string clause_title;
  SubjectKind subject_kind = SubjectKind::k_unit;
  std::string subject_id;
  std::string subject;
  std::optional<Date> from;  // 触发日
  std::string how;           // "符合条件 1 起"
  friend bool operator==(const Trigger&, const Trigger&) = default;
};

}  // namespace anze::reports
