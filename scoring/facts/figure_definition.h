// The definition of a figure (指标): a named statistic = a query over facts, with scope and definition
// version. Ledgers have such measures of their own; figures/ computes both.
#pragma once

#include <optional>
#include <string>

#include "scoring/facts/fact.h"
#include "scoring/values/code.h"

namespace anze {

enum class FigureKind { k_count, k_sum, k_rate, k_stated };

struct FigureDefinition {
  std::string id;     // "campaign.hazards.found"
  std::string title;  // "排查隐患"
  std::string unit;   // "处", "家", "fen"
  std::string topic;  // the chapter of a report it is told in: "hazard"; "" for none
  std::string scope;  // 范围: "" for the whole district, else a sector or campaign
  int version = 1;
  FigureKind kind = FigureKind::k_count;
  Selector select;
  FieldRef field;                           // of sum and stated
  std::optional<FieldRef> qualifier_field;  // of stated
  CodeId over = k_no_code;                  // the words "over" and "nearly" of that field
  CodeId nearly = k_no_code;
  std::string numerator;  // of rate: figure ids
  std::string denominator;
};

}  // namespace anze
