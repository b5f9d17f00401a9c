// What the assessment concluded on people and units: scores line by line (考核结果), vetoes and yellow cards
// (一票否决, 黄牌警告). The score stands beside a veto and is never deleted by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/days/date.h"
#include "scoring/values/points.h"

namespace anze::reports {

// ScoreLine (得分行): one clause's result for one official.
struct ScoreLine {
  std::string item;         // 考核项
  std::string clause;       // 条款编号
  std::string title;        // 条款内容
  std::string legal_basis;  // 依据
  Points full;              // 满分
  Points got;               // 得分
  std::string counts;       // 计数, "应2次 实1次"
  std::string reason;       // 扣分事由; names no third person
  std::int64_t facts = 0;   // records behind the line (佐证)
  friend bool operator==(const ScoreLine&, const ScoreLine&) = default;
};

struct OfficialResult {
  std::string id;  // the host's key of the person, nothing else that identifies
  std::string name;
  std::string post;             // 职务
  std::string unit;             // 单位
  std::string archetype;        // 岗位类别
  std::optional<Points> score;  // 得分, rounded; empty when not scored or not for this addressee
  std::string exact;            // the unrounded value, "2173/24"
  std::string grade;            // 等次
  std::vector<ScoreLine> lines;
  std::vector<std::string> provisional;  // 暂定事项
  std::vector<std::string> cases;        // 案件文号: findings, investigations that name this official
  std::string forced_grade;  // the grade in force where a veto forces one; `grade` stands beside it
  std::string veto;          // id of the veto that bars this official in the period
  // The grade in force (最终等次).
  const std::string& final_grade() const { return forced_grade.empty() ? grade : forced_grade; }
  friend bool operator==(const OfficialResult&, const OfficialResult&) = default;
};

// UnitResult (单位考核结果): a township, street or department.
struct UnitResult {
  std::string id;
  std::string name;
  std::optional<Points> score;
  std::string grade;
  std::optional<std::int64_t> rank;  // only where the rulebook names the document that authorises ranking
  friend bool operator==(const UnitResult&, const UnitResult&) = default;
};

// Group (分组人数): how many officials got a grade; what a public report says instead of names.
struct Group {
  std::string title;
  std::int64_t persons = 0;
  friend bool operator==(const Group&, const Group&) = default;
};

enum class VetoLevel { k_yellow_card, k_veto };               // 黄牌警告, 一票否决
enum class SubjectKind { k_unit, k_person };                  // 单位, 个人
enum class BodyOpinion { k_pending, k_agreed, k_disagreed };  // 待定, 同意, 不同意
enum class VetoStanding { k_proposed, k_in_force, k_expired, k_revoked, k_rejected };

// Decision (认定意见) of one of the two deciding bodies; a disagreement is kept, never merged.
struct Decision {
  std::string body;  // 区委组织部, 区纪委监委
  BodyOpinion outcome = BodyOpinion::k_pending;
  std::string document;  // 文号
  std::optional<Date> day;
  std::string opinion;
  friend bool operator==(const Decision&, const Decision&) = default;
};

struct Veto {
  std::string id;
  VetoLevel level = VetoLevel::k_veto;
  VetoStanding state = VetoStanding::k_proposed;
  std::string clause;  // 条款编号
  std::string clause_title;
  std::string legal_basis;
  SubjectKind subject_kind = SubjectKind::k_unit;
  std::string subject_id;
  std::string subject;           // name of the unit or person
  std::string post;              // 职务 of the person
  std::string finding_document;  // 责任认定文号
  std::vector<Decision> decisions;
  std::optional<Date> from;  // 影响期起
  std::optional<Date> to;    // 影响期止, included
  std::vector<std::string> effects;
  friend bool operator==(const Veto&, const Veto&) = default;
};

}  // namespace anze::reports
