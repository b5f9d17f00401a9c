#include "plugin/accountability/final_grade.h"

namespace anze::plugin {

FinalGrade final_grade_of(const std::string& official, const std::string& scored,
                          const std::vector<VetoState>& vetoes) {
  FinalGrade final{scored, {}, false};
  for (const VetoState& veto : vetoes) {
    if (!veto.vetoes(official)) continue;
    final.veto = veto.id;
    if (!veto.body.forced_grade.empty()) {
      final.grade = veto.body.forced_grade;
      final.forced = true;
    }
  }
  return final;
}

std::vector<std::string> final_grades(const Evaluation& evaluation, const std::vector<VetoState>& vetoes,
                                      const Codebook& codes) {
  std::vector<std::string> grades;
  for (const PersonResult& person : evaluation.people)
    grades.push_back(final_grade_of(codes.text(person.official), person.grade, vetoes).grade);
  return grades;
}

}  // namespace anze::plugin
