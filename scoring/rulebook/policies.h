// Policies of a rulebook (plugin/docs/formats/rulebook.md): what it may decide otherwise than we do by
// default.
#pragma once

#include <cstdint>

#include "scoring/clauses/clause.h"
#include "scoring/values/points.h"

namespace anze {

enum class NotApplicable { k_full_points, k_renormalise };
// What deciding over the quota of the best grade takes: nothing but a note, a document that allows it, or it
// may not be.
enum class OverQuota { k_note, k_document, k_refuse };
enum class TransferRule { k_by_days, k_current };
enum class SecondedRule { k_by_days, k_half_period };
enum class GradeFrom { k_rounded, k_exact };

struct Policies {
  Points rounding_step{100};  // 0.01
  GradeFrom grade_from = GradeFrom::k_rounded;
  NotApplicable not_applicable = NotApplicable::k_full_points;
  MissingJudgement missing_judgement = MissingJudgement::k_neutral;
  Evidence missing_evidence = Evidence::k_not_asked;
  bool fold_total = false;  // the items' points, whatever they add up to, are converted to the base
  bool count_late_facts = true;
  std::int32_t excellent_quota_percent = 0;  // 0: none
  OverQuota over_quota = OverQuota::k_note;
  TransferRule transfer = TransferRule::k_by_days;
  SecondedRule seconded = SecondedRule::k_by_days;
  std::int32_t leave_over_percent = 0;     // of the period, on sick and private leave: no grade; 0: never
  PartTerm part_term = PartTerm::k_whole;  // what duties ask of who held the post for a part of their time
  std::int32_t least_days = 0;  // in office in the period: fewer, and there is no grade; 0: a day will do
};

}  // namespace anze
