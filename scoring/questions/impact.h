// Impact (草案影响): what a draft of a rulebook would make of a period that was scored by another: who moves
// by how much, through which clauses, from grade to grade. Nothing is stored and nothing of the world is
// changed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scoring/questions/difference.h"

namespace anze {

// What changes a grade without points: a gate or a reason for no grade, or another border between grades.
struct GradeReason {
  enum class Kind { k_gate, k_border };
  Kind kind = Kind::k_gate;
  std::string from;
  std::string to;
};

struct PersonImpact {
  CodeId official = k_no_code;
  std::vector<CodeId> posts;  // as the draft's scorecards have them
  Points from;
  Points to;
  std::string grade_from;
  std::string grade_to;
  std::vector<RowChange> rows;  // add up to the change before rounding
  std::vector<GradeReason> reasons;
  bool regraded() const { return grade_from != grade_to; }
};

struct ClauseImpact {
  std::int64_t people = 0;  // whom it moves
  Exact sum;                // of their changes
};

struct Impact {
  std::vector<PersonImpact> people;  // who moves, by points or by grade: who changes grade first
  std::map<std::string, ClauseImpact> clauses;
  std::map<std::pair<std::string, std::string>, std::int64_t> grades;  // people from a grade to another
  std::int64_t raised = 0;
  std::int64_t lowered = 0;
  std::int64_t same = 0;
  std::int64_t regraded = 0;
  std::vector<CodeId> no_longer_assessed;
  std::vector<CodeId> newly_assessed;
  std::int64_t judgements_left_out = 0;  // which the draft does not know, does not allow, or has nobody for
};

// Requires: the world's rulebook and the draft assess the world's kind of period.  Errors: those of the
// tally, the source and evaluate.
Result<Impact> impact(const World& world, const Rulebook& draft);

// The judgements that a rulebook knows and allows, self-assessments apart, which move nothing.
// Returns: how many others were left out is added to `left_out`.
std::vector<Judgement> fitting_judgements(const std::vector<Judgement>& judgements, const Rulebook& rulebook,
                                          std::int64_t& left_out);

}  // namespace anze
