// What the methods about letters answer: one letter as it stands, lists, papers, what the exchange said.
// Threads: any; made once, with the table of methods.
#pragma once

#include <vector>

#include "plugin/json/told.h"

namespace anze::plugin {

std::vector<Told> prepared_answer();
std::vector<Told> signed_answer();
std::vector<Told> filing_history_answer();
std::vector<Told> filings_answer();
std::vector<Told> preview_answer();
std::vector<Told> document_answer();
std::vector<Told> countersigned_filing_answer();
std::vector<Told> outcome_answer();
std::vector<Told> typed_receipt_answer();  // outbox.ack/1
std::vector<Told> settled_answer();        // outbox.confirm/1
std::vector<Told> jobs_answer();
std::vector<Told> outbox_answer();
std::vector<Told> deadlines_answer();

}  // namespace anze::plugin
