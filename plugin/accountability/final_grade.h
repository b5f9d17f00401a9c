// The grade in force (最终等次) of a person in a period: the one the score gives, or the one a confirmed veto
// forces. Computed here and nowhere else, so that what a method answers and what a letter prints is one
// thing.
#pragma once

#include <string>
#include <vector>

#include "plugin/accountability/veto_state.h"
#include "scoring/scorecards/scorecard.h"

namespace anze::plugin {

struct FinalGrade {
  std::string grade;
  std::string veto;     // id of the confirmed veto on the person, "" for none
  bool forced = false;  // the veto says the grade; the score's own stands beside it
};

// `vetoes`: those that touch the period (vetoes_of).
FinalGrade final_grade_of(const std::string& official, const std::string& scored,
                          const std::vector<VetoState>& vetoes);

// Each person's grade, or the one a confirmed veto forces.
std::vector<std::string> final_grades(const Evaluation& evaluation, const std::vector<VetoState>& vetoes,
                                      const Codebook& codes);

}  // namespace anze::plugin
