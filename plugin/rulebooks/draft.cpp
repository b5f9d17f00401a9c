#include "plugin/rulebooks/draft.h"

#include "plugin/json/schema.h"
#include "scoring/trials/read_rulebook.h"

namespace anze::plugin {

Result<Rulebook> checked_rulebook(Call& call, const char* member, Codebook& codes, Reading reading) {
  ANZE_TRY(const Organisation* organisation, call.model->need_organisation());
  const std::string place = std::string("/") + member;
  static const Schema& schema =
      *new Schema(json::parse(rulebook_schema()));  // never freed: nothing of ours runs when the process ends
  call.problems = schema.check(call.request.at(member));
  if (!call.problems.empty()) {
    for (Error& problem : call.problems) {
      problem = problem.within(place);
      problem.reason = "rulebook.schema";
      problem.help = "compare with rulebook.schema/1";
    }
    return call.problems.front();
  }
  auto book = read_rulebook(dump(call.request.at(member)), call.model->ledgers, organisation->data(), codes,
                            &call.problems, reading);
  for (Error& problem : call.problems) problem = problem.within(place);
  if (!book) return book.error().within(place);
  for (Error& failure : book->failed_tests) failure = failure.within(place);
  return book;
}

}  // namespace anze::plugin
