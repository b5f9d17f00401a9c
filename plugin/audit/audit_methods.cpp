// The audit chain, the kept log lines.
#include "plugin/filing/addressees.h"

namespace anze::plugin {
namespace {

Result<json> verify(Call& call, store::Reader&) {
  ANZE_TRY(const store::VerifyReport report, call.store.verify());
  json problems = json::array();
  for (const Error& problem : report.problems)
    problems.push_back(
        {{"code", problem.reason}, {"message", problem.message}, {"at", problem.at}, {"help", problem.help}});
  return json{{"ok", problems.empty()},
              {"entries", report.entries},
              {"rows", report.rows},
              {"head", {{"seq", report.head.seq}, {"hash", store::to_hex(report.head.hash)}}},
              {"problems", std::move(problems)}};
}

Result<json> list(Call& call, store::Reader& reader) {
  ANZE_TRY(const std::vector<store::AuditEntry> entries,
           reader.audit(call.request.value("after", std::int64_t{0}),
                        static_cast<std::size_t>(call.request.value("limit", 100))));
  json list = json::array();
  for (const store::AuditEntry& entry : entries)
    list.push_back({{"seq", entry.seq},
                    {"at_ms", entry.at_ms},
                    {"actor", entry.actor},
                    {"method", entry.method},
                    {"request_id", entry.request_id},
                    {"subject", entry.subject},
                    {"hash", store::to_hex(entry.hash)}});
  return json{{"entries", std::move(list)}};
}

Result<json> head(Call&, store::Reader& reader) {
  ANZE_TRY(const store::ChainHead head, reader.head());
  return json{{"seq", head.seq}, {"hash", store::to_hex(head.hash)}};
}

Result<json> take_log(Call& call, store::Reader&) {
  ANZE_CHECK(check_issuing(call));  // the log tells who was refused what
  return json{{"lines", call.services.take_log()}};
}

}  // namespace

std::span<const Method> audit_methods() {
  static const auto& methods = *new std::vector<Method>{
      {.name = "audit.verify/1",
       .title = "核验审计链",
       .summary = "Walks the whole audit chain and every row under it.",
       .roles = {k_auditor},
       .answer = {tell::flag("ok"), tell::count("entries"), tell::count("rows"),
                  tell::object("head", {tell::count("seq"), tell::digest("hash")}),
                  tell::list("problems", tell::is(problem_shape()))},
       .function = verify,
       .reads_people = true},
      {.name = "audit.list/1",
       .title = "审计记录",
       .summary = "Lists audit entries.",
       .roles = {k_auditor},
       .members = {ask::integer("after", 0), ask::integer("limit", 1, 1000)},
       .answer = {tell::list(
           "entries", tell::object("", {tell::count("seq"), tell::integer("at_ms"), tell::text("actor"),
                                        tell::text("method"), tell::text("request_id"), tell::text("subject"),
                                        tell::digest("hash")}))},
       .function = list,
       .reads_people = true},
      {.name = "audit.head/1",
       .title = "审计链头",
       .summary = "Answers the chain's newest entry and its digest.",
       .answer = {tell::count("seq"), tell::digest("hash")},
       .function = head},
      {.name = "log.take/1",
       .title = "取日志",
       .summary = "Takes the log lines kept for a host without a log service.",
       .roles = {k_system_admin, k_registrar},
       .answer = {tell::texts("lines")},
       .errors = refusals({refusal::filing_rules(), {"actor.addressee"}}),
       .function = take_log},
  };
  return methods;
}

}  // namespace anze::plugin
