// Accidents (生产安全事故) as a report lists them, and the faults in reporting them. Classes are those of
// 《生产安全事故报告和调查处理条例》 (State Council Order 493), art. 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scoring/days/date.h"

namespace anze::reports {

enum class AccidentGrade { k_general, k_larger, k_major, k_extraordinary };  // 一般 较大 重大 特别重大

struct AccidentRow {
  std::string id;
  std::string title;  // 事故名称; names no person
  AccidentGrade grade = AccidentGrade::k_general;
  Date day;
  std::string area;                       // 属地
  std::string sector;                     // 行业领域
  std::optional<std::int64_t> dead;       // 死亡人数
  std::optional<std::int64_t> injured;    // 受伤人数
  std::optional<std::int64_t> loss_yuan;  // 直接经济损失
  // The toll may still change (30 days, 7 for road and fire: Order 493 art. 13): 暂定, until this day.
  std::optional<Date> provisional_until;
  friend bool operator==(const AccidentRow&, const AccidentRow&) = default;
};

enum class FaultKind { k_late, k_missed, k_false, k_concealed };  // 迟报 漏报 谎报 瞒报

struct ReportingFault {
  std::string accident;  // AccidentRow::id
  FaultKind kind = FaultKind::k_late;
  std::string unit;              // 责任单位
  std::string detail;            // 情况, e.g. how many hours beyond the limit
  std::string finding_document;  // 认定文号
  friend bool operator==(const ReportingFault&, const ReportingFault&) = default;
};

}  // namespace anze::reports
