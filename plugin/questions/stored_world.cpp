#include "plugin/questions/stored_world.h"

#include <algorithm>

#include "plugin/assessments/year_quarters.h"
#include "plugin/records/assessment_record.h"
#include "plugin/records/judgement_record.h"
#include "plugin/records/record_kinds.h"
#include "plugin/tallies/culprit.h"
#include "plugin/tallies/in_time.h"
#include "scoring/clauses/counting_day.h"
#include "scoring/rulebook/plans.h"

namespace anze::plugin {
namespace {

// The rulebook that assessed the period when the store ended at that entry.
Result<const InstalledRulebook*> rulebook_at(const Call& call, store::Reader& reader, const Period& period,
                                             std::int64_t as_of_entry) {
  if (as_of_entry == 0) return call.model->need_rulebook(period);
  Model then;
  std::vector<const InstalledRulebook*> known;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const std::string id =
        call.store.codes().text(installed.rulebook.id) + "/" + std::to_string(installed.rulebook.version);
    ANZE_TRY(const std::optional<store::Record> record, reader.record(k_rulebook_record, id, as_of_entry));
    if (!record) continue;
    then.rulebooks.push_back(installed);
    known.push_back(&installed);
  }
  ANZE_TRY(const InstalledRulebook* best, then.need_rulebook(period));
  return known[static_cast<std::size_t>(best - then.rulebooks.data())];
}

Result<std::unique_ptr<Organisation>> organisation_at(const Call& call, store::Reader& reader,
                                                      std::int64_t as_of_entry) {
  ANZE_TRY(const std::optional<store::Record> now, reader.record(k_organisation_record, "current"));
  ANZE_TRY(const std::optional<store::Record> then,
           reader.record(k_organisation_record, "current", as_of_entry));
  if (!then || !now || then->version == now->version) return std::unique_ptr<Organisation>();
  Codebook& codes = call.store.codes();
  ANZE_TRY(OrganisationData data, read_organisation(then->body, codes));
  ANZE_TRY(Organisation organisation, Organisation::build(std::move(data), codes));
  return std::make_unique<Organisation>(std::move(organisation));
}

}  // namespace

Result<StoredWorld> stored_world(Call& call, store::Reader& reader, const Period& period,
                                 std::int64_t as_of_entry, const Rulebook* draft) {
  StoredWorld q;
  ANZE_TRY(q.world.organisation, call.model->need_organisation());
  if (as_of_entry != 0) {
    ANZE_TRY(q.organisation, organisation_at(call, reader, as_of_entry));
    if (q.organisation) q.world.organisation = q.organisation.get();
  }
  ANZE_TRY(q.rulebook, rulebook_at(call, reader, period, as_of_entry));
  q.world.rulebook = &q.rulebook->rulebook;
  q.world.calendar = &call.calendar;
  q.world.ledgers = &call.model->ledgers;
  q.world.period = period;
  q.world.as_of = std::min(period.last, call.today);
  q.world.today = call.today;
  Date first = first_day_of(plan_clauses(*q.world.rulebook, period), period);
  if (draft != nullptr) first = std::min(first, first_day_of(plan_clauses(*draft, period), period));
  const store::FactQuery query{first, period.last, {}, as_of_entry};
  const bool asked = leaves_late_out(*q.world.rulebook) || (draft != nullptr && leaves_late_out(*draft));
  const WhatCounts what{*q.world.rulebook, *q.world.organisation, period, q.world.as_of, as_of_entry};
  q.world.facts = [&call, &reader, query, asked, what](const FactVisitor& visit) -> Result<void> {
    std::optional<Error> failed;
    const auto each = [&](const Fact& fact) {
      if (auto visited = with_in_time(reader, asked, fact, visit); !visited)
        failed = std::move(visited).error();
      return !failed;
    };
    ANZE_CHECK(reader.scan(query, each));
    if (failed) return with_culprit(call, reader, what, *failed);
    return {};
  };
  ANZE_TRY(q.world.judgements, judgements_of(reader, period, call.store.codes(), as_of_entry));
  const bool draft_alone = draft != nullptr && q.world.rulebook->quarters.policy == QuarterPolicy::k_none;
  ANZE_TRY(YearQuarters year, quarters_of(reader, *call.model, draft_alone ? *draft : *q.world.rulebook,
                                          period, call.store.codes(), as_of_entry));
  q.world.quarters = std::move(year.results);
  return q;
}

Result<CodeId> asked_official(const Call& call) {
  const std::string wanted = call.text("official");
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const CodeId official = call.store.codes().find(wanted);
  if (organisation->official(official) == nullptr)
    return Error{Code::k_not_found, "official.unknown", "the organisation has no official “" + wanted + "”",
                 "/official", "take an id from score.list/1"};
  return official;
}

Result<const InstalledRulebook*> installed_rulebook(const Call& call, const std::string& id,
                                                    const std::string& at) {
  std::string known;
  for (const InstalledRulebook& installed : call.model->rulebooks) {
    const std::string name =
        call.store.codes().text(installed.rulebook.id) + "/" + std::to_string(installed.rulebook.version);
    if (name == id) return &installed;
    known += (known.empty() ? "" : ", ") + name;
  }
  return Error{Code::k_not_found, "rulebook.unknown", "there is no rulebook “" + id + "”", at,
               known.empty() ? "add one with rulebook.add/1" : "installed: " + known};
}

Result<json> fact_ids_json(store::Reader& reader, const std::vector<std::int64_t>& seqs) {
  json ids = json::array();
  ANZE_CHECK(reader.facts_by_seq(seqs, [&](const store::FactVersion& version) -> Result<void> {
    ids.push_back(version.record.id);
    return {};
  }));
  return ids;
}

json rulebook_json(const InstalledRulebook& installed, const Codebook& codes) {
  const Rulebook& book = installed.rulebook;
  return {{"id", codes.text(book.id) + "/" + std::to_string(book.version)},
          {"title", book.title},
          {"document_no", book.document_no}};
}

Result<std::int64_t> last_scored(store::Reader& reader, const Period& period) {
  ANZE_TRY(const std::optional<AssessmentRecord> assessment, read_assessment(reader, period));
  return assessment && assessment->scoring ? assessment->scoring->facts_entry : std::int64_t{0};
}

}  // namespace anze::plugin
