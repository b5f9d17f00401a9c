// rulebook.coverage/1: which clauses of a rulebook or a draft ever met a fact, over a period.
#include <algorithm>

#include "plugin/questions/stored_world.h"
#include "plugin/rulebooks/draft.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "plugin/rulebooks/trial.h"
#include "scoring/questions/coverage.h"
#include "scoring/questions/impact.h"

namespace anze::plugin {
namespace {

// "；从未用到：A13、C7"; "" for none.
std::string listed(const std::string& lead, const json& ids) {
  std::string text;
  for (const json& id : ids) text += (text.empty() ? lead : "、") + id.get<std::string>();
  return text;
}

Result<json> show_coverage(Call& call, store::Reader& reader) {
  ANZE_TRY(const Period period, parse_period(call.text("period")));
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  Problems failures;
  ANZE_TRY(const json document, document_of(call, reader, "rulebook", codes, failures));
  std::optional<Rulebook> draft;
  const Rulebook* book = nullptr;
  if (call.request.at("rulebook").is_object()) {
    ANZE_TRY(draft, checked_rulebook(call, "rulebook", codes, Reading::k_trial));
    book = &*draft;
  } else {
    ANZE_TRY(const InstalledRulebook* installed,
             installed_rulebook(call, call.text("rulebook"), "/rulebook"));
    book = &installed->rulebook;
  }
  if (book->assesses != period.kind)
    return invalid("coverage.period",
                   "the rulebook assesses by " + std::string(to_text(book->assesses)) + ", " +
                       to_text(period) + " is no such period",
                   "/period", "name a period of that length");
  ANZE_TRY(StoredWorld q, stored_world(call, reader, period, 0, book));
  q.world.rulebook = book;
  std::int64_t left_out = 0;
  q.world.judgements = fitting_judgements(q.world.judgements, *book, left_out);
  ANZE_TRY(const std::vector<ClauseCoverage> covered, coverage(q.world));
  json clauses = json::array();
  json never = json::array();
  json not_due = json::array();
  for (const ClauseCoverage& one : covered) {
    json entry = clause_json(*book, one.clause);
    json tested_by = json::array();
    for (const RulebookTest& test : book->tests)
      if (std::find(test.clauses.begin(), test.clauses.end(), text_of(entry, "clause")) != test.clauses.end())
        tested_by.push_back(test.title);
    entry["facts"] = one.facts;
    entry["lines"] = one.lines;
    entry["with_effect"] = one.with_effect;
    entry["not_due"] = one.not_due;
    entry["unjudged"] = one.unjudged;
    entry["points"] = to_text(one.points);
    entry["tests"] = tested_by.size();
    entry["tested_by"] = std::move(tested_by);
    entry["hit"] = one.hit();
    const bool waits = one.lines > 0 && one.not_due == one.lines;
    if (!one.hit()) (waits ? not_due : never).push_back(text_of(entry, "clause"));
    clauses.push_back(std::move(entry));
  }
  std::string summary = to_chinese(period) + "：共 " + std::to_string(covered.size()) +
                        " 条，有记录或有得失分的 " +
                        std::to_string(covered.size() - never.size() - not_due.size()) + " 条";
  summary += listed("；本期未到期：", not_due) + listed("；从未用到：", never) + failed_text(failures);
  return json{{"period", to_text(period)},
              {"rulebook", named(document)},
              {"summary", summary},
              {"tests", book->tests.size()},
              {"clauses", std::move(clauses)},
              {"never_hit", std::move(never)},
              {"not_due", std::move(not_due)},
              {"failed_tests", failed_json(failures)}};
}

}  // namespace

std::span<const Method> rulebook_coverage_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "rulebook.coverage/1",
       .title = "条款覆盖",
       .summary =
           "Tells for each clause of a rulebook what it counted in a period, and which clauses nothing ever "
           "meets.",
       .roles = {k_assessor, k_security_admin, k_reviewer, k_auditor},
       .members = {ask::object("rulebook").or_text().needed().says("\"id/version\" or a draft"),
                   ask::text("period").needed()},
       .answer = coverage_answer(),
       .errors = refusals({refusal::rulebook(), refusal::scoring(), {"rulebook.unknown", "coverage.period"}}),
       .function = show_coverage,
       .reads_people = true},
  };
  return methods;
}

}  // namespace anze::plugin
