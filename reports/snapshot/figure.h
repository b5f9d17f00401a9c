// Figure (指标): one number of a report, with what is needed to print it honestly and to find its records
// again. A number that nobody filled in is not zero: it prints 未填 and no sum is made of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace anze::reports {

// How the number was told: 1317处, 200余项 (a little over), 近70万元 (a little under), 不足3起 (fewer than).
enum class NumberQualifier { k_exact, k_over, k_nearly, k_under };

// k_count: value in `unit`. k_money: value in 元, printed in 万元 from 10000元 up.
// k_rate: value / denominator, printed as a percentage with both counts beside it.
enum class Shape { k_count, k_money, k_rate };

// The chapters of safety work (工作方面), in the order in which a report tells them.
enum class Topic {
  k_accident,     // 事故情况
  k_duty,         // 责任落实
  k_inspection,   // 监督检查
  k_hazard,       // 隐患排查整治
  k_enforcement,  // 执法处罚
  k_special,      // 重点行业领域整治
  k_prevention,   // 风险管控和双重预防
  k_emergency,    // 应急救援
  k_publicity,    // 宣传教育培训
};

struct Figure {
  std::string id;     // stable word, "hazard.rectified"
  std::string title;  // 指标名称, reads on into the number: 已整改 (1299处)
  std::string unit;   // 计量单位: 处, 家, 人次; 元 for money; for a rate the unit of its counts
  std::string scope;  // 范围: empty for the whole district, else a sector or campaign: 人员密集场所消防
  Topic topic = Topic::k_accident;
  Shape shape = Shape::k_count;
  NumberQualifier qualifier = NumberQualifier::k_exact;
  std::optional<std::int64_t> value;        // 数值; empty = 未填
  std::optional<std::int64_t> denominator;  // 分母, rates only
  bool compared = false;                    // 同比: last year's value is part of the sentence
  std::optional<std::int64_t> last_year;    // 上年同期; empty while `compared` = 未填
  std::string definition;                   // version of the definition the records were counted by (口径)
  std::int64_t records = 0;                 // 记录数: facts behind the number
  friend bool operator==(const Figure&, const Figure&) = default;
};

// k_subset: each part <= total. k_sum: the parts add up to the total (已整改 + 未整改 = 排查).
// k_rate: `total` is a rate whose counts are parts[0] / parts[1]. k_jump: the total has not moved by more
// than `percent` of `before` and at least `least`. k_filled: the total has a number when it has records.
enum class RelationKind { k_subset, k_sum, k_rate, k_jump, k_filled };

// Relation (勾稽关系): what must hold between figures, told by their ids.
struct Relation {
  std::string id;  // "hazard.closed_loop"
  RelationKind kind = RelationKind::k_sum;
  std::string total;
  std::vector<std::string> parts;
  std::string before_title{};            // of a jump: "2025年第二季度"
  std::optional<std::int64_t> before{};  // the total's value then; empty = 未填
  std::int64_t percent = 0;
  std::int64_t least = 0;
  friend bool operator==(const Relation&, const Relation&) = default;
};

// Discrepancy (差异说明): why a relation that fails is nevertheless reported. It is made for the numbers it
// was declared for: when one of them changes it explains nothing any more.
struct Discrepancy {
  std::string check;                                 // id of the relation or of a built-in check (check.h)
  std::string explanation;                           // 说明
  std::vector<std::optional<std::int64_t>> numbers;  // as Finding::numbers
  friend bool operator==(const Discrepancy&, const Discrepancy&) = default;
};

}  // namespace anze::reports
