#include "plugin/assessments/amended_since.h"

#include "plugin/records/assessment_record.h"

namespace anze::plugin {

Result<std::vector<Period>> amended_since(store::Reader& reader, const Period& period, std::int64_t entry) {
  std::vector<Period> amended;
  ANZE_TRY(const std::vector<AssessmentRecord> assessments, read_assessments(reader));
  for (const AssessmentRecord& now : assessments) {
    if (now.version == 1 || !period.contains(now.period.first) || !period.contains(now.period.last)) continue;
    ANZE_TRY(const std::optional<AssessmentRecord> then, read_assessment(reader, now.period, entry));
    if (then && then->sealed() && then->version < now.version) amended.push_back(now.period);
  }
  return amended;
}

}  // namespace anze::plugin
