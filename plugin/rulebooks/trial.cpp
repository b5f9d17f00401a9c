#include "plugin/rulebooks/trial.h"

#include "plugin/questions/stored_world.h"
#include "plugin/records/record_kinds.h"
#include "plugin/rulebooks/draft.h"

namespace anze::plugin {

Result<json> document_of(Call& call, store::Reader& reader, const char* member, Codebook& codes,
                         Problems& failures) {
  const json& value = call.request.at(member);
  if (value.is_object()) {
    ANZE_TRY(const Rulebook draft, checked_rulebook(call, member, codes, Reading::k_trial));
    failures.insert(failures.end(), draft.failed_tests.begin(), draft.failed_tests.end());
    return value;
  }
  const std::string id = call.text(member);
  ANZE_CHECK(installed_rulebook(call, id, std::string("/") + member));
  ANZE_TRY(const std::optional<store::Record> record, reader.record(k_rulebook_record, id));
  if (!record)
    return Error{Code::k_not_found, "rulebook.unknown", "there is no rulebook “" + id + "”",
                 std::string("/") + member, "rulebook.list/1 lists them"};
  return json::parse(record->body);
}

json named(const json& document) {
  return {{"rulebook", text_of(document, "rulebook")},
          {"version", document.value("version", 1)},
          {"title", text_of(document, "title")},
          {"document_no", text_of(document, "document_no")}};
}

json failed_json(const Problems& failures) {
  json failed = json::array();
  for (const Error& failure : failures)
    failed.push_back({{"at", failure.at}, {"message", failure.message}, {"help", failure.help}});
  return failed;
}

std::string failed_text(const Problems& failures) {
  return failures.empty() ? std::string()
                          : "；草案自带检验 " + std::to_string(failures.size()) + " 项不符，提交前须改";
}

}  // namespace anze::plugin
