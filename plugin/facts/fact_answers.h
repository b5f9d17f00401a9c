// What the methods about facts answer: receipts, one record with its history, lists, hazards, attachments.
// Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

// An attachment whose bytes lie in another fact too.
const Shape& reuse_shape();

std::vector<Told> withdrawn_fact_answer();
// Of whatever else writes one fact.
std::vector<Told> receipt_answer();
std::vector<Told> attached_answer();
std::vector<Told> record_answer();
std::vector<Told> found_answer();
std::vector<Told> credits_answer();
std::vector<Told> late_answer();
std::vector<Told> entered_answer();    // a receipt, and what may be the same event
Told repeats_told(const char* place);  // the same of many; `place`: "line", "row"
std::vector<Told> repeated_answer();
std::vector<Told> hazards_answer();
std::vector<Told> attachment_answer();
std::vector<Told> reused_answer();

}  // namespace anze::plugin
