#include "plugin/records/assessment_record.h"

#include "plugin/records/body.h"
#include "plugin/records/record_kinds.h"

namespace anze::plugin {
namespace {

using anze::json::Object;
using anze::json::Place;

VacantEvents vacant_of(const Place& place) {
  Object object(place);
  VacantEvents vacant;
  vacant.clause = object.need<std::string>("clause");
  vacant.title = object.need<std::string>("title");
  vacant.post = object.need<std::string>("post");
  vacant.post_title = object.need<std::string>("post_title");
  vacant.count = object.need<std::int64_t>("count");
  object.close();
  return vacant;
}

// Members of a scoring, and how many people it was: their list where whole answers were kept.
Scoring scoring_of(Object& object) {
  Scoring scoring;
  scoring.by = object.need<std::string>("scored_by");
  scoring.on = object.need<Date>("scored_on");
  scoring.facts_entry = object.need<std::int64_t>("facts_entry");
  scoring.as_of = object.need<Date>("as_of");
  scoring.sheet_format = object.get_integer<std::int64_t>("sheet_format", 1, 1);
  scoring.digest = object.need<std::string>("digest");
  if (scoring.whole_answers()) {
    scoring.people = object.need_list("people").size();
    scoring.listed = read_tree(object, "people");
  } else {
    scoring.people = static_cast<std::size_t>(object.need_integer<std::int64_t>("people", 0));
  }
  if (object.has("notes")) scoring.notes = read_texts(object, "notes");
  if (object.has("vacant")) {
    scoring.vacant.emplace();
    for (const Place& each : object.need_list("vacant")) scoring.vacant->push_back(vacant_of(each));
  }
  return scoring;
}

void fill(Object& object, AssessmentRecord& assessment) {
  assessment.period = read_period(object, "period");
  assessment.state = read_state(object, "state", k_assessment_states);
  if (const auto place = object.need("rulebook")) assessment.rulebook = read_citation(*place);
  assessment.opened_by = object.need<std::string>("opened_by");
  assessment.opened_on = object.need<Date>("opened_on");
  if (assessment.state != AssessmentState::k_open) assessment.scoring = scoring_of(object);
  assessment.countersigned = read_countersignature(object);
  if (assessment.state != AssessmentState::k_sealed) return;
  assessment.sealing = Sealing{object.need<std::string>("sealed_by"), object.need<Date>("sealed_on")};
  assessment.quota_document = optional_text(object, "quota_document");
  if (!object.has("version") && !object.has("supersedes")) return;
  assessment.version = object.need_integer<std::int64_t>("version", 2);
  assessment.supersedes = object.need<std::string>("supersedes");
}

}  // namespace

std::optional<Countersignature> read_countersignature(Object& object) {
  const std::optional<anze::json::Place> place = object.find("countersigned");
  if (!place) return std::nullopt;
  Object inside(*place);
  Countersignature given;
  given.by = inside.need<std::string>("by");
  given.on = inside.need<Date>("on");
  given.reason = inside.need<std::string>("reason");
  inside.close();
  return given;
}

json countersignature_json(const Countersignature& given) {
  return {{"by", given.by}, {"on", to_text(given.on)}, {"reason", given.reason}};
}

const Shape& countersignature_shape() {
  static const Shape& shape =
      *new Shape{"countersignature", {tell::text("by"), tell::date("on"), tell::text("reason")}};
  return shape;
}

Result<AssessmentRecord> assessment_of(const store::Record& stored) {
  return read_body<AssessmentRecord>(stored, fill);
}

json vacant_json(const std::vector<VacantEvents>& vacant) {
  json list = json::array();
  for (const VacantEvents& each : vacant)
    list.push_back({{"clause", each.clause},
                    {"title", each.title},
                    {"post", each.post},
                    {"post_title", each.post_title},
                    {"count", each.count}});
  return list;
}

json assessment_json(const AssessmentRecord& assessment) {
  json body = {{"period", to_text(assessment.period)},
               {"state", row_of(k_assessment_states, assessment.state).word},
               {"opened_by", assessment.opened_by},
               {"opened_on", to_text(assessment.opened_on)},
               {"rulebook", citation_json(assessment.rulebook)}};
  if (const std::optional<Scoring>& scoring = assessment.scoring) {
    body["scored_by"] = scoring->by;
    body["scored_on"] = to_text(scoring->on);
    body["facts_entry"] = scoring->facts_entry;
    body["as_of"] = to_text(scoring->as_of);
    if (!scoring->whole_answers()) body["sheet_format"] = scoring->sheet_format;
    body["digest"] = scoring->digest;
    body["people"] = scoring->whole_answers() ? scoring->listed : json(scoring->people);
    if (scoring->notes) body["notes"] = *scoring->notes;
    if (scoring->vacant) body["vacant"] = vacant_json(*scoring->vacant);
  }
  if (assessment.countersigned) body["countersigned"] = countersignature_json(*assessment.countersigned);
  if (assessment.sealing) {
    body["sealed_by"] = assessment.sealing->by;
    body["sealed_on"] = to_text(assessment.sealing->on);
  }
  if (!assessment.quota_document.empty()) body["quota_document"] = assessment.quota_document;
  if (assessment.version > 1) {
    body["version"] = assessment.version;
    body["supersedes"] = assessment.supersedes;
  }
  return body;
}

Result<std::optional<AssessmentRecord>> read_assessment(store::Reader& reader, const Period& period,
                                                        std::int64_t as_of_entry) {
  return read_current(reader, k_assessment_record, to_text(period), as_of_entry, assessment_of);
}

Result<std::vector<AssessmentRecord>> read_assessments(store::Reader& reader) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.records(k_assessment_record));
  return read_each(stored, assessment_of);
}

