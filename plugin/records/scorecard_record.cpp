#include "plugin/records/scorecard_record.h"

#include "plugin/records/record_kinds.h"
#include "scoring/values/broken.h"

namespace anze::plugin {
namespace {

// Answers kept in format 1 were digested otherwise; their rows' marks and the chain hold them.
Result<void> check_digest(const AssessmentRecord& assessment, const std::vector<store::Record>& sheets) {
  if (assessment.scoring->whole_answers()) return {};
  store::Sm3 digest;
  digest.add(assessment.rulebook.digest);
  for (const store::Record& sheet : sheets) digest.add(sheet.body);
  if (store::to_hex(digest.finish()) == assessment.scoring->digest) return {};
  return Error{Code::k_corrupt,
               "assessment.altered",
               "the score sheets of " + to_text(assessment.period) + " are not those that were scored",
               {},
               "keep the store as it is and run audit.verify/1, which names the row; restore the newest "
               "backup that verifies"};
}

std::string sheet_id(const Period& period, const std::string& official) {
  return to_text(period) + "/" + official;
}

}  // namespace

Result<std::vector<store::Record>> sheets_written(store::Reader& reader, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.scoring.has_value());
  ANZE_TRY(std::vector<store::Record> sheets,
           reader.written_by(assessment.scoring->facts_entry + 1, k_scorecard_record));
  if (sheets.size() != assessment.scoring->people)
    return Error{Code::k_corrupt,
                 "assessment.incomplete",
                 "a scorecard of " + to_text(assessment.period) + " is missing",
                 {},
                 "run audit.verify/1"};
  ANZE_CHECK(check_digest(assessment, sheets));
  return sheets;
}

Result<std::optional<store::Record>> sheet_written(store::Reader& reader, const AssessmentRecord& assessment,
                                                   const std::string& official) {
  ANZE_ASSERT(assessment.scoring.has_value());
  const std::int64_t entry = assessment.scoring->facts_entry + 1;
  ANZE_TRY(std::optional<store::Record> sheet,
           reader.record(k_scorecard_record, sheet_id(assessment.period, official), entry));
  if (sheet && sheet->entry != entry) sheet.reset();  // of an earlier scoring: no longer assessed
  return sheet;
}

Result<void> put_sheet(store::Writer& writer, const Period& period, const std::string& official,
                       std::string text) {
  ANZE_ASSERT(!official.empty() && !text.empty());
  ANZE_CHECK(
      writer.put(k_scorecard_record, sheet_id(period, official), civil(period.first).year, std::move(text)));
  return {};
}

}  // namespace anze::plugin
