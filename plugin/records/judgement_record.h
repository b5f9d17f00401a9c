// JudgementRecord: what one person gave to one clause or item of one term: a judged value (酌情评分), or the
// own score of somebody assessed (自评). Each version takes the place of the one before.
//
// The members that a sheet may leave out are kept as they were sent: absent, or there and empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin/json/json.h"
#include "plugin/store/store.h"
#include "scoring/clauses/judgement.h"
#include "scoring/days/period.h"

namespace anze::plugin {

struct JudgementRecord {
  Period period;
  std::string term;
  std::optional<std::string> clause;  // one of the two; a judged value is always of a clause
  std::optional<std::string> item;
  std::string value;  // points, as they were written: "1.50" stays so
  std::optional<std::string> reason;
  std::string rater;              // principal
  std::optional<Date> judged_on;  // the first judgements were kept without their day
  bool self = false;
};

// Errors of reading: record.corrupt, with the member.
Result<JudgementRecord> judgement_of(const store::Record& stored);
json judgement_json(const JudgementRecord& judgement);  // what is stored

// "2025Q1/A13/T-0045", "2025Q1/item/A/T-0045/self"; of one of several raters
// "2025Q1/A13/T-0045/by/cadre-0009".
std::string judgement_id(const JudgementRecord& judgement, const std::string& one_of_several = {});
Result<bool> has_judgement(store::Reader& reader, const std::string& id);
// Every version of one, oldest first: the first is version 1.
Result<std::vector<JudgementRecord>> judgement_versions(store::Reader& reader, const std::string& id);
Result<void> put_judgement(store::Writer& writer, const std::string& id, const JudgementRecord& judgement);

// Those of the period as known at `as_of_entry` (0: now), for the engine.
Result<std::vector<Judgement>> judgements_of(store::Reader& reader, const Period& period,
                                             const Codebook& codes, std::int64_t as_of_entry);

}  // namespace anze::plugin