Result<std::vector<AssessmentRecord>> assessment_versions(store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::vector<store::Record> stored, reader.versions(k_assessment_record, to_text(period)));
  return read_each(stored, assessment_of);
}

Result<AssessmentRecord> need_assessment(store::Reader& reader, const Period& period) {
  ANZE_TRY(std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  if (assessment) return *std::move(assessment);
  return Error{Code::k_not_found, "assessment.missing",
               "the assessment of " + to_text(period) + " has not been opened", "/period",
               "open it with assess.open/1"};
}

Result<AssessmentRecord> need_version(store::Reader& reader, const Period& period, std::int64_t version) {
  ANZE_TRY(AssessmentRecord last, need_assessment(reader, period));
  if (version == 0 || (last.sealed() && last.version == version)) return last;
  ANZE_TRY(std::vector<AssessmentRecord> steps, assessment_versions(reader, period));
  for (AssessmentRecord& step : steps)
    if (step.sealed() && step.version == version) return std::move(step);
  return Error{Code::k_not_found, "assessment.version",
               "“" + to_text(period) + "” was sealed in “" +
                   std::to_string(last.sealed() ? last.version : 0) + "” versions; there is no version “" +
                   std::to_string(version) + "”",
               "/version", "assess.versions/1 lists them; leave the member out for the one in force"};
}

Result<void> refuse_sealed(const AssessmentRecord& assessment) {
  if (!assessment.sealed()) return {};
  return Error{Code::k_conflict, "assessment.sealed",
               "the assessment of " + to_text(assessment.period) + " is sealed", "/period",
               "a sealed result changes by an amended version only: assess.amend/1"};
}

Result<void> put_assessment(store::Writer& writer, const AssessmentRecord& assessment) {
  ANZE_ASSERT(assessment.scoring.has_value() == (assessment.state != AssessmentState::k_open));
  ANZE_ASSERT(assessment.sealing.has_value() == assessment.sealed());
  ANZE_ASSERT(!assessment.countersigned || assessment.scoring.has_value());
  ANZE_ASSERT((assessment.version > 1) == !assessment.supersedes.empty());
  const std::string id = to_text(assessment.period);
  ANZE_TRY(const std::optional<AssessmentRecord> before, read_assessment(writer, assessment.period));
  ANZE_CHECK(check_follows(k_assessment_states, before ? std::optional(before->state) : std::nullopt,
                           assessment.state, std::string(k_assessment_record) + " " + id));
  ANZE_ASSERT(assessment.version == (before && before->sealed() ? before->version + 1 : 1));
  ANZE_CHECK(writer.put(k_assessment_record, id, civil(assessment.period.first).year,
                        dump(assessment_json(assessment))));
  return {};
}

}  // namespace anze::plugin
