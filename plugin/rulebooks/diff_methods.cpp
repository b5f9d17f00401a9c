// rulebook.diff/1: what changed between two rulebooks, clause by clause and member by member.
#include "plugin/rulebooks/changes.h"
#include "plugin/rulebooks/rulebook_answers.h"
#include "plugin/rulebooks/trial.h"

namespace anze::plugin {
namespace {

Result<json> diff(Call& call, store::Reader& reader) {
  Codebook codes = call.store.codes();  // a copy: a draft leaves no words behind
  Problems failures;
  ANZE_TRY(const json from, document_of(call, reader, "from", codes, failures));
  ANZE_TRY(const json to, document_of(call, reader, "to", codes, failures));
  json answer = rulebook_changes(from, to);
  answer["from"] = named(from);
  answer["to"] = named(to);
  answer["summary"] = "新增 " + answer.at("added").dump() + " 处，删除 " + answer.at("removed").dump() +
                      " 处，修改 " + answer.at("changed").dump() + " 处，未变 " + answer.at("same").dump() +
                      " 处" + failed_text(failures);
  answer["failed_tests"] = failed_json(failures);
  return answer;
}

}  // namespace

std::span<const Method> rulebook_diff_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "rulebook.diff/1",
       .title = "考核办法对比",
       .summary = "Compares two rulebooks, installed (\"id/version\") or drafts, clause by clause and member "
                  "by member.",
       .members = {ask::object("from").or_text().needed(), ask::object("to").or_text().needed()},
       .answer = rulebook_diff_answer(),
       .errors = refusals({refusal::rulebook(), {"rulebook.unknown"}}),
       .function = diff},
  };
  return methods;
}

}  // namespace anze::plugin
